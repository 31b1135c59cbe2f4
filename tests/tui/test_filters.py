"""Filtering by companies from the keyboard and with the mouse; what Esc takes off, and when."""

from __future__ import annotations

import pytest

from index.results import FacetCount
from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, NARROW, Running, running
from tui.searching import Choice


def _choices(ran: Running) -> list[tuple[str, bool]]:
    return [(choice.name, choice.excluded) for choice in ran.screen.asking.choices]


async def test_one_company() -> None:
    """`c` goes to the companies, Space filters by the one with the cursor; the chip shows it."""
    async with running() as ran:
        await ran.to_company("BMW")
        assert ran.screen.companies.has_focus
        await ran.press("space")
        await ran.answered()
        assert [("BMW", False)] == _choices(ran)
        assert 3 == ran.screen.page.total
        assert "+BMW" in ran.text.splitlines()[1]
        assert "3 of 5 articles" in ran.text


async def test_two_companies() -> None:
    """Several companies: articles that name all of them."""
    async with running() as ran:
        await ran.to_company("BMW")
        await ran.press("space")
        await ran.answered()
        await ran.to_company("Daimler")
        await ran.press("space")
        await ran.answered()
        assert [("BMW", False), ("Daimler", False)] == _choices(ran)
        assert 2 == ran.screen.page.total


async def test_counts() -> None:
    """The counts are those of the result; the filtered company stands first, and the cursor stays on it."""
    async with running() as ran:
        await ran.to_company("Daimler")
        await ran.press("space")
        await ran.answered()
        rows = [(row.name, row.count) for row in map(ran.screen.companies.company_at, range(3))]
        assert [("Daimler", 2), ("BMW", 2), ("Volkswagen", 1)] == rows
        assert ran.screen.companies.company is not None
        assert "Daimler" == ran.screen.companies.company.name


async def test_exclude() -> None:
    """`x` keeps out the articles that name the company; it stays in the panel to be taken back."""
    async with running() as ran:
        await ran.to_company("BMW")
        await ran.press("x")
        await ran.answered()
        assert [("BMW", True)] == _choices(ran)
        assert 2 == ran.screen.page.total
        assert "−BMW" in ran.text.splitlines()[1]
        await ran.press("x")
        await ran.answered()
        assert 5 == ran.screen.page.total


async def test_excluded_becomes_filtered() -> None:
    """Space on an excluded company turns it round."""
    async with running() as ran:
        await ran.to_company("BMW")
        await ran.press("x")
        await ran.answered()
        await ran.press("space")
        await ran.answered()
        assert [("BMW", False)] == _choices(ran)


async def test_space_again() -> None:
    """Space on a filtered company takes the filter off."""
    async with running() as ran:
        await ran.press("c", "space")
        await ran.answered()
        await ran.press("space")
        await ran.answered()
        assert [] == _choices(ran)


async def test_escape() -> None:
    """Esc leaves the field, then takes off the last filter, the one before, and the query."""
    async with running() as ran:
        await ran.search("software")
        await ran.press("enter", "c", "space")
        await ran.answered()
        await ran.press("j", "x")
        await ran.answered()
        await ran.press("slash")
        steps = []
        for _ in range(5):
            await ran.press("escape")
            await ran.answered()
            asking = ran.screen.asking
            steps.append((ran.screen.bar.field.has_focus, asking.query, len(asking.choices)))
        assert [(False, "software", 2), (False, "software", 1), (False, "software", 0), (False, "", 0)] == steps[:4]
        assert steps[3] == steps[4], "then there is nothing left to take off"


async def test_escape_closes_the_article_first() -> None:
    """On a narrow screen Esc closes the article before it takes a filter off."""
    async with running(size=NARROW) as ran:
        await ran.press("c", "space")
        await ran.answered()
        await ran.press("tab", "tab", "tab")
        ran.screen.articles.focus()
        await ran.press("enter")
        await ran.until(lambda: ran.screen.article.archived, "the article")
        await ran.press("escape")
        assert (False, 1) == (ran.screen.is_reading, len(ran.screen.asking.choices))
        await ran.press("escape")
        assert 0 == len(ran.screen.asking.choices)


async def test_click() -> None:
    """A click on a company filters by it; a click on its chip takes that off."""
    async with running() as ran:
        await ran.read(3)
        await ran.pilot.click(ran.screen.companies, offset=(6, 1))
        await ran.answered()
        assert [("Activision Blizzard", False)] == _choices(ran)
        await ran.pilot.click(ran.screen.choices, offset=(3, 0))
        await ran.answered()
        assert [] == _choices(ran)


async def test_marks() -> None:
    """The companies of the open article stand first, with a mark; with the focus the cursor stays on its company."""
    async with running() as ran:
        await ran.read(3)
        await ran.until(lambda: "• Microsoft" in ran.text, "the mark")
        names = [ran.screen.companies.company_at(row).name for row in range(ran.screen.companies.row_count)]
        assert {"Microsoft", "Activision Blizzard"} == set(names[:2])
        assert ["BMW", "Daimler"] == names[2:4]
        assert "• BMW" not in ran.text
        await ran.to_company("BMW")
        ran.screen.show_article(1)
        await ran.read(1)
        company = ran.screen.companies.company
        assert company is not None
        assert ("BMW", True) == (company.name, company.here)


async def test_narrowing_shows_the_list() -> None:
    """On a narrow screen a filter closes the article: what remains is what one wants to see."""
    async with running(size=NARROW) as ran:
        await ran.press("enter")
        await ran.read(3)
        await ran.press("c", "space")
        await ran.answered()
        assert ran.screen.list_pane.display
        assert ran.screen.companies.has_focus


async def test_nothing_left() -> None:
    """No hits: the list says so, and what takes the filters off."""
    async with running(size=LARGE) as ran:
        ran.screen.choose(Choice("bmw", "BMW"))
        ran.screen.choose(Choice("microsoft", "Microsoft"))
        await ran.answered()
        assert "No article matches with BMW, with Microsoft." in ran.text
        assert "Esc takes the last filter off" in ran.text
        assert ran.screen.article.archived is None


@pytest.mark.parametrize("chosen", [[], [2], [0, 7], [11]])
@pytest.mark.parametrize("here", [[], [0], [3, 2, 9], [11, 0, 7]])
async def test_where_companies_stand(chosen: list[int], here: list[int]) -> None:
    """Those chosen first, then the open article's, then all others in their order; each is found in its row."""
    counts = [FacetCount(str(number), f"Company {number}", 20 - number) for number in range(11)]
    expected = [*chosen, *sorted({*here} - {*chosen} - {11})]
    expected += [number for number in range(11) if number not in expected]
    async with running(FakeArchive(())) as ran:
        panel = ran.screen.companies
        panel.show_counts(counts, [Choice(str(number), f"Company {number}") for number in chosen])
        panel.show_here([str(number) for number in here])
        shown = [panel.company_at(row) for row in range(panel.row_count)]
        assert [(str(n), str(n) in map(str, here), 20 - n if n < 11 else 0) for n in expected] == [
            (one.id, one.here, one.count) for one in shown
        ]
        assert list(range(panel.row_count)) == [panel._row_of(one.id) for one in shown]
        assert panel._row_of("none") is None
