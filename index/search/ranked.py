"""The numbers of all hits in their order: the first few at once, the rest when somebody looks.

A screen shows fifty hits of a hundred thousand. Nothing here needs numpy, which takes 200 ms to import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, overload

FIRST = 50
"""Hits that are put in order at once."""

Number = TypeVar("Number", int, float)


class Ranked(Sequence[Number]):
    """The numbers of all hits, in their order. All but the first are worked out when they are asked for.

    Args:
        total: How many there are.
        first: The first of them; all, if there are no more than `FIRST`.
        every: Works all of them out; asked by each of several threads that look at the same time.
    """

    __slots__ = ("_every", "_first", "_total")

    def __init__(self, total: int, first: Sequence[Number], every: Callable[[], Sequence[Number]]) -> None:
        self._total = total
        self._first: Sequence[Number] = first
        self._every: Callable[[], Sequence[Number]] = every

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
        if len(self._first) < self._total:
            self._first = self._every()
            self._total = len(self._first)
        return self._first
