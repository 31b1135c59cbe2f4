"""The JSON and CSV that programs get: safe on a terminal, exact for a parser."""

import csv
import io
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.dates import PartialDate
from index.deal import Claim, Deal
from index.document import (
    Article,
    Company,
    CompanyEvent,
    DealDate,
    DealMention,
    DealType,
    Detections,
    EventParty,
    EventType,
    Mention,
    Milestone,
    Money,
    Party,
    Role,
    Span,
    Status,
)
from tui.cli.forms import (
    as_json,
    conflict_texts,
    deal_form,
    deals_csv,
    detected_form,
    event_text,
    money_text,
    stake_text,
)

DEAL = Deal(
    id="d1",
    type=DealType.ACQUISITION,
    status=Status.ENDED,
    parties=(Party("a", "Alpha", Role.ACQUIRER), Party("b", "Beta; Co", Role.TARGET)),
    object="=1+1",
    value=Money(2_000_000_000.0, "USD", approximate=True),
    stake=0.25,
    first_seen=PartialDate("2019-02"),
    last_seen=None,
)


@given(st.text(st.characters(exclude_categories=[])))
def test_json_is_one_safe_line_and_exact(text: str) -> None:
    """Whatever a text holds, its JSON is one printable line and gives the same text back."""
    line = as_json({"text": text})
    assert {"text": text} == json.loads(line)
    assert 1 == len(line.splitlines())
    assert not any(ord(character) in {*range(32), *range(127, 160), 0x202E} for character in line[:-1])


def test_deal_form_has_the_keys_of_the_interface() -> None:
    """A deal's JSON has the keys that scripts rely on; amounts are whole numbers where they are whole."""
    form = deal_form(DEAL)
    assert ["id", "type", "status", "parties", "object", "value", "stake"] == list(form)[:7]
    assert ["first_seen", "last_seen", "history", "evidence"] == list(form)[7:11]
    assert '{"amount": 2000000000, "currency": "USD", "approximate": true}' == json.dumps(form["value"])
    assert ("2019-02", None) == (form["first_seen"], form["last_seen"])


AGREED = DealDate(PartialDate("2020"), Milestone.AGREEMENT)
COMPLETED = DealDate(PartialDate("2020-06"), Milestone.COMPLETION)


def test_dates_of_deals() -> None:
    """A deal's most telling date is ISO text as precise as it is known, or null, and beside it what it is of."""
    article = Article("a", "Bolt kauft Nut.", "Bolt", None, "", None, "de", (), "")
    told = DealMention(DealType.ACQUISITION, Status.ANNOUNCED, 0.9, (), None, None, None, (Span(0, 15),))
    mentions = detected_form(article, Detections((), (told, replace(told, dates=(COMPLETED, AGREED)))))["deals"]
    claims = Claim(AGREED, (2,)), Claim(COMPLETED, (1,))
    deals = [deal_form(deal) for deal in (DEAL, replace(DEAL, dates=claims))]
    for forms in (mentions, deals):
        assert [(None, None), ("2020-06", "completion")] == [(form["date"], form["date_of"]) for form in forms]
    assert [{"value": "2020-06", "of": "completion"}, {"value": "2020", "of": "agreement"}] == mentions[1]["dates"]
    assert "" == "".join(conflict_texts(replace(DEAL, dates=claims)))


def test_claims_form() -> None:
    """What articles disagree about, each claim with the articles that say so."""
    values = (Claim(Money(66e9, "USD", approximate=True), (3, 2)), Claim(Money(62e9, "USD"), (1,)))
    form = deal_form(replace(DEAL, values=values, stakes=(Claim(0.25, (1,)),), objects=(Claim("wheels", (2,)),)))
    assert [
        {"value": {"amount": 66000000000, "currency": "USD", "approximate": True}, "articles": ["3", "2"]},
        {"value": {"amount": 62000000000, "currency": "USD", "approximate": False}, "articles": ["1"]},
    ] == form["values"]
    assert [{"value": 0.25, "articles": ["1"]}] == form["stakes"]
    assert [{"value": "wheels", "articles": ["2"]}] == form["objects"]


def test_claims_of_dates_and_shares_before() -> None:
    """Likewise; in CSV what is in dispute has a column of its own."""
    dates = Claim(COMPLETED, (2,)), Claim(replace(COMPLETED, date=PartialDate("2019")), (1,))
    deal = replace(DEAL, dates=dates, stake_before=0.1, stakes_before=(Claim(0.1, (2,)),))
    form = deal_form(deal)
    assert [
        {"of": "completion", "value": "2020-06", "articles": ["2"]},
        {"of": "completion", "value": "2019", "articles": ["1"]},
    ] == form["dates"]
    assert [{"value": 0.1, "articles": ["2"]}] == form["stakes_before"]
    head, row, other = csv.reader(io.StringIO(deals_csv([deal, DEAL])))
    assert ["stake_before", "date", "conflicts", "date_of"] == head[-4:]
    assert ["0.1", "2020-06", "completion: 2020-06 (article 2) | 2019 (article 1)", "completion"] == row[-4:]
    assert ["", "", "", ""] == other[-4:]


def test_events_form() -> None:
    """An event's JSON says its type, how sure it is, to whom it happens and where the article says so."""
    article = Article("a", "Bolt streikt.", "Bolt", None, "", None, "de", (), "")
    bolt = Company("bolt", "Bolt", about=True, mentions=(Mention(Span(0, 4)),), group="cog", group_name="Cog")
    strike = CompanyEvent(EventType.STRIKE, (EventParty("bolt", "Bolt"),), 0.9, (Span(0, 13),))
    form = detected_form(article, Detections((bolt,), (), (strike,)))
    expected = {
        "type": "strike",
        "feared": False,
        "confidence": 0.9,
        "companies": [{"id": "bolt", "name": "Bolt"}],
        "evidence": [{"start": 0, "end": 13, "text": "Bolt streikt."}],
    }
    assert [expected] == form["events"]
    assert "cog" == form["companies"][0]["group"]
    assert "strike: Bolt" == event_text(strike)
    assert "strike (feared): Bolt" == event_text(replace(strike, confidence=0.4))


def test_csv_cells_are_text_for_a_spreadsheet() -> None:
    """A cell that a spreadsheet would run as a formula is quoted; the others are as they are."""
    head, row = csv.reader(io.StringIO(deals_csv([DEAL])))
    cells = dict(zip(head, row, strict=True))
    assert "'=1+1" == cells["object"]
    assert "Alpha (acquirer); Beta; Co (target)" == cells["parties"]
    assert ("2000000000", "USD", "0.25", "") == tuple(cells[key] for key in ("value", "currency", "stake", "last_seen"))


def test_amounts_for_people() -> None:
    """Amounts and shares are written out for people, and empty where nothing is said."""
    assert ("about 2,000,000,000 USD", "") == (money_text(DEAL.value), money_text(None))
    assert ("25 %", "0.5 %", "") == (stake_text(0.25), stake_text(0.005), stake_text(None))
