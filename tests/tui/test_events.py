"""Events and groups: shown for the open article, gone to, filtered by; narrowing by whatever is in the result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.corrections import Correction, WrongEvent, WrongEventCompany, WrongEventType
from index.document import EventType
from index.results import Filter
from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, NARROW, running
from tests.tui.samples import ARTICLES, archived
from tests.tui.test_corrections import IGUS
from tests.tui.test_pages import STRIKE
from tui.widgets.pick_list import PickList


async def test_events_of_the_open_article() -> None:
    """The panel has a pane of events while the open article tells of some."""
    async with running(FakeArchive([STRIKE, *ARTICLES])) as ran:
        await ran.read(7)
        await ran.until(lambda: "strike Audi" in ran.text, "the event")
        await ran.press("j")
        await ran.read(3)
        assert "Events" not in ran.text


async def test_to_the_evidence() -> None:
    """`e` goes to the events, Enter to where it says so."""
    async with running(FakeArchive([STRIKE, *ARTICLES])) as ran:
        await ran.read(7)
        await ran.press("e")
        assert ran.screen.events.has_focus
        await ran.press("enter")
        await ran.until(lambda: "place 1 of 1" in ran.text, "the place")
        assert "▌ Die Beschäftigten von Audi" in ran.text


async def test_narrow_screen() -> None:
    """On a narrow screen the pane has room under companies and deals once an article is open."""
    async with running(FakeArchive([STRIKE, *ARTICLES]), NARROW) as ran:
        await ran.press("enter")
        await ran.read(7)
        await ran.until(lambda: "strike Audi" in ran.text, "the event")


async def test_no_events() -> None:
    """Without events `e` says so."""
    async with running(size=LARGE) as ran:
        await ran.press("e")
        await ran.until(lambda: "tells of no event; f narrows" in ran.text, "the notice")


async def test_filter_by_event() -> None:
    """Space narrows to articles with such an event; a chip says so, and Space again takes it off."""
    async with running(FakeArchive([STRIKE, *ARTICLES])) as ran:
        await ran.read(7)
        await ran.press("e", "space")
        await ran.answered()
        assert Filter(events=("strike",)) == ran.screen.page.request.filter
        assert 1 == ran.screen.page.total
        assert "+strike" in ran.text.splitlines()[1]
        await ran.press("space")
        await ran.answered()
        assert 6 == ran.screen.page.total


async def test_filter_by_group() -> None:
    """`w` on a company narrows to its whole group, also from the company on top of it."""
    async with running(FakeArchive([STRIKE, *ARTICLES])) as ran:
        await ran.press("c")
        panel = ran.screen.companies
        for name in ("Audi", "Volkswagen"):
            panel.cursor = next(row for row in range(panel.row_count) if panel.company_at(row).name == name)
            await ran.press("w")
            await ran.until(lambda: ran.screen.asking.choices, "the choice")
            await ran.answered()
            assert Filter(groups=("volkswagen",)) == ran.screen.page.request.filter
            assert "+Volkswagen group" in ran.text.splitlines()[1]
            assert 2 == ran.screen.page.total
            await ran.press("escape")
            await ran.answered()
            assert 6 == ran.screen.page.total


async def test_no_group() -> None:
    """A company without a known group has no such filter, and a notice says so."""
    async with running(FakeArchive([IGUS]), LARGE) as ran:
        await ran.press("c", "w")
        await ran.until(lambda: "No group of" in ran.text, "the notice")


async def test_narrow_by_a_facet() -> None:
    """`f` offers what is in the result; a choice becomes a word of the query, and again takes it out."""
    async with running(FakeArchive([STRIKE, *ARTICLES])) as ran:
        await ran.press("f")
        await ran.type("partner")
        assert "type: partnership" in ran.text
        await ran.press("enter")
        await ran.until(lambda: ran.screen.bar.field.value == "type:partnership", "the query")
        await ran.press("f")
        await ran.type("partner")
        await ran.press("enter")
        await ran.until(lambda: ran.screen.bar.field.value == "", "the query without")


async def test_narrow_by_an_event() -> None:
    """An event chosen there is a filter like that of the panel."""
    async with running(FakeArchive([STRIKE, *ARTICLES])) as ran:
        await ran.press("f")
        await ran.type("strike")
        await ran.press("enter")
        await ran.until(lambda: ran.screen.asking.choices, "the choice")
        await ran.answered()
        assert 1 == ran.screen.page.total


async def test_why_a_company() -> None:
    """Under the companies stands how the open article names the one with the cursor, and why that is believed."""
    async with running(FakeArchive([STRIKE, *ARTICLES])) as ran:
        await ran.read(7)
        assert "lexicon" not in ran.text
        await ran.to_company("Audi")
        await ran.until(lambda: "lexicon 3×, legal" in ran.text, "the reason")
        assert "group Volkswagen" in ran.text
        await ran.press("G")
        await ran.until(lambda: "not in the open article" in ran.text, "another company")


async def test_about_a_deal() -> None:
    """Under the deals stands how the status of the one with the cursor went, and who tells it."""
    async with running() as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.press("d", "j")
        await ran.until(lambda: "2 articles" in ran.text, "who tells it")
        assert "2020-03-27" in ran.text


async def test_foot_goes_with_the_focus() -> None:
    """What stands under the companies goes when the focus does, also after a page was open."""
    async with running() as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 4, "the deals")
        await ran.to_company("BMW")
        await ran.until(lambda: "not in the open article" in ran.text, "the foot")
        await ran.press("enter")
        await ran.until(lambda: ran.app.screen is not ran.screen, "the page")
        await ran.press("escape", "d")
        await ran.until(lambda: "2023-10-13" in ran.text, "the other foot")
        assert "not in the open article" not in ran.text


@pytest.mark.parametrize(
    ("keys", "correction"),
    [
        pytest.param(["exclamation_mark"], WrongEvent(7, EventType.STRIKE, ("audi",)), id="no event"),
        pytest.param(
            ["t", "l", "a", "y", "enter"],
            WrongEventType(7, EventType.STRIKE, ("audi",), EventType.LAYOFFS),
            id="another type",
        ),
        pytest.param(["x"], WrongEventCompany(7, EventType.STRIKE, ("audi",), "audi"), id="not that company"),
        pytest.param(
            ["equals_sign", "enter"],
            WrongEventCompany(7, EventType.STRIKE, ("audi",), "audi", "volkswagen"),
            id="another company",
        ),
    ],
)
@pytest.mark.parametrize("page", [False, True], ids=["beside the article", "on the company's page"])
async def test_corrections(keys: list[str], correction: Correction, page: bool) -> None:
    """One key each, beside the article and on the company's page; `u` takes it back."""
    archive = FakeArchive([STRIKE, *ARTICLES])
    async with running(archive) as ran:
        await ran.read(7)
        if page:
            await ran.to_company("Audi")
            await ran.press("enter")
            await ran.until(lambda: "2024-03-01  strike" in ran.text, "the page")
            await ran.press("shift+tab")
        else:
            await ran.press("e")
        for key in keys:
            await ran.press(key)
            if key == "equals_sign":
                await ran.until(lambda: ran.app.screen.query_one(PickList).row_count, "the offers")
        await ran.until(lambda: archive.holding == [correction], "the correction")
        await ran.press("u")
        await ran.until(lambda: not archive.holding, "taken back")


