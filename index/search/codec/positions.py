"""Positions in ten bits: a byte each, and beside it two bits for how many times 256 it is more.

Half of the positions in articles are below 256, and one in 200 is 1,024 or more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.search.codec.container import Array, narrow
from index.search.codec.twobits import LARGEST, TwoBits

FAR = 1024
"""The positions from here on stand aside."""
_FEW = 8
"""One in so many may stand aside; where more would, as in a corpus of books, all are kept whole."""


@dataclass(frozen=True)
class Positions:
    """Positions, in the order of postings.

    Attributes:
        low: Each, modulo 256 where there is `high`.
        high: How many times 256 is to be added; None where `low` says all.
    """

    low: Array
    high: TwoBits | None

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> Positions | None:
        """From arrays by their names in `arrays`; None where there are none."""
        return cls(arrays[name], TwoBits.of(arrays, f"{name}_high", 0)) if name in arrays else None

    @classmethod
    def pack(cls, numbers: Array) -> Positions:
        """From numbers."""
        if not splits(len(numbers), int(numbers.max(initial=0)), int(np.count_nonzero(numbers >= FAR))):
            return cls(narrow(numbers), None)
        return cls(low(numbers), TwoBits.pack(high(numbers), 0))

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays, by names that begin with this one."""
        return {name: self.low} | (self.high.arrays(f"{name}_high") if self.high else {})

    def release(self) -> None:
        """Gives back the memory that was taken to look positions up."""
        if self.high is not None:
            self.high.release()

    def __len__(self) -> int:
        return len(self.low)

    @cached_property
    def most(self) -> int:
        """What none of them is larger than."""
        if self.high is None:
            return int(self.low.max(initial=0))
        return self.high.most << 8 | 0xFF

    @property
    def far(self) -> int:
        """How many of them are from `FAR` on."""
        return len(self.high.large) if self.high else int(np.count_nonzero(self.low >= FAR))

    def __getitem__(self, span: slice) -> Array:
        """The positions of a slice of places, with both ends."""
        low: Array = self.low[span]
        if self.high is None:
            return low
        both = self.high.shifted(span)
        both |= low
        return both


def taken(several: Sequence[Positions], places: Array, stops: Sequence[int]) -> Array:
    """The positions of some places, in any order, of several fields at once; for few of them the quickest way.

    Args:
        several: The positions of these fields.
        places: The places among the first of them, then those among the second, and so on.
        stops: Where each one's places end among all.
    """
    found, above = np.empty(len(places), dtype=np.uint32), np.zeros(len(places), dtype=np.uint8)
    byte, start = places >> 2, 0
    for positions, stop in zip(several, stops, strict=True):
        found[start:stop] = positions.low.take(places[start:stop])
        if positions.high is not None:
            above[start:stop] = positions.high.packed.take(byte[start:stop])
        start = stop
    shift = places.astype(np.uint8)  # numbers of one byte are dealt with several times as fast as longer ones
    shift &= np.uint8(LARGEST)
    shift <<= np.uint8(1)
    above >>= shift
    above &= np.uint8(LARGEST)
    found += np.left_shift(above, 8, dtype=np.uint32)
    full = (above == LARGEST).nonzero()[0]
    start = 0
    for positions, stop in zip(several, full.searchsorted(stops).tolist(), strict=True):
        if positions.high is not None and start < stop and len(positions.high.large):
            _add_far(positions.high, places, full[start:stop], found)
        start = stop
    return found


def _add_far(high: TwoBits, places: Array, full: Array, found: Array) -> None:
    """Adds to those positions that have both bits of the high part what these do not say."""
    wanted = places.take(full).astype(high.at.dtype)
    nth = high.at.searchsorted(wanted)
    there = (high.at.take(nth, mode="clip") == wanted).nonzero()[0]
    if len(there):
        more = high.large.take(nth.take(there)).astype(np.uint32) - np.uint32(LARGEST)
        found[full.take(there)] += more << np.uint32(8)


def splits(size: int, most: int, far: int) -> bool:
    """Whether so many positions are better kept in two parts, by the largest and by how many are from `FAR` on."""
    return most >= 2**8 and far * _FEW <= size


def low(numbers: Array) -> Array:
    """The low bytes."""
    below: Array = numbers & numbers.dtype.type(0xFF)
    return below.astype(np.uint8)


def high(numbers: Array) -> Array:
    """What stands above them."""
    above: Array = numbers >> numbers.dtype.type(8)
    return above
