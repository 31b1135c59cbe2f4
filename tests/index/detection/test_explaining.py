"""A deal that several articles tell of says why it is one."""

from __future__ import annotations

from index.corrections import KeptCorrection, SameDeal
from index.detection.merging import merge
from index.document import DealType, Role
from tests.index.detection.test_merging import mention

_BUYS = {"alpha": Role.ACQUIRER, "beta": Role.TARGET}


def test_a_deal_told_once_needs_no_reason() -> None:
    """Nothing was merged."""
    (deal,) = merge([mention(1, _BUYS)])
    assert "" == deal.why


def test_the_reasons() -> None:
    """Companies, types, object, time."""
    (deal,) = merge(
        [
            mention(1, _BUYS, object="Lkw-Sparte", date="2020-01-01"),
            mention(2, {**_BUYS, "gamma": Role.ACQUIRER}, kind=DealType.STAKE, object="die Sparte", date="2020-01-11"),
        ]
    )
    assert (
        "the same companies, of which some articles name fewer; acquisition and stake can be names of one transaction; "
        "the same object, Lkw-Sparte; within 10 days"
    ) == deal.why


def test_years_between() -> None:
    """Where the tellings are far apart, it says what was looked for in vain."""
    (deal,) = merge([mention(1, _BUYS, date="2016"), mention(2, _BUYS, date="2019-02")])
    assert "the same companies; over 2 years, and nothing says that it began anew" == deal.why


def test_the_user_is_a_reason() -> None:
    """The first of all."""
    mentions = [mention(1, _BUYS, date=None), mention(2, {"gamma": Role.PARTNER, "delta": Role.PARTNER}, date=None)]
    one, other = merge(mentions)
    kept = KeptCorrection(1, "2024-01-01T00:00:00+00:00", False, SameDeal(one.id, other.id))
    assert ["you said so"] == [deal.why for deal in merge(mentions, [kept])]
