"""The order of hits: the first few at once, the rest when somebody looks.

A screen shows fifty hits of a hundred thousand. Finding the fifty best takes a hundredth of the time of putting all in
order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from threading import Lock
from typing import Any, TypeVar, overload

import numpy as np

from index.search.codec.container import Array

FIRST = 50
"""Hits that are put in order at once."""
_GROUPED = 64
"""Documents whose best score stands for all of them when the least score of the first hits is estimated."""
_FEW = 1024

Number = TypeVar("Number", int, float)


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


class Ranked(Sequence[Number]):
    """The numbers of all hits, in their order. All but the first are worked out when they are asked for.

    Args:
        total: How many there are.
        first: The first of them; all, if there are no more than `FIRST`.
        every: Works all of them out.
    """

    def __init__(self, total: int, first: Sequence[Number], every: Callable[[], Sequence[Number]]) -> None:
        self._total = total
        self._first: Sequence[Number] = first
        self._every: Callable[[], Sequence[Number]] = every
        self._working = Lock()

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, at: int) -> Number: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Number]: ...
    def __getitem__(self, at: int | slice) -> Number | Sequence[Number]:
        if isinstance(at, slice):
            start, stop, step = at.indices(self._total)
            known = start >= 0 and stop <= len(self._first) and step > 0
        else:
            known = 0 <= at < len(self._first)
        return (self._first if known else self._all())[at]

    def __iter__(self) -> Iterator[Number]:
        return iter(self._all())

    def __contains__(self, number: object) -> bool:
        return number in self._first or number in self._all()

    def index(self, value: Any, *args: Any) -> int:
        """Where a number stands. Raises: ValueError."""
        return self._all().index(value, *args)

    def _all(self) -> Sequence[Number]:
        with self._working:
            if len(self._first) < self._total:
                self._first = self._every()
            return self._first
