"""Every key there is: pressed where it works, and known to do something."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.binding import Binding

from tests.tui.fakes import FakeArchive
from tests.tui.running import LARGE, Running, running
from tests.tui.samples import ARTICLES
from tests.tui.test_pages import STRIKE
from tui.keys import CORRECTIONS, PICK, SECTIONS

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
