"""Which offers match what was typed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.offers import Offer, is_offered, matching

OFFERS = [Offer(name, name) for name in ("Deutsche Bank", "Bankhaus Lampe", "Commerzbank", "BMW")]


def test_order() -> None:
    """What begins so comes first, then what has a word that does, then the rest."""
    assert ["Bankhaus Lampe", "Deutsche Bank", "Commerzbank"] == [
        offer.text for offer in matching(OFFERS, " BANK", most=9)
    ]


def test_nothing_typed() -> None:
    """A blank matches everything in its order, as much as is wanted."""
    assert OFFERS[:3] == matching(OFFERS, " ", most=3)


def test_is_offered() -> None:
    """Case and blanks do not make a new name."""
    assert is_offered(OFFERS, " deutsche  bank ")
    assert not is_offered(OFFERS, "deutsche")


@given(st.lists(st.text(max_size=8), max_size=20), st.text(max_size=3), st.integers(1, 5))
def test_matches(texts: list[str], typed: str, most: int) -> None:
    """Every match contains what was typed; there are as many as there can be, but no more than wanted."""
    offers = [Offer(text, text) for text in texts]
    wanted = " ".join(typed.casefold().split())
    found = matching(offers, typed, most=most)
    assert all(wanted in offer.text.casefold() for offer in found)
    assert min(most, sum(wanted in text.casefold() for text in texts)) == len(found)
