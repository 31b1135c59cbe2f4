"""Transactions of the same parties are told apart by object, value and time."""

from __future__ import annotations

import pytest

from index.detection.merging import merge
from index.document import DealType, Money, Role, Status
from tests.index.detection.test_merging import mention

_PAIR = {"alpha": Role.PARTNER, "beta": Role.PARTNER}
_BUYS = {"alpha": Role.ACQUIRER, "beta": Role.TARGET}
_ALLIANCE = DealType.PARTNERSHIP


def test_what_begins_anew_after_years_is_another_deal() -> None:
    """Talks that ended in 2007, and an offer in 2018."""
    early = mention(1, _BUYS, status=Status.ENDED, date="2007-05-01")
    late = mention(2, _BUYS, status=Status.ANNOUNCED, date="2018-05-01")
    assert [(2,), (1,)] == [deal.articles for deal in merge([late, early])]


def test_a_rumour_of_long_ago_is_another_deal() -> None:
    """Though an offer may follow on a rumour: not after five years."""
    early = mention(1, _BUYS, status=Status.RUMOURED, date="2019-04-25")
    late = mention(2, _BUYS, kind=DealType.STAKE, date="2024-09-11")
    assert 2 == len(merge([early, late]))


@pytest.mark.parametrize(("year", "deals"), [("2022", 1), ("2024", 2)])
def test_talks_of_long_ago_are_forgotten(year: str, deals: int) -> None:
    """What is completed three years after talks came of them; six years after them it did not."""
    early = mention(1, _BUYS, status=Status.TALKS, date="2018-04-25")
    late = mention(2, _BUYS, status=Status.COMPLETED, date=year)
    assert deals == len(merge([early, late]))


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.ENDED])
def test_what_is_over_is_still_told_of(status: Status) -> None:
    """An article that looks back tells of the old deal."""
    early = mention(1, _BUYS, status=status, date="2007-05-01")
    late = mention(2, _BUYS, status=status, date="2018-05-01")
    assert [(2, 1)] == [deal.articles for deal in merge([early, late])]


def test_a_long_takeover_is_one() -> None:
    """Announced in 2016, signed in 2019: authorities take their time."""
    early = mention(1, _BUYS, date="2016-01-01")
    late = mention(2, _BUYS, status=Status.SIGNED, date="2019-01-01")
    assert 1 == len(merge([early, late]))


def test_partners_next_project_is_another_deal() -> None:
    """Another object half a year later."""
    cells = mention(1, _PAIR, kind=_ALLIANCE, object="Brennstoffzellen", date="2012-01-01")
    cars = mention(2, _PAIR, kind=_ALLIANCE, object="selbstfahrende Autos", date="2012-07-01")
    assert 2 == len(merge([cells, cars]))


@pytest.mark.parametrize("wording", ["die Brennstoffzelle", "Wasserstoff-Brennstoffzellen", "Zellen", None])
def test_another_wording_is_no_other_object(wording: str | None) -> None:
    """Words are compared by their beginnings and as parts of compounds; no object says nothing."""
    early = mention(1, _PAIR, kind=_ALLIANCE, object="Brennstoffzellen", date="2012-01-01")
    late = mention(2, _PAIR, kind=_ALLIANCE, object=wording, date="2012-07-01")
    assert 1 == len(merge([early, late]))


def test_papers_word_one_days_news_differently() -> None:
    """Two objects on two days are two wordings, side by side in the deal."""
    one = mention(1, _PAIR, kind=_ALLIANCE, object="Transporter", date="2019-01-15")
    other = mention(2, _PAIR, kind=_ALLIANCE, object="pick-ups", date="2019-01-16")
    (deal,) = merge([one, other])
    assert [("pick-ups", (2,)), ("Transporter", (1,))] == [(claim.value, claim.articles) for claim in deal.objects]


def test_the_other_way_round_is_a_sign() -> None:
    """One buys the other, and years later is bought by it; papers err about it, but not with years between."""
    turned = {"alpha": Role.TARGET, "beta": Role.ACQUIRER}
    early = mention(1, _BUYS, status=Status.COMPLETED, date="2008-01-01")
    late = [mention(2, turned, status=Status.COMPLETED, date=date) for date in ("2008-06-01", "2012-01-01")]
    assert [1, 2] == [len(merge([early, one])) for one in late]


def test_quite_another_value_is_a_sign() -> None:
    """With a new beginning it makes another deal within months; alone it does not."""
    early = mention(1, _BUYS, status=Status.COMPLETED, value=Money(1e8, "EUR"), date="2012-01-01")
    announced = mention(2, _BUYS, value=Money(5e9, "EUR"), date="2012-09-01")
    completed = mention(2, _BUYS, status=Status.COMPLETED, value=Money(5e9, "EUR"), date="2012-09-01")
    assert (2, 1) == (len(merge([early, announced])), len(merge([early, completed])))


def test_an_article_that_tells_of_two_is_followed() -> None:
    """What detection kept apart in one article stays so; another article joins the one that it tells of."""
    signed = mention(1, _PAIR, kind=_ALLIANCE, status=Status.SIGNED, object="Transporter")
    talks = mention(1, _PAIR, kind=_ALLIANCE, status=Status.TALKS, object="autonomes Fahren")
    again = mention(2, _PAIR, kind=_ALLIANCE, object="neue Transporter", date="2019-02-05")
    assert [(2, 1), (1,)] == [deal.articles for deal in merge([talks, again, signed])]


def test_every_transaction_has_an_id_of_its_own() -> None:
    """The first keeps the id of parties and kind; later ones do not change it."""
    years = ["2000-01-01", "2010-01-01", "2020-01-01"]
    mentions = [mention(n, _BUYS, status=Status.TALKS, date=year) for n, year in enumerate(years)]
    (first,) = merge(mentions[:1])
    deals = merge(mentions)
    assert 3 == len({deal.id for deal in deals})
    assert first.id == deals[-1].id
