"""Among which documents those are that a query finds, told before it is evaluated.

Most words are in few documents: a query with one of them is evaluated on these alone, with short arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from index.search.codec.container import Array
from index.search.codec.domain import ascending
from index.search.codec.leaves import Leaves, Piece, Run
from index.search.codec.proximity import NearWords
from index.search.codec.slices import Slices, pieces
from index.search.whoosh import query

_Pieces = Sequence[Piece] | None


class Candidates:
    """Tells of queries what they may find, and remembers it for one of them and its parts.

    Args:
        leaves: All of an index.
    """

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = leaves
        self._known: dict[int, tuple[Any, _Pieces]] = {}

    def documents(self, wanted: Any, most: int) -> Array | None:
        """The documents that a query may find, ascending: all that it does find, and perhaps others.

        None when they are more than `most`, with those counted twice that have two of its words, or not known.
        """
        self._known.clear()
        found = self._pieces(wanted)
        if found is None or _size(found) > most:
            return None
        return ascending(self._leaves.numbers(found), lists=all(isinstance(piece, Run) for piece in found))

    def most(self, wanted: Any) -> int:
        """How many documents a query can find at most, roughly."""
        found = self._pieces(wanted)
        return self._leaves.documents if found is None else _size(found)

    def pieces(self, wanted: Any) -> Sequence[Piece]:
        """The documents that a query can find, some of them more than once; of one that `most` knows of."""
        return self._pieces(wanted) or ()

    def _pieces(self, wanted: Any) -> _Pieces:
        known = self._known.get(id(wanted))
        if known is None:
            known = self._known[id(wanted)] = wanted, self._find(wanted)
        return known[1]

    def _find(self, wanted: Any) -> _Pieces:  # noqa: PLR0911  (one line for each class of queries)
        match wanted:
            case query.Term():
                return self._leaves.runs(wanted.fieldname, wanted.text)
            case Slices():
                return pieces(self._leaves, wanted)
            case query.Phrase() | NearWords():
                return _fewest(self._leaves.runs(wanted.fieldname, word) for word in wanted.words)
            case query.Or() | query.DisjunctionMax():
                return _all(map(self._pieces, wanted.subqueries))
            case query.And() | query.Require():
                return _fewest(map(self._pieces, wanted.subqueries))
            case query.AndNot() | query.AndMaybe():
                return self._pieces(wanted.a)
            case query.ConstantScoreQuery():
                return self._pieces(wanted.child)
            case _:
                return None


def _all(found: Iterable[_Pieces]) -> _Pieces:
    together: list[Piece] = []
    for each in found:
        if each is None:
            return None
        together += each
    return together


def _fewest(found: Iterable[_Pieces]) -> _Pieces:
    known = [each for each in found if each is not None]
    return min(known, key=_size) if known else None


def _size(found: Sequence[Piece]) -> int:
    return sum([piece.size for piece in found])
