"""Positions in ten bits: a byte each, and beside it two bits for how many times 256 it is more.

Half of the positions in articles are below 256, and one in 200 is 1,024 or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.search.codec.container import Array, narrow
from index.search.codec.twobits import LARGEST, UNFOLDED, TwoBits

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
        return len(self.high.at) if self.high else int(np.count_nonzero(self.low >= FAR))

    def __getitem__(self, picks: slice | Array) -> Array:
        """The positions of a slice of places, with both ends, or of places that are given, ascending."""
        low: Array = self.low[picks]
        if self.high is None:
            return low
        both = self.high.shifted(picks)
        both |= low
        return both

    def take(self, places: Array) -> Array:
        """The positions of some places, in any order, as uint32; for few of them the quickest way."""
        found = self.low.take(places).astype(np.uint32)
        if self.high is None:
            return found
        cell = self.high.packed.take(places >> 2).astype(np.intp)
        cell <<= 2
        cell |= places & 3
        high = UNFOLDED.take(cell)
        found += high.astype(np.uint32) << np.uint32(8)
        far = (high == LARGEST).nonzero()[0]
        if len(far) and len(self.high.at):
            wanted = places.take(far).astype(self.high.at.dtype)
            nth = self.high.at.searchsorted(wanted)
            there = (self.high.at.take(nth, mode="clip") == wanted).nonzero()[0]
            more = self.high.large.take(nth.take(there)).astype(np.uint32)
            more -= np.uint32(LARGEST)
            found[far.take(there)] += more << np.uint32(8)
        return found


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
