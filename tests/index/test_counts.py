"""A facet's counts are made when they are looked at, and are otherwise a tuple."""

from __future__ import annotations

import pytest

from index.counts import Counts
from index.results import FacetCount

ALL = tuple(FacetCount(str(number), f"Number {number}", 9 - number) for number in range(5))


def test_as_a_tuple() -> None:
    """Places from both ends, slices, all in order, equality both ways."""
    counts = Counts(len(ALL), ALL.__getitem__)
    assert (ALL, hash(ALL), repr(ALL)) == (tuple(counts), hash(counts), repr(counts))
    assert ALL == counts
    assert counts == ALL
    assert (ALL[0], ALL[-2], ALL[1:3], ALL[::-1]) == (counts[0], counts[-2], counts[1:3], counts[::-1])
    assert ALL[3] in counts
    for place in (5, -6):
        with pytest.raises(IndexError):
            counts[place]


def test_only_what_is_looked_at_is_made() -> None:
    """The first twenty of many cost twenty."""
    made: list[int] = []

    def at(place: int) -> FacetCount:
        made.append(place)
        return FacetCount("a", "A", 1)

    counts = Counts(100_000, at)
    assert (20, 100_000) == (len(counts[:20]), len(counts))
    assert [*range(20)] == made


def test_where_a_value_stands() -> None:
    """It is looked for among all, or where it is known without that, asked."""
    assert (3, None) == (Counts.of(ALL).place("3"), Counts.of(ALL).place("7"))

    def unseen(place: int) -> FacetCount:
        raise AssertionError(place)

    known = Counts(len(ALL), unseen, {"2": 2}.get)
    assert (2, None) == (known.place("2"), known.place("3"))
    assert known is Counts.of(known)
