"""What is drawn anew makes the same screen as drawing all of it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tests.tui.fakes import FakeArchive, LongArchive
from tests.tui.running import LARGE, NARROW, Running, running
from tui.screens.compositing import widgets_in
from tui.widgets.row_view import RowView

_SESSION = (
    *("j", "j", "G", "g", "enter", "n", "b", "escape", "c", "j", "space", "escape", "d", "j", "enter", "tab", "s"),
    *("slash", "k", "o", "backspace", "z", "q", "backspace", "escape", "pagedown", "v", "v", "question_mark", "escape"),
    *("j", "j", "u", "k", "space", "h", "c", "j", "shift+tab", "d", "tab", "escape", "escape"),
    *("ctrl+p", "escape", "f", "escape", "y", "j", "escape", "escape", "exclamation_mark", "escape", "C", "escape"),
)
Cell = tuple[str, Style | None]


class Terminal:
    """A grid of cells that updates are written to, as a terminal has it.

    Attributes:
        gaps: Places where an update should have said something, and did not.
    """

    def __init__(self, ran: Running) -> None:
        self.cells: dict[tuple[int, int], Cell] = {}
        self.gaps: list[tuple[int, int]] = []
        self._ran = ran
        ran.app._display = self._display  # type: ignore[method-assign, assignment]

    def _display(self, screen: object, update: object) -> None:
        if isinstance(update, LayoutUpdate):
            for y, strips in enumerate(update.strips, update.region.y):
                self._write(0, y, Strip.join(strips))
        if isinstance(update, ChopsUpdate):
            for y, x1, x2 in update.spans:
                for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                    if end > x1 and x < x2:
                        if strip is None or strip.cell_length != end - x:
                            self.gaps.append((x, y))
                        else:
                            self._write(x, y, strip)

    def _write(self, x: int, y: int, strip: Strip) -> None:
        for segment in strip:
            for letter in segment.text:
                for cell in range(cell_len(letter)):
                    self.cells[x, y] = (letter if cell == 0 else "", segment.style)
                    x += 1

    @property
    def is_right(self) -> bool:
        """Whether it shows what the screen would, drawn all at once, its rows too."""
        for view in self._ran.app.screen.query(RowView):
            view._drawn.clear()
        before, self.cells = self.cells, {}
        for y, strip in enumerate(self._ran.app.screen._compositor.render_strips()):
            self._write(0, y, strip)
        now, self.cells = self.cells, before
        return now == before


@pytest.mark.parametrize("size", [NARROW, LARGE])
@pytest.mark.parametrize("archive", [FakeArchive(), LongArchive(1000)], ids=["few", "many"])
async def test_a_session(archive: FakeArchive, size: tuple[int, int]) -> None:
    """Every key, page, question and notice leaves the screen as it would be drawn all at once; no cell is left out."""
    async with running(archive, size) as ran:
        terminal = Terminal(ran)
        ran.screen.refresh()
        for key in _SESSION:
            await ran.press(key)
            await ran.until(lambda: terminal.is_right, f"the screen after {key}")
            assert [] == terminal.gaps, key


async def test_a_scrollbar_comes() -> None:
    """While there is no scrollbar yet its cells are blank, and not left out: Textual would break the line there."""
    archive = LongArchive(1000)
    async with running(archive, LARGE) as ran:
        terminal = Terminal(ran)
        ran.screen.refresh()
        for count, letter in ((3, "a"), (1000, "b"), (3, "c"), (1000, "d")):
            archive.count = count
            await ran.search(letter)
            await ran.press("escape", "escape")
            await ran.until(lambda: terminal.is_right, f"the screen after {letter}")
            assert [] == terminal.gaps, letter


def test_widgets_in_a_region() -> None:
    """All down to the one that covers the region, and none that is clipped away from it."""
    front, clipped, middle, behind = (Widget(id=name) for name in ("front", "clipped", "middle", "behind"))
    screen = Region(0, 0, 80, 24)
    places = {
        front: (Region(10, 0, 1, 24), screen),
        clipped: (Region(0, 0, 80, 24), Region(40, 0, 40, 24)),
        middle: (Region(0, 0, 40, 24), screen),
        behind: (screen, screen),
    }
    assert {middle} == widgets_in([Region(0, 3, 5, 1)], places)
    assert {front, middle} == widgets_in([Region(5, 3, 10, 1)], places)
    assert {front, middle, behind, clipped} == widgets_in([Region(5, 3, 70, 1)], places)
    assert set() == widgets_in([], places)
