"""How the terms of a field end, and which terms of several fields are the same: what their order does not tell."""

from __future__ import annotations

from functools import cached_property
from itertools import count

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from index.search.codec.container import Array
from index.search.codec.postings import Postings

_END = 4
"""Bytes of a term's end that are kept for all of a field's terms; few terms share so many."""
_BYTES = 8
"""Bytes of a term that fit into a number."""
_FACTOR = 0x9E3779B97F4A7C15
"""An odd number without a pattern (the golden ratio's digits), to mix a code with."""


class Endings:
    """Some terms that stand side by side.

    Args:
        postings: The field's.
        places: The terms'.
    """

    def __init__(self, postings: Postings, places: slice) -> None:
        self.postings = postings
        self._places = places

    def ending(self, letters: bytes) -> Array:
        """The places of the terms that end so and are no shorter than 4 bytes, ascending."""
        end = letters[-_END:]
        mask, wanted = np.uint32((1 << 8 * len(end)) - 1), np.uint32(int.from_bytes(end, "big"))
        numbers: Array = np.flatnonzero((self._ends & mask) == wanted) + self._places.start
        if len(letters) <= _END:
            return numbers
        return np.array([each for each in numbers.tolist() if self.postings.term(each).endswith(letters)], np.int64)

    @cached_property
    def _ends(self) -> Array:
        """The last bytes of each term, the very last one lowest."""
        block = _at_least(self.postings.block, _END)
        stops = self.postings.ends[self._places].astype(np.int64)
        ends: Array = _numbers(sliding_window_view(block, _END), np.maximum(stops - _END, 0), ">u4").astype(np.uint32)
        return ends


def codes(postings: Postings, places: Array) -> Array:
    """A number of 64 bits for each of some terms: the same for the same, and never, as far as one can see, for two."""
    block = _at_least(postings.block, _BYTES)
    windows = sliding_window_view(block, _BYTES)
    stops = postings.ends[places].astype(np.int64)
    starts = np.where(places > 0, postings.ends[np.maximum(places - 1, 0)].astype(np.int64), 0)
    mixed: Array = (stops - starts).astype(np.uint64)
    left = np.arange(len(places))  # the terms that have bytes left
    for at in count(0, _BYTES):
        left = left[starts[left] + at < stops[left]]
        if not len(left):
            break
        begin = starts[left] + at
        there = np.minimum(begin, len(block) - _BYTES)
        numbers = _numbers(windows, there, ">u8").astype(np.uint64) << (8 * (begin - there)).astype(np.uint64)
        beyond = (8 * np.maximum(begin + _BYTES - stops[left], 0)).astype(np.uint64)
        numbers = (mixed[left] ^ (numbers >> beyond)) * np.uint64(_FACTOR)
        mixed[left] = numbers ^ (numbers >> np.uint64(32))
    return mixed


def _at_least(block: Array, size: int) -> Array:
    return block if len(block) >= size else np.concatenate([block, np.zeros(size, dtype=block.dtype)])


def _numbers(windows: Array, at: Array, kind: str) -> Array:
    """The bytes of some windows as numbers."""
    numbers: Array = windows[at].view(kind).ravel()
    return numbers
