"""The user's corrections of events, through the façade: applied everywhere, found again, undone without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive, open_archive
from index.corrections import EventCorrection, WrongEvent, WrongEventCompany, WrongEventType
from index.document import Article, Company, CompanyEvent, Detections, EventParty, EventType, Span
from index.errors import ArticleNotFound, EventNotFound
from index.ports import Storage
from index.results import Filter, SearchRequest
from index.storage import open_storage
from tests.fakes import FakeSearch, FakeStorage
from tests.index.storage.examples import article, company

STRIKE = "Acme's people strike."
CUTS = "Bolt cuts jobs, and so does Acme."
TEXT = f"{STRIKE} {CUTS} Cog watches."
BEGIN = TEXT.index(CUTS)


def event(kind: EventType, span: Span, *companies: Company) -> CompanyEvent:
    """An event that happens to these companies."""
    return CompanyEvent(kind, tuple(EventParty(each.id, each.name) for each in companies), 0.8, (span,))


def detected(text: str = TEXT) -> Detections:
    """A strike at Acme; layoffs at Bolt and Acme; Cog is only named."""
    acme, bolt, cog = (company(text, name) for name in ("Acme", "Bolt", "Cog"))
    start = text.index(CUTS)
    strike = event(EventType.STRIKE, Span(text.index(STRIKE), text.index(STRIKE) + len(STRIKE)), acme)
    return Detections((acme, bolt, cog), (), (strike, event(EventType.LAYOFFS, Span(start, start + 8), bolt, acme)))


@pytest.fixture(params=["fake", "sqlite"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An archive of that one article over either storage, level."""
    storage: Storage = FakeStorage() if request.param == "fake" else open_storage(tmp_path / "archive")
    storage.save("/1", article(TEXT), detected())
    opened = Archive(storage, FakeSearch())
    opened.catch_up()
    yield opened
    opened.close()


def told(archive: Archive) -> list[tuple[str, list[str]]]:
    """The article's events as they are shown."""
    found = archive.article(1).detections.events
    return [(event.type.value, [party.name for party in event.companies]) for event in found]


def counts(archive: Archive) -> dict[str, int]:
    """The companies' events."""
    return {company.id: company.events for company in archive.companies()}


NO_STRIKE = WrongEvent(1, EventType.STRIKE, ("acme",))
LAYOFFS = (1, EventType.LAYOFFS, ("bolt", "acme"))


def test_no_event(archive: Archive) -> None:
    """It is gone from the article, the index and the company's count."""
    assert {"acme": 2, "bolt": 1, "cog": 0} == counts(archive)
    archive.correct(NO_STRIKE)
    assert [("layoffs", ["Bolt", "Acme"])] == told(archive)
    assert isinstance(archive.index, FakeSearch)
    assert archive.article(1).detections == archive.index.articles[1].detections
    assert {"acme": 1, "bolt": 1, "cog": 0} == counts(archive)
    archive.undo()
    assert [("strike", ["Acme"]), ("layoffs", ["Bolt", "Acme"])] == told(archive)
    assert {"acme": 2, "bolt": 1, "cog": 0} == counts(archive)


def test_another_type(archive: Archive) -> None:
    """The companies and the evidence stay."""
    archive.correct(WrongEventType(*LAYOFFS, EventType.INSOLVENCY))
    assert [("strike", ["Acme"]), ("insolvency", ["Bolt", "Acme"])] == told(archive)
    assert (Span(BEGIN, BEGIN + 8),) == archive.article(1).detections.events[1].evidence


def test_another_company(archive: Archive) -> None:
    """It takes the place of the wrong one; the other company of the event stays."""
    archive.correct(WrongEventCompany(*LAYOFFS, "bolt", "cog"))
    assert [("strike", ["Acme"]), ("layoffs", ["Cog", "Acme"])] == told(archive)
    assert {"acme": 2, "bolt": 0, "cog": 1} == counts(archive)


def test_a_company_less(archive: Archive) -> None:
    """An event of which no company is left is none."""
    archive.correct(WrongEventCompany(*LAYOFFS, "bolt"))
    assert [("strike", ["Acme"]), ("layoffs", ["Acme"])] == told(archive)
    archive.correct(WrongEventCompany(1, EventType.LAYOFFS, ("acme",), "acme"))
    assert [("strike", ["Acme"])] == told(archive)


def test_a_company_that_the_article_does_not_name(archive: Archive) -> None:
    """Nothing can happen to it there: only that it is not the other one is left."""
    archive.correct(WrongEventCompany(*LAYOFFS, "bolt", "dent"))
    assert [("strike", ["Acme"]), ("layoffs", ["Acme"])] == told(archive)


def test_two_events_that_became_one(archive: Archive) -> None:
    """Of a type and a company there is one event in an article; corrected again both are meant, undone they part."""
    archive.correct(WrongEventType(1, EventType.STRIKE, ("acme",), EventType.LAYOFFS))
    assert [("layoffs", ["Acme", "Bolt"])] == told(archive)
    archive.correct(WrongEvent(1, EventType.LAYOFFS, ("acme", "bolt")))
    assert [] == told(archive)
    archive.undo()
    archive.undo()
    assert [("strike", ["Acme"]), ("layoffs", ["Bolt", "Acme"])] == told(archive)


