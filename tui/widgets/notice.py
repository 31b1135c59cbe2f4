"""A few lines of styled text, as many as its owner sets."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui.rendering.cells import Line
from tui.widgets.painted import Painted


class Notice(Painted):
    """Away while there are no lines."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self.display = False

    def show(self, lines: Sequence[Line]) -> None:
        """Shows other lines; laid out anew only for another number of them."""
        if len(lines) != len(self._lines):
            self.display = bool(lines)
            self.styles.height = max(1, len(lines))
        self._lines = lines
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One of them."""
        return self.strip(self._lines[y] if y < len(self._lines) else [])
