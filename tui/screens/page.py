"""A page over the screen that one came from: a company's, a deal's, an article's. Esc leads back, page by page."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.keys import PAGE
from tui.screens.correcting import CorrectingScreen


class PageScreen(CorrectingScreen):
    """A page that is closed with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE]

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()
