"""Parts of a query that are words: any of some terms, each at its own score, and others that are at one score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.search.codec.conjunction import Part
from index.search.codec.leaves import Leaves, Piece, Run
from index.search.codec.slices import Slices, pieces
from index.search.whoosh import query


def words(leaves: Leaves, wanted: Any) -> Part | None:
    """What a query finds that is a word, or any of several; None for any other query."""
    runs: list[Run] = []
    boosts: list[float] = []
    others: list[Piece] = []
    scores: set[float] = set()
    left = [wanted]
    while left:
        each = left.pop()
        if isinstance(each, query.Term):
            found = leaves.runs(each.fieldname, each.text)
            runs += found
            boosts += [each.boost] * len(found)
        elif isinstance(each, query.Or) and each.boost == 1.0 and not each.scale and not each.minmatch:
            left += each.subqueries
        elif (several := _at_one_score(each)) and not scores:
            others += [piece for one in several for piece in pieces(leaves, one)]
            scores |= {one.boost for one in several}
        else:
            return None
    if len(scores) > 1:
        return None
    return Part(runs, boosts, others, scores.pop() if scores else 0.0)


def _at_one_score(wanted: Any) -> Sequence[Slices]:
    """The queries that a query finds any of, for which a document scores once; none if it is of another kind."""
    if isinstance(wanted, Slices):
        return [wanted]
    if isinstance(wanted, query.DisjunctionMax) and wanted.boost == 1.0:
        return wanted.subqueries if all(isinstance(each, Slices) for each in wanted.subqueries) else []
    return []
