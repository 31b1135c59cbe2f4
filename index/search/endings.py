"""How terms begin and end, as one number each: to find those that end so, which their order does not tell."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from index.search.codec.container import Array
from index.search.codec.postings import Postings

_BYTES = 8
"""Bytes of a term's end, and of its beginning, that are looked at: what fits into a number."""
_LOW = np.array([(1 << 8 * size) - 1 for size in range(_BYTES + 1)], dtype=np.uint64)
"""The lowest bytes of a number, by how many."""
_MIXED = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F
"""Odd numbers without a pattern (the golden ratio's digits, and a prime), to mix a code with."""
_WHOLE = (1 << 64) - 1


class Endings:
    """The ends of some terms that stand side by side.

    Args:
        postings: The field's.
        places: The terms'.
        bits: Of the terms' codes.

    Attributes:
        codes: The code of each term, see `code`.
    """

    def __init__(self, postings: Postings, places: slice, bits: int) -> None:
        self._postings = postings
        self._start = places.start
        before = int(postings.ends[places.start - 1]) if places.start else 0
        stops = postings.ends[places].astype(np.int64) - before
        starts = np.r_[0, stops[:-1]] if len(stops) else stops
        sizes = np.minimum(stops - starts, _BYTES)
        nothing = np.zeros(_BYTES, dtype=np.uint8)
        block = postings.block[before : before + int(stops[-1])] if len(stops) else nothing
        windows = sliding_window_view(np.concatenate([nothing, block, nothing]), _BYTES)
        self._last = _numbers(windows, stops) & _LOW[sizes]
        first = _numbers(windows, starts + _BYTES) & ~_LOW[_BYTES - sizes]
        factors = [np.uint64(factor) for factor in _MIXED]
        self.codes: Array = ((first * factors[0] + self._last * factors[1]) >> np.uint64(64 - bits)).astype(np.uint32)

    def ending(self, letters: bytes) -> Array:
        """The places of the terms that end so, ascending."""
        end = letters[-_BYTES:]
        numbers: Array = np.flatnonzero((self._last & _LOW[len(end)]) == np.uint64(int.from_bytes(end, "big")))
        numbers += self._start
        if len(letters) <= _BYTES:
            return numbers
        return np.array([each for each in numbers.tolist() if self._postings.term(each).endswith(letters)], np.int64)


def _numbers(windows: Array, at: Array) -> Array:
    """The bytes of some windows as numbers, the first byte highest."""
    numbers: Array = windows[at].view(">u8").ravel().astype(np.uint64)
    return numbers


def code(term: bytes, bits: int) -> int:
    """A number of so many bits that is the same for the same term, and seldom for two."""
    first = int.from_bytes(term[:_BYTES].ljust(_BYTES, b"\0"), "big")
    last = int.from_bytes(term[-_BYTES:], "big")
    return ((first * _MIXED[0] + last * _MIXED[1]) & _WHOLE) >> (64 - bits)
