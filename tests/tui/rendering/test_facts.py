"""What is known of companies, deals, events and corrections, as lines and sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.corrections import (
    Correction,
    IsCompany,
    NotACompany,
    OtherDeal,
    SameDeal,
    WrongDeal,
    WrongEvent,
    WrongEventCompany,
    WrongEventType,
    WrongParty,
    WrongStatus,
)
from index.dates import PartialDate
from index.deal import Claim, Deal, Evidence, StatusChange
from index.document import (
    CompanyEvent,
    DealDate,
    DealType,
    EventParty,
    EventType,
    Milestone,
    Money,
    Party,
    RegionKind,
    Role,
    Span,
    Status,
)
from index.results import Completion, CompletionKind, Likeness, Reason
from tests.tui.rendering.palettes import PALETTE, plain, styled
from tui.profiles import ToldEvent
from tui.rendering.cells import line_width
from tui.rendering.completions import completions_line, reason_facts, suggestion_line
from tui.rendering.corrections import sentence
from tui.rendering.events import event_line, told_event_lines
from tui.rendering.facts import counted, fact_lines, period
from tui.rendering.stories import brief_facts, deal_facts, evidence_lines
from tui.stories import Story, Teller

MARCH, JUNE = PartialDate("2020-03-27"), PartialDate("2020-06")
DEAL = Deal(
    id="x",
    type=DealType.ACQUISITION,
    status=Status.ENDED,
    parties=(Party("a", "ams", Role.ACQUIRER), Party("b", "Bain", Role.ACQUIRER), Party("o", "Osram", Role.TARGET)),
    object=None,
    value=Money(4e9, "EUR"),
    stake=0.5,
    first_seen=MARCH,
    last_seen=JUNE,
    history=(StatusChange(Status.TALKS, MARCH, 1), StatusChange(Status.ENDED, JUNE, 2, by_user=True)),
    evidence=(Evidence(2, Span(0, 3), "Das Ende"), Evidence(1, Span(0, 3), "Der Anfang")),
    values=(Claim(Money(4e9, "EUR"), (2,)), Claim(Money(3e9, "EUR", approximate=True), (1, 3))),
    stakes=(Claim(0.5, (2,)),),
    why="same parties, same year",
)
STORY = Story(DEAL, {1: Teller("Anfang", "Blechpost", MARCH), 2: Teller("Ende", "Kurier", JUNE)})


def test_lines() -> None:
    """A label and what is known, wrapped beside it; what is not known is left out."""
    lines = fact_lines([("why", "lexicon 3×, legal form"), ("group", ""), ("told", "2019")], 20, PALETTE)
    assert [" why  lexicon 3×,", "      legal form", " told 2019"] == [plain(line).rstrip() for line in lines]


@pytest.mark.parametrize("cells", range(4, 60, 5))
def test_lines_fit(cells: int) -> None:
    """No line is wider than it may be, but for the least room that a fact needs."""
    lines = fact_lines([("a long label of the query", "words " * 9)], cells, PALETTE)
    assert max(cells, 18) >= max(map(line_width, lines))


def test_counted() -> None:
    """What occurs once has no number; a long list is cut."""
    assert "lexicon 3×, legal form" == counted([("lexicon", 3), ("legal form", 1)])
    assert "a, b, …" == counted([("a", 1), ("b", 1), ("c", 1)], most=2)


def test_period() -> None:
    """One date where both are the same; nothing where none is known."""
    assert "2020-03-27 … 2020-06" == period(MARCH, JUNE)
    assert "2020-06" == period(JUNE, JUNE)
    assert "" == period(None, None)


def test_brief_facts() -> None:
    """In the panel: how the status went, who tells it since when, why it is one deal, and what is in dispute."""
    assert [
        ("status", "talks 2020-03-27 → ended 2020-06 (you said so)"),
        ("told", "2 articles, 2020-03-27 … 2020-06"),
        ("one deal", "same parties, same year"),
        ("value", "4 bn EUR (Kurier 2020-06) | ~3 bn EUR (Blechpost 2020-03-27 +1)"),
        ("stake", ""),
        ("before", ""),
        ("agreement", ""),
        ("completion", ""),
        ("date", ""),
    ] == brief_facts(STORY)


def test_deal_facts() -> None:
    """On the page: everything, the parties by their roles."""
    facts = dict(deal_facts(STORY))
    assert ("ams, Bain", "Osram") == (facts["acquirer"], facts["target"])
    assert "50 %" == facts["stake"]


def _completed(iso: str) -> DealDate:
    return DealDate(PartialDate(iso), Milestone.COMPLETION)


def test_the_dates_of_a_deal() -> None:
    """As precisely as they are known, each under what it is of; nothing where they are not."""
    agreed = DealDate(PartialDate("2020"), Milestone.AGREEMENT)
    dated = replace(STORY, deal=replace(DEAL, dates=(Claim(_completed("2020-07"), (2,)), Claim(agreed, (1,)))))
    facts = [dict(deal_facts(story)) for story in (dated, STORY)]
    assert [("2020", "2020-07"), ("", "")] == [(each["agreement"], each["completion"]) for each in facts]
    assert "" == dict(brief_facts(dated))["completion"]


def test_dates_and_shares_before_in_dispute() -> None:
    """Side by side, each with who says so; on the page, and beside the article."""
    dates = Claim(_completed("2020-07"), (2,)), Claim(_completed("2021"), (1,))
    shares = Claim(0.1, (2,)), Claim(0.2, (1,))
    story = replace(STORY, deal=replace(DEAL, dates=dates, stakes_before=shares))
    for facts in (dict(deal_facts(story)), dict(brief_facts(story))):
        assert "2020-07 (Kurier 2020-06) | 2021 (Blechpost 2020-03-27)" == facts["completion"]
        assert "10 % (Kurier 2020-06) | 20 % (Blechpost 2020-03-27)" == facts["before"]


def test_deal_told_once() -> None:
    """A deal of one article has no history to tell."""
    once = replace(DEAL, history=DEAL.history[:1], evidence=DEAL.evidence[1:], values=DEAL.values[:1], why="")
    facts = {label: text for label, text in brief_facts(replace(STORY, deal=once)) if text}
    assert {"told": "1 article, 2020-03-27 … 2020-06"} == facts


def test_evidence() -> None:
    """Who says what, and the status that came with it."""
    head, words = evidence_lines(STORY, DEAL.evidence[0], 60, PALETTE)
    assert "2020-06     ended, you said so  Kurier · Ende" == plain(head)
    assert "  Das Ende" == plain(words)


def test_evidence_of_an_article_that_has_gone() -> None:
    """Where the article has gone the words are still there."""
    head, words = evidence_lines(replace(STORY, tellers={}), DEAL.evidence[1], 60, PALETTE)
    assert "undated     talks" == plain(head).rstrip()
    assert "  Der Anfang" == plain(words)


EVENT = CompanyEvent(EventType.LAYOFFS, (EventParty("a", "Audi"), EventParty("b", "BMW")), 0.9, (Span(0, 1),))


def test_event() -> None:
    """What happens to whom; a question mark where it may not come to it."""
    assert " layoffs Audi, BMW" == plain(event_line(EVENT, 30, PALETTE))
    assert " layoffs? Audi,…" == plain(event_line(replace(EVENT, confidence=0.3), 16, PALETTE))


def test_told_event() -> None:
    """An event of a company's page has date, source and words."""
    told = ToldEvent(EVENT, 1, MARCH, "Blechpost", "Audi streicht Stellen")
    lines = told_event_lines(told, 40, PALETTE)
    assert ["2020-03-27  layoffs · Blechpost", "  Audi streicht Stellen"] == [plain(line) for line in lines]


