"""The footer of the main screen: on a wide one it has room for the keys that correct, too."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.widgets import Footer

from tui.keys import ROOMY

_WIDE = 120


class KeyFooter(Footer):
    """Textual's, without the keys that a narrow screen has no room for."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)
        self._roomy = False

    def compose(self) -> ComposeResult:
        """The keys that there is room for."""
        self._roomy = self.app.size.width >= _WIDE
        for key in super().compose():
            if self._roomy or getattr(key, "action", None) not in ROOMY:
                yield key

    def on_resize(self, event: events.Resize) -> None:
        """Another width may have room for other keys."""
        if (event.size.width >= _WIDE) != self._roomy:
            self.call_after_refresh(self.recompose)
