"""The segments of an index side by side, their documents numbered through as Whoosh does.

What is worked out for all segments at once takes a call of numpy for each step, and not for each step of each segment:
most terms are so rare that the calls are what takes time.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np

from index.search.codec import docs as packed
from index.search.codec.container import Array
from index.search.codec.docs import Docs
from index.search.codec.domain import Chosen
from index.search.codec.marked import Marked
from index.search.codec.postings import Postings
from index.search.codec.reading import arrays_of
from index.search.codec.segment import SegmentArrays

_REMEMBERED = 64
"""Terms whose postings are remembered: those of a query or two. Many objects that stay wake the garbage collector."""
_NONE = np.empty(0, dtype=np.intp)
_TOGETHER = 4
"""Pieces put together that are remembered: what a query may find is looked at before it is scored."""


class Leaf(NamedTuple):
    """One segment.

    Attributes:
        searcher: Whoosh's, of the segment.
        arrays: What it holds.
        base: The number of its first document in the whole index.
    """

    searcher: Any
    arrays: SegmentArrays
    base: int

    def of(self, every: Array) -> Array:
        """The part of an array over all documents of the index that is about its own."""
        return every[self.base : self.base + self.arrays.documents]

    def within(self, docs: Array) -> tuple[int, Array]:
        """Where its documents begin among some of the index, ascending, and their numbers in the segment."""
        if not self.base and (not len(docs) or docs[-1] < self.arrays.documents):
            return 0, docs
        start, stop = docs.searchsorted((self.base, self.base + self.arrays.documents)).tolist()
        return start, docs[start:stop] - self.base


class Piece:
    """Some documents of one segment.

    Args:
        leaf: The segment.
        docs: Documents of it.
        span: Which of these.

    Attributes:
        leaf: The same.
        docs: The same.
        span: The same.
        size: How many there are; one may be there twice.
    """

    __slots__ = ("docs", "leaf", "size", "span")

    def __init__(self, leaf: Leaf, docs: Docs | Array | Marked, span: slice) -> None:
        self.leaf, self.docs, self.span = leaf, docs, span
        self.size: int = span.stop - span.start

    def halves(self) -> tuple[Array, int | None]:
        """What is kept of each document, and from which one on 65,536 is to be added to it."""
        docs = self.docs
        return docs.halves(self.span) if isinstance(docs, Docs) else (docs[self.span], None)


class Run(Piece):
    """The postings of a term in one segment.

    Args:
        leaf: The segment.
        field: The field's name.
        postings: The field's.
        number: The place of the term.
        term: The term.

    Attributes:
        field: The same.
        postings: The same.
        number: The same.
        term: The same.
        has_row: Whether it is told of all documents of the segment at once how often the term occurs there.
    """

    __slots__ = ("field", "has_row", "number", "postings", "term")

    def __init__(self, leaf: Leaf, field: str, postings: Postings, number: int, term: bytes) -> None:
        self.leaf, self.docs, self.field = leaf, postings.docs, field
        self.postings, self.number, self.term = postings, number, term
        self.span = span = postings.sizes.span(number)
        self.size = span.stop - span.start
        self.has_row = postings.rows is not None and number in postings.rows

    def halves(self) -> tuple[Array, int | None]:
        """The same, known by the term's place."""
        docs = self.postings.docs
        return docs.low[self.span], None if docs.first is None else docs.half(self.number) - self.span.start

    def numbers(self) -> Array:
        """The numbers of the documents in the segment; a new array."""
        docs, span = self.postings.docs, self.span
        numbers: Array = docs.low[span].astype(np.intp)
        if docs.first is not None and (half := docs.half(self.number) - span.start) < self.size:
            numbers[half:] += packed.HALF
        return numbers

    @property
    def places(self) -> slice:
        """Where its positions stand among those of the field, which has some."""
        return self.postings.places(self.number)

    def row(self, docs: Array | None) -> Array:
        """How often the term occurs in each document of the segment, or in some. Raises: KeyError without a row."""
        rows = self.postings.rows
        if rows is None:
            raise KeyError(self.number)
        return rows.row(self.number, self.leaf.arrays.documents) if docs is None else rows.take(self.number, docs)

    def weights(self, picks: Array | None = None) -> Array:
        """What the postings weigh; or some of them, by their places among these, ascending."""
        counts, weights = self.postings.counts, self.postings.weights
        at = self.span if picks is None else picks + self.span.start
        return counts[at] if counts is not None and weights is None else self.postings.weight(at)

    def told(self, only: Chosen | None) -> tuple[Array, Array]:
        """The documents of the index that have the term, of those that may be found, and what it weighs in each."""
        base = self.leaf.base
        if only is not None and self.has_row:
            here = self.leaf.within(only.docs)[1]
            counts = self.row(here)
            at = counts.nonzero()[0]
            return here.take(at) + base, counts.take(at)
        docs = self.numbers()
        if base:
            docs += base
        if only is None:
            return docs, self.weights()
        at = only.mask.take(docs).nonzero()[0]
        return docs.take(at), self.weights(at)

    def among(self, docs: Array) -> tuple[Array, Array]:
        """Which of some documents of the index, ascending, have the term, and where these stand among its postings.

        Where they stand is not told of a term with a row: what it weighs in a document is found without that.
        """
        first, here = self.leaf.within(docs)
        if self.has_row:
            there = (self.row(here) != 0).nonzero()[0]  # numpy goes through numbers four times as long
            return there + first, np.arange(len(there))
        there, places = self.postings.docs.standing(self.span, self.number, here)
        return there + first, places - self.span.start


