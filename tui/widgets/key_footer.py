"""The footer: the keys that matter wherever the focus is, and of those that correct as many as there is room for."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Footer

from tui.keys import ROOMY
from tui.rendering.cells import width


class KeyFooter(Footer):
    """Textual's, without the keys that there is no room for: the help has them all."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._cells = 0

    def compose(self) -> ComposeResult:
        """The keys in their order; of those that there may be no room for, the first ones."""
        self._cells = self.app.size.width
        keys = list(super().compose())
        room = self._cells - sum(_cells(key) for key in keys if not _is_roomy(key))
        for key in keys:
            if _is_roomy(key):
                room -= _cells(key)
                if room < 0:
                    continue
            yield key

    def on_resize(self, event: events.Resize) -> None:
        """Another width has room for other keys."""
        if event.size.width != self._cells:
            self.call_after_refresh(self.recompose)


def _is_roomy(key: Widget) -> bool:
    return getattr(key, "action", None) in ROOMY


def _cells(key: Widget) -> int:
    """The cells of a key, its label, the blank between and the one behind."""
    return width(str(getattr(key, "key_display", ""))) + width(str(getattr(key, "description", ""))) + 2
