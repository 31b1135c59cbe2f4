"""The documents that a query is evaluated on, and what it is known to find among them.

What a query finds is one array beside the documents of its domain: scores (float32, above 0 where the query finds the
document, 0 where it does not) or, where nobody asks for scores, whether it finds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from index.search.codec.container import Array

LEAST = float(np.finfo(np.float32).tiny)
"""What a document that is found scores at least, because 0 says that it is not found."""
_NARROW = 8
"""Which part of a domain may be left for it to be worth narrowing; looking a document up costs as much as adding 8."""


@dataclass(frozen=True)
class Domain:
    """Some documents of one segment.

    Attributes:
        size: How many there are.
        docs: Their numbers, ascending, each once; None for all documents of the segment.
        scored: Whether scores are asked for.
    """

    size: int
    docs: Array | None = None
    scored: bool = True

    def nothing(self) -> Array:
        """That none of the documents is found."""
        return np.zeros(self.size, dtype=np.float32 if self.scored else np.bool_)

    def everything(self, score: float) -> Array:
        """That each is found, at one score."""
        return np.full(self.size, max(score, LEAST) if self.scored else True, self.nothing().dtype)

    def unscored(self) -> Domain:
        """The same documents, without scores."""
        return Domain(self.size, self.docs, scored=False)

    def picked(self, docs: Array) -> tuple[Array, Array | None]:
        """Which of these documents, ascending and each once, are in the domain.

        Returns:
            Their places in the domain, and their places among `docs`; None for all of them.
        """
        if self.docs is None:
            return docs.astype(np.intp), None
        if len(docs) < self.size:
            at, there = places(self.docs, docs)
            return at[there], np.flatnonzero(there)
        at, there = places(docs, self.docs)
        return np.flatnonzero(there), at[there]

    def narrowed(self, found: Array) -> Domain | None:
        """The documents that were found; None if they are so many that the domain may stay as it is."""
        hits = found if found.dtype == np.bool_ else found != 0
        count = int(np.count_nonzero(hits))
        if count * _NARROW > self.size:
            return None
        docs = np.flatnonzero(hits)
        return Domain(count, docs if self.docs is None else self.docs[docs], self.scored)


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
