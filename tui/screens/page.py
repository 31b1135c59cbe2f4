"""A page over the screen that one came from: a company's, a deal's, an article's. Esc leads back, page by page."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.binding import BindingType

from tui.keys import PAGE
from tui.messages import Progressed
from tui.screens.correcting import CorrectingScreen


class PageScreen(CorrectingScreen):
    """A page that is closed with Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [*PAGE]

    _told_of: str = ""

    @on(Progressed)
    def _progressed(self, message: Progressed) -> None:
        """Tells once what takes so long: a page has no room for how far it is."""
        if message.what != self._told_of and message.done < message.total:
            self._told_of = message.what
            self.tell(f"{message.what}: {message.total:,} articles")

    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()
