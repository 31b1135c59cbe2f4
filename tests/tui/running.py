"""Runs the app without a terminal, and waits for what its threads answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from textual.pilot import Pilot

from index.archive import Archive
from index.results import SearchRequest
from tests.tui.fakes import FakeArchive
from tui.app import DealwireApp
from tui.screens.main import MainScreen

NARROW, WIDE, LARGE = (80, 24), (130, 32), (200, 60)
_ROUNDS = 500
"""Rounds of 10 ms after which something will not happen any more."""


class Running:
    """The app while it runs: keys go in, the screen is looked at."""

    def __init__(self, app: DealwireApp, pilot: Pilot[None], screen: MainScreen) -> None:
        self.app = app
        self.pilot = pilot
        self.screen = screen

    @property
    def text(self) -> str:
        """What is on the terminal's screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def titles(self) -> list[str]:
        """The titles in the list, as far as they are here."""
        hits = (self.screen.articles._hits.get(number) for number in range(self.screen.articles.row_count))
        return [hit.title for hit in hits if hit is not None]

    async def press(self, *keys: str) -> None:
        """Presses keys, and lets the app handle them."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Types into whatever has the focus."""
        await self.press(*("space" if letter == " " else letter for letter in text))

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Waits for something to become true; it is a failure when it does not in five seconds."""
        for _ in range(_ROUNDS):
            if condition():
                await self.pilot.pause()
                return
            await self.pilot.pause(0.01)
        raise AssertionError(f"never came true: {what}\n{self.text}")

    async def search(self, query: str) -> None:
        """Asks with `/`, and waits for the answer."""
        await self.press("slash")
        await self.type(query)
        await self.until(lambda: self._shows(replace(self.screen.page.request, query=query)), f"the answer to {query}")

    async def read(self, article_id: int) -> None:
        """Waits for an article to be shown."""
        shown = self.screen.article
        await self.until(lambda: shown.archived and shown.archived.id == article_id, f"article {article_id}")

    async def answered(self) -> None:
        """Waits for the answer to what is being asked for."""
        request = self.screen.asking.request
        await self.until(lambda: self._shows(request), f"the answer to {request}")

    async def to_company(self, name: str) -> None:
        """Goes to a company of the panel."""
        await self.press("c")
        panel = self.screen.companies
        panel.cursor = next(row for row in range(panel.row_count) if panel.company_at(row).name == name)
        await self.pilot.pause()

    def _shows(self, request: SearchRequest) -> bool:
        """Whether what is shown answers a request, companies counted."""
        return self.screen.page.request == request and not self.screen.companies.outdated


@asynccontextmanager
async def running(
    archive: Archive | None = None, size: tuple[int, int] = WIDE, *, theme: str | None = None
) -> AsyncIterator[Running]:
    """The app over an archive, its first answers on the screen."""
    archive = archive or FakeArchive()
    app = DealwireApp(archive, theme=theme)
    async with app.run_test(size=size, notifications=True) as pilot:
        screen = app.screen
        assert isinstance(screen, MainScreen)
        ran = Running(app, pilot, screen)
        await ran.until(lambda: screen.bar._found and not screen.companies.outdated, "the first answer")
        yield ran
