"""How the screens look: compared with pictures that were looked at. `pytest --snapshot-update` takes new ones."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot

from index.corrections import NotACompany
from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, NARROW, Running
from tests.tui.samples import ARTICLES
from tests.tui.test_pages import STRIKE
from tui.app import DealwireApp
from tui.screens.main import MainScreen
from tui.themes import DARK, LIGHT

SnapCompare = Callable[..., bool]


async def _answered(pilot: Pilot[None]) -> Running:
    """The app with its first answers on the screen: list, companies, deals."""
    app = pilot.app
    assert isinstance(app, DealwireApp)
    screen = app.screen
    assert isinstance(screen, MainScreen)
    ran = Running(app, pilot, screen)
    await ran.until(lambda: screen.page.total == 0 or (ran.titles and screen.deals.row_count), "the first answers")
    return ran


async def _filtered(pilot: Pilot[None]) -> None:
    """A search for a word, one company filtered by, an article with all kinds of highlights open."""
    ran = await _answered(pilot)
    await ran.search("kooperation")
    await ran.press("enter", "c", "space")
    await ran.answered()
    while not ran.screen.articles.has_focus:
        await ran.press("shift+tab")
    await ran.press("enter")
    await ran.until(lambda: ran.screen.article.archived is not None, "the article")
    await ran.until(lambda: ran.screen.deals.row_count, "the deals")


async def _nothing(pilot: Pilot[None]) -> None:
    ran = await _answered(pilot)
    await ran.search("zzz")
    await ran.until(lambda: "No article" in ran.text, "no hits")


async def _first(pilot: Pilot[None]) -> None:
    ran = await _answered(pilot)
    if ran.screen.is_wide:
        await ran.until(lambda: ran.screen.article.archived is not None, "the preview")


async def _help(pilot: Pilot[None]) -> None:
    ran = await _answered(pilot)
    await ran.press("question_mark")


def _opened(*keys: str, shown: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Presses keys once the first answers are here, and waits for what they lead to."""

    async def press(pilot: Pilot[None]) -> None:
        ran = await _answered(pilot)
        await ran.until(lambda: ran.screen.deals.row_count, "the deals")
        for key in keys:
            await ran.press(key)
        await ran.until(lambda: shown in ran.text, shown)
        await pilot.pause(0.1)

    return press


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [NARROW, LARGE], ids=["80x24", "200x60"])
@pytest.mark.parametrize("state", [_first, _filtered], ids=["start", "filtered"])
def test_main_screen(snap_compare: SnapCompare, size: tuple[int, int], theme: str, state: object) -> None:
    """The main screen, small and large, dark and light, as it starts and with a search, a filter and an article."""
    assert snap_compare(DealwireApp(FakeArchive(), theme=theme), terminal_size=size, run_before=state)


@pytest.mark.parametrize(
    ("articles", "state"),
    [
        pytest.param(None, _help, id="help"),
        pytest.param(None, _nothing, id="no hits"),
        pytest.param((), _first, id="empty archive"),
    ],
)
def test_other_screens(snap_compare: SnapCompare, articles: tuple[()] | None, state: object) -> None:
    """The help, a search that finds nothing, and an archive without articles."""
    archive = FakeArchive() if articles is None else FakeArchive(articles)
    assert snap_compare(DealwireApp(archive), terminal_size=NARROW, run_before=state)


@pytest.mark.parametrize("theme", [DARK.name, LIGHT.name])
@pytest.mark.parametrize("size", [NARROW, LARGE], ids=["80x24", "200x60"])
@pytest.mark.parametrize(
    "state",
    [
        pytest.param(_opened("c", "j", "j", "enter", shown="Börsenkurier"), id="company"),
        pytest.param(_opened("d", "j", "j", "i", shown="Börsenkurier ·"), id="deal"),
        pytest.param(_opened("d", "t", shown="How far is"), id="question"),
        pytest.param(_opened("C", shown="is no company"), id="corrections"),
        pytest.param(_opened("slash", "k", "o", shown="Tab  "), id="typing"),
        pytest.param(_opened("enter", "e", "enter", shown="place 1 of 1"), id="event"),
    ],
)
def test_pages(snap_compare: SnapCompare, size: tuple[int, int], theme: str, state: object) -> None:
    """The pages, a question, completion and an event, small and large, dark and light."""
    archive = FakeArchive([STRIKE, *ARTICLES])
    archive.correct(NotACompany("Regierung"))
    archive.correct(NotACompany("Winter"))
    archive.undo()
    assert snap_compare(DealwireApp(archive, theme=theme), terminal_size=size, run_before=state)