def test_corrections_hold_after_a_new_detection(archive: Archive) -> None:
    """With other companies, other evidence and other words around it."""
    archive.correct(NO_STRIKE)
    archive.correct(WrongEventCompany(*LAYOFFS, "bolt"))
    text = f"Cog watches. Bolt, too. {STRIKE} {CUTS}"
    acme, bolt, cog = (company(text, name) for name in ("Acme", "Bolt", "Cog"))
    start = text.index(STRIKE)
    strike = event(EventType.STRIKE, Span(start, len(text)), acme, cog)
    layoffs = event(EventType.LAYOFFS, Span(text.index(CUTS), len(text)), acme, bolt, cog)
    archive.storage.save("/1", article(text), Detections((acme, bolt, cog), (), (strike, layoffs)))
    archive.catch_up()
    assert [("layoffs", ["Acme", "Cog"])] == told(archive)


def test_a_company_renamed(archive: Archive) -> None:
    """What was said of it in a sentence still holds when it goes by another id."""
    archive.correct(NO_STRIKE)
    found = detected()
    renamed = replace(found.companies[0], id="acme-corporation", name="Acme Corporation")
    strike = event(EventType.STRIKE, found.events[0].evidence[0], renamed)
    archive.storage.save_detections(1, replace(found, companies=(renamed, *found.companies[1:]), events=(strike,)))
    assert [] == told(archive)


def test_another_company_is_a_new_claim(archive: Archive) -> None:
    """That Acme's people do not strike says nothing of Cog's, though the same sentence tells it."""
    archive.correct(NO_STRIKE)
    found = detected()
    strike = event(EventType.STRIKE, found.events[0].evidence[0], found.companies[2])
    archive.storage.save_detections(1, replace(found, events=(strike,)))
    assert [("strike", ["Cog"])] == told(archive)


@pytest.mark.parametrize(
    "correction",
    [
        pytest.param(WrongEvent(1, EventType.STRIKE, ("bolt",)), id="another company"),
        pytest.param(WrongEvent(1, EventType.LEADERSHIP, ("acme",)), id="another type"),
    ],
)
def test_unknown_event(archive: Archive, correction: EventCorrection) -> None:
    """An event that is not there is told, and nothing is kept."""
    with pytest.raises(EventNotFound, match="Article 1 does not tell of this event any more"):
        archive.correct(correction)
    assert () == archive.corrections()


def test_unknown_article(archive: Archive) -> None:
    """So is an article."""
    with pytest.raises(ArticleNotFound):
        archive.correct(WrongEvent(9, EventType.STRIKE, ("acme",)))
    assert () == archive.corrections()


def test_an_article_that_has_gone(archive: Archive) -> None:
    """What was said of it is kept, and harms nothing."""
    archive.correct(NO_STRIKE)
    other = article(CUTS, name="other")
    archive.storage.save("/2", other, Detections())
    archive.storage.save("/1", other, None)
    archive.catch_up()
    with pytest.raises(ArticleNotFound):
        archive.article(1)
    assert [] == archive.companies()
    assert [] == list(archive.corrected())


def test_the_search_follows(tmp_path: Path) -> None:
    """Filters, fields and counts go by what the user says."""
    archive = open_archive(tmp_path / "archive")
    archive.storage.save("/1", article(TEXT), detected())
    archive.catch_up()
    archive.correct(WrongEventType(*LAYOFFS, EventType.INSOLVENCY))
    found = archive.search(SearchRequest("event:insolvency", Filter(events=("strike",))))
    assert {"insolvency", "strike"} == {count.value for count in found.facets["event"]}
    assert 0 == archive.search(SearchRequest("event:layoffs")).total
    archive.undo()
    assert 1 == archive.search(SearchRequest("event:layoffs")).total
    archive.close()


_STEPS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 5), st.sampled_from(EventType), st.sampled_from(["", "bolt", "cog"])),
    min_size=1,
    max_size=6,
)


@settings(max_examples=100, deadline=None)
@given(_STEPS)
def test_a_correction_does_what_it_says(steps: list[tuple[int, int, EventType, str]]) -> None:
    """Whatever was corrected before; no two events are alike, and undone to the end all is as it was."""
    storage = FakeStorage()
    saved: Article = article(TEXT)
    storage.save("/1", saved, detected())
    archive = Archive(storage, FakeSearch())
    before = archive.article(1)
    for act, place, kind, other in steps:
        events = archive.article(1).detections.events
        if not events:
            break
        this = events[place % len(events)]
        ids = tuple(party.id for party in this.companies)
        correction: EventCorrection = (
            WrongEvent(1, this.type, ids),
            WrongEventType(1, this.type, ids, kind),
            WrongEventCompany(1, this.type, ids, ids[0], other),
        )[act]
        archive.correct(correction)
        _check(correction, archive.article(1).detections.events)
    while archive.undo():
        pass
    assert before == archive.article(1)


def _check(correction: EventCorrection, events: tuple[CompanyEvent, ...]) -> None:
    shown = [(event.type, party.id) for event in events for party in event.companies]
    assert len(shown) == len(set(shown))
    match correction:
        case WrongEvent(_, kind, ids):
            assert not {(kind, id_) for id_ in ids} & set(shown)
        case WrongEventType(_, _, ids, right):
            assert {(right, id_) for id_ in ids} <= set(shown)
        case WrongEventCompany(_, kind, _, company, other):
            assert (company == other) == ((kind, company) in shown)
            assert not other or (kind, other) in shown
