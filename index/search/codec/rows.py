"""How often the commonest terms occur in each of all documents: four bits for each of these.

The postings of a word that most articles have say which ones these are, and to score them each is looked up and added
one by one. A row says it of all documents in their order, so that no numbers of documents are needed: of a term in
70,000 of 100,000 articles all are scored in a third of the time. 120 terms of 100,000 articles are so common; their
rows take 6 MB beside the postings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from index.search.codec.container import Array, narrow
from index.search.codec.lengths import Lengths

_COMMON = 3
"""A term has a row if more than one document in so many has it. With one in two queries of common words take a tenth
longer, and with one in five or eight no less, though the rows take two or three times as much."""
_LEAST = 2**12
"""Documents of a segment that has rows, at least; of fewer every term is scored in some 10 microseconds."""
_BITS, LARGEST = 4, 15
"""Of a count, and what these say at most."""
_LOW, _HIGH = np.uint8(LARGEST), np.uint8(_BITS)


@dataclass(frozen=True)
class Rows:
    """The rows of one field.

    Attributes:
        terms: The places of the terms that have a row, ascending.
        packed: Row by row how often the term occurs, 15 for more: a byte has a document of the first half of all in its
            low bits, and one of the second half in its high bits, so that a half is unfolded in one step.
        gaps: How far each of the counts from 15 on stands behind the one before it, among those of all rows.
        large: Those counts.
    """

    terms: Array
    packed: Array
    gaps: Lengths
    large: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> Rows | None:
        """From arrays by their names in `arrays`; None where there are none."""
        if name not in arrays:
            return None
        gaps = Lengths.of(arrays, f"{name}_gaps")
        return cls(arrays[f"{name}_terms"], arrays[name], gaps, arrays[f"{name}_large"])

    @classmethod
    def pack(cls, numbers: Array, counts: Array, stops: Array) -> Rows | None:
        """From the documents of all postings, how often the term occurs there, and where the postings of a term end.

        None where no term is common enough.
        """
        packing = Packing(stops, int(numbers.max(initial=0)))
        if not packing.terms:
            return None
        rows = packing.add(numbers, counts)
        return cls(narrow(rows.terms), rows.packed, rows.gaps, narrow(rows.large))

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays, by names that begin with this one."""
        beside = {f"{name}_terms": self.terms, f"{name}_large": self.large}
        return {name: self.packed, **beside, **self.gaps.arrays(f"{name}_gaps")}

    def __contains__(self, number: int) -> bool:
        """Whether the term of this place has a row."""
        return number in self._starts

    def row(self, number: int, documents: int) -> Array:
        """How often a term occurs in each of so many documents, which are all; in one byte, or more if need be.

        Raises: KeyError for one without a row.
        """
        start, half = self._starts[number], self._half
        packed = self.packed[start : start + half]
        counts = np.zeros(documents, dtype=np.uint8) if documents > 2 * half else np.empty(2 * half, dtype=np.uint8)
        np.bitwise_and(packed, _LOW, out=counts[:half])
        np.right_shift(packed, _HIGH, out=counts[half : 2 * half])
        at, large = self._aside(start)
        if len(at):
            counts = counts.astype(large.dtype, copy=False)
            counts[at] = large
        return counts[:documents]

    def take(self, number: int, docs: Array) -> Array:
        """How often a term occurs in some documents, ascending; 0 where it does not.

        Raises: KeyError for one without a row.
        """
        start, half = self._starts[number], self._half
        counts: Array = self.packed[start : start + half].take(docs, mode="wrap")  # both halves stand in one place
        second = docs.searchsorted(half)
        counts[:second] &= _LOW
        counts[second:] >>= _HIGH
        if len(docs) and docs[-1] >= 2 * half:
            counts[docs.searchsorted(2 * half) :] = 0
        full = (counts == LARGEST).nonzero()[0]
        if len(full):
            at, large = self._aside(start)
            counts = counts.astype(large.dtype, copy=False)
            counts[full] = large.take(at.searchsorted(docs.take(full)))
        return counts

    @cached_property
    def _half(self) -> int:
        """How many documents a half of all has."""
        return len(self.packed) // len(self.terms)

    @cached_property
    def _starts(self) -> dict[int, int]:
        """Where the row of each term begins in `packed`."""
        return {number: nth * self._half for nth, number in enumerate(self.terms.tolist())}

    def _aside(self, start: int) -> tuple[Array, Array]:
        """The documents with counts that stand aside, of the row that begins here, and these counts."""
        places = self.gaps.marks
        first = bisect_left(places, 2 * start)
        last = bisect_left(places, 2 * (start + self._half), first)
        return self.gaps.stops[first:last].astype(np.intp) - 2 * start, self.large[first:last]


class Packing:
    """Packs the rows of postings that come piece by piece, each the postings of whole terms.

    Args:
        stops: Where the postings of each term end.
        largest: The last document there can be.

    Attributes:
        terms: The places of the terms that have a row, ascending.
    """

    def __init__(self, stops: Array, largest: int) -> None:
        self._half = (largest + 2) // 2
        self._stops = stops.astype(np.int64)
        sizes = np.diff(self._stops, prepend=0)
        common = sizes * _COMMON > largest + 1 if largest + 1 >= _LEAST else np.zeros(len(stops), dtype=np.bool_)
        self.terms: list[int] = np.flatnonzero(common).tolist()
        self._nth = self._place = self._last = self._aside = 0

    def sizes(self, name: str) -> dict[str, tuple[np.dtype[Any], int]]:
        """Types and lengths of the arrays, but of those that are short."""
        return {name: (np.dtype(np.uint8), len(self.terms) * self._half)} if self.terms else {}

    def add(self, numbers: Array, counts: Array) -> Rows:
        """What is to be added to the arrays of `Rows` for more postings, by their documents and counts."""
        begin, first = self._place, self._nth
        self._place += len(numbers)
        rows = [np.empty(0, dtype=np.uint8)]
        at, large = [np.empty(0, dtype=np.int64)], [counts[:0]]
        while self._nth < len(self.terms) and self._stops[self.terms[self._nth]] <= self._place:
            number = self.terms[self._nth]
            span = slice(int(self._stops[number - 1]) - begin if number else 0, int(self._stops[number]) - begin)
            docs, each = numbers[span], counts[span]
            row = np.zeros(2 * self._half, dtype=np.uint8)
            row[docs] = np.minimum(each, LARGEST)
            rows.append(row[: self._half] | row[self._half :] << _HIGH)
            aside = np.flatnonzero(each >= LARGEST)
            at.append(docs[aside].astype(np.int64) + 2 * self._half * self._nth)
            large.append(each[aside])
            self._nth += 1
        terms, places = np.array(self.terms[first : self._nth], dtype=np.int64), np.concatenate(at)
        gaps = Lengths.pack(np.diff(places, prepend=self._last), self._aside)
        self._aside += len(places)
        self._last = int(places[-1]) if len(places) else self._last
        return Rows(terms, np.concatenate(rows), gaps, np.concatenate(large))
