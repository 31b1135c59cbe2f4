"""Words side by side: a document and a position are one number each, less the word's place in the phrase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import ascending, standing
from index.search.codec.leaves import Run

_SKEWED = 16
"""How many times as many the one must be for looking up to be faster than going through both."""


class Common(NamedTuple):
    """The documents of a segment that have all of some terms.

    Attributes:
        docs: Their numbers in the segment, ascending.
        picks: For each term, which of its postings are theirs.
    """

    docs: Array
    picks: list[Array]

    def only(self, at: Array) -> Common:
        """Some of the documents, by their places or by which they are."""
        return Common(self.docs[at], [each[at] for each in self.picks])


def side_by_side(runs: Sequence[Run], common: Common) -> Common:
    """The documents in which terms stand side by side.

    Args:
        runs: The terms in one segment, one or more, in the order of the phrase.
        common: The documents that have all of them.
    """
    if not len(common.docs):
        return common
    rarest = sorted(range(len(runs)), key=lambda at: runs[at].size)
    places = (keys(runs[at], common.picks[at], at) for at in rarest)
    return common.only(ascending(reduce(_shared, places) >> 32))


def common(runs: Sequence[Run], among: Array | None) -> Common:
    """The documents that have all of some terms.

    Args:
        runs: The terms in one segment, one or more.
        among: The documents to look at, ascending; None for all.
    """
    size = runs[0].leaf.arrays.documents
    rarest, *others = sorted(range(len(runs)), key=lambda nth: runs[nth].size)
    docs = runs[rarest].docs[runs[rarest].span]
    picks = {rarest: np.arange(len(docs))}
    if among is not None and len(among) < len(docs):
        docs, picks, others = among, {}, [rarest, *others]
    for nth in others:
        left, found = _meeting(docs, runs[nth].docs[runs[nth].span], size)
        docs, picks = docs.take(left), {each: at.take(left) for each, at in picks.items()} | {nth: found}
    return Common(docs.astype(np.intp), [picks[nth] for nth in range(len(runs))])


def _meeting(docs: Array, others: Array, size: int) -> tuple[Array, Array]:
    """Where documents that are in both stand in either, both ascending; `size` is how many there are at all."""
    if len(docs) * _SKEWED < len(others):
        there, at = standing(others, docs)
        left = there.nonzero()[0]
        return left, at.take(left)
    mask = np.zeros(size, dtype=np.bool_)
    mask[docs.astype(np.intp)] = True
    found = mask.take(others).nonzero()[0]
    mask.fill(False)
    mask[others.take(found).astype(np.intp)] = True
    return mask.take(docs).nonzero()[0], found


def keys(run: Run, picks: Array, at: int = 0) -> Array:
    """Where a term stands in documents, as one number each, ascending: 2^32 times the document's place, and a position.

    Args:
        run: The term's postings.
        picks: Which of them are the documents'.
        at: The term's place in a phrase: it is as if it stood at the phrase's beginning.
    """
    positions, counts = run.postings.positions_in(run.number, picks)
    found = np.arange(len(picks), dtype=np.int64)
    found <<= 32
    found = found if counts is None else found.repeat(counts)
    found += positions
    found -= at
    return found[positions >= at] if at else found


def _shared(some: Array, others: Array) -> Array:
    """The numbers that are in both, each ascending and once."""
    if len(some) > len(others):
        some, others = others, some
    if not len(some):
        return some
    if len(some) * _SKEWED < len(others):
        return some[standing(others, some)[0]]
    together = np.concatenate([some, others])
    together.sort(kind="stable")  # which only merges what is in order already
    shared: Array = together[1:][together[1:] == together[:-1]]
    return shared
