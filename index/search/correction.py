"""Did you mean: words of a query that no article has, and words that articles do have and that are spelt nearly so.

Words come as forms, folded; how an article spells them is `index.search.spelling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import groupby
from string import ascii_lowercase

from index.document import Span
from index.results import Completion, CompletionKind
from index.search import schema
from index.search.analysis import LANGUAGES, TOKEN, form, stem
from index.search.language.fields import BODY, CHOICES, COMPANY, GROUP, SOURCE, TITLE, choose, nearest
from index.search.language.lexer import Kind, Sign, quoted, scoped
from index.search.language.tree import Word
from index.search.names import Names
from index.search.patterns import within
from index.search.terms import Terms

_SHORTEST = 4
"""Letters of a word that another is suggested for; of a shorter one every word is near."""
_LONG = 6
"""Letters of a word of which two may be wrong."""
_RARE = 2
"""Articles at most that have a word which may be a misspelling."""
_COMMON = 100
"""How many times as frequent a word must be to be suggested for a rare one."""


class Corrector:
    """Knows better words for those of a query, from one state of the index.

    Args:
        terms: The index's words.
        compounds: The compounds of a word, as stems.
        companies: What companies are called, loaded when first asked for.
        sources: What sources are called.
    """

    def __init__(
        self,
        terms: Terms,
        compounds: Callable[[Word], frozenset[str]],
        companies: Callable[[], Names],
        sources: Callable[[], Names],
    ) -> None:
        self._terms = terms
        self._compounds = compounds
        self._names = {COMPANY: companies, GROUP: companies, SOURCE: sources}
        self._better = lru_cache(256)(self._find_better)

    def corrections(self, query: str) -> tuple[Completion, ...]:
        """What may take the place of which words and values; nothing where all is well, or nothing is near."""
        return tuple(each for sign, scope in scoped(query) for each in self._of(sign, scope))

    def _of(self, sign: Sign, scope: str | None) -> Iterator[Completion]:
        if scope in (None, TITLE, BODY):
            for word, span in _plain_words(sign):
                if (better := self._better(word)) is not None:
                    articles, example = self._terms.articles(better), self._terms.example(better)
                    yield Completion(CompletionKind.WORD, better, span, better, articles, example)
        elif sign.kind is not Kind.FIELD and (value := self._value(sign, scope)) is not None:
            kind = CompletionKind.COMPANY if scope in (COMPANY, GROUP) else CompletionKind.VALUE
            yield Completion(kind, quoted(value), sign.span, value, self._terms.counts(scope)[value])

    def _value(self, sign: Sign, scope: str) -> str | None:
        """A value of the field that is written nearly so, where there is none that is written so."""
        if len(sign.text) < _SHORTEST or "*" in sign.text:
            return None
        if scope in CHOICES:
            return None if choose(scope, sign.text, typing=sign.last) else nearest(scope, sign.text, near=_is_near)
        if scope not in self._names:
            return None
        names = self._names[scope]()
        if names.values(sign.text, begins=False, typing=sign.last):
            return None
        counts = self._terms.counts(scope)
        return min(names.near(sign.text, _is_near), key=lambda each: (-counts[each], each), default=None)

    def _find_better(self, word: Word) -> str | None:
        typed = form(word.text)
        if len(typed) < _SHORTEST or not typed.isalpha():
            return None
        articles = self._articles(word.text)
        if articles > _RARE or (not articles and self._is_found(word, typed)):
            return None
        near = [(each, count) for each in _one_off(typed) if (count := self._terms.articles(each))]
        if not near and len(typed) >= _LONG:
            near = self._terms.near(typed, 2)
        there = [pair for pair in near if pair[1] >= max(1, articles * _COMMON)]
        return min(there, key=lambda pair: (-pair[1], pair[0]))[0] if there else None

    def _articles(self, word: str) -> int:
        """How many articles have a word in some inflection, about."""
        stems = [schema.tagged(stem(word, language), language) for language in LANGUAGES]
        return max(
            sum(self._terms.count(field, term.encode()) for term in stems) for field in (schema.BODY, schema.TITLE)
        )

    def _is_found(self, word: Word, typed: str) -> bool:
        """Whether a word that no article has finds others all the same."""
        return (word.typing and self._terms.begins(typed)) or bool(self._compounds(word))


def _plain_words(sign: Sign) -> Iterator[tuple[Word, Span]]:
    """The words of a sign that are looked for as such, and where they stand in the query."""
    if sign.kind is Kind.WORD and set("*~^").isdisjoint(sign.text):
        for token in TOKEN.finditer(sign.text):
            start, end = (sign.span.start + offset for offset in token.span())
            yield Word(token[0], typing=sign.last and end == sign.span.end), Span(start, end)


def _is_near(found: str, wanted: str) -> bool:
    """Whether a name is another one with a mistake in it, or two in a long one, or with letters said twice: "vwww"."""
    if len(found) >= _SHORTEST and within(found, wanted, 2 if len(wanted) >= _LONG else 1):
        return True
    return found[:1] == wanted[:1] and _once(found) == _once(wanted)


def _once(word: str) -> str:
    """The word with every letter that follows itself left out."""
    return "".join(letter for letter, _ in groupby(word))


def _one_off(word: str) -> set[str]:
    """The words with one letter put in, left out or replaced, or two in the wrong order."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    less = {head + tail[1:] for head, tail in cuts if tail}
    swapped = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    replaced = {head + letter + tail[1:] for head, tail in cuts if tail for letter in ascii_lowercase}
    more = {head + letter + tail for head, tail in cuts for letter in ascii_lowercase}
    return (less | swapped | replaced | more) - {word}
