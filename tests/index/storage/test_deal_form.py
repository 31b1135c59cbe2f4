"""A deal over articles comes back as it was kept."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace

from index.dates import PartialDate
from index.deal import Claim, Deal, Evidence, StatusChange
from index.document import DealDate, DealType, Milestone, Money, Party, Role, Span, Status
from index.storage import deal_form

FULL = Deal(
    id="d1",
    type=DealType.STAKE,
    status=Status.SIGNED,
    parties=(Party("acme", "Acme", Role.INVESTOR), Party("bolt", "Bolt", Role.TARGET)),
    object='"Räder"\n',
    value=Money(2e9, "USD", approximate=True),
    stake=0.0,
    first_seen=PartialDate("2019"),
    last_seen=PartialDate("2019-02-03"),
    history=(
        StatusChange(Status.TALKS, PartialDate("2019"), 1),
        StatusChange(Status.SIGNED, None, 2, by_user=True),
    ),
    evidence=(Evidence(2, Span(0, 5), "Acme "),),
    objects=(Claim('"Räder"\n', (2, 1)),),
    values=(Claim(Money(2e9, "USD", approximate=True), (2,)), Claim(Money(1.5, "EUR"), (1,))),
    stakes=(Claim(0.0, (2,)),),
    why="the same companies",
    stake_before=0.25,
    stakes_before=(Claim(0.25, (2,)),),
    dates=(Claim(DealDate(PartialDate("2019-06"), Milestone.COMPLETION), (1, 2)),),
)


def test_everything_comes_back() -> None:
    """Every field of a deal that has them all."""
    missing = [
        one.name for one in fields(Deal) if one.default is not MISSING and getattr(FULL, one.name) == one.default
    ]
    assert ([], FULL) == (missing, deal_form.read("d1", deal_form.written(FULL)))


def test_nothing_comes_back_as_nothing() -> None:
    """What no article says."""
    bare = Deal("d1", DealType.MERGER, Status.TALKS, (), None, None, None, None, None)
    assert bare == deal_form.read("d1", deal_form.written(bare))
    assert replace(bare, stake=0.0) == deal_form.read("d1", deal_form.written(replace(bare, stake=0.0)))


def test_a_date_without_a_milestone() -> None:
    """As it was kept by earlier versions it is read as one of the deal itself."""
    body = '{"type":"stake","status":"talks","seen":[null,null],"dates":[["2019",[1]]]}'
    assert (Claim(DealDate(PartialDate("2019"), Milestone.DEAL), (1,)),) == deal_form.read("d1", body).dates
