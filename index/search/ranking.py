"""The best of many hits, without putting all of them in order, which takes a hundred times as long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import LEAST

_GROUPS = 512
"""Parts that many scores are cut into: the best of each stands for all of it when a bound is looked for."""
_MANY = 4096
"""Scores from which on that is quicker than to look at all of them."""
_NONE = np.empty(0, dtype=np.intp)
_FEW = 1024
"""Hits at most that are worth putting in order."""


def best(docs: Array | None, scores: Array, orders: Sequence[Array], count: int) -> tuple[Array, Array]:
    """The hits that can be among the `count` best, and perhaps a few more, and their scores; in no order.

    Args:
        docs: All hits, in any order; None for those of all documents whose score is above 0.
        scores: Beside them.
        orders: The documents of each segment in the order that decides between equal scores.
        count: How many are wanted.
    """
    if docs is not None and len(docs) <= 2 * count:  # put in order as fast as these are chosen
        return docs, scores
    bound = _bound(scores, count)
    at: Array = (scores >= (bound if docs is not None else max(bound, LEAST))).nonzero()[0]
    chosen, there = at if docs is None else docs.take(at), scores.take(at)
    if len(at) <= _FEW:
        return chosen, there
    least = _least(there, count)
    above = there > least
    tied = np.zeros(sum(map(len, orders)), dtype=np.bool_)
    tied[chosen[there == least]] = True
    chosen, there = chosen[above], there[above]
    equal = first(orders, tied, count - len(chosen))
    return np.concatenate([chosen, equal]), np.concatenate([there, np.full(len(equal), least)])


def first(orders: Sequence[Array], hits: Array, count: int) -> Array:
    """The first `count` hits in each of some orders of documents; `hits` says for each document whether it is one."""
    found = [_NONE]
    for order in orders:
        missing, start, step = count, 0, 8 * count
        while missing > 0 and start < len(order):
            some = order[start : start + step]
            some = some[hits.take(some)][:missing]
            found.append(some)
            missing -= len(some)
            start, step = start + step, 4 * step
    return np.concatenate(found)


def _bound(scores: Array, count: int) -> Any:
    """A score that at least `count` reach, if there are so many, and few more if they differ."""
    if len(scores) <= count:
        return LEAST
    if len(scores) < _MANY or count > _GROUPS:
        return _least(scores, count)
    rows = len(scores) // _GROUPS
    return _least(np.maximum.reduce(scores[: rows * _GROUPS].reshape(rows, _GROUPS)), count)


def _least(keys: Array, count: int) -> Any:
    """The least of the `count` greatest keys."""
    parted = keys.copy()  # numpy's function for both goes through Python
    parted.partition(len(keys) - count)
    return parted[len(keys) - count]
