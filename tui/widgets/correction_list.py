"""Corrections, the newest first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from index.corrections import KeptCorrection
from tui.local_time import local_minute
from tui.rendering.cells import Line, fit
from tui.widgets.row_view import RowView


class CorrectionList(RowView):
    """One line for what one key press said: when, and what; dim where it was taken back."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[tuple[KeptCorrection, str]] = ()

    @property
    def row_count(self) -> int:
        """How many there are, those taken back included; those said together are one."""
        return len(self._rows)

    def show_corrections(self, kept: Sequence[KeptCorrection], sentences: Sequence[str]) -> None:
        """Shows other corrections, in the order of the log, each with its sentence."""
        rows: list[tuple[KeptCorrection, str]] = []
        for one, sentence in zip(kept, sentences, strict=True):
            if one.joined and rows:
                first, said = rows.pop()
                rows.append((first, f"{said}; {sentence}"))
            else:
                rows.append((one, sentence))
        self._rows = rows[::-1]
        self.empty = (
            "You have corrected nothing yet.",
            "! on a company, a deal or an event says that it is none; ? tells more.",
        )
        self.rows_changed(self.cursor)

    @property
    def holding(self) -> int:
        """How many hold."""
        return sum(1 for one, _ in self._rows if not one.undone)

    def row(self, number: int, cells: int) -> list[Line]:
        """A correction's line."""
        kept, sentence = self._rows[number]
        when = local_minute(kept.made)
        if kept.undone:
            sentence = f"taken back: {sentence}"
        style = self.palette.faint if kept.undone else self.palette.text
        return [[Segment(f"{when}  ", self.palette.muted), Segment(fit(sentence, cells - len(when) - 2), style)]]
