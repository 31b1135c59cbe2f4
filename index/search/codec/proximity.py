"""Words near each other, in any order: a query that Whoosh does not have (its own are of pairs, in turns)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import ascending
from index.search.codec.leaves import Run
from index.search.codec.phrases import Common, keys
from index.search.whoosh import query


class NearWords(query.Query):  # type: ignore[misc]  # Whoosh is untyped
    """Documents with a stretch of text in which all of several words stand; they score as the words do.

    Only `Evaluator` answers it.

    Args:
        fieldname: A field with positions.
        words: Two or more, each once.
        distance: How many positions the first and the last may be apart.
    """

    def __init__(self, fieldname: str, words: Sequence[str], distance: int, boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.words = words
        self.distance = distance
        self.boost = boost

    def field(self) -> str:
        """The field's name."""
        return self.fieldname

    def __repr__(self) -> str:
        return f"NearWords({self.fieldname!r}, {self.words!r}, {self.distance!r}, boost={self.boost!r})"


def near(runs: Sequence[Run], common: Common, distance: int) -> Common:
    """The documents in which terms stand near each other.

    Args:
        runs: The terms in one segment.
        common: The documents that have all of them.
        distance: How many positions the first and the last may be apart.
    """
    places = [keys(run, picks) for run, picks in zip(runs, common.picks, strict=True)]
    found = [
        first[reduce(np.logical_and, (_soon(first, other, distance) for other in places if other is not first))] >> 32
        for first in places
    ]
    return common.only(ascending(np.concatenate(found)))


def _soon(places: Array, others: Array, distance: int) -> Array:
    """For each place whether one of the others is there or follows soon."""
    at = np.searchsorted(others, places)
    there = at < len(others)
    there[there] = others[at[there]] - places[there] <= distance
    return there
