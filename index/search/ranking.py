"""The best of many hits, without putting all of them in order, which takes a hundred times as long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.search.codec.container import Array

_GROUPED = 64
"""Documents whose best score stands for all of them when the least score of the first hits is estimated."""
_FEW = 1024


def leading(docs: Array, scores: Array, moments: Array, count: int) -> tuple[Array, Array]:
    """The hits that can be among the `count` best, and perhaps a few more, and their scores; in no order.

    Args:
        docs: All hits.
        scores: Beside them.
        moments: Of all documents: between equal scores, the latest are the best.
        count: How many are wanted.
    """
    if len(docs) <= count:
        return docs, scores
    least = _least(scores, count)
    chosen = (scores >= least).nonzero()[0]
    if len(chosen) > _FEW:
        tied = scores.take(chosen) == least
        above, equal = chosen[~tied], chosen[tied]
        dates = moments.take(docs.take(equal))
        chosen = np.concatenate([above, equal[dates >= _least(dates, count - len(above))]])
    return docs.take(chosen), scores.take(chosen)


def best(scores: Array, orders: Sequence[Array], count: int) -> Array:
    """The documents that can be among the `count` best, and perhaps a few more, in no order.

    Args:
        scores: Of all documents; 0 for those that are no hits.
        orders: The documents of each segment in the order that decides between equal scores.
        count: How many are wanted.
    """
    found: Array = (scores >= _bound(scores, count)).nonzero()[0]
    if len(found) <= _FEW:
        return found
    there = scores[found]
    least = _least(there, count)
    above = found[there > least]
    return np.concatenate([above, first(orders, scores == least, count - len(above))])


def _bound(scores: Array, count: int) -> Any:
    """A score that at least `count` documents reach, if so many are hits; above 0."""
    groups = len(scores) // _GROUPED
    bound = 0.0
    if groups >= count:
        most = scores[: groups * _GROUPED].reshape(_GROUPED, groups).max(axis=0)
        bound = _least(most, count)
    return max(bound, np.finfo(np.float32).tiny)


def _least(keys: Array, count: int) -> Any:
    """The least of the `count` greatest keys."""
    return np.partition(keys, len(keys) - count)[len(keys) - count]


def first(orders: Sequence[Array], hits: Array, count: int) -> Array:
    """The first `count` hits in each of some orders of documents; `hits` says for each document whether it is one."""
    return np.concatenate([np.empty(0, dtype=np.intp), *(_first(order, hits, count) for order in orders)])


def _first(order: Array, hits: Array, count: int) -> Array:
    found: list[Array] = []
    missing, start, step = count, 0, 8 * count
    while missing > 0 and start < len(order):
        some = order[start : start + step]
        some = some[hits.take(some)][:missing]
        found.append(some)
        missing -= len(some)
        start, step = start + step, 4 * step
    return np.concatenate(found) if found else order[:0]
