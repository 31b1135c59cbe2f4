"""Terms by the letters that they begin or end with, as numbers: those of all words at once."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from index.search.codec.container import Array
from index.search.codec.postings import Postings

LETTERS = 12
"""Letters at an edge of a term that are told apart: as many as a number has room for."""
_BITS = 5
"""Bits of a letter from a to z."""
_DIGITS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "123456789abcdefghijklmnopq")
"""The letters as digits, which is how letters become a number."""
_TOGETHER = 8
"""Bytes that are read at once."""
_HALF, _LOW = np.uint64(20), np.uint64(2**20 - 1)
"""The bits of the inner 4 of 12 letters."""
_FOLDS = [
    (np.uint64(low), np.uint64(shift), np.uint64(high))
    for low, shift, high in (
        (0x001F_001F_001F_001F, 3, 0x03E0_03E0_03E0_03E0),
        (0x0000_03FF_0000_03FF, 6, 0x000F_FC00_000F_FC00),
        (0x0000_0000_000F_FFFF, 12, 0x0000_00FF_FFF0_0000),
    )
]
"""How numbers of two letters, then of four, then of eight are made of those of half as many."""


class Edges:
    """Some terms, by an edge of each.

    Args:
        keys: What `first` or `last` says of the terms.
        kinds: Of what kind each of them is.
        wanted: For each kind, whether its terms can be looked for at all.
    """

    def __init__(self, keys: Array, kinds: Array, wanted: Array) -> None:
        numbers = np.flatnonzero(wanted[kinds])
        numbers = numbers[np.argsort(keys[numbers])].astype(np.uint32)
        self._numbers, self._kinds, self._keys = numbers, kinds[numbers], keys[numbers]

    def groups(self, letters: int, chosen: Array) -> Iterator[tuple[int, Array]]:
        """The terms by their edges of so many letters: what `key` says of each, and the numbers of its terms.

        Args:
            letters: How many, `LETTERS` at most.
            chosen: For each kind, whether its terms are looked for; those of terms that are shorter may not be.
        """
        picked = np.flatnonzero(chosen.take(self._kinds))
        keys, numbers = self._keys[picked] >> np.uint64(_BITS * (LETTERS - letters)), self._numbers[picked]
        starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]][: len(keys)])
        stops = np.append(starts[1:], len(keys))
        for word, start, stop in zip(keys[starts].tolist(), starts.tolist(), stops.tolist(), strict=False):
            yield word, numbers[start:stop]


def key(letters: str) -> int:
    """Some letters from a to z as a number, from the edge inwards; no more than `LETTERS` of them."""
    return int(letters.translate(_DIGITS), 2**_BITS)


def first(postings: Postings, places: slice, skipped: int) -> Array:
    """The first letters of the terms of some places, behind so many bytes that are skipped, as numbers."""
    starts = np.r_[0, postings.ends][places].astype(np.int64) + skipped
    windows = _windows(postings, ">u8")
    front: Array = _packed(windows[starts]) << _HALF | _packed(windows[starts + _TOGETHER]) >> _HALF
    return front


def last(postings: Postings, places: slice) -> Array:
    """The last letters of the terms of some places, the last one first, as numbers."""
    stops = postings.ends[places].astype(np.int64)
    windows = _windows(postings, "<u8")
    back: Array = _packed(windows[stops - _TOGETHER]) << _HALF | _packed(windows[stops - LETTERS]) & _LOW
    return back


def _windows(postings: Postings, kind: str) -> Array:
    """The eight bytes from each place on of a field's terms as a number; what is beyond them is nothing.

    A place before them counts from the end, where nothing is either.
    """
    block = np.r_[postings.block, np.zeros(4 * _TOGETHER, dtype=np.uint8)]
    return np.ndarray((len(block) - _TOGETHER + 1,), kind, block, strides=(1,))


def _packed(windows: Array) -> Array:
    """Eight bytes as eight letters, the highest one first."""
    bits = windows.astype(np.uint64)
    for low, shift, high in _FOLDS:
        bits = bits & low | bits >> shift & high
    return bits
