"""The texts of many articles as numbers: which key occurs in which document, and where.

What the chunks of a text are searched by is told by `index.search.chunks`, what becomes of the keys, by
`index.search.text_fields`.
"""

from __future__ import annotations

from array import array
from typing import NamedTuple

import numpy as np

from index.search.analysis import GAP
from index.search.chunks import Chunks, Meanings
from index.search.codec.container import Array

_TOGETHER = 2**14
"""Chunks that are looked up in one go, at least."""


class Occurrences(NamedTuple):
    """Where keys occur, in no order.

    Attributes:
        keys: Which key.
        docs: In which document.
        positions: At which position.
    """

    keys: Array
    docs: Array
    positions: Array


class Text:
    """The text of one area, title or body, in one language.

    Args:
        chunks: Those of the language.

    Attributes:
        size: How many chunks it has.
    """

    def __init__(self, chunks: Chunks) -> None:
        self.size = 0
        self._known = chunks
        self._waiting: list[str] = []
        self._chunks = array("i")
        self._docs, self._sizes = array("i"), array("i")

    def add(self, doc: int, text: str) -> None:
        """Takes the next region of a document's text."""
        chunks = text.split()
        self._waiting += chunks
        self._docs.append(doc)
        self._sizes.append(len(chunks))
        self.size += len(chunks)
        if len(self._waiting) >= _TOGETHER:
            self.look_up()

    def look_up(self) -> None:
        """Makes sure that what all of its chunks mean is known."""
        self._chunks.frombytes(self._known.of(self._waiting).tobytes())
        self._waiting.clear()

    def occurrences(self, meanings: Meanings) -> Occurrences:
        """Every key that occurs."""
        chunks, docs, each = (np.array(numbers) for numbers in (self._chunks, self._docs, self._sizes))
        ends = np.cumsum(each)
        taken = np.zeros(len(chunks) + 1, dtype=np.int32)
        np.cumsum(meanings.widths[chunks], out=taken[1:])
        # A region begins where the one before it ended and a gap behind that; the first of a document begins at 0.
        before = taken[np.r_[0, ends[:-1]]]
        first = np.flatnonzero(np.diff(docs, prepend=-1))
        head = np.repeat(first, np.diff(np.r_[first, len(ends)]))
        shift = ((np.arange(len(ends)) - head) * GAP - before[head]).astype(np.int32)
        starts = taken[:-1] + np.repeat(shift, each)
        # Nearly all chunks have one key.
        counts = meanings.counts[chunks]
        some, more = np.flatnonzero(counts), np.flatnonzero(counts > 1)
        others = counts[more] - 1
        at = np.concatenate([some, np.repeat(more, others)])
        keys = meanings.firsts[chunks[at]]
        keys[len(some) :] += np.arange(1, len(at) - len(some) + 1) - np.repeat(np.cumsum(others) - others, others)
        return Occurrences(keys, np.repeat(docs, each)[at], starts[at] + meanings.steps[keys])
