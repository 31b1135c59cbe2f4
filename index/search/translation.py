"""From the tree of a query to a query of Whoosh, for one state of the index.

Words become their stems, patterns the words of the index that fit them, names of companies the companies' ids.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from index.search import schema
from index.search.analysis import forms, word_keys
from index.search.codec.proximity import NearWords
from index.search.codec.variants import Variants
from index.search.language.tree import (
    And,
    Area,
    Boosted,
    Choice,
    Company,
    Dates,
    Everything,
    Fuzzy,
    Group,
    Near,
    Node,
    Not,
    Nothing,
    Numbers,
    Or,
    Phrase,
    Prefix,
    Restriction,
    Source,
    Wildcard,
    Word,
)
from index.search.names import Names
from index.search.patterns import Pattern, beginning, pattern
from index.search.queries import AnyTerm, Compounds, Fitting, NoneOf, unscored
from index.search.terms import Terms
from index.search.vocabulary import Vocabulary
from index.search.whoosh import query

_STEMS = {area: area.value for area in Area}
"""The field with the stems of each area; asking an area for its value takes longer."""
_SEVERAL = 0.5
"""Score of a word found by its beginning or a pattern: below any word found as it is typed."""
_EXACT = 0.25
"""What a word's own form adds, as a part of its score: it ranks before other inflections."""
_FREQUENT = 5_000
"""Articles at most in which a form counts for more: of a more frequent one there are enough, and adding takes time."""
_ALONE = 10
"""Articles from which on a form that all articles with the word have is taken for the only one there is. Of a rarer
word each of a few articles may have two forms, which counts for more than one."""
_COMPOUND = 0.2
"""Score of a word's compound, in the title, the body or both: it is no better than the word in a long body."""


class Translator:
    """Translates for one reader.

    Args:
        companies: What companies are called in the archive, loaded when first asked for.
        sources: What sources are called.
        vocabulary: The index's German words.
        terms: All of its words.
    """

    def __init__(
        self, companies: Callable[[], Names], sources: Callable[[], Names], vocabulary: Vocabulary, terms: Terms
    ) -> None:
        self._companies = companies
        self._sources = sources
        self._vocabulary = vocabulary
        self._terms = terms

    def whoosh_query(self, node: Node) -> Any:  # noqa: PLR0911  (one line for each class of nodes, the frequent first)
        """The Whoosh query that finds what a tree means."""
        match node:
            case Word():
                return self._word(node)
            case Phrase() | Near() | Prefix() | Wildcard() | Fuzzy():
                return self._text(node)
            case And():
                return query.And([self.whoosh_query(child) for child in node.children])
            case Or():
                return query.Or([self.whoosh_query(child) for child in node.children])
            case Everything():
                return query.Every()
            case Not():
                return NoneOf(self.whoosh_query(node.child))
            case Nothing():
                return query.NullQuery
            case Boosted():
                return query.Or([self.whoosh_query(node.child)], boost=node.factor)
            case _:
                return self._restriction(node)

    def _restriction(self, node: Restriction) -> Any:
        """Articles that are something, whatever they say; it adds nothing to their scores."""
        match node:
            case Company(name, begins, typing):
                return _values(schema.COMPANY, self._companies().values(name, begins=begins, typing=typing))
            case Group(name, begins, typing):
                ids = self._companies().values(name, begins=begins, typing=typing)
                return query.Or([_values(field, ids) for field in (schema.GROUP, schema.COMPANY)])
            case Source(name, begins, typing):
                return _values(schema.SOURCE, self._sources().values(name, begins=begins, typing=typing))
            case Choice(field, values):
                return _values(field, values)
            case Dates(first, last):
                return _dates(first, last)
            case Numbers(field, least, most):
                return unscored(query.NumericRange(field, least, most))

    def _text(self, node: Phrase | Near | Prefix | Wildcard | Fuzzy) -> Any:
        """Articles that say something in any of some areas."""
        match node:
            case Phrase():
                words = forms(node.text)
                if len(words) == 1:
                    form = words[0].encode()
                    return Variants([(schema.EXACT[area], form, 1.0) for area in node.areas])
                found = [_side_by_side(words, area) for area in node.areas]
            case Near():
                several = tuple(dict.fromkeys(forms(node.text)))
                found = [NearWords(schema.EXACT[area], several, node.distance) for area in node.areas]
            case _:
                wanted = pattern(node)
                found = [_fitting(wanted, area) for area in node.areas]
        return query.Or(found) if len(found) > 1 else found[0]

    def _word(self, word: Word) -> Any:
        """A word's inflections in either language, and its German compounds; "BMW-Chef" also stands for "BMW Chef"."""
        form, stemmed, parts = word_keys(word.text)
        stems, exact, typing = schema.tagged_stems(stemmed), form.encode(), word.typing
        part = self._vocabulary.part(word)
        terms: list[tuple[str, bytes, float]] = []
        for area in word.areas:
            terms += self._forms(area, stems, exact, counting=part is not None or not typing)
        compounds = None
        if part is not None:
            compounds = Compounds.anywhere([_STEMS[area] for area in word.areas], part, self._vocabulary, _COMPOUND)
        variants = Variants(terms, compounds)
        if not parts and not typing:
            return variants
        begun = beginning(form) if typing else None
        ways = [_side_by_side(parts, area) for area in word.areas] if parts else []
        return query.Or([*variants.subqueries, *ways, *[_fitting(begun, area) for area in word.areas if begun]])

    def _forms(
        self, area: Area, stems: Sequence[bytes], form: bytes, *, counting: bool
    ) -> list[tuple[str, bytes, float]]:
        """A word's inflections in an area; the form itself, where the index has no other, because that is one term."""
        field, exact = _STEMS[area], schema.EXACT[area]
        found = self._terms.count(exact, form)
        if found >= _ALONE and found == sum([self._terms.count(field, stem) for stem in stems]):
            return [(exact, form, 1.0)]
        inflected = [(field, stem, 1.0) for stem in stems]
        return [*inflected, (exact, form, _EXACT)] if counting and 0 < found <= _FREQUENT else inflected


def _fitting(wanted: Pattern, area: Area) -> Any:
    weight = schema.TITLE_WEIGHT if area is Area.TITLE else 1.0
    return Fitting(schema.EXACT[area], wanted, _SEVERAL * weight)


def _side_by_side(words: Sequence[str], area: Area) -> Any:
    return query.Phrase(schema.EXACT[area], list(words))


def _values(field: str, values: Iterable[str]) -> Any:
    return AnyTerm(field, [value.encode() for value in sorted(values)])


def _dates(first: str | None, last: str | None) -> Any:
    """Articles whose days overlap the range: they end after it begins, and begin before it ends."""
    bounds = [
        query.NumericRange(field, start, end)
        for field, start, end in (
            (schema.LAST_DAY, first and date.fromisoformat(first).toordinal(), None),
            (schema.FIRST_DAY, None, last and date.fromisoformat(last).toordinal()),
        )
        if start or end
    ]
    return unscored(query.And(bounds))
