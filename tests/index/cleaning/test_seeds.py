"""Our own seeds, read and cleaned: title, date, language and furniture are as their gold says."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.cleaning import clean
from index.document import Article, RegionKind, Span
from index.raw import Blob, RawArticle
from index.readers import read
from index.sources import blobs

ROOT = Path(__file__).parents[3]
GOLD = [json.loads(line) for line in (ROOT / "tests/quality/seeds_gold.jsonl").read_text("utf-8").splitlines()]


@cache
def articles() -> dict[str, Article]:
    """Every article of the seeds by its id."""
    found = [clean(raw) for raw in raw_articles(ROOT / "seeds")]
    return {article.id: article for article in found if isinstance(article, Article)}


def raw_articles(folder: Path) -> list[RawArticle]:
    """What the readers make of a folder's files, which must all be readable."""
    found = [raw for blob in blobs([str(folder)]) if isinstance(blob, Blob) for raw in read(blob)]
    raws = [raw for raw in found if isinstance(raw, RawArticle)]
    assert len(raws) == len(found), found
    return raws


def quoted(text: str, quote: str) -> list[Span]:
    """Every place of a quote in a text."""
    starts = [start for start in range(len(text)) if text.startswith(quote, start)]
    return [Span(start, start + len(quote)) for start in starts]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["id"])
def test_seed(gold: dict[str, Any]) -> None:
    """Title, date and language are right, and no furniture that the gold quotes is searched or detected in."""
    article = articles()[gold["id"]]
    assert (gold["title"], gold["language"]) == (article.title, article.language)
    assert article.date is not None
    assert article.date.iso.startswith(gold["date"])
    shown = article.spans(RegionKind.TITLE, RegionKind.BODY, RegionKind.REPEATED)
    for quote in gold.get("boilerplate", []):
        places = quoted(article.text, quote)
        assert places, quote
        assert [] == [quote for place in places if any(place.overlaps(span) for span in shown)]


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["id"])
def test_evidence_stays(gold: dict[str, Any]) -> None:
    """No sentence that tells of a deal is taken for furniture."""
    article = articles()[gold["id"]]
    furniture = article.spans(RegionKind.BOILERPLATE)
    for deal in gold["deals"]:
        for span in deal.get("evidence", []):
            [place] = quoted(article.text, gold["text"][span["start"] : span["end"]])[:1]
            assert [] == [lost.of(article.text) for lost in furniture if lost.overlaps(place)]


@pytest.mark.parametrize("separator", ["\n\n", "\n"])
def test_pages_saved_as_text(separator: str) -> None:
    """A page whose text somebody saved without its markup keeps its title and all of its body."""
    for raw in raw_articles(ROOT / "seeds"):
        if not raw.regions:
            continue
        page = clean(raw)
        text = clean(RawArticle(id=raw.id, text=raw.text.replace("\n\n", separator)))
        assert isinstance(page, Article)
        assert isinstance(text, Article)
        furniture = {span.of(text.text) for span in text.spans(RegionKind.BOILERPLATE)}
        assert page.title == text.title
        assert set() == furniture & {span.of(page.text) for span in page.spans(RegionKind.BODY)}
