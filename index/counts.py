"""A facet's counts, each made when somebody looks at it: a panel shows twenty of 15,000 companies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from index.results import FacetCount


class Counts(Sequence[FacetCount]):
    """As a tuple of them, which it equals.

    Args:
        size: How many there are.
        at: Makes the one at a place.
        find: Says where a value stands, if that is known without looking at all.
    """

    def __init__(
        self, size: int, at: Callable[[int], FacetCount], find: Callable[[str], int | None] | None = None
    ) -> None:
        self._size, self._at, self._find = size, at, find

    @classmethod
    def of(cls, counts: Sequence[FacetCount]) -> Counts:
        """The same counts as others."""
        return counts if isinstance(counts, cls) else cls(len(counts), counts.__getitem__)

    def place(self, value: str) -> int | None:
        """Where a value stands; None where it does not."""
        if self._find is not None:
            return self._find(value)
        return next((place for place, count in enumerate(self) if count.value == value), None)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> FacetCount: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[FacetCount, ...]: ...
    def __getitem__(self, place: int | slice) -> FacetCount | tuple[FacetCount, ...]:
        if isinstance(place, slice):
            return tuple(map(self._at, range(*place.indices(self._size))))
        if not -self._size <= place < self._size:
            raise IndexError(place)
        return self._at(place % self._size)

    def __iter__(self) -> Iterator[FacetCount]:
        return map(self._at, range(self._size))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
