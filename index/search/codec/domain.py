"""The documents that a query is evaluated on, and what it is found to say of them.

That is one array beside the documents of its domain: scores (float32, above 0 where the query finds the document, 0
where it does not) or, where nobody asks for scores, whether it finds it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from index.search.codec.container import Array

LEAST = float(np.finfo(np.float32).tiny)
"""What a document that is found scores at least, because 0 says that it is not found."""

FEW = 2000
"""Documents that are looked up one by one, at most: beyond them it is quicker to tell from an array over all."""


class Places:
    """Where documents stand in a domain: an array over all documents, which takes too long to make for every query.

    Args:
        documents: How many the index has.
    """

    def __init__(self, documents: int) -> None:
        self.documents = documents
        self._place = np.full(documents, -1, dtype=np.int32)
        self._of = np.empty(0, dtype=np.intp)

    def among(self, domain: Array) -> Array:
        """For each document its place among these; -1 for one that is not there. Good until the next call."""
        if self._of is not domain:
            self._place[self._of] = -1
            self._place[domain] = np.arange(len(domain), dtype=np.int32)
            self._of = domain
        return self._place

    def of(self, wanted: Array, domain: Array) -> Array:
        """The places of some documents among others, ascending, of which they are."""
        if len(wanted) < FEW:
            return domain.searchsorted(wanted)
        at: Array = self.among(domain).take(wanted)
        return at


@dataclass(frozen=True)
class Domain:
    """Some documents of an index.

    Attributes:
        all: The places of all documents.
        docs: The numbers of these, ascending, each once; None for all of them.
        scored: Whether scores are asked for.
    """

    all: Places
    docs: Array | None = None
    scored: bool = True

    @property
    def size(self) -> int:
        """How many documents it has."""
        return self.all.documents if self.docs is None else len(self.docs)

    def nothing(self) -> Array:
        """That none of the documents is found."""
        return np.zeros(self.size, dtype=np.float32 if self.scored else np.bool_)

    def everything(self, score: float) -> Array:
        """That each is found, at one score."""
        return np.full(self.size, max(score, LEAST) if self.scored else True, self.nothing().dtype)

    def unscored(self) -> Domain:
        """The same documents, without scores."""
        return replace(self, scored=False)

    def only(self, at: Array) -> Domain:
        """The documents at some places of it."""
        return replace(self, docs=at if self.docs is None else self.docs[at])

    def within(self, base: int, size: int) -> tuple[int, Array]:
        """Where the documents of a segment begin in the domain, and their numbers in the segment.

        Args:
            base: The number of the segment's first document.
            size: How many documents it has.
        """
        if self.docs is None:
            return base, np.arange(size)
        start, stop = self.docs.searchsorted((base, base + size)).tolist()
        return start, self.docs[start:stop] - base

    def places(self, docs: Array) -> tuple[Array, Array | None]:
        """Which of some documents are in the domain.

        Returns:
            Their places in the domain, and their places among `docs`; None for all of them.
        """
        if self.docs is None:
            return docs, None
        at = self.all.among(self.docs).take(docs)
        there = at >= 0
        if there.all():
            return at, None
        picked = there.nonzero()[0]
        return at.take(picked), picked


class Chosen:
    """Some documents of an index, as a filter chooses them.

    Args:
        mask: For each document whether it is one of them.

    Attributes:
        mask: The same.
        size: How many there are.
    """

    def __init__(self, mask: Array) -> None:
        self.mask = mask
        self.size = int(np.count_nonzero(mask))

    @cached_property
    def docs(self) -> Array:
        """Their numbers, ascending."""
        return self.mask.nonzero()[0]

    @cached_property
    def places(self) -> Places:
        """Where documents stand among them; kept, because a filter stays while one searches."""
        return Places(len(self.mask))


class Found:
    """What a query finds in an index.

    Args:
        documents: How many the index has.
        docs: The numbers of those that it finds, each once; None where something is said of all.
        scores: Beside them, the score of each, above 0 where it is found; or whether it is found.
        total: How many documents are found, if that is known.

    Attributes:
        docs, scores: The same.
        total: How many documents are found.
    """

    __slots__ = ("_documents", "_mask", "docs", "scores", "total")

    def __init__(self, documents: int, docs: Array | None, scores: Array, total: int | None = None) -> None:
        self._documents, self.docs, self.scores = documents, docs, scores
        self._mask: Array | None = None
        if total is None:
            total = int(np.count_nonzero(self.mask)) if docs is None else len(docs)
        self.total = total

    @property
    def mask(self) -> Array:
        """For each document of the index whether it is found."""
        if self._mask is None:
            if self.docs is None:
                self._mask = found_in(self.scores)
            else:
                self._mask = np.zeros(self._documents, dtype=np.bool_)
                self._mask[self.docs] = True
        return self._mask

    @property
    def hits(self) -> tuple[Array, Array]:
        """The documents that are found, and beside them what is said of each."""
        if self.docs is not None:
            return self.docs, self.scores
        at = self.mask.nonzero()[0]
        return at, self.scores.take(at)

    def weighted(self, weights: Array) -> Found:
        """The same with the score of each document multiplied by its weight; these are of all documents, above 0."""
        beside = weights if self.docs is None else weights.take(self.docs)
        return Found(self._documents, self.docs, self.scores * beside)


def found_in(scores: Array) -> Array:
    """Where something is found; asking numpy for what is not 0 takes several times as long with scores."""
    return scores if scores.dtype == np.bool_ else scores != 0


def both(some: Array, others: Array) -> Array:
    """What both find, at the sum of the scores."""
    if some.dtype == np.bool_:
        return some & others
    together: Array = some + others
    together *= found_in(some) & found_in(others)
    return together


def kept(found: Array, where: Array) -> Array:
    """What is found where another array is not 0, at its own score."""
    chosen: Any = found * found_in(where)
    return np.asarray(chosen)


def standing(among: Array, wanted: Array) -> tuple[Array, Array]:
    """Which of some documents are among others, one or more, and where they would stand there; both ascending."""
    fits = not len(wanted) or int(wanted[-1]) <= np.iinfo(among.dtype).max
    at = among.searchsorted(wanted.astype(among.dtype if fits else np.intp))  # of one type nothing is copied
    np.minimum(at, len(among) - 1, out=at)
    return among.take(at) == wanted, at


def ascending(docs: Array, *, lists: bool = False) -> Array:
    """Documents in their order, each once; ten times as fast as `np.unique`.

    Args:
        docs: The documents.
        lists: Whether they are a few lists one after the other, each ascending: these are merged in half the time.
    """
    if len(docs) < 2:
        return docs
    ordered = docs.astype(np.uint32)
    ordered.sort(kind="stable" if lists else "quicksort")
    first = np.empty(len(ordered), dtype=np.bool_)
    first[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered.take(first.nonzero()[0]).astype(np.intp)
