"""Parts of a query that are words: any of some terms, each at its own score, and others that are at one score."""

from __future__ import annotations

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
        match left.pop():
            case query.Term() as term:
                found = leaves.runs(term.fieldname, term.text)
                runs += found
                boosts += [term.boost] * len(found)
            case query.Or() as each if each.boost == 1.0 and not each.scale and not each.minmatch:
                left += each.subqueries
            case query.DisjunctionMax() as each if each.boost == 1.0 and not scores:
                if not all(isinstance(one, Slices) for one in each.subqueries):
                    return None
                for one in each.subqueries:
                    others += pieces(leaves, one)
                    scores.add(one.boost)
            case Slices() as one if not scores:
                others += pieces(leaves, one)
                scores.add(one.boost)
            case _:
                return None
    if len(scores) > 1:
        return None
    return Part(runs, boosts, others, scores.pop() if scores else 0.0)
