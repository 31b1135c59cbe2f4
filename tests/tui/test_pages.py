"""The pages of a company, a deal and an article: what they tell, where they lead, and the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.corrections import NotACompany, WrongDeal
from index.document import DealType, EventType, Role, Status
from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, NARROW, Running, running
from tests.tui.samples import ARTICLES, archived
from tui.messages import StoryFetched
from tui.screens.company import CompanyScreen
from tui.screens.deal import DealScreen
from tui.stories import Story

STRIKE = archived(
    7,
    "Streik bei Audi",
    ["Die Beschäftigten von Audi legen die Arbeit nieder. Die Audi AG bedauert das, Volkswagen schweigt."],
    date="2024-03-01",
    companies=["Audi", "Volkswagen"],
    forms={"Audi AG": "Audi"},
    groups={"Audi": "Volkswagen"},
    events=[(EventType.STRIKE, ["Audi"], ["Die Beschäftigten von Audi legen die Arbeit nieder"])],
    deals=[
        (DealType.ACQUISITION, Status.ENDED, {"Audi": Role.ACQUIRER, "Volkswagen": Role.TARGET}, ["Streik bei Audi"])
    ],
)


def _screen(ran: Running) -> str:
    return type(ran.app.screen).__name__


async def _company(ran: Running, name: str) -> None:
    """Opens a company's page from the panel."""
    await ran.to_company(name)
    await ran.press("enter")
    await ran.until(lambda: _screen(ran) == "CompanyScreen", "the page")


async def test_company() -> None:
    """A company's page tells its forms and why they are believed, its group, its deals, events and articles."""
    async with running(FakeArchive([STRIKE, *ARTICLES]), NARROW) as ran:
        await _company(ran, "Audi")
        await ran.until(lambda: "Streik bei Audi" in ran.text, "the articles")
        told = " ".join(ran.text.split())
        assert "known as Audi 3×, Audi AG" in told
        assert "group Volkswagen" in told
        assert "deals with Volkswagen" in told
        assert "why lexicon 3×, legal form" in told
        assert "Audi → Volkswagen" in ran.text
        assert "2024-03-01  strike · Blechp" in ran.text


async def test_company_without_events() -> None:
    """Where nothing else happened there is no pane for it."""
    async with running(size=NARROW) as ran:
        await _company(ran, "BMW")
        await ran.until(lambda: "Börsenkurier" in ran.text, "the articles")
        assert "Events" not in ran.text


async def test_from_company_to_article_and_back() -> None:
    """Enter on one of its articles opens it, with the company's places to go through; Esc leads back, page by page."""
    archive = FakeArchive()
    async with running(archive, NARROW) as ran:
        await _company(ran, "BMW")
        await ran.until(lambda: "Börsenkurier" in ran.text, "the articles")
        await ran.press("enter")
        await ran.until(lambda: "Börsenkurier · German" in ran.text, "the article")
        assert "2 places" in ran.text
        await ran.press("n")
        await ran.until(lambda: "place 1 of 2" in ran.text, "the place")
        await ran.press("J")
        await ran.until(lambda: "Zwei Verehrer" in ran.text, "the next article")
        await ran.press("K")
        await ran.until(lambda: "auf Eis" in ran.text, "the one before")
        await ran.until(lambda: (4, True) in archive.read, "marked read")
        await ran.press("escape")
        assert "CompanyScreen" == _screen(ran)
        await ran.press("escape")
        assert ran.app.screen is ran.screen
        assert ran.screen.companies.has_focus


@pytest.mark.parametrize("key", ["h", "escape"])
async def test_from_event_to_evidence(key: str) -> None:
    """Enter on an event opens the article where it says so; h and Esc lead back."""
    async with running(FakeArchive([STRIKE, *ARTICLES]), LARGE) as ran:
        await _company(ran, "Audi")
        await ran.until(lambda: "strike" in ran.text, "the event")
        await ran.press("shift+tab", "enter")
        await ran.until(lambda: "▌ Die Beschäftigten von Audi" in ran.text, "the evidence")
        await ran.press(key)
        assert "CompanyScreen" == _screen(ran)


async def test_from_company_to_partner() -> None:
    """`c` on a company's page leads to the page of one that it deals with."""
    async with running(size=NARROW) as ran:
        await _company(ran, "BMW")
        await ran.until(lambda: "Börsenkurier" in ran.text, "the articles")
        await ran.press("c")
        await ran.until(lambda: "BMW deals with …" in ran.text, "the question")
        await ran.type("jag")
        await ran.press("enter")
        await ran.until(lambda: "─ Jaguar Land Rover ─" in ran.text, "the other page")
        await ran.press("escape", "escape")
        assert ran.app.screen is ran.screen


async def test_company_without_deals() -> None:
    """A company without deals has nobody to go to, and says so."""
    article = archived(1, "Igus baut an", ["Igus wächst."], date="2020", companies=["Igus"])
    async with running(FakeArchive([article]), NARROW) as ran:
        await _company(ran, "Igus")
        await ran.until(lambda: "No deals so far." in ran.text, "the page")
        await ran.press("c")
        await ran.until(lambda: "No deal of Igus is known." in ran.text, "the notice")


