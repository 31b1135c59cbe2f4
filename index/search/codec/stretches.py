"""Which documents have any of many terms that follow each other, told without their postings.

A letter or two that are typed stand for a million postings. So the terms of a field are cut into stretches of at least
65,536 postings each, and of each stretch a bit for every document is kept: a beginning is the bits of the stretches
within it, and the postings at its two ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from index.search.codec.container import Array, narrow

_LEAST, _FOR_EACH = 2**16, 8
"""Postings of a stretch at least, and for each byte of its bits."""
_TOGETHER = 64
"""Documents whose bits are read at once."""


@dataclass(frozen=True)
class Stretches:
    """The stretches of one field.

    Attributes:
        stops: Where the postings of each stretch end; those behind the last one are in none.
        bits: For each stretch a bit for each document, the first in the lowest bit of a byte.
    """

    stops: Array
    bits: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> Stretches | None:
        """From arrays by their names in `arrays`; None where there are none."""
        return cls(arrays[f"{name}_stops"], arrays[name]) if name in arrays else None

    @classmethod
    def pack(cls, numbers: Array, ends: Array) -> Stretches | None:
        """From the documents of all postings, and where the postings of each term end."""
        stretching = Stretching(ends, int(numbers.max(initial=0)))
        stretching.add(numbers)
        return stretching.stretches()

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays, by names that begin with this one."""
        return {name: self.bits, f"{name}_stops": self.stops}

    def within(self, span: slice) -> tuple[slice, Array] | None:
        """The postings of the stretches within a slice of postings, and for each document whether they are of it.

        None where there is no stretch. A few documents more may be told of than there are.
        """
        start, stop = span.start, span.stop
        if stop - start < _LEAST:
            return None
        first = int(np.searchsorted(np.append(0, self.stops), start))
        last = int(np.searchsorted(self.stops, stop, side="right"))
        if first >= last:
            return None
        rows = self.bits.reshape(len(self.stops), -1)[first:last].view(np.uint64)
        bits = np.bitwise_or.reduce(rows, axis=0).view(np.uint8)
        begin = int(self.stops[first - 1]) if first else 0
        return slice(begin, int(self.stops[last - 1])), np.unpackbits(bits, bitorder="little").view(np.bool_)


class Stretching:
    """Makes the stretches of a field whose documents come piece by piece.

    Args:
        ends: Where the postings of each term end.
        largest: The last document there can be.
    """

    def __init__(self, ends: Array, largest: int) -> None:
        self._documents = largest + _TOGETHER - largest % _TOGETHER
        each = self._documents // 8
        self._stops = np.array(list(_stops(ends, max(_LEAST, _FOR_EACH * each))), dtype=np.int64)
        self._bits = np.zeros((len(self._stops), each), dtype=np.uint8)
        self._place = 0

    def add(self, docs: Array) -> None:
        """Takes the documents of the next postings."""
        if not len(docs) or not len(self._stops):
            return
        places = np.arange(self._place, self._place + len(docs))
        self._place += len(docs)
        first, last = np.searchsorted(self._stops, places[[0, -1]], side="right").tolist()
        there = np.zeros((last + 1 - first, self._documents), dtype=np.bool_)
        there[np.searchsorted(self._stops, places, side="right") - first, docs] = True
        rows = self._bits[first : last + 1]
        rows |= np.packbits(there, axis=1, bitorder="little")[: len(rows)]

    def stretches(self) -> Stretches | None:
        """All of them; None where there are none."""
        return Stretches(narrow(self._stops), self._bits.reshape(-1)) if len(self._stops) else None


def _stops(ends: Array, least: int) -> Iterator[int]:
    """Where the postings of each stretch end, by where those of each term do, and how many one has at least."""
    stop = 0
    while len(ends) and (at := int(np.searchsorted(ends, stop + least))) < len(ends):
        stop = int(ends[at])
        yield stop
