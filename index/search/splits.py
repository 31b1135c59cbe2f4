"""Of which words each German stem of a segment is a compound, decided beforehand.

A query then looks up the family of its word (`index.search.families`), where deciding takes 3 microseconds for each
stem that begins or ends with it. How they are made is left to `index.search.deciding`, when, to
`index.search.splitting`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from index.search.codec import container
from index.search.codec.container import Array, Malformed, narrow
from index.search.compounds import ENOUGH, SHORTEST, sizes
from index.search.families import NONE, Families

VERSION = 4
"""Grows with every change of the rules."""
_BITS = 32
"""For each end of a stem; those of its beginning are the lower ones."""
LONGEST = 32
"""Letters of the longest part that is looked for beforehand."""

_PATTERNS, _CODES = "patterns", "codes"


@dataclass(frozen=True)
class Splits:
    """The decisions on the stems of one segment.

    Attributes:
        patterns: Which words stems are compounds of: a bit for each number of letters at the beginning, and at the end.
            100,000 articles have some thousands of them.
        codes: The number of each stem's pattern; the stems of one field after those of another.
        families: The compounds of each word.
    """

    patterns: Array
    codes: Array
    families: Families = NONE

    @classmethod
    def of(cls, masks: Array) -> Splits:
        """From the pattern of each stem."""
        patterns, codes = np.unique(masks, return_inverse=True)
        return cls(patterns, narrow(codes))

    def beginning(self, letters: int) -> Array:
        """For each pattern, whether it is one of compounds that begin with a word of so many letters."""
        return self._beginning[letters]

    def ending(self, letters: int, size: int) -> Array:
        """The same for compounds that end with the stem, of so many letters, of a word of so many letters."""
        return self._ending[min(size, ENOUGH), letters]

    @property
    def begins(self) -> Array:
        """For each pattern, whether it is one of compounds that begin with any word."""
        return self._having(2**_BITS - 1)

    @property
    def ends(self) -> Array:
        """The same for compounds that end with any."""
        return self._having(2**_BITS - 1 << _BITS)

    @cached_property
    def _beginning(self) -> dict[int, Array]:
        return {letters: self._having(int(_BEGINNING[letters])) for letters in _LENGTHS}

    @cached_property
    def _ending(self) -> dict[tuple[int, int], Array]:
        return {
            (size, letters): self._having(int(bits[letters])) for size, bits in _ENDING.items() for letters in _LENGTHS
        }

    def _having(self, bits: int) -> Array:
        """For each pattern, whether it has any of some bits."""
        having: Array = self.patterns & np.uint64(bits) != 0
        return having

    def write(self, path: Path) -> None:
        """Writes a file and waits until it is on the disk; nothing may be there. Raises: OSError."""
        arrays = {_PATTERNS: self.patterns, _CODES: self.codes, **self.families.arrays()}
        container.write(path, arrays, {"version": VERSION, "checksum": _checksum(arrays)})

    @classmethod
    def read(cls, path: Path, stems: int) -> Splits | None:
        """Opens the file on so many stems; None for one that is missing, damaged or of another version."""
        try:
            arrays, about = container.read(path)
        except (OSError, Malformed):
            return None
        if about != {"version": VERSION, "checksum": _checksum(arrays)} or len(arrays[_CODES]) != stems:
            return None
        return cls(arrays[_PATTERNS], arrays[_CODES], Families.of(arrays))


def beginning(letters: Array) -> Array:
    """The bits of words of so many letters that a stem begins with; none of those with more than `LONGEST`."""
    bits: Array = _BEGINNING.take(letters, mode="clip")
    return bits


def ending(letters: Array, size: int) -> Array:
    """The bits of words that a stem ends with: with stems of so many letters, and of so many letters themselves."""
    bits: Array = _ENDING[size].take(letters, mode="clip")
    return bits


def _bits(slots: Iterable[tuple[int, int]]) -> Array:
    """The bit of each number of letters, 0 where it has none."""
    bits = np.zeros(LONGEST + 2, dtype=np.uint64)
    for bit, letters in slots:
        bits[letters] = 1 << bit
    return bits


_LENGTHS = range(SHORTEST, LONGEST + 1)
_BEGINNING = _bits(enumerate(_LENGTHS))
_SLOTS = list(enumerate(((letters, size) for letters in _LENGTHS for size in sizes(letters)), _BITS))
_ENDING = {size: _bits((bit, letters) for bit, (letters, each) in _SLOTS if each == size) for size in sizes(SHORTEST)}


def _checksum(arrays: Mapping[str, Array]) -> int:
    checksum = 0
    for name in sorted(arrays):
        checksum = zlib.crc32(arrays[name].data, checksum)
    return checksum
