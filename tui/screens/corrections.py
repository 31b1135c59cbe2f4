"""All that the user has corrected, in order; taken back and made again from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.keys import CORRECTIONS
from tui.messages import CorrectionsFetched
from tui.naming import sentences
from tui.screens.page import PageScreen
from tui.widgets.correction_list import CorrectionList
from tui.widgets.key_footer import KeyFooter
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from index.archive import Archive


class CorrectionsScreen(PageScreen):
    """The newest on top; what was taken back stands dim until something else is corrected."""

    BINDINGS: ClassVar[list[BindingType]] = [*CORRECTIONS]

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.list = CorrectionList()
        self._pane = Pane("Corrections", self.list, id="corrections")

    def compose(self) -> ComposeResult:
        """The list alone."""
        yield self._pane
        yield KeyFooter()

    def on_mount(self) -> None:
        """Asks for them."""
        self.list.focus()
        self._fetch_corrections()

    def refresh_answers(self) -> None:
        """One more, or one taken back."""
        self._fetch_corrections()

    @work(thread=True, exclusive=True, exit_on_error=False, group="list")
    def _fetch_corrections(self) -> None:
        kept = self.archive.corrections()
        self._answer(CorrectionsFetched(kept, sentences(self.archive, kept)))

    @on(CorrectionsFetched)
    def _corrections_fetched(self, message: CorrectionsFetched) -> None:
        self.list.show_corrections(message.kept, message.sentences)
        self._pane.heading.show(f"{self.list.holding:,}")
