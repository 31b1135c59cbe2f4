"""Did you mean: words of a query that no article has, and words that articles do have and that are spelt nearly so.

Words come as forms, folded; how an article spells them is `index.search.spelling`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from index.document import Span
from index.results import Completion, CompletionKind
from index.search import schema
from index.search.analysis import LANGUAGES, TOKEN, form, stem
from index.search.language.fields import BODY, TITLE
from index.search.language.lexer import Kind, scoped
from index.search.language.tree import Word
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
    """

    def __init__(self, terms: Terms, compounds: Callable[[Word], frozenset[str]]) -> None:
        self._terms = terms
        self._compounds = compounds
        self._better = lru_cache(256)(self._find_better)

    def corrections(self, query: str) -> tuple[Completion, ...]:
        """What may take the place of which words; nothing where all is well, or nothing is near."""
        return tuple(
            Completion(
                CompletionKind.WORD, better, span, better, self._terms.articles(better), self._terms.example(better)
            )
            for word, span in _plain_words(query)
            if (better := self._better(word)) is not None
        )

    def _find_better(self, word: Word) -> str | None:
        typed = form(word.text)
        if len(typed) < _SHORTEST or not typed.isalpha():
            return None
        articles = self._articles(word.text)
        if articles > _RARE or (not articles and self._is_found(word, typed)):
            return None
        distance = 2 if len(typed) >= _LONG else 1
        near = self._terms.near(typed, distance, same_start=True) or self._terms.near(typed, 1, same_start=False)
        there = [pair for pair in near if pair[0] != typed and pair[1] >= articles * _COMMON]
        return min(there, key=lambda pair: (_mistakes(typed, pair[0]), -pair[1], pair[0]))[0] if there else None

    def _articles(self, word: str) -> int:
        """How many articles have a word in some inflection, about."""
        stems = [schema.tagged(stem(word, language), language) for language in LANGUAGES]
        return max(sum(self._terms.count(field, term) for term in stems) for field in (schema.BODY, schema.TITLE))

    def _is_found(self, word: Word, typed: str) -> bool:
        """Whether a word that no article has finds others all the same."""
        return (word.typing and self._terms.begins(typed)) or bool(self._compounds(word))


def _plain_words(query: str) -> Iterator[tuple[Word, Span]]:
    """The words of a query that are looked for as such, and where they stand in it."""
    for sign, scope in scoped(query):
        if sign.kind is Kind.WORD and scope in (None, TITLE, BODY) and set("*~^").isdisjoint(sign.text):
            for token in TOKEN.finditer(sign.text):
                start, end = (sign.span.start + offset for offset in token.span())
                yield Word(token[0], typing=sign.last and end == sign.span.end), Span(start, end)


def _mistakes(typed: str, meant: str) -> int:
    """How many mistakes make the one of the other: 1, or more; two letters in the wrong order are one."""
    swaps = (typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1))
    return 1 if within(typed, meant, 1) or meant in swaps else 2
