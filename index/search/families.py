"""Families of compounds: which stems are compounds of a word, and which documents have any of them.

They are gathered beforehand (`index.search.gathering`) by what has been decided on the stems (`index.search.splits`),
and kept beside that, so that a query looks up its words. The compounds of a word like "Bank" have tens of thousands of
postings, which would be read from hundreds of places: of the largest families the documents are kept as well.
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


class Family(NamedTuple):
    """The compounds of a word.

    Attributes:
        stems: Their numbers, ascending.
        documents: Those with any of them (`index.search.document_sets`); None where they are not kept.
        word: The place of the word among all that have compounds; None where it has none, or it is decided on now.
    """

    stems: Array
    documents: Array | None = None
    word: int | None = None


@dataclass(frozen=True)
class Families:
    """The families of one segment.

    Attributes:
        words: The words that have compounds, as numbers, ascending.
        begins: Where the compounds of each begin among all; several have the same ones.
        stops: Where they end.
        stems: The numbers of all compounds.
        starts: Where the documents of each begin among all; several have the same ones.
        ends: Where they end: where they begin, if they are not kept.
        documents: The documents of all that these are kept of.
    """

    words: Array
    begins: Array
    stops: Array
    stems: Array
    starts: Array
    ends: Array
    documents: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Families:
        """From arrays by their names. Raises: KeyError."""
        return cls(*(arrays[f"families/{field.name}"] for field in fields(cls)))

    def arrays(self) -> dict[str, Array]:
        """The arrays, by their names."""
        return {f"families/{field.name}": getattr(self, field.name) for field in fields(self)}

    def beginning(self, base: str) -> Family:
        """The compounds that begin with a word; `NOBODY` where there are none."""
        return self._family(edges.key(base) if len(base) <= edges.LETTERS else long_beginning(base))

    def ending(self, stem: str, size: int) -> Family:
        """Those that end with the stem of a word of so many letters; `NOBODY` where there are none."""
        if len(stem) > edges.LETTERS:
            return self._family(long_ending(stem))
        return self._family(edges.key(stem[::-1]) | min(size, ENOUGH) << KIND)

    def _family(self, word: int) -> Family:
        words, begins, stops, starts, ends = self._columns
        at = bisect_left(words, word)
        if at == len(words) or words[at] != word:
            return NOBODY
        start, end = starts[at], ends[at]
        return Family(self.stems[begins[at] : stops[at]], self.documents[start:end] if start < end else None, at)

    @cached_property
    def _columns(self) -> list[memoryview]:  # a number out of one is a plain int
        return [memoryview(each.data) for each in (self.words, self.begins, self.stops, self.starts, self.ends)]


_EMPTY = np.empty(0, dtype=np.uint32)
NOBODY = Family(_EMPTY)
"""Of a word that has no compounds."""
NONE = Families(np.empty(0, dtype=np.uint64), _EMPTY, _EMPTY, _EMPTY, _EMPTY, _EMPTY, np.empty(0, dtype=np.uint8))
"""That no word has any."""


def long_beginning(base: str) -> int:
    """The number of a word that compounds begin with, of more letters than are told apart."""
    return _long(base)


def long_ending(stem: str) -> int:
    """That of a word with whose stem they end."""
    return _long(f"-{stem}")


def _long(letters: str) -> int:
    """The number of a word of many letters. One is taken for another once in 10^11 times."""
    return int.from_bytes(blake2b(letters.encode(), digest_size=8).digest(), "big") | _LONG
