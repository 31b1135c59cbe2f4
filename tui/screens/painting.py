"""A screen that fills the palette from the theme, once for all the widgets on it."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual.screen import Screen, ScreenResultType

from tui.rendering.palette import Palette
from tui.screens.compositing import SparingCompositor

_PREFIX = "palette--"
_FOREGROUND = (
    *("text", "strong", "muted", "faint", "accent", "company", "bar", "added", "removed"),
    *("early", "agreed", "done", "failed"),
)
_WHOLE = ("match", "match_current")
_BACKGROUND = ("evidence", "evidence_current", "cursor", "cursor_focused")


class PaintingScreen(Screen[ScreenResultType]):
    """A screen with a palette, whose colours stand in `styles/palette.tcss`, as component classes.

    They belong to the screen and not to each widget: a dozen widgets with twenty component classes made a fifth of
    the time to the first paint, and of every change of focus.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        _PREFIX + name.replace("_", "-") for name in (*_FOREGROUND, *_WHOLE, *_BACKGROUND)
    }

    _palette: Palette | None = None

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SparingCompositor()

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
        """The theme has changed: the palette is filled anew when next needed."""
        self._palette = None
        super().notify_style_update()


def _without_background(style: Style) -> Style:
    return Style(
        color=style.color,
        bold=style.bold,
        dim=style.dim,
        italic=style.italic,
        underline=style.underline,
        strike=style.strike,
    )
