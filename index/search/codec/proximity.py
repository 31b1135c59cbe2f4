"""Words near each other, in any order: a query that Whoosh does not have (its own are of pairs, in turns)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from index.search.codec.container import Array
from index.search.codec.phrases import common
from index.search.codec.postings import Postings
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


def documents(postings: Postings, terms: Sequence[int], distance: int, size: int) -> Array:
    """The documents in which terms stand near each other, ascending.

    Args:
        postings: A field's, with positions.
        terms: The places of the terms.
        distance: How many positions the first and the last may be apart.
        size: How many documents there are.
    """
    docs = common(postings, terms, size)
    places = [_places(postings, term, docs) for term in terms]
    found = [
        first[reduce(np.logical_and, (_soon(first, other, distance) for other in places if other is not first))] >> 32
        for first in places
    ]
    return np.unique(np.concatenate(found))


def _places(postings: Postings, term: int, among: Array) -> Array:
    """Where a term stands in some documents: document and position as one number each, ascending."""
    docs, positions = postings.places(term, among)
    places = docs.astype(np.int64) << 32
    places += positions
    return places


def _soon(places: Array, others: Array, distance: int) -> Array:
    """For each place whether one of the others is there or follows soon."""
    at = np.searchsorted(others, places)
    there = at < len(others)
    there[there] = others[at[there]] - places[there] <= distance
    return there
