"""What several articles say of value, stake and object stands side by side, each with its articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import PartialDate
from index.deal import Claim
from index.detection.merging import merge
from index.detection.terms import same_value
from index.document import DealDate, Milestone, Money, Role
from tests.index.detection.test_merging import mention

_BUYS = {"alpha": Role.ACQUIRER, "beta": Role.TARGET}


def test_conflicting_values_stand_side_by_side() -> None:
    """The newest first; it is the deal's."""
    raised = mention(2, _BUYS, value=Money(66e9, "USD", approximate=True), date="2016-09-14")
    first = mention(1, _BUYS, value=Money(62e9, "USD"), date="2016-05-24")
    (deal,) = merge([first, raised])
    assert [(66e9, (2,)), (62e9, (1,))] == [(claim.value.amount, claim.articles) for claim in deal.values]
    assert deal.value == deal.values[0].value


def test_an_exact_amount_stands_for_a_rounded_one() -> None:
    """Whichever is newer."""
    rounded = mention(2, _BUYS, value=Money(2e9, "USD", approximate=True), date="2016-09-14")
    exact = mention(1, _BUYS, value=Money(1.95e9, "USD"), date="2016-05-24")
    (deal,) = merge([rounded, exact])
    assert [(Money(1.95e9, "USD"), (2, 1))] == [(claim.value, claim.articles) for claim in deal.values]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Money(2e9, "USD"), Money(2e9, "USD"), True),
        (Money(2e9, "USD"), Money(2e9, "EUR"), False),
        (Money(2e9, "USD"), Money(1.95e9, "USD"), False),
        (Money(2e9, "USD", approximate=True), Money(1.7e9, "USD"), False),
    ],
)
def test_same_value(one: Money, other: Money, same: bool) -> None:
    """Amounts are compared in their currency, and exactly where both are exact."""
    assert same is same_value(one, other) is same_value(other, one)


def test_stakes_and_objects_too() -> None:
    """Near stakes are one, others two; wordings that share a word are one."""
    mentions = [
        mention(1, _BUYS, stake=0.1, object="Lkw-Sparte", date="2020-01-01"),
        mention(2, _BUYS, stake=0.099, object="die Sparte", date="2020-01-02"),
        mention(3, _BUYS, stake=0.25, object=None, date="2020-01-03"),
    ]
    (deal,) = merge(mentions)
    assert [(0.25, (3,)), (0.099, (2, 1))] == [(claim.value, claim.articles) for claim in deal.stakes]
    assert [("die Sparte", (2, 1))] == [(claim.value, claim.articles) for claim in deal.objects]


def test_the_share_before_is_that_of_the_newest_stake() -> None:
    """An older claim's share before is not the newer one's."""
    old = mention(1, _BUYS, stake=0.2, stake_before=0.1, date="2020-01-01")
    new = mention(2, _BUYS, stake=0.51, stake_before=0.2, date="2021-01-01")
    bare = mention(2, _BUYS, stake=0.51, date="2021-01-01")
    assert [0.2, None] == [merge(mentions)[0].stake_before for mentions in ([old, new], [old, bare])]


def test_the_date_is_the_newest_article_s() -> None:
    """An article that tells none does not take it away; an older claim is given up for a newer one."""
    dates = "2020", "2020-03", None
    told = [mention(n, _BUYS, date=f"2019-0{n}-01", deal_date=said) for n, said in enumerate(dates, 1)]
    (deal,) = merge(told)
    assert DealDate(PartialDate("2020-03"), Milestone.COMPLETION) == deal.date


def test_dates_stand_side_by_side() -> None:
    """A day stands for the month and the year that it is in, whichever is newer; what differs stays."""
    dates = "2021-01-05", "2020-03-27", "2020-03", "2021"
    told = [mention(n, _BUYS, date=f"2019-0{n}-01", deal_date=said) for n, said in enumerate(dates, 1)]
    (deal,) = merge(told)
    assert [("2021-01-05", (4, 1)), ("2020-03-27", (3, 2))] == [(c.value.date.iso, c.articles) for c in deal.dates]
    assert DealDate(PartialDate("2021-01-05"), Milestone.COMPLETION) == deal.date


def test_dates_of_two_milestones_agree() -> None:
    """When a deal was agreed and completed are both told; the latter tells more, also in an older article."""
    agreed, completed = (
        DealDate(PartialDate("2020-03"), Milestone.AGREEMENT),
        DealDate(PartialDate("2020"), Milestone.COMPLETION),
    )
    told = [mention(1, _BUYS, date="2019-01-01", deal_date="2020"), mention(2, _BUYS, date="2019-02-01")]
    told[1] = replace(told[1], mention=replace(told[1].mention, dates=(agreed,)))
    (deal,) = merge(told)
    assert (completed, (Claim(agreed, (2,)),)) == (deal.date, deal.dates_of(Milestone.AGREEMENT))


def test_shares_before_stand_side_by_side() -> None:
    """Whatever they change to; near ones are one."""
    shares = (0.1, 0.25), (0.101, 0.25), (0.2, 0.51)
    told = [
        mention(n, _BUYS, date=f"2020-0{n}-01", stake_before=before, stake=after)
        for n, (before, after) in enumerate(shares, 1)
    ]
    (deal,) = merge(told)
    assert [(0.2, (3,)), (0.101, (2, 1))] == [(claim.value, claim.articles) for claim in deal.stakes_before]


_AMOUNTS = st.none() | st.builds(
    Money, st.sampled_from([1e9, 1.02e9, 3e9]), st.sampled_from(["EUR", "USD"]), st.booleans()
)


@given(st.lists(_AMOUNTS, min_size=1, max_size=8))
def test_every_article_that_says_a_value_is_named_once(amounts: list[Money | None]) -> None:
    """Under one claim only, and no other article is."""
    (deal,) = merge([mention(n, _BUYS, value=amount) for n, amount in enumerate(amounts)])
    claimed = sorted(article for claim in deal.values for article in claim.articles)
    assert [n for n, amount in enumerate(amounts) if amount] == claimed
