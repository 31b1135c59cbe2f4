"""The passage of an article that shows best why it matches."""

from __future__ import annotations

import re
from bisect import bisect_right

from index.document import Article, RegionKind, Span
from index.results import Snippet
from index.search.matches import Finder, Match, merged
from index.text import visible

_LENGTH = 160
"""Characters of a snippet, about."""
_LEAD = 40
"""Characters before the first match, at most: enough to see what it belongs to."""

_WORD = re.compile(r"\S+")
_SENTENCE = re.compile(r"[.!?:…][\"“”»«')]*\s+(?=\S)|\n\s*")


def make_snippet(finder: Finder, article: Article) -> Snippet:
    """The passage of the body with the most of a query's words; its beginning where there are none.

    It is cut between words, shown on one line, and has an ellipsis where something is left out.
    """
    text, matches = _body(finder, article)
    best = _densest(matches)
    start, end = _bounds(text, best)
    inside = merged(match for match in matches if start <= match.start and match.end <= end)
    return _one_line(text, start, end, inside)


def _body(finder: Finder, article: Article) -> tuple[str, list[Match]]:
    """The article's body alone, a line for each region, and the matches in it."""
    lines: list[str] = []
    matches: list[Match] = []
    length = 0
    for _, span, found in finder.regions(article, RegionKind.BODY):
        shift = length - span.start
        matches += (Match(start + shift, end + shift, term, likeness) for start, end, term, likeness in found)
        lines.append(span.of(article.text))
        length += len(span) + 1
    return "\n".join(lines), matches


def _densest(matches: list[Match]) -> list[Match]:
    """The matches within a snippet's length that show most of the query: most of its parts, then most matches."""
    best: list[Match] = []
    most, first = (0, 0), 0
    for last, match in enumerate(matches):
        while match.end - matches[first].start > _LENGTH - _LEAD and first < last:
            first += 1
        found = matches[first : last + 1]
        worth = len({each.term for each in found}), len(found)
        if worth > most:
            best, most = found, worth
    return best


def _bounds(text: str, best: list[Match]) -> tuple[int, int]:
    """Where the passage begins and ends: at the beginning of a sentence if there is one near, between words else."""
    start = max(0, min(best[0].start - _LEAD, len(text) - _LENGTH)) if best else 0
    if start:
        before = best[0].start
        sentences = [match.end() for match in _SENTENCE.finditer(text, start, before) if match.end() <= before]
        start = sentences[-1] if sentences else text.find(" ", start, before) + 1 or before
    end = start + _LENGTH
    if end < len(text):
        least = best[-1].end if best else start + 1
        end = max(least, text.rfind(" ", least, end + 1))
    return start, min(end, len(text))


def _one_line(text: str, start: int, end: int, spans: tuple[Span, ...]) -> Snippet:
    """A passage with its blanks folded, and where its matches stand then."""
    lead, tail = "… " if text[:start].strip() else "", " …" if text[end:].strip() else ""
    passage = visible(text[start:end])
    words: list[str] = []
    origins: list[int] = []
    places: list[int] = []
    length = len(lead)
    for word in _WORD.finditer(text, start, end):
        left, right = word.span()
        words.append(passage[left - start : right - start])
        origins.append(left)
        places.append(length)
        length += right - left + 1

    def place(offset: int) -> int:
        word = bisect_right(origins, offset) - 1
        return places[word] + offset - origins[word]

    line = f"{lead}{' '.join(words)}{tail}"
    return Snippet(line, tuple(Span(place(span.start), place(span.end - 1) + 1) for span in spans))
