"""The documents of postings: two bytes each.

In a segment of more than 65,536 documents these say no more than which of so many it is; and of each term there is a
byte for how many of its documents are among the first of those.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from index.search.codec.container import Array
from index.search.codec.lengths import Lengths

_NONE = np.empty(0, dtype=np.intp)
HALF = 2**16
"""Documents that two bytes tell apart."""
MOST = 2 * HALF
"""Documents of a segment at most; in a larger one, which only Whoosh's own writer makes, numbers are kept whole."""
_TOGETHER = 2**18
"""Postings of many terms that are gone through at once, about."""


@dataclass(frozen=True)
class Docs:
    """The document of each posting of a field, in the order of terms, then documents.

    Attributes:
        low: Each, modulo 65,536 where there is `first`.
        sizes: How many each term has.
        first: How many of these are below 65,536; None where `low` says all.
    """

    low: Array
    sizes: Lengths
    first: Lengths | None

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str, sizes: Lengths) -> Docs:
        """From arrays by their names in `arrays`, and how many documents each term has."""
        first = f"{name}_first"
        return cls(arrays[name], sizes, Lengths.of(arrays, first) if first in arrays else None)

    @classmethod
    def pack(cls, numbers: Array, sizes: Lengths) -> Docs:
        """From the documents of all postings, and how many each term has."""
        return cls.of(Packing(sizes.stops, int(numbers.max(initial=0))).add(numbers, ""), "", sizes)

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays, by names that begin with this one; only those that there are."""
        return {name: self.low} | ({} if self.first is None else self.first.arrays(f"{name}_first"))

    def release(self) -> None:
        """Gives back the memory that was taken to look documents up."""
        for name in ("cuts", "_marks"):
            self.__dict__.pop(name, None)

    def __len__(self) -> int:
        return len(self.low)

    def __getitem__(self, picks: slice) -> Array:
        """The documents of a slice of postings; not to be written to."""
        start, stop = picks.start or 0, len(self) if picks.stop is None else picks.stop
        low: Array = self.low[start:stop]
        if self.first is None or not len(low):
            return low
        numbers = low.astype(np.uint32)
        ends = self.sizes.marks
        term = bisect_right(ends, start)
        if stop <= ends[term]:
            numbers[max(0, self._marks[term] - start) :] += np.uint32(HALF)
        else:
            last = bisect_left(ends, stop, term) + 1
            numbers[self._second(start, stop, slice(term, last))] += np.uint32(HALF)
        return numbers

    def halves(self, picks: slice) -> tuple[Array, int | None]:
        """What is kept of each document of a slice of postings, and from which one on 65,536 is to be added to it."""
        low: Array = self.low[picks]
        if self.first is None or not len(low):
            return low, None
        ends = self.sizes.marks
        term = bisect_right(ends, picks.start)
        return (low, max(0, self._marks[term] - picks.start)) if picks.stop <= ends[term] else (self[picks], None)

    def half(self, term: int) -> int:
        """Which posting of a term is the first to whose document 65,536 is to be added; only where there is `first`."""
        return self._marks[term]

    def standing(self, picks: slice, term: int, wanted: Array) -> tuple[Array, Array]:
        """Which of some documents, ascending, a term has, and where these stand.

        Args:
            picks: The postings of the term.
            term: Its place.
            wanted: The documents.
        """
        if self.first is None:
            return _standing(self.low[picks], wanted, picks.start)
        cut = self._marks[term]
        half = int(wanted.searchsorted(HALF))
        below, places = _standing(self.low[picks.start : cut], wanted[:half], picks.start)
        above, others = _standing(self.low[cut : picks.stop], wanted[half:] - HALF, cut)
        return np.concatenate([below, above + half]), np.concatenate([places, others])

    def mark(self, picks: slice, there: Array) -> None:
        """Sets the places of the documents of a slice of postings to True."""
        there[self[picks].astype(np.intp)] = True  # which takes half as long with numbers of a place's own size

    def any_of(self, terms: Array) -> Array:
        """The documents of any of some terms, ascending, each once: for thousands of terms, by their places."""
        chosen = np.zeros(len(self.sizes), dtype=np.bool_)
        chosen[terms] = True
        there = np.zeros(MOST if self.first is not None else int(self.low.max(initial=0)) + 1, dtype=np.bool_)
        stops = np.append(0, self.sizes.stops.astype(np.int64))
        cuts = stops.searchsorted(np.arange(_TOGETHER, stops[-1], _TOGETHER), side="right") - 1
        for first, last in pairwise(np.unique(np.r_[0, cuts, len(chosen)]).tolist()):
            if chosen[first:last].any():
                each = chosen[first:last].repeat(np.diff(stops[first : last + 1]))
                there[self[int(stops[first]) : int(stops[last])][each]] = True
        return there.nonzero()[0]

    @cached_property
    def cuts(self) -> Array:
        """Where the postings of documents from 65,536 on begin in those of each term; only where there is `first`."""
        if self.first is None:
            raise ValueError("documents are kept whole")
        stops = self.sizes.stops
        cuts = np.empty_like(stops)
        cuts[:1], cuts[1:] = 0, stops[:-1]
        cuts += self.first.numbers
        return cuts

    @cached_property
    def _marks(self) -> memoryview:  # a number out of it is a plain int
        return memoryview(self.cuts.data)

    def _second(self, start: int, stop: int, terms: slice) -> Array:
        """Which of a slice of postings, which are of these terms, are of documents from 65,536 on."""
        cuts, ends = (np.clip(each[terms].astype(np.int64), start, stop) for each in (self.cuts, self.sizes.stops))
        some = cuts < ends
        change = np.zeros(stop - start + 1, dtype=np.int8)
        change[cuts[some] - start] = 1
        change[ends[some] - start] -= 1
        second: Array = change[:-1].cumsum(dtype=np.int8).view(np.bool_)
        return second


def _standing(among: Array, wanted: Array, first: int) -> tuple[Array, Array]:
    """Which of some numbers are among others, both ascending, and where, counted from a first place."""
    largest = (1 << 8 * among.itemsize) - 1  # asking numpy for it takes ten times as long
    if len(wanted) and wanted[-1] > largest:
        wanted = wanted[: wanted.searchsorted(largest, side="right")]
    if not len(among) or not len(wanted):
        return _NONE, _NONE
    at = among.searchsorted(wanted.astype(among.dtype))  # of one type nothing is copied
    there = (among.take(at, mode="clip") == wanted).nonzero()[0]
    return there, at.take(there) + first


class Packing:
    """Packs the documents of postings that come piece by piece, each the postings of whole terms.

    Args:
        stops: Where the postings of each term end.
        largest: The last document there can be.
    """

    def __init__(self, stops: Array, largest: int) -> None:
        self._stops = stops
        self._halved = HALF <= largest < MOST
        self._kind = np.min_scalar_type(HALF - 1 if self._halved else largest)
        self._place = 0

    def sizes(self, name: str) -> dict[str, tuple[np.dtype[Any], int]]:
        """Types and lengths of the arrays, but of those that are short."""
        length = int(self._stops[-1]) if len(self._stops) else 0
        first = {f"{name}_first": (np.dtype(np.uint8), len(self._stops))}
        return {name: (self._kind, length)} | (first if self._halved else {})

    def add(self, numbers: Array, name: str) -> dict[str, Array]:
        """What is to be added to the arrays for more documents."""
        if not self._halved:
            return {name: numbers.astype(self._kind)}
        begin = self._place
        self._place += len(numbers)
        terms = slice(*np.searchsorted(self._stops, (begin, self._place), side="right").tolist())
        before = np.r_[0, np.cumsum(numbers < HALF)][self._stops[terms].astype(np.int64) - begin]
        low = {name: (numbers & numbers.dtype.type(HALF - 1)).astype(self._kind)}
        return low | Lengths.pack(np.diff(before, prepend=0), terms.start).arrays(f"{name}_first")
