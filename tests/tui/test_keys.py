"""Every key there is: pressed where it works, and known to do something."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode

from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, Running, running
from tests.tui.samples import ARTICLES
from tests.tui.test_pages import STRIKE
from tui.keys import CORRECTIONS, PICK, SECTIONS
from tui.screens.article import ArticleScreen
from tui.screens.company import CompanyScreen
from tui.screens.corrections import CorrectionsScreen
from tui.screens.deal import DealScreen
from tui.screens.help import HelpScreen
from tui.screens.main import MainScreen
from tui.screens.picking import PickScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.company_panel import CompanyPanel
from tui.widgets.deal_panel import DealPanel
from tui.widgets.event_panel import EventPanel
from tui.widgets.search_field import SearchField
from tui.widgets.timeline import Timeline

_WHERE: dict[str, Sequence[str]] = {
    "Everywhere": (),
    "In every list and in the article": (),
    "In the list of articles": (),
    "In the article": ("enter",),
    "In the companies": ("c",),
    "In the deals": ("d",),
    "In the events": ("e",),
    "In the search field": ("slash", "b"),
    "On the page of a company, a deal or an article": ("d", "i"),
    "In the corrections": ("C",),
    "In a question": ("d", "t"),
}
_ALL = {**SECTIONS, "In the corrections": CORRECTIONS, "In a question": PICK}


def test_sections() -> None:
    """Every section of the help is pressed here."""
    assert set(_ALL) == set(_WHERE)


async def _home(ran: Running) -> None:
    """Back to the list of articles, whatever is open."""
    while ran.app.screen is not ran.screen:
        await ran.press("escape")
    ran.screen.action_clear()
    ran.screen.action_to_list()
    await ran.answered()


@pytest.mark.parametrize("section", list(_ALL))
async def test_pressed(section: str) -> None:
    """Each key of a section is handled where it works, without an error, and leads back to the list."""
    keys = [key for binding in _ALL[section] for key in binding.key.split(",") if not _leaves(binding)]
    async with running(FakeArchive([STRIKE, *ARTICLES]), LARGE) as ran:
        for key in keys:
            await ran.until(lambda: ran.screen.deals.row_count and ran.screen.article.archived, "the answers")
            await ran.press(*_WHERE[section], key)
            await ran.pilot.pause(0.02)
            await _home(ran)
        assert [] == [notice.message for notice in ran.app._notifications if notice.severity == "error"]
        assert ran.app.is_running


def _leaves(binding: Binding) -> bool:
    return binding.id == "quit"


def test_no_key_twice() -> None:
    """In one place a key does one thing: what a pane has is not hidden by another of its own."""
    for section, bindings in _ALL.items():
        if section.startswith("On the page"):
            continue  # three kinds of page
        keys = [key for binding in bindings for key in binding.key.split(",")]
        assert sorted(set(keys)) == sorted(keys), section


_PANES = (ArticleList, ArticleView, CompanyPanel, DealPanel, EventPanel, SearchField)
_OTHERS = (ArticleScreen, CompanyScreen, CorrectionsScreen, DealScreen, HelpScreen, MainScreen, PickScreen, Timeline)


@pytest.mark.parametrize("owner", [*_PANES, *_OTHERS], ids=lambda owner: owner.__name__)
def test_actions(owner: type[DOMNode]) -> None:
    """Every key leads to something that can be done: by the pane, by the main screen, or by the app."""
    for binding in owner.BINDINGS:
        assert isinstance(binding, Binding)
        name = binding.action.partition("(")[0]
        where, _, action = name.rpartition(".")
        target = {"": owner, "screen": owner if owner in _OTHERS and owner is not Timeline else MainScreen, "app": App}
        assert hasattr(target[where], f"action_{action}"), binding.action
