"""A text that is read by scrolling, at once and never animated."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.keys import MOVES
from tui.widgets.line_view import LineView


class TextView(LineView):
    """A view whose moving keys scroll; it has no cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]

    def _scroll_by(self, lines: int) -> None:
        self.scroll_to_line(min(int(self.scroll_target_y) + lines, self.max_scroll_y))

    def action_cursor_down(self) -> None:
        """One line down."""
        self._scroll_by(1)

    def action_cursor_up(self) -> None:
        """One line up."""
        self._scroll_by(-1)

    def action_page_down(self) -> None:
        """A screenful down, with one line in common."""
        self._scroll_by(max(1, self.height_in_lines - 1))

    def action_page_up(self) -> None:
        """A screenful up, with one line in common."""
        self._scroll_by(min(-1, 1 - self.height_in_lines))

    def action_half_down(self) -> None:
        """Half a screenful down."""
        self._scroll_by(max(1, self.height_in_lines // 2))

    def action_half_up(self) -> None:
        """Half a screenful up."""
        self._scroll_by(min(-1, -(self.height_in_lines // 2)))

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_to_line(0)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_to_line(self.max_scroll_y)
