"""The deals of a result are read as they are looked at, and are there even when some have gone since."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from index.deal import Deal
from index.deals import Deals
from index.document import DealType, Party, Role, Status
from index.ports import MergedDeal
from tests.fake_deals import FakeDeals


class WatchedDeals(FakeDeals):
    """Notes what is read.

    Attributes:
        read: The keys of each time.
    """

    def __init__(self) -> None:
        super().__init__()
        self.read: list[list[int]] = []

    def load(self, keys: Sequence[int]) -> dict[int, Deal]:
        """The deals, noted."""
        self.read.append(list(keys))
        return super().load(keys)


def deal(number: int) -> Deal:
    """A deal of this number."""
    party = Party("acme", "Acme", Role.PARTNER)
    return Deal(f"d{number}", DealType.MERGER, Status.TALKS, (party,), None, None, None, None, None)


@pytest.fixture
def kept() -> WatchedDeals:
    """120 deals, each told by the article of its number."""
    filled = WatchedDeals()
    for number in range(1, 121):
        filled.deals[number] = MergedDeal(f"d{number}", None, deal(number), ((number, 0, True),))
    return filled


def test_only_what_is_looked_at_is_read(kept: WatchedDeals) -> None:
    """The first deals at once, others with those around them, none twice."""
    deals = Deals(kept, range(1, 121))
    assert 120 == len(deals)
    assert [deal(1), deal(2)] == deals[:2]
    assert (deal(60), deal(61), deal(120)) == (deals[59], deals[60], deals[-1])
    assert [list(range(1, 51)), list(range(51, 101)), list(range(101, 121))] == kept.read
    assert [deal(number) for number in range(1, 121)] == list(deals)
    assert 3 == len(kept.read)


def test_a_place_that_is_none(kept: WatchedDeals) -> None:
    """There is no deal behind the last."""
    with pytest.raises(IndexError):
        Deals(kept, range(1, 121))[120]


def test_places(kept: WatchedDeals) -> None:
    """A deal is found by its id, and by who tells of it; one that is not in the result is not."""
    deals = Deals(kept, [9, 7, 5])
    assert (1, [2]) == (deals.place("d7"), deals.told_in(5))
    assert (None, None, []) == (deals.place("d8"), deals.place("none"), deals.told_in(8))


def test_a_deal_that_has_gone(kept: WatchedDeals) -> None:
    """In its place stands the one beside it; where all around have gone, the first."""
    deals = Deals(kept, range(1, 121))
    for number in (60, 61, *range(101, 121)):
        del kept.deals[number]
    assert [deal(59), deal(59), deal(62), deal(62)] == deals[58:62]
    assert deal(1) == deals[110]
    assert [deal(1)] == Deals(kept, [1, 120])[:1]
    assert [] == list(Deals(kept, [119, 120]))
