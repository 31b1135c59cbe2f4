"""Articles and detections for the tests of storage: short to write, and different where a test says so."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from index.dates import PartialDate
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
    MentionKind,
    Milestone,
    Money,
    Party,
    Region,
    RegionKind,
    Role,
    Span,
    Status,
)
from index.text import visible


def article(
    text: str = "Acme buys Bolt.", *, name: str = "a.txt", fingerprint: str = "", date: str = "2019-02"
) -> Article:
    """An article; its fingerprint is its text's where none is given."""
    return Article(
        id=name,
        text=text,
        title=text.partition("\n")[0] or "untitled",
        date=PartialDate(date) if date else None,
        source="Example Times",
        url="https://times.example/1",
        language="en",
        regions=(Region(Span(0, len(text)), RegionKind.BODY),),
        fingerprint=fingerprint or f"words of {text}",
    )


def company(text: str, *forms: str, about: bool = False, name: str = "") -> Company:
    """A company that the text names by these forms; its id is its first form's."""
    mentions = sorted(Mention(Span(text.index(form), text.index(form) + len(form))).span for form in forms)
    return Company(
        id=forms[0].casefold(), name=name or forms[0], about=about, mentions=tuple(Mention(span) for span in mentions)
    )


def deal(text: str, *companies: Company, kind: DealType = DealType.MERGER) -> DealMention:
    """A deal between these companies, told by the whole text."""
    return DealMention(
        type=kind,
        status=Status.TALKS,
        confidence=0.75,
        parties=tuple(Party(company.id, company.name, Role.PARTNER) for company in companies),
        object="the wheels",
        value=Money(2e9, "USD", approximate=True),
        stake=0.25,
        evidence=(Span(0, len(text)),),
    )


def acme_and_bolt(text: str = "Acme buys Bolt.") -> Detections:
    """Two companies, one of them a part of a third, their merger, and a strike at one."""
    acme, bolt = company(text, "Acme", about=True), company(text, "Bolt")
    bolt = replace(bolt, group="cog", group_name="Cog Group")
    strike = CompanyEvent(EventType.STRIKE, (EventParty(bolt.id, bolt.name),), 0.5, (Span(0, 4), Span(5, len(text))))
    return Detections((acme, bolt), (deal(text, acme, bolt),), (strike,))


_words = st.text(st.characters(codec="utf-8"), max_size=40).map(visible)
_ids = st.sampled_from(["acme", "bolt", "cog", "müller-söhne"])
_groups = st.sampled_from([(None, None), ("wheels", "Wheels"), ("gears", "Gears Group")])


@st.composite
def _spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text)))
    return Span(start, draw(st.integers(start, len(text))))


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article."""
    text = draw(_words)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=5)))
    return Article(
        id=draw(_words),
        text=text,
        title=draw(_words),
        date=draw(
            st.none() | st.dates().map(lambda day: PartialDate(day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]))
        ),
        source=draw(_words),
        url=draw(st.none() | _words),
        language=draw(st.sampled_from(["de", "en"])),
        regions=tuple(
            Region(Span(start, end), draw(st.sampled_from(RegionKind)), draw(_words)) for start, end in pairwise(edges)
        ),
        fingerprint=draw(_words),
    )


@st.composite
def _companies(draw: st.DrawFn, text: str) -> tuple[Company, ...]:
    mentions = st.builds(Mention, _spans(text), st.sampled_from(MentionKind), _words)
    return tuple(
        Company(
            company_id,
            draw(_words),
            draw(st.booleans()),
            tuple(draw(st.lists(mentions, min_size=1, max_size=4))),
            *draw(_groups),
        )
        for company_id in draw(st.lists(_ids, unique=True, max_size=3))
    )


@st.composite
def detections(draw: st.DrawFn, text: str) -> Detections:
    """Anything that may have been detected in a text."""
    companies = draw(_companies(text))
    parties = tuple(Party(company.id, company.name, draw(st.sampled_from(Role))) for company in companies)
    dates = st.builds(PartialDate, st.sampled_from(["2019", "2019-06", "2019-06-05"]))
    amounts = st.builds(Money, st.floats(0, 1e15), st.sampled_from(["EUR", "USD"]), st.booleans())
    deals = st.builds(
        DealMention,
        type=st.sampled_from(DealType),
        status=st.sampled_from(Status),
        confidence=st.floats(0, 1),
        parties=st.just(parties),
        object=st.none() | _words,
        value=st.none() | amounts,
        stake=st.none() | st.floats(0, 1),
        stake_before=st.none() | st.floats(0, 1),
        dates=st.lists(st.builds(DealDate, dates, st.sampled_from(Milestone)), max_size=2).map(tuple),
        evidence=st.lists(_spans(text), min_size=1, max_size=3).map(tuple),
    )
    events = st.builds(
        CompanyEvent,
        type=st.sampled_from(EventType),
        companies=st.just(tuple(EventParty(company.id, company.name) for company in companies)),
        confidence=st.floats(0, 1),
        evidence=st.lists(_spans(text), min_size=1, max_size=3).map(tuple),
    )
    told = draw(st.lists(events, max_size=2)) if companies else []
    return Detections(companies, tuple(draw(st.lists(deals, max_size=2))), tuple(told))
