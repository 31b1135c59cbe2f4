"""Where a query's words stand in an article: what is highlighted, and what a snippet shows.

A word is analysed here as it is for the index, so that nothing is highlighted that is no match. Words that the query
does not want are not looked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from index.document import Article, RegionKind, Span
from index.results import Likeness
from index.search.analysis import TOKEN, Key, forms, keys, width
from index.search.compounds import Part
from index.search.language.parser import parse
from index.search.language.tree import Area, Fuzzy, Near, Phrase, Prefix, TextNode, Wildcard, Word
from index.search.nearness import near_words
from index.search.patterns import pattern
from index.search.sieve import sieve

AREAS = {RegionKind.TITLE: Area.TITLE, RegionKind.BODY: Area.BODY}
"""The regions of an article that are searched."""


CompoundsOf = Callable[[Word], frozenset[str]]
"""The German stems of a word's compounds, as the index has them."""


class Match(NamedTuple):
    """A stretch of text that a part of the query matches. Made by the hundred for each page of rows.

    Attributes:
        term: Which part: an index into the query's words, phrases and patterns.
        likeness: How it matches.
    """

    start: int
    end: int
    term: int
    likeness: Likeness


def no_compounds(word: Word) -> frozenset[str]:  # noqa: ARG001  (as others have it)
    """That nothing is known of any word's compounds: there is no index."""
    return frozenset()


class Finder:
    """Looks for the words of one query in articles. It remembers what it has seen; for one thread at a time, or many.

    Args:
        query: In the query language.
        compounds: What else each of its words stands for.
    """

    def __init__(self, query: str, compounds: CompoundsOf = no_compounds) -> None:
        self.terms = tuple(dict.fromkeys(parse(query).texts))
        self._compounds = compounds
        self._tests: dict[tuple[Area, str], _Tests] = {}

    def spans(self, article: Article) -> tuple[Span, ...]:
        """Where the words stand in an article's title and body, in text order; overlapping ones are one."""
        regions = self.regions(article, RegionKind.TITLE, RegionKind.BODY)
        return merged(match for _, _, matches in regions for match in matches)

    def regions(self, article: Article, *kinds: RegionKind) -> Iterator[tuple[RegionKind, Span, list[Match]]]:
        """The regions of these kinds with the matches in each, in text order."""
        near = {kind: self._near(article, kind) for kind in kinds}
        for region in article.regions:
            if region.kind in kinds:
                found = self._matches(article.text, region.span, AREAS[region.kind], article.language)
                inside = [each for each in near[region.kind] if region.span.start <= each.start < region.span.end]
                yield region.kind, region.span, sorted(found + inside) if inside else found

    def _near(self, article: Article, kind: RegionKind) -> list[Match]:
        """The words near each other in all regions of a kind together, as the index has them."""
        return [
            Match(span.start, span.end, number, Likeness.PHRASE)
            for number, term in enumerate(self.terms)
            if isinstance(term, Near) and AREAS[kind] in term.areas
            for span in near_words(article, kind, frozenset(forms(term.text)), term.distance)
        ]

    def _matches(self, text: str, span: Span, area: Area, language: str) -> list[Match]:
        if not self.terms:
            return []
        tests = self._tests.get((area, language))
        if tests is None:
            tests = self._tests[area, language] = _Tests(self.terms, area, language, self._compounds)
        return tests.matches(text, span)


def merged(matches: Iterable[Match]) -> tuple[Span, ...]:
    """The stretches that matches in text order cover."""
    spans: list[Span] = []
    for match in matches:
        if spans and match.start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, match.end))
        else:
            spans.append(Span(match.start, match.end))
    return tuple(spans)


