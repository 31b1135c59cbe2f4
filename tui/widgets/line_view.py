"""A scrolling view that draws only the lines on the screen, by Textual's line API."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

from tui.widgets.painted import Painted


class LineView(Painted, ScrollView, can_focus=True):
    """What lists and the article view have in common."""

    # Textual takes a widget's default styles from its first base alone.
    DEFAULT_CSS = "LineView { overflow-x: hidden; overflow-y: auto; scrollbar-gutter: stable; }"

    @property
    def height_in_lines(self) -> int:
        """How many lines are on the screen."""
        return max(1, self.scrollable_content_region.height)

    def hold(self, lines: int) -> None:
        """Has another number of lines. The screen is laid out anew only where the scrollbar comes or goes: 3 ms."""
        if (lines > self.height_in_lines) is not self.show_vertical_scrollbar or self.styles.is_auto_height:
            self.virtual_size = Size(0, lines)
            return
        before = self.virtual_size.height
        self.set_reactive(LineView.virtual_size, Size(0, lines))
        if self.show_vertical_scrollbar:
            self._mark_on_scrollbar(before, lines)
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.refresh()

    def _mark_on_scrollbar(self, before: int, lines: int) -> None:
        """The scrollbar is drawn anew, 1 ms, only where it looks otherwise: in long lists its thumb is a cell high."""
        least = self.height_in_lines**2
        if min(before, lines) < least or self.scroll_y:
            self.vertical_scrollbar.window_virtual_size = lines
        else:
            self.vertical_scrollbar.set_reactive(ScrollBar.window_virtual_size, lines)

    def scroll_to_line(self, line: int) -> None:
        """Scrolls at once; an animation would make every page take a second."""
        self.scroll_to(y=max(0, line), animate=False, force=True)
