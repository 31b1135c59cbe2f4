"""Words near each other, in any order: a query that Whoosh does not have (its own are of pairs, in turns)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.container import Array
from index.search.whoosh import query


class NearWords(query.Query):  # type: ignore[misc]  # Whoosh is untyped
    """Documents with a stretch of text in which all of several words stand; they score as the words do.

    Only `Evaluator` answers it.

    Args:
        fieldname: A field with positions.
        words: One or more, each once.
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


def near(places: Sequence[Array], distance: int) -> Array:
    """The places of words from which on all of the others stand near.

    Args:
        places: Of each word, ascending; those of different documents are far from each other.
        distance: How many positions the first and the last may be apart.
    """
    found = []
    for first in places:
        there = np.ones(len(first), dtype=np.bool_)
        for other in places:
            if other is not first:
                there &= _soon(first, other, distance)
        found.append(first[there])
    return np.concatenate(found)


def _soon(places: Array, others: Array, distance: int) -> Array:
    """For each place whether one of the others is there or follows soon."""
    at = others.searchsorted(places)
    there = at < len(others)
    there[there] = others[at[there]] - places[there] <= distance
    return there
