"""What all our widgets share: they are drawn line by line, in the palette of their screen."""

from __future__ import annotations

from typing import cast

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.rendering.cells import Line
from tui.rendering.palette import Palette
from tui.screens.painting import PaintingScreen


class Painted(Widget):
    """A widget on a painting screen."""

    _base: Style | None = None

    @property
    def palette(self) -> Palette:
        """The theme's styles by their meanings."""
        return cast(PaintingScreen[object], self.screen).palette

    def notify_style_update(self) -> None:
        """The theme has changed."""
        self._base = None
        super().notify_style_update()

    @property
    def cells(self) -> int:
        """The width of a line, in cells."""
        return max(1, self.scrollable_content_region.width)

    def strip(self, line: Line, background: Style | None = None) -> Strip:
        """A line as Textual takes it, exactly as wide as the widget."""
        if self._base is None:
            self._base = self.rich_style  # 0.1 ms each time: it asks all the ancestors
        base = self._base if background is None else self._base + background
        return Strip(Segment.apply_style(line, base)).adjust_cell_length(self.cells, base)
