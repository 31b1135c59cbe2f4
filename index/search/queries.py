"""Queries that Whoosh lacks, or answers in a way that dealwire cannot use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from index.search import misspelling, wildcards
from index.search.codec.container import Array
from index.search.codec.marked import Marked
from index.search.codec.postings import Postings
from index.search.codec.slices import Slices
from index.search.compounds import Part
from index.search.patterns import Pattern
from index.search.schema import tagged
from index.search.vocabulary import Vocabulary
from index.search.whoosh import query

_NONE = np.empty(0, dtype=np.intp)
LEAST = 1e-9
"""The score of what says nothing about relevance: Whoosh takes 0 for "no score given", which is 1."""

_AS_LONG = 500
"""Postings that are gone through in the time that a term takes whose documents are looked for by themselves."""
_MANY = 500
"""Terms from which on it is worth it: it takes 3 ms to begin with."""


class NoneOf(query.Not):  # type: ignore[misc]
    """Articles that a query does not find; as a part of others it says nothing about relevance."""

    def __init__(self, child: Any) -> None:
        super().__init__(child, boost=LEAST)


class AnyTerm(Slices):
    """Articles with any of these terms in a field, all at the same score."""

    def __init__(self, fieldname: str, terms: Sequence[bytes]) -> None:
        self.fieldname = fieldname
        self.text = ""
        self.boost = LEAST
        self._terms = terms

    def field(self) -> str:
        """The field's name."""
        return self.fieldname

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:  # noqa: ARG002  (Whoosh's)
        return iter(self._terms)

    def spans(self, postings: Postings) -> list[slice]:
        """The postings of each of the terms."""
        numbers = (postings.find(term) for term in self._terms)
        return [postings.span(number) for number in numbers if number is not None]


class Compounds(Slices):
    """Articles with a German compound of a word in an area, all at the same score.

    Args:
        fieldname: The area's.
        part: The word.
        vocabulary: Knows the compounds, and the documents with them.
        score: What each article gets.
    """

    def __init__(self, fieldname: str, part: Part, vocabulary: Vocabulary, score: float) -> None:
        self.fieldname = fieldname
        self.text = ""
        self.boost = score
        self._part = part
        self._vocabulary = vocabulary
        self._areas: tuple[str, ...] = (fieldname,)
        self._teller: Compounds | None = None

    @classmethod
    def anywhere(cls, areas: Sequence[str], part: Part, vocabulary: Vocabulary, score: float) -> Any:
        """Articles with a compound in any of some areas: in several it is no better than in one.

        The documents of all areas are worked out at once, and told for one of them in each segment.
        """
        first, *others = every = [cls(area, part, vocabulary, score) for area in areas]
        first._areas = tuple(areas)
        for each in others:
            each._teller = first
        return query.DisjunctionMax(every)

    def field(self) -> str:
        """The field's name."""
        return self.fieldname

    def spans(self, postings: Postings) -> list[slice]:  # noqa: ARG002  (the documents are known)
        """Nothing beside the documents."""
        return []

    def documents(self, postings: Postings) -> Array | Marked:
        """The documents with any of the compounds; those of all areas asked about together are told for one."""
        teller = self if self._teller is None else self._teller
        return teller._documents.get(id(postings), _NONE)

    @cached_property
    def _documents(self) -> Mapping[int, Array | Marked]:
        return self._vocabulary.documents(self._part, self._areas)

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:  # noqa: ARG002  (Whoosh's)
        return (tagged(stem, "de").encode() for stem in sorted(self._vocabulary.compounds(self._part)))


class Fitting(Slices):
    """Articles with a form that fits a pattern, all at the same score."""

    def __init__(self, fieldname: str, pattern: Pattern, score: float) -> None:
        self.fieldname = fieldname
        self.text = ""
        self.boost = score
        self._pattern = pattern
        self._found: dict[int, tuple[Sequence[slice], Array | None]] = {}

    def field(self) -> str:
        """The field's name."""
        return self.fieldname

    def spans(self, postings: Postings) -> Sequence[slice]:
        """The postings of all forms with the prefix as one slice, or those of each that fits.

        Nothing where these are so many that their documents are known.
        """
        return self._of(postings)[0]

    def documents(self, postings: Postings) -> Array | None:
        """The documents with any of very many forms: `*e*` is in half of all."""
        return self._of(postings)[1]

    def _of(self, postings: Postings) -> tuple[Sequence[slice], Array | None]:
        if id(postings) not in self._found:
            self._found[id(postings)] = self._find(postings)
        return self._found[id(postings)]

    def _find(self, postings: Postings) -> tuple[Sequence[slice], Array | None]:
        places = postings.beginning(self._pattern.prefix.encode())
        if places.start >= places.stop:
            return [], None
        if self._pattern.whole:
            return [postings.span(places.start, places.stop)], None
        numbers = self._fitting(postings, places)
        if len(numbers) > _MANY:
            among = postings.span(int(numbers[0]), int(numbers[-1]) + 1)
            if len(numbers) * _AS_LONG > among.stop - among.start:
                return [], postings.docs.any_of(numbers)
        return [postings.span(number) for number in numbers.tolist()], None

    def _fitting(self, postings: Postings, places: slice) -> Array:
        """The places of the terms that fit the pattern, of those that begin as it does."""
        pattern = self._pattern
        if pattern.pieces:
            return wildcards.fitting(postings, places, [piece.encode() for piece in pattern.pieces])
        if pattern.near and postings.ascii and pattern.near[0].isascii():
            wanted, distance = pattern.near
            return misspelling.near(postings, np.arange(places.start, places.stop), wanted.encode(), distance)
        terms = enumerate(postings.terms(places.start, places.stop), places.start)
        fits = [number for number, term in terms if pattern.fits(term.decode())]
        return np.array(fits, dtype=np.intp)

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        prefix = self._pattern.prefix.encode()
        for term in ixreader.lexicon(self.fieldname):
            if term.startswith(prefix) and self._pattern.fits(term.decode()):
                yield term


def unscored(child: Any) -> Any:
    """Articles that another query finds, without its scores."""
    return query.ConstantScoreQuery(child, score=LEAST)
