"""A scrolling view that draws only the lines on the screen, by Textual's line API."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView

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
        self.set_reactive(LineView.virtual_size, Size(0, lines))
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = lines
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.refresh()

    def scroll_to_line(self, line: int) -> None:
        """Scrolls at once; an animation would make every page take a second."""
        self.scroll_to(y=max(0, line), animate=False, force=True)
