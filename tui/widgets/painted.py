"""What all our widgets share: they are drawn line by line, in the palette of their screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, cast

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.rendering.cells import Line, line_width
from tui.rendering.palette import Palette
from tui.screens.painting import PaintingScreen


class Canvas(NamedTuple):
    """What the lines of a widget are drawn on: the same for all of them, and slow to ask for.

    Attributes:
        cells: The width of a line, in cells.
        beside: Cells to the right of it, where the scrollbar may be.
        base: The style of what has none.
        background: The colour behind, for the filters.
        filters: What Textual does to every segment: without colour, say.
    """

    cells: int
    beside: int
    base: Style
    background: Color
    filters: Sequence[LineFilter]


class Painted(Widget):
    """A widget on a painting screen."""

    _base: Style | None = None
    _canvas: Canvas | None = None

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

    @property
    def canvas(self) -> Canvas:
        """What is drawn on, as it was when the lines on the screen were first asked for."""
        if self._canvas is None:
            self._canvas = self.make_canvas()
        return self._canvas

    def make_canvas(self) -> Canvas:
        """What the lines of one frame are drawn on."""
        if self._base is None:
            self._base = self.rich_style  # 0.1 ms each time: it asks all the ancestors
        cells = self.cells
        beside = max(0, self.size.width - cells)
        filters = self.get_line_filters() if self._is_bare else ()
        return Canvas(cells, beside, self._base, self.background_colors[1], filters)

    @property
    def _is_bare(self) -> bool:
        """Whether its lines are all that is seen of it, without borders and padding."""
        return not any(self.styles.gutter)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines on the screen.

        Textual's own looks for borders, padding, tints and opacity in each of them: half of what a line cost. It is
        left to those that have a border; none has tints.
        """
        self._canvas = None
        if not self._is_bare:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        first, last = crop.column_span
        return strips if (first, last) == (0, self.size.width) else [strip.crop(first, last) for strip in strips]

    def strip(self, line: Line, background: Style | None = None) -> Strip:
        """A line as Textual takes it, exactly as wide as the widget."""
        canvas = self.canvas
        base = canvas.base if background is None else canvas.base + background
        segments = [Segment(text, base + style if style else base) for text, style, _ in line]
        gap = canvas.cells - line_width(segments)
        if gap > 0:
            segments.append(Segment(" " * gap, base))
        elif gap < 0:
            segments = Segment.adjust_line_length(segments, canvas.cells, base)
        if canvas.beside:
            segments.append(Segment(" " * canvas.beside, Style(bgcolor=canvas.background.rich_color)))
        for line_filter in canvas.filters:
            segments = line_filter.apply(segments, canvas.background)
        return Strip(segments, canvas.cells + canvas.beside)
