"""The documents that a query is evaluated on, and what it is known to find among them.

What a query finds is one array beside the documents of its domain: scores (float32, above 0 where the query finds the
document, 0 where it does not) or, where nobody asks for scores, whether it finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from index.search.codec.container import Array

LEAST = float(np.finfo(np.float32).tiny)
"""What a document that is found scores at least, because 0 says that it is not found."""
_LOOKED_UP = 16
"""Looking a document up among others, 40 ns, takes as long as going through so many."""


@dataclass(frozen=True)
class Domain:
    """Some documents of one segment.

    Attributes:
        documents: How many the segment has.
        docs: The numbers of these, ascending, each once; None for all of them.
        scored: Whether scores are asked for.
    """

    documents: int
    docs: Array | None = None
    scored: bool = True

    @property
    def size(self) -> int:
        """How many documents it has."""
        return self.documents if self.docs is None else len(self.docs)

    def nothing(self) -> Array:
        """That none of the documents is found."""
        return np.zeros(self.size, dtype=np.float32 if self.scored else np.bool_)

    def everything(self, score: float) -> Array:
        """That each is found, at one score."""
        return np.full(self.size, max(score, LEAST) if self.scored else True, self.nothing().dtype)

    def unscored(self) -> Domain:
        """The same documents, without scores."""
        return Domain(self.documents, self.docs, scored=False)

    def only(self, at: Array) -> Domain:
        """The documents at some places of it."""
        return Domain(self.documents, at if self.docs is None else self.docs[at], self.scored)

    def picked(self, docs: Array) -> tuple[Array, Array | None]:
        """Which of these documents, ascending and each once, are in the domain.

        Returns:
            Their places in the domain, and their places among `docs`; None for all of them.
        """
        if self.docs is None:
            return docs.astype(np.intp), None
        if len(self.docs) * _LOOKED_UP < len(docs):
            at, there = places(docs, self.docs)
            return np.flatnonzero(there), at[there]
        if len(docs) * _LOOKED_UP < len(self.docs):
            at, there = places(self.docs, docs)
            return at[there], np.flatnonzero(there)
        at = self._place.take(docs.astype(np.intp))
        picked = np.flatnonzero(at >= 0)
        return at[picked], picked

    @cached_property
    def _place(self) -> Array:
        """The place of every document of the segment in the domain; -1 for those that are not in it."""
        place = np.full(self.documents, -1, dtype=np.intp)
        place[self.docs] = np.arange(self.size)
        return place


def hits(found: Array) -> Array:
    """The places of what is found; several times as fast as `flatnonzero` of scores."""
    return np.flatnonzero(found if found.dtype == np.bool_ else found != 0)


def places(among: Array, docs: Array) -> tuple[Array, Array]:
    """Where documents would stand among others, and whether they do stand there."""
    if not len(among):
        return np.zeros(len(docs), dtype=np.intp), np.zeros(len(docs), dtype=bool)
    at = np.searchsorted(among, docs.astype(among.dtype, copy=False))
    np.minimum(at, len(among) - 1, out=at)
    return at, among[at] == docs


def both(some: Array, others: Array) -> Array:
    """What both find, at the sum of the scores."""
    if some.dtype == np.bool_:
        return some & others
    together: Array = some + others
    together *= (some != 0) & (others != 0)
    return together


def kept(found: Array, where: Array) -> Array:
    """What is found where another array is not 0, at its own score."""
    chosen: Any = found * (where if where.dtype == np.bool_ else where != 0)
    return np.asarray(chosen)
