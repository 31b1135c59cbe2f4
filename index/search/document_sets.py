"""Sets of a segment's documents in few bytes: as a bit for each document, or a byte for each that is there.

A list has how many there are of each 256 documents, and then the lowest byte of each. It is kept where it is shorter
than the bits, in sets of less than an eighth of all documents; which of the two it is, its length tells.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.container import Array
from index.search.codec.marked import Marked

_BLOCK = 256
"""Documents that a byte tells apart."""


class DocumentSets:
    """Packs sets of documents, and unpacks them.

    Args:
        documents: How many documents the segment has.
    """

    def __init__(self, documents: int) -> None:
        self._documents = documents
        self._width = -(-documents // 8)
        self._firsts = np.arange(0, documents, _BLOCK)

    def pack(self, docs: Array) -> Array:
        """A set as bytes; the documents in any order, and as often as one likes."""
        there = np.zeros(self._documents, dtype=np.bool_)
        there[docs] = True
        each = there.nonzero()[0]
        counts = np.bincount(each // _BLOCK, minlength=len(self._firsts))
        listed = np.concatenate([counts, each % _BLOCK])
        if len(listed) < self._width and counts.max(initial=0) < _BLOCK:
            return listed.astype(np.uint8)
        return np.packbits(there)

    def union(self, packed: Sequence[Array], others: Sequence[Array] = ()) -> Array | Marked:
        """The documents of any of some sets that are packed, and of others; in no order, some perhaps twice.

        Those of a single set that is a list are ascending, each once. They are marked if any set is kept as bits.
        """
        rows, lists, blocks = [], [*others], len(self._firsts)
        for each in packed:
            if len(each) == self._width:
                rows.append(each)
            else:
                docs = self._firsts.repeat(each[:blocks])
                docs += each[blocks:]
                lists.append(docs)
        if not rows:
            return lists[0] if len(lists) == 1 else np.concatenate(lists) if lists else _NONE
        bits = rows[0]
        for row in rows[1:]:
            bits = bits | row
        there: Array = np.unpackbits(bits, count=self._documents).view(np.bool_)
        for each in lists:
            there[each] = True
        return Marked(there)


_NONE = np.empty(0, dtype=np.intp)
