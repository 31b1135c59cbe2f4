"""A list with a cursor and any number of rows, none of which is a widget: 100,000 cost what 100 cost."""

from __future__ import annotations

from typing import ClassVar, Self

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip

from tui.keys import MOVES
from tui.rendering.cells import Line
from tui.rendering.empty import empty_lines
from tui.widgets.line_view import LineView
from tui.widgets.painted import Canvas

_CURSOR = "▌"
_KEPT = 500
"""Rows that have been drawn and are kept."""


class RowView(LineView):
    """A list whose rows a subclass draws, all of one height; the first cell of a line belongs to the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    keeps_cursor: ClassVar[bool] = True
    """Whether the cursor's row is told apart while the focus is elsewhere."""

    cursor: reactive[int] = reactive(0, repaint=False)
    """The row with the cursor; 0 when there is none."""
    row_lines: reactive[int] = reactive(1, repaint=False)
    """How many lines a row takes."""

    empty: reactive[tuple[str, ...]] = reactive(())
    """What stands there while there are no rows, a paragraph each."""

    def __init__(self) -> None:
        super().__init__()
        self._drawn: dict[tuple[int, tuple[str, Style | None]], list[Strip]] = {}
        self._drawn_on: tuple[object, ...] = ()

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    @property
    def is_led(self) -> bool:
        """Whether keys move the cursor right now."""
        return self.has_focus

    def row(self, number: int, cells: int) -> list[Line]:
        """The lines of a row, at most `row_lines`, in `cells` cells."""
        raise NotImplementedError

    def cursor_moved(self) -> None:
        """Called when the cursor is on another row."""

    def row_chosen(self) -> None:
        """Called when the row with the cursor was clicked."""

    def rows_changed(self, cursor: int = 0) -> None:
        """Draws everything anew, with the cursor on that row."""
        self.hold(self.row_count * self.row_lines)
        self.set_reactive(RowView.cursor, max(0, min(cursor, self.row_count - 1)))
        self._show_cursor()
        self.refresh()

    def fit_height(self) -> None:
        """As high as its rows; Textual's own automatic height leaves a line for a scrollbar that is not there."""
        self.styles.height = max(1, self.row_count * self.row_lines)

    def visible_rows(self) -> range:
        """The rows on the screen."""
        top = int(self.scroll_offset.y)
        last = -(-(top + self.height_in_lines) // self.row_lines)
        return range(top // self.row_lines, min(last, self.row_count))

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draws everything anew, or what is in these regions."""
        if not regions:
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def refresh_row(self, number: int) -> None:
        """Draws one row anew."""
        for drawn in [drawn for drawn in self._drawn if drawn[0] == number]:
            del self._drawn[drawn]
        self.refresh_lines(number * self.row_lines, self.row_lines)

    def make_canvas(self) -> Canvas:
        """What is drawn on. On the same one the rows that have been drawn stay: one scrolls, or moves the cursor."""
        canvas = super().make_canvas()
        drawn_on = (canvas, self.palette, self.row_lines)
        if drawn_on != self._drawn_on or len(self._drawn) > _KEPT:
            self._drawn, self._drawn_on = {}, drawn_on
        return canvas

    def render_line(self, y: int) -> Strip:
        """One line on the screen."""
        number, part = divmod(int(self.scroll_offset.y) + y, self.row_lines)
        canvas = self.canvas
        if number >= self.row_count:
            lines = [] if self.row_count else empty_lines(self.empty, canvas.cells, self.palette)
            return self.strip(lines[y] if y < len(lines) else [])
        look = self._look(number)
        if (number, look) not in self._drawn:
            self._drawn[number, look] = self._row_strips(number, *look)
        return self._drawn[number, look][part]

    def _look(self, number: int) -> tuple[str, Style | None]:
        """What stands before a row, and what it is drawn on where it has the cursor."""
        if number != self.cursor:
            return " ", None
        if self.is_led:
            return _CURSOR, self.palette.cursor_focused
        return " ", self.palette.cursor if self.keeps_cursor else None

    def _row_strips(self, number: int, mark: str, under: Style | None) -> list[Strip]:
        lines = self.row(number, self.canvas.cells - 1)
        lines += [[]] * (self.row_lines - len(lines))
        first = Segment(mark, self.palette.accent) if mark.strip() else Segment(mark)
        return [self.strip([first, *line], under) for line in lines]

    def validate_cursor(self, cursor: int) -> int:
        """Keeps the cursor on a row."""
        return max(0, min(cursor, self.row_count - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Only the two rows concerned are drawn anew: this makes a key cheap."""
        self.refresh_row(old)
        self.refresh_row(new)
        self._show_cursor()
        self.cursor_moved()

    def watch_row_lines(self) -> None:
        """Rows of another height: the cursor stays on its row."""
        self.rows_changed(self.cursor)

    def _show_cursor(self) -> None:
        """Scrolls no farther than it must; not while the list is covered, when it has no height to go by."""
        if not all(node.display for node in self.ancestors_with_self):
            return
        top, shown = self.cursor * self.row_lines, int(self.scroll_target_y)
        if top < shown:
            self.scroll_to_line(top)
        elif top + self.row_lines > shown + self.height_in_lines:
            self.scroll_to_line(min(top, top + self.row_lines - self.height_in_lines))

    def on_resize(self) -> None:
        """Keeps the cursor on the screen."""
        self._show_cursor()

    def on_show(self) -> None:
        """It may have moved while the list was covered."""
        self._show_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, and chooses."""
        number = (int(self.scroll_offset.y) + event.y) // self.row_lines
        if number < self.row_count:
            self.cursor = number
            self.row_chosen()

    def action_cursor_down(self) -> None:
        """One row down."""
        self.cursor += 1

    def action_cursor_up(self) -> None:
        """One row up."""
        self.cursor -= 1

    def action_page_down(self) -> None:
        """As many rows as are shown."""
        self.cursor += max(1, self.height_in_lines // self.row_lines)

    def action_page_up(self) -> None:
        """As many rows as are shown, up."""
        self.cursor -= max(1, self.height_in_lines // self.row_lines)

    def action_half_down(self) -> None:
        """Half of it."""
        self.cursor += max(1, self.height_in_lines // self.row_lines // 2)

    def action_half_up(self) -> None:
        """Half of it, up."""
        self.cursor -= max(1, self.height_in_lines // self.row_lines // 2)

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = self.row_count - 1
