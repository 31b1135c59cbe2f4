"""Articles that are read anew beside all else: told quietly, ended with the app."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from index.beside import Progress, Task, Upkeep
from tests.tui.fakes import FakeArchive
from tests.tui.running import NARROW, WIDE, Running
from tui.app import DealwireApp
from tui.screens.main import MainScreen


class BehindArchive(FakeArchive):
    """Has articles to be read anew, whatever is done."""

    @property
    def is_behind(self) -> bool:
        """It has."""
        return True


class FakeUpkeep(Upkeep):
    """Is at a quarter of its articles until it may go on."""

    def __init__(self, problem: str = "", task: Task = Task.READING, total: int = 400) -> None:
        super().__init__(Path("nowhere"))
        self.on = Event()
        self.runs = 0
        self._problem = problem
        self._task = task
        self._total = total

    def run(self, progress: Progress) -> str:
        """Reads them."""
        self.runs += 1
        progress(self._task, self._total // 4, self._total)
        self.on.wait(5)
        if not self._problem:
            progress(self._task, self._total, self._total)
        return self._problem

    def stop(self) -> None:
        """Lets it end."""
        self.on.set()


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_told_quietly(size: tuple[int, int]) -> None:
    """How far it is stands beside what was found while one searches; when it is done, the rows are asked for again."""
    archive, upkeep = BehindArchive(), FakeUpkeep()
    app = DealwireApp(archive, upkeep=upkeep)
    async with app.run_test(size=size, notifications=True) as pilot:
        assert isinstance(app.screen, MainScreen)
        ran = Running(app, pilot, app.screen)
        await ran.until(lambda: "400 articles are read anew" in ran.text, "that it begins")
        place = ran.screen.articles.region
        await ran.search("bmw")
        assert "· ↻ 25 %" in ran.text.splitlines()[0]
        assert place.y + 1 == ran.screen.articles.region.y  # the line for completions
        asked = archive.calls.count("search")
        upkeep.on.set()
        await ran.until(lambda: "↻" not in ran.text and archive.calls.count("search") > asked, "the end")
        assert 1 == upkeep.runs


async def test_a_few_articles_are_no_news() -> None:
    """What is done in a moment has no sentence of its own."""
    upkeep = FakeUpkeep(total=60)
    app = DealwireApp(BehindArchive(), upkeep=upkeep)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        assert isinstance(app.screen, MainScreen)
        ran = Running(app, pilot, app.screen)
        await ran.until(lambda: "↻ 25 %" in ran.text, "how far it is")
        assert [] == list(app._notifications)


async def test_indexing_is_told() -> None:
    """While articles are indexed that is told; what is not found may come yet, and is asked for again."""
    archive, upkeep = BehindArchive(), FakeUpkeep(task=Task.INDEX)
    app = DealwireApp(archive, upkeep=upkeep)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        assert isinstance(app.screen, MainScreen)
        ran = Running(app, pilot, app.screen)
        await ran.until(lambda: "built anew for 400 articles" in ran.text, "that it begins")
        assert "· indexed 25 %" in ran.text.splitlines()[0]
        await ran.search("nowhere")
        await ran.until(lambda: "matches of those" in ran.text, "why nothing is found")
        asked = archive.asked.count("nowhere")
        upkeep.on.set()
        await ran.until(lambda: "No article matches." in ran.text, "that really nothing is found")
        assert archive.asked.count("nowhere") > asked


@pytest.mark.parametrize(("task", "told"), [(Task.INDEX, "indexed 25 %"), (Task.READING, "")])
async def test_what_is_in_the_way_is_told(task: Task, told: str) -> None:
    """A sentence of the process is shown; and as long as words do not find all articles, how many they find."""
    upkeep = FakeUpkeep("The disk is full.", task)
    upkeep.on.set()
    app = DealwireApp(BehindArchive(), upkeep=upkeep)
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        assert isinstance(app.screen, MainScreen)
        ran = Running(app, pilot, app.screen)
        await ran.until(lambda: "The disk is full." in ran.text, "the sentence")
        assert told == ran.screen.bar.upkeep


async def test_it_ends_with_the_app() -> None:
    """Whoever quits does not wait for it."""
    upkeep = FakeUpkeep()
    app = DealwireApp(BehindArchive(), upkeep=upkeep)
    async with app.run_test(size=WIDE) as pilot:
        assert isinstance(app.screen, MainScreen)
        ran = Running(app, pilot, app.screen)
        await ran.until(lambda: ran.screen.bar.upkeep, "that it has begun")
    assert upkeep.on.is_set()
