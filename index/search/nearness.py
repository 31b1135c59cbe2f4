"""Where words stand near each other in an article, counted as the index counts: over all regions of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from index.document import Article, RegionKind, Span
from index.search.analysis import GAP, TOKEN, keys, width


class _Occurrence(NamedTuple):
    position: int
    form: str
    span: Span


def near_words(article: Article, kind: RegionKind, forms: frozenset[str], distance: int) -> tuple[Span, ...]:
    """Where words stand of which all are within a stretch of text, in text order.

    Args:
        article: In which they are looked for.
        kind: Of the regions in which they are.
        forms: The words' forms.
        distance: How many words the first and the last of the stretch are apart, at most.
    """
    there = [each for each in _occurrences(article, kind) if each.form in forms]
    near: set[Span] = set()
    for nth, first in enumerate(there):
        stretch = []
        for each in there[nth:]:
            if each.position > first.position + distance:
                break
            stretch.append(each)
        if forms == {each.form for each in stretch}:
            near.update(each.span for each in stretch)
    return tuple(sorted(near))


def _occurrences(article: Article, kind: RegionKind) -> Iterator[_Occurrence]:
    position = 0
    for span in article.spans(kind):
        for token in TOKEN.finditer(article.text, span.start, span.end):
            words = keys(token[0], article.language)
            for word in words:
                place = Span(token.start() + word.start, token.start() + word.end)
                yield _Occurrence(position + word.step, word.form, place)
            position += width(words)
        position += GAP
