"""Where a query's words stand in an article: what is highlighted, and what a snippet shows.

A word is analysed here as it is for the index, so that nothing is highlighted that is no match. Words that the query
does not want are not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
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


class _Finder:
    """Looks for the words of one query."""

    def __init__(self, terms: tuple[TextNode, ...]) -> None:
        self.terms = terms
        self._tests: dict[tuple[Area, str], _Tests] = {}

    def matches(self, text: str, span: Span, area: Area, language: str) -> list[Match]:
        """The matches in a region of a text, in text order."""
        if not self.terms:
            return []
        tests = self._tests.get((area, language))
        if tests is None:
            tests = self._tests[area, language] = _Tests(self.terms, area, language)
        return tests.matches(text, span)


class _Tests:
    """The tests that a query makes of every token, for one area and one language; it remembers their results."""

    def __init__(self, terms: tuple[TextNode, ...], area: Area, language: str) -> None:
        self._language = language
        self._words: list[tuple[int, Callable[[Key], bool]]] = []
        self._phrases: dict[int, tuple[str, ...]] = {}
        initials: set[str] = set()
        for number, term in enumerate(terms):
            if area in term.areas:
                test, beginning = _test(term, language)
                self._words.append((number, test))
                initials.add(beginning[:1])
                if isinstance(term, Phrase | Word) and len(words := forms(term.text)) > 1:
                    self._phrases[number] = words
                    initials.add(words[0][0])
        self._initials = None if "" in initials else initials
        self._seen: dict[str, tuple[Match, ...]] = {}

    def matches(self, text: str, span: Span) -> list[Match]:
        """The matches in a region of a text, in text order."""
        tokens = list(TOKEN.finditer(text, span.start, span.end))
        matches: list[Match] = []
        for index, token in enumerate(tokens):
            found = self._seen.get(token[0])
            if found is None:
                found = self._seen[token[0]] = tuple(self._in_token(token[0]))
            if found:
                at = token.start()
                matches += [Match(at + match.start, at + match.end, match.term) for match in found if match.term >= 0]
                matches += [
                    whole for match in found if match.term < 0 and (whole := self._phrase(tokens, index, match))
                ]
        return sorted(matches) if len(matches) > 1 else matches

    def _in_token(self, token: str) -> Iterator[Match]:
        """The matches in one token; where a phrase may begin, with the complement of its number."""
        if self._initials and token.isascii() and token.isalnum() and token[0].lower() not in self._initials:
            return  # most tokens, and folding them is most of the work
        for word in keys(token, self._language):
            for number, fits in self._words:
                if fits(word):
                    yield Match(word.start, word.end, number)
            for number, phrase in self._phrases.items():
                if word.form == phrase[0]:
                    yield Match(word.start, word.step, ~number)

    def _phrase(self, tokens: list[re.Match[str]], index: int, beginning: Match) -> Match | None:
        """The phrase that may begin in a token, at a position in it; None when it does not go on."""
        phrase, first = self._phrases[~beginning.term], beginning.end
        positions: list[dict[str, int]] = []  # the words at each position, and where they end
        for token in tokens[index:]:
            words = keys(token[0], self._language)
            before = len(positions)
            positions += ({} for _ in range(width(words)))
            for word in words:
                positions[before + word.step][word.form] = token.start() + word.end
            if len(positions) >= first + len(phrase):
                break
        here = positions[first : first + len(phrase)]
        if len(here) < len(phrase) or any(word not in at for word, at in zip(phrase, here, strict=True)):
            return None
        return Match(tokens[index].start() + beginning.start, here[-1][phrase[-1]], ~beginning.term)


def _test(term: TextNode, language: str) -> tuple[Callable[[Key], bool], str]:
    """Whether a word is matched by a part of the query, and what the form of such a word begins with."""
    match term:
        case Word(text, _, typing):
            wanted = keys(text, language)[0]
            if typing:
                return (lambda word: word.stem == wanted.stem or word.form.startswith(wanted.form)), wanted.form[:1]
            return (lambda word: word.stem == wanted.stem), wanted.form[:1]
        case Phrase(text):
            words = forms(text)
            return (lambda word: (word.form,) == words), words[0]
        case several:
            among = pattern(several)
            return (lambda word: word.form.startswith(among.prefix) and among.fits(word.form)), among.prefix
