"""Deal mentions of several articles become deals, the same whatever the order they come in."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from index.dates import PartialDate
from index.deal import ArchivedDealMention, Claim, Deal
from index.detection.merging import latest_step, merge
from index.document import DealDate, DealMention, DealType, Milestone, Money, Party, Role, Span, Status

T = TypeVar("T")


def mention(
    article: int,
    roles: dict[str, Role],
    *,
    kind: DealType = DealType.ACQUISITION,
    status: Status = Status.ANNOUNCED,
    date: str | None = "2019-02-01",
    value: Money | None = None,
    stake: float | None = None,
    stake_before: float | None = None,
    object: str | None = None,  # noqa: A002  (the noun's own name)
    deal_date: str | None = None,
) -> ArchivedDealMention:
    """What one article says; companies are called like their ids."""
    parties = tuple(Party(company, company.upper(), role) for company, role in roles.items())
    when = (DealDate(PartialDate(deal_date), Milestone.COMPLETION),) if deal_date else ()
    deal = DealMention(kind, status, 0.8, parties, object, value, stake, (Span(0, 9),), stake_before, when)
    return ArchivedDealMention(deal, article, PartialDate(date) if date else None, (f"evidence {article}",))


_BUYS = {"vw": Role.ACQUIRER, "argo": Role.TARGET}
_PAIR = {"vw": Role.PARTNER, "microsoft": Role.PARTNER}


def test_two_articles_on_one_transaction_are_one_deal() -> None:
    """With the evidence of both, the newest first."""
    (deal,) = merge([mention(1, _BUYS), mention(2, _BUYS, date="2019-03-01")])
    assert ["evidence 2", "evidence 1"] == [evidence.text for evidence in deal.evidence]
    assert (PartialDate("2019-02-01"), PartialDate("2019-03-01")) == (deal.first_seen, deal.last_seen)


def test_the_latest_status_is_the_deals() -> None:
    """The history tells the steps by date, and only steps."""
    (deal,) = merge(
        [
            mention(3, _BUYS, status=Status.COMPLETED, date="2020-06-01"),
            mention(1, _BUYS, status=Status.TALKS, date="2019-02-01"),
            mention(2, _BUYS, status=Status.TALKS, date="2019-02-05"),
        ]
    )
    assert Status.COMPLETED is deal.status
    assert [(Status.TALKS, 1), (Status.COMPLETED, 3)] == [(step.status, step.article) for step in deal.history]


def test_a_completed_deal_is_not_announced_again() -> None:
    """An article that looks back at the announcement is evidence, but no step; all of them make the status."""
    mentions = [
        mention(1, _BUYS, status=Status.ANNOUNCED, date="2019-02-01"),
        mention(2, _BUYS, status=Status.COMPLETED, date="2020-06-01"),
        mention(3, _BUYS, status=Status.ANNOUNCED, date="2020-09-01"),
    ]
    (deal,) = merge(mentions)
    assert Status.COMPLETED is deal.status
    assert [1, 2] == [step.article for step in deal.history]
    assert {1, 2, 3} == {evidence.article for evidence in deal.evidence}
    assert [3, 2] == [archived.article for archived in latest_step(mentions)]


def test_an_ended_deal_may_begin_anew() -> None:
    """What comes after the end is a step, whatever was completed before."""
    statuses = (Status.COMPLETED, Status.ENDED, Status.TALKS)
    told = [
        mention(n, _PAIR, kind=DealType.PARTNERSHIP, status=s, date=f"2019-0{n}-01") for n, s in enumerate(statuses, 1)
    ]
    (deal,) = merge(told)
    assert Status.TALKS is deal.status


def test_undated_articles_come_last_and_do_not_decide() -> None:
    """A status without a date does not beat one with a date."""
    (deal,) = merge([mention(1, _BUYS, status=Status.RUMOURED, date=None), mention(2, _BUYS, status=Status.SIGNED)])
    assert Status.SIGNED is deal.status
    assert [2, 1] == [step.article for step in deal.history]


def test_takeover_and_stake_of_one_pair_are_one_deal() -> None:
    """Types of one family are names of one transaction."""
    assert 1 == len(merge([mention(1, _BUYS), mention(2, _BUYS, kind=DealType.STAKE)]))


def test_partnership_and_takeover_are_two_deals() -> None:
    """Types of two families are not."""
    assert 2 == len(merge([mention(1, _BUYS), mention(2, _BUYS, kind=DealType.PARTNERSHIP)]))


def test_other_parties_are_another_deal() -> None:
    """One company in common is not enough."""
    assert 2 == len(merge([mention(1, _PAIR), mention(2, {"vw": Role.PARTNER, "ford": Role.PARTNER})]))


def test_a_mention_with_fewer_parties_joins_the_one_deal_that_has_them() -> None:
    """The second acquirer is named by one article only."""
    two = {**_BUYS, "ford": Role.ACQUIRER}
    assert [3] == [len(deal.parties) for deal in merge([mention(1, _BUYS), mention(2, two)])]


def test_a_mention_that_fits_two_deals_joins_none() -> None:
    """Otherwise the order would decide."""
    mentions = [
        mention(1, _BUYS),
        mention(2, {**_BUYS, "ford": Role.ACQUIRER}),
        mention(3, {**_BUYS, "bmw": Role.ACQUIRER}),
    ]
    assert 3 == len(merge(mentions))


def test_a_deal_of_two_does_not_join_one_in_which_they_are_on_one_side() -> None:
    """A fund that buys into two banks is not the two banks' merger."""
    both = {"fund": Role.INVESTOR, "one": Role.TARGET, "other": Role.TARGET}
    merger = {"one": Role.PARTNER, "other": Role.PARTNER}
    assert 2 == len(merge([mention(1, both, kind=DealType.STAKE), mention(2, merger, kind=DealType.MERGER)]))


