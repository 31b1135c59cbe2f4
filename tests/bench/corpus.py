"""An archive as large as wanted, recombined from `seeds/`: its words by Zipf's law, its companies from the seeds.

Words are those of the seeds and made ones, put together from the seeds' words as German does; the made ones are rare,
so that the vocabulary grows with the archive as a real one's does.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np

from index.cleaning import clean
from index.dates import PartialDate
from index.document import (
    Article,
    Company,
    DealMention,
    DealType,
    Detections,
    Mention,
    Region,
    RegionKind,
    Span,
    Status,
)
from index.raw import Failure
from index.readers import read
from index.results import ArchivedArticle
from index.search.analysis import TOKEN
from index.sources import blobs

SEEDS = Path(__file__).parents[2] / "seeds"
WORDS = 348
"""Words of an article on average, as in the measurements of stock Whoosh that the bars come from."""
_MADE = 300_000
_COMPANIES = 400
_SOURCES = 25
_TYPES = list(DealType)


@cache
def vocabulary() -> list[str]:
    """Words, the most frequent first: those of the seeds, then compounds of them."""
    counts: dict[str, int] = {}
    for blob in blobs([str(SEEDS)]):
        if isinstance(blob, Failure):
            continue
        for raw in read(blob):
            article = raw if isinstance(raw, Failure) else clean(raw)
            if isinstance(article, Article):
                for token in TOKEN.findall(article.text):
                    counts[token] = counts.get(token, 0) + 1
    words = sorted(counts, key=lambda word: (-counts[word], word))
    long = [word for word in words if len(word) > 4 and word.isalpha()]
    random = np.random.default_rng(1)
    pairs = random.integers(0, len(long), (_MADE, 2)).tolist()
    made = dict.fromkeys(long[first] + long[second].lower() for first, second in pairs)
    return words + [word for word in made if word not in counts]


def articles(count: int, seed: int = 20) -> Iterator[ArchivedArticle]:
    """So many articles; the same ones for the same seed."""
    words = vocabulary()
    random = np.random.default_rng(seed)
    ranks = np.arange(1, len(words) + 1)
    chances = np.cumsum(1.0 / (ranks + 2.7))
    chances /= chances[-1]
    for number in range(1, count + 1):
        size = max(30, int(random.lognormal(np.log(WORDS) - 0.125, 0.5)))
        drawn = [words[rank] for rank in np.searchsorted(chances, random.random(size)).tolist()]
        yield _article(number, drawn, random)


def _article(number: int, drawn: list[str], random: np.random.Generator) -> ArchivedArticle:
    title, body = " ".join(drawn[:8]), " ".join(drawn[8:])
    text = f"{title}\n\n{body}"
    regions = (
        Region(Span(0, len(title)), RegionKind.TITLE),
        Region(Span(len(title) + 2, len(text)), RegionKind.BODY),
    )
    day = f"{random.integers(2000, 2025)}-{random.integers(1, 13):02}-{random.integers(1, 29):02}"
    named = {int(_COMPANIES * chance**3) for chance in random.random(random.integers(0, 5))}
    companies = tuple(
        Company(f"company-{each}", f"Company {each}", True, (Mention(Span(0, 1)),)) for each in sorted(named)
    )
    deals = tuple(
        DealMention(_TYPES[random.integers(len(_TYPES))], Status.SIGNED, 0.9, (), None, None, None, (Span(0, 1),))
        for _ in range(random.integers(0, 2))
    )
    source = f"Source {int(_SOURCES * random.random() ** 2)}"
    language = "de" if random.random() < 0.8 else "en"
    cleaned = Article(f"a{number}", text, title, PartialDate(day), source, None, language, regions, f"f{number}")
    return ArchivedArticle(number, cleaned, Detections(companies, deals), (f"/a{number}",), read=False)
