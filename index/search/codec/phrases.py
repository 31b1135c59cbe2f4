"""Words side by side: documents and positions are one number each, less the word's place in the phrase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import ascending, standing
from index.search.codec.leaves import Run

_SKEWED = 16
"""How many times as many the one must be for looking up to be faster than going through both."""


def side_by_side(runs: Sequence[Run], docs: Array) -> Array:
    """The documents in which terms stand side by side, ascending.

    Args:
        runs: The terms in one segment, one or more, in the order of the phrase.
        docs: The documents that have all of them, ascending.
    """
    if not len(docs):
        return docs
    rarest = sorted(range(len(runs)), key=lambda at: runs[at].size)
    keys = (_keys(runs[at], at, docs) for at in rarest)
    return ascending(reduce(_shared, keys) >> 32)


def common(runs: Sequence[Run], among: Array | None) -> Array:
    """The documents that have all of some terms, ascending.

    Args:
        runs: The terms in one segment, one or more.
        among: The documents to look at, ascending; None for all.
    """
    rarest, *others = sorted(runs, key=lambda run: run.size)
    docs = rarest.docs[rarest.span].astype(np.intp)
    if among is not None and len(among) < len(docs):
        docs, others = among, [rarest, *others]
    for run in others:
        docs = docs[_there(run.docs[run.span], docs, run.leaf.arrays.documents)]
    return docs


def _there(among: Array, docs: Array, size: int) -> Array:
    """Which documents are among others, both ascending; `size` is how many there are at all."""
    if len(docs) * _SKEWED < len(among):
        return standing(among, docs)[0]
    there = np.zeros(size, dtype=np.bool_)
    there[among.astype(np.intp)] = True
    return there.take(docs)


def _keys(run: Run, at: int, among: Array) -> Array:
    """Some documents and the positions of a term in them as one number each, as if the phrase began there."""
    docs, positions = run.postings.places(run.number, among)
    keys = docs.astype(np.int64) << 32
    keys += positions
    keys -= at
    return keys[positions >= at] if at else keys


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