def test_partners_of_a_third_have_a_deal_of_their_own() -> None:
    """What two do together is not what they do with a third."""
    three = {**_PAIR, "bosch": Role.PARTNER}
    kind = DealType.PARTNERSHIP
    assert 2 == len(merge([mention(1, _PAIR, kind=kind), mention(2, three, kind=kind)]))


def test_the_seller_does_not_make_another_deal() -> None:
    """Whether the seller is named depends on the article."""
    assert 1 == len(merge([mention(1, _BUYS), mention(2, {**_BUYS, "ford": Role.SELLER})]))


def test_roles_go_together() -> None:
    """Of contrary tellings one is believed: there are no two buyers and nobody bought."""
    turned = {"vw": Role.TARGET, "argo": Role.ACQUIRER}
    (deal,) = merge([mention(1, _BUYS), mention(2, turned), mention(3, {**_BUYS, "ford": Role.SELLER})])
    assert {Role.ACQUIRER, Role.TARGET, Role.SELLER} == {party.role for party in deal.parties}


def test_the_newest_value_counts() -> None:
    """Of two values the later article's."""
    (deal,) = merge(
        [
            mention(1, _BUYS, value=Money(2e9, "USD"), date="2020-01-01"),
            mention(2, _BUYS, value=Money(1.7e9, "USD"), date="2019-01-01"),
            mention(3, _BUYS, date="2021-01-01"),
        ]
    )
    assert Money(2e9, "USD") == deal.value


def test_the_id_depends_on_type_and_parties_only() -> None:
    """The same in another archive, with other articles and statuses."""
    (one,) = merge([mention(1, _BUYS)])
    (other,) = merge([mention(7, _BUYS, status=Status.ENDED, date=None, kind=DealType.MERGER)])
    assert one.id == other.id


_MENTIONS = st.builds(
    lambda article, ids, role, kind, status, date, wording: mention(
        article,
        {company: role if n else Role.ACQUIRER for n, company in enumerate(ids)},
        kind=kind,
        status=status,
        date=date,
        object=wording,
    ),
    st.integers(1, 20),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=3, unique=True),
    st.sampled_from(list(Role)),
    st.sampled_from(list(DealType)),
    st.sampled_from(list(Status)),
    st.sampled_from([None, "2018", "2019-02", "2019-02-03", "2020-01-01T10:00"]),
    st.sampled_from([None, "wheels", "the cloud"]),
)


@given(st.lists(_MENTIONS, max_size=10).flatmap(lambda ms: st.tuples(st.just(ms), st.permutations(ms))))
def test_order_does_not_matter(pair: tuple[list[ArchivedDealMention], list[ArchivedDealMention]]) -> None:
    """Articles added in another order give the same deals in the same order."""
    assert merge(pair[0]) == merge(pair[1])


@given(st.lists(_MENTIONS, max_size=8), st.permutations(range(1, 21)))
def test_the_numbers_of_articles_do_not_matter(mentions: list[ArchivedDealMention], numbers: list[int]) -> None:
    """Articles that are added in another order get other numbers: all else is the same."""
    other = [replace(m, article=numbers[m.article - 1]) for m in mentions]
    renumbered = [_renumbered(deal, numbers) for deal in merge(mentions)]
    assert renumbered == merge(other)


def _renumbered(deal: Deal, numbers: list[int]) -> Deal:
    def claims(found: tuple[Claim[T], ...]) -> tuple[Claim[T], ...]:
        return tuple(Claim(c.value, tuple(numbers[a - 1] for a in c.articles)) for c in found)

    return replace(
        deal,
        history=tuple(replace(step, article=numbers[step.article - 1]) for step in deal.history),
        evidence=tuple(replace(said, article=numbers[said.article - 1]) for said in deal.evidence),
        objects=claims(deal.objects),
        values=claims(deal.values),
        stakes=claims(deal.stakes),
        stakes_before=claims(deal.stakes_before),
        dates=claims(deal.dates),
    )


@given(st.lists(_MENTIONS, max_size=10))
def test_nothing_is_lost(mentions: list[ArchivedDealMention]) -> None:
    """Every article's evidence and every party is in some deal, and ids are unique."""
    deals = merge(mentions)
    assert {m.article for m in mentions} == {evidence.article for deal in deals for evidence in deal.evidence}
    assert {p.id for m in mentions for p in m.mention.parties} == {p.id for deal in deals for p in deal.parties}
    assert len({deal.id for deal in deals}) == len(deals)