async def test_a_deals_page_after_a_correction() -> None:
    """The heading follows the parties; of a deal that is none any more nothing is left but how to get it back."""
    archive = FakeArchive()
    async with running(archive, LARGE) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d", "j", "i")
        page = ran.app.screen
        assert isinstance(page, DealScreen)
        await ran.until(lambda: "Daimler ↔ BMW" in ran.text.splitlines()[0], "the page")
        [deal] = [each for each in archive.deals() if each.id == "partnership:bmw+daimler"]
        page.post_message(StoryFetched(Story(replace(deal, parties=deal.parties[:1]), {})))
        await ran.until(lambda: "BMW" not in ran.text.splitlines()[0], "the other heading")
        page.post_message(StoryFetched(None))
        await ran.until(lambda: "There is no such deal any more." in ran.text, "what is left")
        assert "0 articles" in ran.text


async def test_to_deals_and_events() -> None:
    """`d` and `e` lead to a company's deals and events; where there are no events, a notice says so."""
    async with running(FakeArchive([STRIKE, *ARTICLES]), LARGE) as ran:
        await _company(ran, "Audi")
        page = ran.app.screen
        assert isinstance(page, CompanyScreen)
        await ran.until(lambda: "strike · Blechp" in ran.text, "the page")
        await ran.press("e")
        assert page.events.has_focus
        await ran.press("d")
        assert page.deals.has_focus
        await ran.press("escape")
        await _company(ran, "BMW")
        await ran.until(lambda: "Börsenkurier" in ran.text, "the articles")
        await ran.press("e")
        await ran.until(lambda: "No event of BMW is known." in ran.text, "the notice")


@pytest.mark.parametrize(
    ("cells", "told"), [(80, "!tx=a Correct"), (120, "! No deal t Status x No party = Same a Another")]
)
async def test_footer(cells: int, told: str) -> None:
    """The keys that matter are always there, and those that correct: as one where there is little room."""
    async with running(size=(cells, 24)) as ran:
        await _company(ran, "BMW")
        await ran.until(lambda: "Börsenkurier" in ran.text, "the articles")
        await ran.press("d")
        await ran.until(lambda: f"{told} Esc Back" in ran.text.splitlines()[-1], "the footer")
        assert ran.text.splitlines()[-1].rstrip().endswith("? Help")


async def test_from_company_to_deal() -> None:
    """`i` on one of its deals opens the deal's page; `c` there leads to a party's page."""
    async with running(size=LARGE) as ran:
        await _company(ran, "BMW")
        await ran.until(lambda: "Börsenkurier" in ran.text, "the articles")
        await ran.press("shift+tab", "i")
        await ran.until(lambda: _screen(ran) == "DealScreen", "the deal's page")
        await ran.press("c", "enter")
        await ran.until(lambda: _screen(ran) == "CompanyScreen", "the party's page")
        for expected in ("DealScreen", "CompanyScreen", "MainScreen"):
            await ran.press("escape")
            assert expected == _screen(ran)


async def test_deal() -> None:
    """A deal's page tells parties by role, how the status went, and who says what, the newest first."""
    async with running(size=NARROW) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d", "j", "i")
        await ran.until(lambda: "Börsenkurier" in ran.text, "who tells it")
        assert "partner Daimler, BMW" in ran.text
        assert "2020-06     ended  Börsenkurier · Daimler und BMW legen die Kooper" in ran.text
        assert "verhandeln Daimler und BMW seit einiger Zeit" in ran.text
        assert "2 articles" in ran.text


async def test_from_deal_to_evidence() -> None:
    """Enter on a piece of evidence opens its article at that place."""
    async with running(size=NARROW) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d", "j", "i")
        await ran.until(lambda: "Börsenkurier" in ran.text, "who tells it")
        await ran.press("j", "enter")
        await ran.until(lambda: "▌ Nach allem, was aus der Branche" in ran.text, "the evidence")
        await ran.press("q")
        assert "DealScreen" == _screen(ran)


async def test_correcting_on_a_page() -> None:
    """The keys that correct work on the pages; a deal that is none any more leaves its page empty until undone."""
    archive = FakeArchive([STRIKE, *ARTICLES])
    async with running(archive, NARROW) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 5, "the deals")
        await ran.press("d", "i")
        await ran.until(lambda: _screen(ran) == "DealScreen", "the page")
        await ran.press("exclamation_mark")
        await ran.until(lambda: "There is no such deal any more." in ran.text, "the empty page")
        assert isinstance(archive.holding[0], WrongDeal)
        await ran.press("u")
        await ran.until(lambda: "There is no such deal any more." not in ran.text, "the deal is back")
        await ran.press("escape")
        await ran.until(lambda: ran.screen.deals.row_count == 5, "the screen below asked again")


async def test_correcting_on_a_company_page() -> None:
    """`!` on a company's page says that the company is none."""
    archive = FakeArchive()
    async with running(archive, LARGE) as ran:
        await _company(ran, "Volkswagen")
        await ran.until(lambda: "Zwei Verehrer" in ran.text, "the articles")
        await ran.press("exclamation_mark")
        await ran.until(lambda: archive.holding == [NotACompany("Volkswagen")], "the correction")
        await ran.press("escape")
        await ran.until(lambda: ran.screen.companies.row_count == 5, "the screen below asked again")


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (400, 100)])
async def test_any_size(size: tuple[int, int]) -> None:
    """No size of the terminal breaks a page or a question."""
    async with running(FakeArchive([STRIKE, *ARTICLES]), LARGE) as ran:
        await _company(ran, "Audi")
        await ran.pilot.resize_terminal(*size)
        await ran.pilot.pause()
        await ran.press("shift+tab", "i", "enter", "a", "escape", "escape", "escape", "escape", "C")
        await ran.pilot.resize_terminal(*LARGE)
        await ran.until(lambda: "You have corrected nothing yet." in ran.text, "the last page")
