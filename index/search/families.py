"""Families of compounds: which stems are compounds of a word, and which documents have any of them.

They are gathered beforehand (`index.search.gathering`) by what has been decided on the stems (`index.search.splits`),
and kept beside that, so that a query looks up its words. The compounds of a word like "Bank" have tens of thousands of
postings, which would be read from hundreds of places: of the largest families a bit for each document is kept as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple

import numpy as np

from index.search import edges
from index.search.codec.container import Array
from index.search.compounds import ENOUGH

KIND, _LONG = 60, 1 << 63
"""Bits of a word's letters, before those of its kind; what the number of a word of more letters has."""
_NO_STEMS = np.empty(0, dtype=np.uint32)


class Family(NamedTuple):
    """The compounds of a word.

    Attributes:
        stems: Their numbers, ascending.
        bits: Whether a document has any of them, a bit for each in the order of the documents; None where that is not
            kept.
    """

    stems: Array
    bits: Array | None


@dataclass(frozen=True)
class Families:
    """The families of one segment.

    Attributes:
        words: The words that have compounds, as numbers, ascending.
        begins: Where the compounds of each begin among all; several have the same ones.
        stops: Where they end.
        stems: The numbers of all compounds.
        rows: The row of each word's documents, counted from 1; 0 where they are not kept.
        bits: Row by row a bit for each document of the segment.
    """

    words: Array
    begins: Array
    stops: Array
    stems: Array
    rows: Array
    bits: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Families:
        """From arrays by their names. Raises: KeyError."""
        return cls(*(arrays[f"families/{field.name}"] for field in fields(cls)))

    def arrays(self) -> dict[str, Array]:
        """The arrays, by their names."""
        return {f"families/{field.name}": getattr(self, field.name) for field in fields(self)}

    def beginning(self, base: str) -> Family:
        """The compounds that begin with a word."""
        return self._family(beginning(base))

    def ending(self, stem: str, size: int) -> Family:
        """Those that end with the stem of a word of so many letters."""
        return self._family(ending(stem, size))

    def _family(self, word: int) -> Family:
        at = bisect_left(self._words, word)
        if at == len(self._words) or self._words[at] != word:
            return Family(_NO_STEMS, None)
        stems, row = self.stems[self._begins[at] : self._stops[at]], self._rows[at] - 1
        return Family(stems, self.bits[row * self._width : (row + 1) * self._width] if row >= 0 else None)

    @cached_property
    def _words(self) -> memoryview:  # a number out of it is a plain int
        return memoryview(self.words.data)

    @cached_property
    def _begins(self) -> memoryview:
        return memoryview(self.begins.data)

    @cached_property
    def _stops(self) -> memoryview:
        return memoryview(self.stops.data)

    @cached_property
    def _rows(self) -> memoryview:
        return memoryview(self.rows.data)

    @cached_property
    def _width(self) -> int:
        return len(self.bits) // max(1, int(self.rows.max(initial=0)))


NONE = Families(*(np.empty(0, dtype=kind) for kind in (np.uint64, np.uint32, np.uint32, np.uint32, np.uint8, np.uint8)))
"""That no word has any."""


def beginning(base: str) -> int:
    """The number of a word that compounds begin with."""
    return edges.key(base) if len(base) <= edges.LETTERS else _long(base)


def ending(stem: str, size: int) -> int:
    """That of a word of so many letters with whose stem they end."""
    return edges.key(stem[::-1]) | min(size, ENOUGH) << KIND if len(stem) <= edges.LETTERS else _long(f"-{stem}")


def _long(letters: str) -> int:
    """The number of a word of many letters. One is taken for another once in 10^11 times."""
    return int.from_bytes(blake2b(letters.encode(), digest_size=8).digest(), "big") | _LONG
