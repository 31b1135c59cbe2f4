"""The words that have the most compounds, and which documents have any of these: a bit for each.

The compounds of a word like "Bank" have tens of thousands of postings, which are read from hundreds of places. So the
documents of the largest families of compounds are kept beside what has been decided on them (`index.search.splits`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.search import edges
from index.search.codec.container import Array, narrow
from index.search.compounds import ENOUGH
from index.search.edges import Edges
from index.search.stem_documents import StemDocuments

ROOM = 40
"""Bytes for each document, at most, which is as many rows for each of its bits: 4 MB of 100,000 articles."""
LEAST = 4096
"""Postings of a family at least: fewer are read in 60 microseconds."""
_KIND = 60
"""Bits of a word's letters, before those of its kind: 0 for what compounds begin with, else its size."""
_NAMES = "families", "family_rows", "family_bits"


@dataclass(frozen=True)
class Families:
    """Some families of compounds of one segment.

    Attributes:
        words: The words, as numbers, ascending.
        rows: The row of each; several have the same one if they have the same compounds.
        bits: Row by row a bit for each document of the segment, whether it has any of them, in its title or body.
    """

    words: Array
    rows: Array
    bits: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Families:
        """From arrays by their names. Raises: KeyError."""
        return cls(*(arrays[name] for name in _NAMES))

    def arrays(self) -> dict[str, Array]:
        """The arrays, by their names."""
        return dict(zip(_NAMES, (self.words, self.rows, self.bits), strict=True))

    def beginning(self, base: str) -> Array | None:
        """The bits of the documents that have a compound that begins with a word; None where they are not kept."""
        return self._row(base.encode(), 0)

    def ending(self, stem: str, size: int) -> Array | None:
        """The same of compounds that end with the stem of a word of so many letters."""
        return self._row(stem.encode()[::-1], min(size, ENOUGH))

    def _row(self, letters: bytes, kind: int) -> Array | None:
        if len(letters) > edges.LETTERS:
            return None
        word = edges.key(letters) | kind << _KIND
        at = bisect_left(self._words, word)
        if at == len(self._words) or self._words[at] != word:
            return None
        start = int(self.rows[at]) * self._width
        bits: Array = self.bits[start : start + self._width]
        return bits

    @cached_property
    def _words(self) -> memoryview:  # its numbers are plain ints
        return memoryview(self.words.data)

    @cached_property
    def _width(self) -> int:
        return len(self.bits) // (int(self.rows.max()) + 1)


@dataclass(frozen=True)
class Family:
    """One family, before it is chosen.

    Attributes:
        postings: How many its compounds have.
        word: The word, as a number.
        stems: The numbers of the compounds.
    """

    postings: int
    word: int
    stems: Array


def families(compounds: Edges, letters: int, chosen: Array, kind: int, stems: StemDocuments) -> Iterator[Family]:
    """The families of all words of so many letters that are large enough to be kept.

    Args:
        compounds: By the edge that the words stand at.
        letters: At most `edges.LETTERS`.
        chosen: For each kind of stems, whether they are compounds of words of so many letters.
        kind: 0 for words that compounds begin with; else how many letters the words have whose stems they end with.
        stems: Where the documents of the compounds stand.
    """
    words, starts, numbers = compounds.groups(letters, chosen)
    postings = np.add.reduceat(stems.sizes(numbers), starts) if len(starts) else starts
    stops = np.append(starts[1:], len(numbers))
    for nth in np.flatnonzero(postings >= LEAST).tolist():
        yield Family(int(postings[nth]), int(words[nth]) | kind << _KIND, numbers[starts[nth] : stops[nth]])


def largest(every: Iterable[Family], stems: StemDocuments, documents: int) -> Families:
    """What is kept of the largest of some families: as many as there is room for.

    Args:
        every: All that are large enough.
        stems: Where the documents of the compounds stand.
        documents: How many the segment has.
    """
    rows: dict[bytes, int] = {}
    kept: list[tuple[int, int]] = []
    for family in sorted(every, key=lambda family: (-family.postings, family.word)):
        there = np.zeros(documents, dtype=np.bool_)
        there[stems.of(family.stems)] = True
        bits = np.packbits(there).tobytes()
        if bits not in rows and len(rows) == ROOM * 8:
            break
        kept.append((family.word, rows.setdefault(bits, len(rows))))
    words = np.array(sorted(kept), dtype=np.uint64).reshape(-1, 2)
    return Families(words[:, 0].copy(), narrow(words[:, 1].copy()), np.frombuffer(b"".join(rows), dtype=np.uint8))


NONE = Families(np.empty(0, np.uint64), np.empty(0, np.uint8), np.empty(0, np.uint8))
