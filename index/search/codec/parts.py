"""Parts of a query that are words: any of some terms, each at its own score, and others that are at one score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from index.search.codec.leaves import Leaves, Piece, Run
from index.search.codec.slices import Slices, pieces
from index.search.codec.variants import Variants
from index.search.whoosh import query

MOST = 254
"""Parts that are looked for together, at most: how many find a document is noted in a byte."""


class Part:
    """What one part of a query finds: any of some terms, each at its own score, and some documents at one score.

    Args:
        runs: The terms' postings.
        boosts: Of each of these.
        pieces: The documents.
        score: What one of them scores, however often it is there.

    Attributes:
        all: All that it finds, run by run, then piece by piece.
        begins: Where each of these begins among all documents, and where the last ends.
        size: How many documents it finds, at most.
        has_row: Whether any of the terms has a row.
    """

    __slots__ = ("all", "begins", "boosts", "has_row", "pieces", "runs", "score", "size")

    def __init__(
        self, runs: Sequence[Run], boosts: Sequence[float], pieces: Sequence[Piece] = (), score: float = 0.0
    ) -> None:
        self.runs, self.boosts, self.pieces, self.score = runs, boosts, pieces, score
        self.all: Sequence[Piece] = [*runs, *pieces] if pieces else runs
        self.size, self.has_row = 0, False
        self.begins = begins = [0]
        for piece in self.all:
            self.size += piece.size
            begins.append(self.size)
        for run in runs:
            self.has_row = self.has_row or run.has_row


def parts(leaves: Leaves, wanted: Any) -> list[Part]:
    """The parts of a query all of which have to be found; none if one is no word, or there are too many."""
    found: list[Part] = []
    for each in flat(wanted) if type(wanted) is query.And and is_plain(wanted) else [wanted]:
        part = _word(leaves, each) if len(found) < MOST else None
        if part is None:
            return []
        found.append(part)
    return found


def flat(wanted: Any) -> Iterator[Any]:
    """The parts of a query, those of the same kind of query within it instead of that."""
    for part in wanted.subqueries:
        kind = query.Or if type(part) is Variants else type(part)
        if kind is type(wanted) and kind in (query.And, query.Or) and is_plain(part):
            yield from flat(part)
        else:
            yield part


def is_plain(part: Any) -> bool:
    """Whether a combination of queries does nothing but combine them."""
    return part.boost == 1.0 and not getattr(part, "scale", None) and not getattr(part, "minmatch", 0)


def _word(leaves: Leaves, wanted: Any) -> Part | None:
    """What a query finds that is a word, or any of several; None for any other query."""
    runs: list[Run] = []
    boosts: list[float] = []
    others: list[Piece] = []
    scores: set[float] = set()
    left = [wanted]
    while left:
        each = left.pop()
        if type(each) in (Variants, query.Term):
            alone = type(each) is query.Term
            for field, text, boost in [(each.fieldname, each.text, each.boost)] if alone else each.terms:
                found = leaves.runs(field, text)
                runs += found
                boosts += [boost] * len(found)
            left += [] if alone or each.others is None else [each.others]
        elif type(each) is query.Or and is_plain(each):
            left += reversed(each.subqueries)
        elif (several := _at_one_score(each)) and not scores:
            others += [piece for one in several for piece in pieces(leaves, one)]
            scores |= {one.boost for one in several}
        else:
            return None
    return Part(runs, boosts, others, scores.pop() if scores else 0.0) if len(scores) < 2 else None


def _at_one_score(wanted: Any) -> Sequence[Slices]:
    """The queries that a query finds any of, for which a document scores once; none if it is of another kind."""
    if isinstance(wanted, Slices):
        return [wanted]
    if isinstance(wanted, query.DisjunctionMax) and wanted.boost == 1.0:
        return wanted.subqueries if all(isinstance(each, Slices) for each in wanted.subqueries) else []
    return []