class _Tests:
    """The tests that a query makes of every token, for one area and one language; it remembers their results."""

    def __init__(self, terms: tuple[TextNode, ...], area: Area, language: str, compounds: CompoundsOf) -> None:
        self._language = language
        self._words: list[tuple[int, _Test]] = []
        self._phrases: dict[int, tuple[str, ...]] = {}
        initials: set[str] = set()
        pieces: set[str] = set()
        for number, term in enumerate(terms):
            if area in term.areas and not isinstance(term, Near):
                test, beginning, piece = _test(term, language, compounds)
                self._words.append((number, test))
                initials.add(beginning)
                pieces |= piece
                if isinstance(term, Phrase | Word) and len(words := forms(term.text)) > 1:
                    self._phrases[number] = words
                    initials.add(words[0][0])
        self._next = sieve(initials, pieces).search
        self._found: dict[str, tuple[Match, ...]] = {}

    def matches(self, text: str, span: Span) -> list[Match]:
        """The matches in a region of a text, in text order."""
        matches: list[Match] = []
        right = span.start
        while place := self._next(text, right, span.end):
            left = text.rfind(" ", right, place.start()) + 1 or right
            right = text.find(" ", place.end(), span.end)
            if right < 0:
                right = span.end
            stretch = text[left:right]
            found = self._found.get(stretch)
            if found is None:
                found = self._found[stretch] = tuple(self._in_stretch(stretch))
            for start, end, term, likeness in found:
                if term >= 0:
                    matches.append(Match(left + start, left + end, term, likeness))
                elif whole := self._phrase(text, Span(left + start, span.end), end, ~term):
                    matches.append(whole)
        return sorted(matches) if len(matches) > 1 else matches

    def _in_stretch(self, stretch: str) -> Iterator[Match]:
        """The matches in what stands between two blanks.

        For a phrase that may begin there: where its token begins, the position in it, the complement of its number.
        """
        for token in TOKEN.finditer(stretch):
            at = token.start()
            for word in keys(token[0], self._language):
                for number, test in self._words:
                    if (likeness := test(word)) is not None:
                        yield Match(at + word.start, at + word.end, number, likeness)
                for number, phrase in self._phrases.items():
                    if word.form == phrase[0]:
                        yield Match(at, word.step, ~number, Likeness.PHRASE)

    def _phrase(self, text: str, span: Span, first: int, number: int) -> Match | None:
        """The phrase that may begin in a stretch's first token, at a position in it; None when it does not go on."""
        phrase, start = self._phrases[number], span.start
        positions: list[dict[str, int]] = []  # the words at each position, and where they end
        for token in TOKEN.finditer(text, span.start, span.end):
            words = keys(token[0], self._language)
            if not positions:
                start = token.start() + next(word.start for word in words if word.step == first)
            before = len(positions)
            positions += ({} for _ in range(width(words)))
            for word in words:
                positions[before + word.step][word.form] = token.start() + word.end
            if len(positions) >= first + len(phrase):
                break
        here = positions[first : first + len(phrase)]
        if len(here) < len(phrase) or any(word not in at for word, at in zip(phrase, here, strict=True)):
            return None
        return Match(start, here[-1][phrase[-1]], number, Likeness.PHRASE)


_Test = Callable[[Key], Likeness | None]
"""How a word is what a part of the query asks for; None when it is not."""
_Single = Word | Phrase | Prefix | Wildcard | Fuzzy
_PATTERNS = {Prefix: Likeness.BEGINNING, Wildcard: Likeness.PATTERN, Fuzzy: Likeness.SIMILAR}


def _test(term: _Single, language: str, compounds: CompoundsOf) -> tuple[_Test, str, set[str]]:
    """The test of one part of a query, the first letter of the forms that can pass it, and pieces of the others."""
    match term:
        case Word():
            return _word_test(term, language, compounds(term) if language == "de" else frozenset())
        case Phrase(text):
            words = forms(text)
            return (lambda word: Likeness.EXACT if (word.form,) == words else None), words[0][0], set()
        case several:
            among, likeness = pattern(several), _PATTERNS[type(several)]

            def test(word: Key) -> Likeness | None:
                return likeness if word.form.startswith(among.prefix) and among.fits(word.form) else None

            return test, among.prefix[:1], set()


def _word_test(term: Word, language: str, compounds: frozenset[str]) -> tuple[_Test, str, set[str]]:
    wanted = keys(term.text, language)[0]

    def test(word: Key) -> Likeness | None:
        if word.form == wanted.form:
            return Likeness.EXACT
        if word.stem == wanted.stem:
            return Likeness.INFLECTED
        if word.stem in compounds:
            return Likeness.COMPOUND
        return Likeness.BEGINNING if term.typing and word.form.startswith(wanted.form) else None

    part = Part.of(term.text) if compounds else None
    return test, wanted.form[:1], {part.piece} if part else set()
