"""The deals of a result: counted at once, read from the archive as they are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from index.deal import Deal
from index.ports import KeptDeals

_AT_ONCE = 50
"""Deals read together: 2 ms."""


class Deals(Sequence[Deal]):
    """Deals in their order, the newest first. Thread-safe.

    It stays as long as when it was asked for: in the place of a deal that has gone since stands one beside it.

    Args:
        kept: Where they are read.
        keys: Theirs.
    """

    def __init__(self, kept: KeptDeals, keys: Sequence[int]) -> None:
        self._kept = kept
        self._keys = keys
        self._read: dict[int, Deal] = {}
        self._look_at(0)
        if not self._read:
            self._keys = ()

    def __len__(self) -> int:
        return len(self._keys)

    @overload
    def __getitem__(self, place: int) -> Deal: ...

    @overload
    def __getitem__(self, place: slice) -> list[Deal]: ...

    def __getitem__(self, place: int | slice) -> Deal | list[Deal]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        number = range(len(self))[place]
        if number not in self._read:
            self._look_at(number)
        return self._read[number]

    def __iter__(self) -> Iterator[Deal]:
        return (self[number] for number in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(Deal.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)})"  # Textual shows it: reading all would take seconds

    def told_in(self, article: int) -> list[int]:
        """The places of those that an article tells of, ascending."""
        places = (self._place(key) for key in self._kept.keys([article]))
        return sorted(place for place in places if place is not None)

    def place(self, deal_id: str) -> int | None:
        """Where a deal stands; None where it does not."""
        key = self._kept.key(deal_id)
        return None if key is None else self._place(key)

    def _place(self, key: int) -> int | None:
        try:
            return self._keys.index(key)  # 1 ms in 50,000: a screen asks for a few
        except ValueError:
            return None

    def _look_at(self, place: int) -> None:
        """Reads the deals around a place."""
        start = place - place % _AT_ONCE
        places = range(len(self))[start : start + _AT_ONCE]
        found = self._kept.load([self._keys[number] for number in places])
        there = [number for number in places if self._keys[number] in found]
        if not there:
            self._read |= dict.fromkeys(places, self._read[0]) if self._read else {}
        for number in places if there else ():
            nearest = min(there, key=lambda other: abs(other - number))
            self._read[number] = found[self._keys[nearest]]
