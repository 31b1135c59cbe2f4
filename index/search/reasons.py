"""Why an article matches a query: which forms of its words the article uses, where, and how often."""

from __future__ import annotations

from collections import Counter

from index.document import Article, RegionKind
from index.results import Likeness, Reason
from index.search.language.tree import Fuzzy, Near, TextNode, Wildcard
from index.search.matches import Finder
from index.text import one_line

_CLOSEST = list(Likeness)


def explain(finder: Finder, article: Article) -> tuple[Reason, ...]:
    """The reasons, in the order of the query's parts; of one part the closest first, then the most frequent.

    Forms that differ in nothing but upper and lower case are one.
    """
    counts: Counter[tuple[int, Likeness, RegionKind, str]] = Counter()
    spellings: dict[str, str] = {}
    for kind, _, matches in finder.regions(article, RegionKind.TITLE, RegionKind.BODY):
        for match in matches:
            found = one_line(article.text[match.start : match.end])
            spellings.setdefault(found.casefold(), found)
            counts[match.term, match.likeness, kind, found.casefold()] += 1
    reasons = [
        Reason(_typed(finder.terms[term]), spellings[found], kind, likeness, count)
        for (term, likeness, kind, found), count in sorted(
            counts.items(), key=lambda pair: (pair[0][0], _CLOSEST.index(pair[0][1]), -pair[1])
        )
    ]
    return tuple(reasons)


def _typed(term: TextNode) -> str:
    """A part of the query about as it was typed."""
    match term:
        case Wildcard(pattern):
            return pattern
        case Fuzzy(text, distance):
            return f"{text}~{distance}" if distance > 1 else f"{text}~"
        case Near(text, distance):
            return f'"{text}"~{distance}'
        case _:
            return term.text
