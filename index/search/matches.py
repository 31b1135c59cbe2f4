"""Where a query's words stand in an article: what is highlighted, and what a snippet shows.

A word is analysed here as it is for the index, so that nothing is highlighted that is no match. Words that the query
does not want are not looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from index.document import Article, RegionKind, Span
from index.search.analysis import TOKEN, Key, forms, keys, width
from index.search.language.parser import parse
from index.search.language.tree import Area, Phrase, TextNode, Word, texts
from index.search.patterns import pattern

AREAS = {RegionKind.TITLE: Area.TITLE, RegionKind.BODY: Area.BODY}
"""The regions of an article that are searched."""


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A stretch of text that a part of the query matches.

    Attributes:
        term: Which part: an index into the query's words, phrases and patterns.
    """

    start: int
    end: int
    term: int


def find_matches(query: str, article: Article) -> tuple[Span, ...]:
    """Where the query's words stand in an article's title and body, in text order; overlapping ones are one."""
    regions = region_matches(query, article, RegionKind.TITLE, RegionKind.BODY)
    return merged(match for _, matches in regions for match in matches)


def region_matches(query: str, article: Article, *kinds: RegionKind) -> Iterator[tuple[Span, list[Match]]]:
    """The regions of these kinds with the matches in each, in text order."""
    finder = _finder(query)
    for region in article.regions:
        if region.kind in kinds:
            yield region.span, finder.matches(article.text, region.span, AREAS[region.kind], article.language)


def merged(matches: Iterable[Match]) -> tuple[Span, ...]:
    """The stretches that matches in text order cover."""
    spans: list[Span] = []
    for match in matches:
        if spans and match.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, match.end))
        else:
            spans.append(Span(match.start, match.end))
    return tuple(spans)


@lru_cache(maxsize=64)
def _finder(query: str) -> _Finder:
    return _Finder(tuple(dict.fromkeys(texts(parse(query).tree))))


@dataclass(slots=True)
class _Finder:
    """Looks for the words of one query, and remembers what it has made of each token."""

    terms: tuple[TextNode, ...]
    _seen: dict[tuple[Area, str], dict[str, tuple[Match, ...]]] = field(default_factory=dict)

    def matches(self, text: str, span: Span, area: Area, language: str) -> list[Match]:
        """The matches in a region of a text, in text order."""
        if not self.terms:
            return []
        seen = self._seen.setdefault((area, language), {})
        matches: list[Match] = []
        for token in TOKEN.finditer(text, span.start, span.end):
            found = seen.get(token[0])
            if found is None:
                found = seen[token[0]] = tuple(self._in_token(token[0], area, language))
            if found:
                at = token.start()
                matches += [Match(at + match.start, at + match.end, match.term) for match in found]
        if phrases := self._phrases(area):
            matches += _phrase_matches(text, span, language, phrases)
        return sorted(matches) if len(matches) > 1 else matches

    def _phrases(self, area: Area) -> list[tuple[int, tuple[str, ...]]]:
        """The parts of the query that are several words side by side."""
        numbered = ((number, term) for number, term in enumerate(self.terms) if area in term.areas)
        words = ((number, forms(term.text)) for number, term in numbered if isinstance(term, Phrase | Word))
        return [(number, found) for number, found in words if len(found) > 1]

    def _in_token(self, token: str, area: Area, language: str) -> Iterator[Match]:
        for number, term in enumerate(self.terms):
            if area in term.areas:
                fits = _test(term, language)
                for word in keys(token, language):
                    if fits(word):
                        yield Match(word.start, word.end, number)


def _test(term: TextNode, language: str) -> Callable[[Key], bool]:
    """Whether a single word is matched by a part of the query."""
    match term:
        case Word(text, _, typing):
            wanted = keys(text, language)[0]
            return lambda word: word.stem == wanted.stem or (typing and word.form.startswith(wanted.form))
        case Phrase(text):
            words = forms(text)
            return lambda word: (word.form,) == words
        case several:
            among = pattern(several)
            return lambda word: word.form.startswith(among.prefix) and among.fits(word.form)


def _phrase_matches(
    text: str, span: Span, language: str, phrases: list[tuple[int, tuple[str, ...]]]
) -> Iterator[Match]:
    """Where words stand side by side, position by position as they are indexed."""
    positions: list[dict[str, tuple[int, int]]] = []
    for token in TOKEN.finditer(text, span.start, span.end):
        words = keys(token[0], language)
        first = len(positions)
        positions += ({} for _ in range(width(words)))
        for word in words:
            positions[first + word.step][word.form] = (token.start() + word.start, token.start() + word.end)
    for number, words_wanted in phrases:
        for first in range(len(positions) - len(words_wanted) + 1):
            if all(word in positions[first + step] for step, word in enumerate(words_wanted)):
                start, _ = positions[first][words_wanted[0]]
                _, end = positions[first + len(words_wanted) - 1][words_wanted[-1]]
                yield Match(start, end, number)
