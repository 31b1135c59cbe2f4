"""Among which documents those are that a query finds, told before it is evaluated.

Most words are in few documents: a query with one of them is evaluated on these alone, with short arrays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from index.search.codec.container import Array
from index.search.codec.domain import ascending
from index.search.codec.leaves import Leaves, Piece
from index.search.codec.proximity import NearWords
from index.search.codec.slices import Slices, pieces
from index.search.whoosh import query

_Pieces = Sequence[Piece] | None


def candidates(leaves: Leaves, wanted: Any, most: int) -> Array | None:
    """The documents that a query may find, ascending: all that it does find, and perhaps others.

    None when they are more than `most`, with those counted twice that have two of its words, or not known.
    """
    found = _pieces(leaves, wanted)
    if found is None or _size(found) > most:
        return None
    return ascending(leaves.numbers(found))


def reach(leaves: Leaves, wanted: Any) -> int:
    """How many documents a query can find at most, roughly."""
    found = _pieces(leaves, wanted)
    return leaves.documents if found is None else _size(found)


def _pieces(leaves: Leaves, wanted: Any) -> _Pieces:  # noqa: PLR0911  (one line for each class of queries)
    match wanted:
        case query.Term():
            return leaves.runs(wanted.fieldname, wanted.text)
        case Slices():
            return pieces(leaves, wanted)
        case query.Phrase() | NearWords():
            return _fewest(_pieces(leaves, query.Term(wanted.fieldname, word)) for word in wanted.words)
        case query.Or() | query.DisjunctionMax():
            return _all(_pieces(leaves, part) for part in wanted.subqueries)
        case query.And() | query.Require():
            return _fewest(_pieces(leaves, part) for part in wanted.subqueries)
        case query.AndNot() | query.AndMaybe():
            return _pieces(leaves, wanted.a)
        case query.ConstantScoreQuery():
            return _pieces(leaves, wanted.child)
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
    return sum(piece.size for piece in found)
