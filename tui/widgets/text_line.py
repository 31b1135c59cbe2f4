"""One line of styled text that is not laid out anew when it changes."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from tui.rendering.cells import Line, line_width
from tui.widgets.painted import Painted


class TextLine(Painted):
    """A line that its owner sets; `right` puts it to the right edge."""

    def __init__(self, *, id: str | None = None, right: bool = False) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._line: Line = []
        self._right = right

    def show(self, line: Line) -> None:
        """Shows another line."""
        self._line = line
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The line, and blanks below it."""
        if y:
            return self.strip([])
        gap = self.cells - line_width(self._line)
        return self.strip([Segment(" " * gap), *self._line] if self._right and gap > 0 else self._line)
