"""A screen on which the user contradicts detection. What is said is kept, undone and redone in worker threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import BindingType

from index.errors import DealwireError
from tui.keys import UNDO
from tui.messages import Corrected
from tui.screens.archive_screen import ArchiveScreen

if TYPE_CHECKING:
    from index.archive import Progress
    from index.corrections import Correction, KeptCorrection

_ONE_AT_A_TIME = threading.Lock()
"""A correction waits for the one before; only another process makes it fail."""


class CorrectingScreen(ArchiveScreen):
    """Keeps corrections; the app tells what came of them, on whichever screen the user is by then."""

    BINDINGS: ClassVar[list[BindingType]] = [*UNDO]

    def refresh_answers(self) -> None:
        """A correction has changed what the archive answers; a screen that shows such answers asks again."""

    @work(thread=True, exit_on_error=False, group="corrections")
    def keep(self, corrections: Sequence[Correction], told: str) -> None:
        """Keeps corrections.

        Args:
            corrections: Said together, and taken back together.
            told: What they say, for the user.
        """

        def call(progress: Progress) -> str:
            self.archive.correct(*corrections, progress=progress)
            return f"{told} · u takes {'it' if len(corrections) == 1 else 'them'} back"

        self._change(call)

    @work(thread=True, exit_on_error=False, group="corrections")
    def _undo(self) -> None:
        def call(progress: Progress) -> str:
            undone = self.archive.undo(progress)
            return f"Taken back: {self._told(undone)}" if undone else ""

        self._change(call, nothing="There is nothing to take back.")

    @work(thread=True, exit_on_error=False, group="corrections")
    def _redo(self) -> None:
        def call(progress: Progress) -> str:
            redone = self.archive.redo(progress)
            return f"Made again: {self._told(redone)}" if redone else ""

        self._change(call, nothing="There is nothing to make again.")

    def _told(self, kept: Sequence[KeptCorrection]) -> str:
        from tui.naming import told  # noqa: PLC0415  (not needed for the first paint)

        return told(self.archive, kept)

    def _change(self, call: Callable[[Progress], str], *, nothing: str = "") -> None:
        """Calls the archive, and posts what came of it; to the app, since this screen may have been left by then."""
        with _ONE_AT_A_TIME:
            try:
                done = call(self.progress("Applying the correction"))
            except DealwireError as error:
                self.app.post_message(Corrected(str(error), failed=True))
            else:
                self.app.post_message(Corrected(done or nothing, changed=bool(done)))

    def action_undo(self) -> None:
        """Takes the last correction back, and those made by the same key press."""
        self._undo()

    def action_redo(self) -> None:
        """Makes the corrections that were taken back last again."""
        self._redo()

    def action_corrections(self) -> None:
        """All that was corrected."""
        from tui.screens.corrections import CorrectionsScreen  # noqa: PLC0415

        self.app.push_screen(CorrectionsScreen(self.archive))
