"""The best of many hits, without putting all of them in order, which takes a hundred times as long."""

from __future__ import annotations

from typing import Any

import numpy as np

from index.search.codec.container import Array

_GROUPED = 64
"""Documents whose best score stands for all of them when the least score of the first hits is estimated."""
_FEW = 1024


def best(scores: Array, order: Array, count: int) -> Array:
    """The documents that can be among the `count` best, and perhaps a few more, in no order.

    Args:
        scores: Of all documents; 0 for those that are no hits.
        order: All documents in the order that decides between equal scores.
        count: How many are wanted.
    """
    found = np.flatnonzero(scores >= _bound(scores, count))
    if len(found) <= _FEW:
        return found
    there = scores[found]
    least = np.partition(there, len(there) - count)[len(there) - count]
    above = found[there > least]
    return np.concatenate([above, first(order, scores == least, count - len(above))])


def _bound(scores: Array, count: int) -> Any:
    """A score that at least `count` documents reach, if so many are hits; above 0."""
    groups = len(scores) // _GROUPED
    bound = 0.0
    if groups >= count:
        most = scores[: groups * _GROUPED].reshape(_GROUPED, groups).max(axis=0)
        bound = np.partition(most, groups - count)[groups - count]
    return max(bound, np.finfo(np.float32).tiny)


def first(order: Array, hits: Array, count: int) -> Array:
    """The first `count` hits in an order of all documents; `hits` says for each document whether it is one."""
    found: list[Array] = []
    missing, start, step = count, 0, 8 * count
    while missing > 0 and start < len(order):
        some = order[start : start + step]
        some = some[hits.take(some)][:missing]
        found.append(some)
        missing -= len(some)
        start, step = start + step, 4 * step
    return np.concatenate(found) if found else order[:0]
