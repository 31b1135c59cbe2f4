"""What all our widgets share: they are drawn line by line, in a palette filled from the theme."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.rendering.cells import Line
from tui.rendering.palette import Palette

_PREFIX = "palette--"
_FOREGROUND = (
    *("text", "strong", "muted", "faint", "accent", "company", "bar", "added", "removed"),
    *("early", "agreed", "done", "failed"),
)
_WHOLE = ("match", "match_current")
_BACKGROUND = ("evidence", "evidence_current", "cursor")


class Painted(Widget):
    """A widget with a palette. Its colours stand in `styles/palette.tcss`, as component classes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        _PREFIX + name.replace("_", "-") for name in (*_FOREGROUND, *_WHOLE, *_BACKGROUND)
    }

    _palette: Palette | None = None
    _base: Style | None = None

    @property
    def palette(self) -> Palette:
        """The theme's styles by their meanings."""
        if self._palette is None:
            self._palette = Palette(
                **{name: _without_background(self._component(name)) for name in _FOREGROUND},
                **{name: self._component(name) for name in _WHOLE},
                **{name: Style(bgcolor=self._component(name).bgcolor) for name in _BACKGROUND},
            )
        return self._palette

    def _component(self, name: str) -> Style:
        return self.get_component_rich_style(_PREFIX + name.replace("_", "-"))

    def notify_style_update(self) -> None:
        """The theme or the focus has changed: the palette is filled anew when next needed."""
        self._palette = self._base = None
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


def _without_background(style: Style) -> Style:
    return Style(
        color=style.color,
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        underline=style.underline,
        strike=style.strike,
    )