async def test_the_focus_stays_somewhere() -> None:
    """When the last event is corrected away, the keys lead the article, or the company's articles."""
    archive = FakeArchive([STRIKE, *ARTICLES])
    async with running(archive) as ran:
        await ran.read(7)
        await ran.press("e")
        archive.articles[7] = replace(STRIKE, detections=replace(STRIKE.detections, events=()))
        await ran.press("exclamation_mark")
        await ran.until(lambda: not ran.screen.events.row_count, "no event")
        assert ran.screen.article.has_focus


async def test_several_companies() -> None:
    """Where an event happens to several, it is asked which of them is wrong; then, for `=`, who is right."""
    both = archived(
        8,
        "Streiks",
        ["Bei Audi, BMW und Porsche wird gestreikt."],
        date="2024-04-01",
        companies=["Audi", "BMW", "Porsche"],
        events=[(EventType.STRIKE, ["Audi", "BMW"], ["Bei Audi, BMW und Porsche wird gestreikt"])],
    )
    archive = FakeArchive([both])
    async with running(archive) as ran:
        await ran.read(8)
        await ran.press("e", "x", "down", "enter")
        companies = (8, EventType.STRIKE, ("audi", "bmw"))
        await ran.until(lambda: archive.holding == [WrongEventCompany(*companies, "bmw")], "the correction")
        await ran.press("u")
        await ran.until(lambda: not archive.holding, "taken back")
        await ran.press("equals_sign", "enter")
        await ran.until(lambda: "not to Audi" in ran.text, "the second question")
        await ran.until(lambda: ran.app.screen.query_one(PickList).row_count, "the offers")
        await ran.press("enter")
        wanted = WrongEventCompany(*companies, "audi", "porsche")
        await ran.until(lambda: archive.holding == [wanted], "the correction")
        await ran.press("C")
        await ran.until(lambda: "strike: Porsche, not Audi" in ran.text, "the list")