class Leaves:
    """The segments of an index that have documents.

    Args:
        searcher: Whoosh's, of an index whose segments our codec wrote.

    Attributes:
        searcher: The same.
        schema: The fields' types, by name.
        documents: How many documents there are, deleted ones included.
        each: The segments.
    """

    def __init__(self, searcher: Any) -> None:
        self.searcher = searcher
        self.schema: dict[str, Any] = dict(searcher.schema.items())
        self.documents = int(searcher.doc_count_all())
        self.each = [
            Leaf(leaf, arrays_of(leaf.reader()), base)
            for leaf, base in searcher.leaf_searchers()
            if leaf.reader().doc_count_all()
        ]
        self._runs: dict[tuple[str, Any], tuple[Run, ...]] = {}
        self._together = lru_cache(_TOGETHER)(numbered)

    def runs(self, field: str, text: Any) -> tuple[Run, ...]:
        """The postings of a term in the segments that have it.

        Args:
            field: Any name.
            text: As a query has it.
        """
        runs = self._runs.get((field, text))
        if runs is None:
            if len(self._runs) >= _REMEMBERED:
                self._runs.clear()
            term = text if type(text) is bytes else self.term(field, text)
            runs = self._runs[field, text] = () if term is None else self._find(field, term)
        return runs

    def _find(self, field: str, term: bytes) -> tuple[Run, ...]:
        runs = []
        for leaf in self.each:
            postings = leaf.arrays.postings.get(field)
            if postings is not None and (number := postings.find(term)) is not None:
                runs.append(Run(leaf, field, postings, number, term))
        return tuple(runs)

    def term(self, field: str, text: Any) -> bytes | None:
        """A term as a field has it; None for what it cannot have, or when there is no such field."""
        if field not in self.schema:
            return None
        try:
            return text if isinstance(text, bytes) else bytes(self.schema[field].to_bytes(text))
        except ValueError:
            return None

    def numbers(self, pieces: Sequence[Piece]) -> Array:
        """The numbers of documents in the whole index, piece by piece; not to be written to."""
        return self._together(tuple(pieces))


def numbered(pieces: Sequence[Piece]) -> Array:
    """The numbers of documents in the whole index, piece by piece; not to be written to."""
    if len(pieces) == 1 and not pieces[0].leaf.base and isinstance(known := pieces[0].docs, np.ndarray):
        return known[pieces[0].span]
    halves = [piece.halves() for piece in pieces]
    numbers: Array = np.concatenate([_NONE, *[low for low, _ in halves]], dtype=np.intp)
    start = 0
    for piece, (low, half) in zip(pieces, halves, strict=True):
        stop = start + len(low)
        if half is not None and half < len(low):
            numbers[start + half : stop] += packed.HALF
        if piece.leaf.base:
            numbers[start:stop] += piece.leaf.base
        start = stop
    return numbers
