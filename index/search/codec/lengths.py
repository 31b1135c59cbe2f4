"""Where pieces that stand one after the other end: a byte for each is kept, and the sums are made when they are needed.

Nearly all terms have less than 255 bytes and postings. 300,000 sums take 0.8 ms.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.search.codec.container import Array, narrow

_LARGEST = 255
"""What a byte says at most."""
_NONE = np.empty(0, dtype=np.uint8)


@dataclass(frozen=True)
class Lengths:
    """The lengths of pieces.

    Attributes:
        each: Of each piece, but 0 where that is large.
        at: The places of the large ones, ascending.
        large: Those.
    """

    each: Array
    at: Array
    large: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> Lengths:
        """From arrays by their names in `arrays`. Raises: KeyError."""
        return cls(arrays[name], arrays.get(f"{name}_at", _NONE), arrays.get(f"{name}_large", _NONE))

    @classmethod
    def pack(cls, numbers: Array, first: int = 0) -> Lengths:
        """From the lengths of pieces, or of those that stand behind so many others."""
        at = np.flatnonzero(numbers > _LARGEST)
        each = numbers.astype(np.uint8)
        each[at] = 0
        return cls(each, narrow(at + first), narrow(numbers[at]))

    @classmethod
    def until(cls, ends: Array) -> Lengths:
        """From where pieces end."""
        return cls.pack(np.diff(ends.astype(np.int64), prepend=0))

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays, by names that begin with this one; only those that there are."""
        return {name: self.each} | ({f"{name}_at": self.at, f"{name}_large": self.large} if len(self.at) else {})

    def __len__(self) -> int:
        return len(self.each)

    @cached_property
    def stops(self) -> Array:
        """Where each piece ends."""
        total = int(self.each.sum(dtype=np.uint64)) + int(self.large.sum(dtype=np.uint64))
        kind = np.uint32 if total < 2**32 else np.uint64
        if not len(self.at):
            return self.each.cumsum(dtype=kind)
        numbers = self.numbers.astype(kind)
        return np.cumsum(numbers, out=numbers)

    @property
    def numbers(self) -> Array:
        """The lengths."""
        if not len(self.at):
            return self.each
        numbers = self.each.astype(self.large.dtype)
        numbers[self.at] = self.large
        return numbers

    @cached_property
    def marks(self) -> memoryview:
        """Where each piece ends; a number out of it is a plain int, four times as fast as out of an array."""
        return memoryview(self.stops.data)

    def span(self, start: int, stop: int | None = None) -> slice:
        """Where a piece stands, or all from one to before another."""
        marks, last = self.marks, start + 1 if stop is None else max(start, stop)
        return slice(marks[start - 1] if start else 0, marks[last - 1] if last else 0)

    def release(self) -> None:
        """Gives back the memory that the sums take; they are made anew when they are needed."""
        self.__dict__.pop("stops", None)
        self.__dict__.pop("marks", None)
