"""What words find, told of all documents of an index: for those that many documents have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import LEAST, Chosen, Domain, Places
from index.search.codec.leaves import Leaves, Piece, Run, numbered
from index.search.codec.marked import Marked
from index.search.codec.parts import Part
from index.search.codec.statistics import Statistics
from index.search.codec.sums import Sums

_MARKED = 3
"""Scores that are added to as fast as one that is looked up before."""


class Everywhere:
    """Tells of all documents what parts of a query find.

    Args:
        leaves: All of an index.
        places: Where documents stand.
        statistics: What its terms weigh.
    """

    def __init__(self, leaves: Leaves, places: Places, statistics: Statistics) -> None:
        self._leaves = leaves
        self._domain = Domain(places)
        self._sums = Sums(leaves, statistics)

    def marked(self, parts: Sequence[Part], only: Chosen | None) -> Array:
        """For each document whether all parts find it, and it is one of those that may be found."""
        found = None if only is None else only.mask
        for part in parts:
            there = self.mark(part.all)
            found = there if found is None else found & there
        return self.mark(()) if found is None else found

    def mark(self, pieces: Sequence[Piece]) -> Array:
        """For each document whether it is in any of these."""
        there = np.zeros(self._leaves.documents, dtype=np.bool_)
        listed: list[Piece] = []
        for piece in pieces:
            if isinstance(piece, Run) and piece.has_row:
                here = piece.leaf.of(there)
                here |= piece.row(None) != 0
            elif isinstance(piece.docs, Marked):
                here = piece.leaf.of(there)
                here |= piece.docs.there
            else:
                listed.append(piece)
        if listed:
            there[numbered(listed)] = True
        return there

    def summed(self, part: Part) -> Array:
        """What a part finds, at which score."""
        there = self._sums.runs(self._domain, list(zip(part.runs, part.boosts, strict=True)))
        if part.pieces:
            self._raise(there, part)
        return there

    def _raise(self, there: Array, part: Part) -> None:
        """Adds what a part finds at one score to what it finds, in all documents; once, wherever one is there twice."""
        more = np.float32(max(part.score, LEAST))
        if len(part.pieces) == 1 and isinstance(known := part.pieces[0].docs, Marked):
            here = part.pieces[0].leaf.of(there)
            here += known.there * more
            return
        size = part.size - part.begins[len(part.runs)]
        if size * _MARKED < len(there) and not any(isinstance(piece.docs, Marked) for piece in part.pieces):
            docs = numbered(part.pieces)
            there[docs] = there.take(docs) + more
        else:
            there += self.mark(part.pieces) * more


def total(part: Part) -> int | None:
    """How many documents a part finds that is a common term and another one; None for other parts.

    Nearly all common words are so: in a row for the bodies, and in a few titles.
    """
    if len(part.all) != 2 or part.pieces or part.runs[0].leaf is not part.runs[1].leaf:
        return None
    few, common = sorted(part.runs, key=lambda run: run.has_row)
    if few.has_row or not common.has_row:
        return None
    return part.size - int(np.count_nonzero(common.row(few.numbers())))