_STRIKE = (1, EventType.STRIKE, ("conti", "bolt"))


@pytest.mark.parametrize(
    ("correction", "expected"),
    [
        (NotACompany("Regierung"), "“Regierung” is no company"),
        (IsCompany("Conti", "conti"), "“Conti” is Continental"),
        (IsCompany("Zyx", "Zyx Werke"), "“Zyx” is Zyx Werke"),
        (WrongDeal("x", (1,)), "no deal: A / B"),
        (WrongStatus("x", (1,), Status.SIGNED), "A / B: signed"),
        (WrongParty("x", (1,), "conti"), "A / B: without Continental"),
        (SameDeal("x", "y"), "one deal: A / B and C"),
        (OtherDeal("x", 1), "A / B: one article tells of another deal"),
        (WrongEvent(*_STRIKE), "no strike: Continental, bolt"),
        (WrongEventType(*_STRIKE, EventType.LAYOFFS), "Continental, bolt: layoffs, no strike"),
        (WrongEventCompany(*_STRIKE, "conti"), "strike: not Continental"),
        (WrongEventCompany(*_STRIKE, "bolt", "conti"), "strike: Continental, not bolt"),
    ],
)
def test_sentence(correction: Correction, expected: str) -> None:
    """A correction as it is told."""
    assert expected == sentence(correction, {"conti": "Continental"}, {"x": "A / B", "y": "C"}.__getitem__)


COMPLETIONS = [
    Completion(CompletionKind.WORD, "Kooperation", Span(0, 4), "Kooperation", 1_200),
    Completion(CompletionKind.COMPANY, "company:koop", Span(0, 4), "Koop AG", 3),
    Completion(CompletionKind.FIELD, "koop:", Span(0, 4), "koop:"),
]


@pytest.mark.parametrize(
    ("chosen", "cells", "expected"),
    [
        (0, 60, "Tab  Kooperation 1,200  Koop AG 3  koop: "),
        (0, 24, "Tab  Kooperation 1,200 "),
        (1, 24, "Tab  Koop AG 3  koop: "),
    ],
)
def test_completions(chosen: int, cells: int, expected: str) -> None:
    """As many as there is room for; that which Tab takes is always shown."""
    assert expected == plain(completions_line(COMPLETIONS, chosen, cells, PALETTE))


def test_completion_of_a_company() -> None:
    """A company looks like one."""
    assert ["Koop AG"] == styled(completions_line(COMPLETIONS, 0, 60, PALETTE), PALETTE.company)


def test_completion_wider_than_the_line() -> None:
    """Where not even the chosen one fits, the line ends."""
    assert "Tab " == plain(completions_line(COMPLETIONS, 0, 8, PALETTE))


def test_suggestion() -> None:
    """What a query may have meant is shortened to the line."""
    assert "Did you mean koopera…?  Tab" == plain(suggestion_line("kooperation linde", 27, PALETTE))


def test_reasons() -> None:
    """Why an article matches: each part of the query once, with the words that it matched."""
    reasons = [
        Reason("koop*", "Kooperation", RegionKind.TITLE, Likeness.BEGINNING, 1),
        Reason("koop*", "kooperiert", RegionKind.BODY, Likeness.BEGINNING, 2),
        Reason("bmw", "BMW", RegionKind.BODY, Likeness.EXACT, 3),
    ]
    assert [
        ("koop*", "“Kooperation” beginning in the title, “kooperiert” beginning 2×"),
        ("bmw", "“BMW” 3×"),
    ] == reason_facts(reasons)
