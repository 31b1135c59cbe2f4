"""Who says what of a deal, the newest article first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from index.deal import Evidence
from tui.keys import TIMELINE
from tui.rendering.cells import Line
from tui.rendering.stories import evidence_lines
from tui.stories import Story
from tui.widgets.row_view import RowView


class Timeline(RowView):
    """Two lines for each piece of evidence."""

    BINDINGS: ClassVar[list[BindingType]] = [*TIMELINE]

    row_lines = reactive(2, repaint=False)

    @dataclass
    class Opened(Message):
        """The user wants to read where it says so."""

        evidence: Evidence

    def __init__(self) -> None:
        super().__init__()
        self._story: Story | None = None

    @property
    def row_count(self) -> int:
        """How many pieces of evidence there are."""
        return len(self._story.deal.evidence) if self._story else 0

    @property
    def evidence(self) -> Evidence | None:
        """The evidence with the cursor; None when there is none."""
        return self._story.deal.evidence[self.cursor] if self._story and self.row_count else None

    def show_story(self, story: Story | None) -> None:
        """Shows another deal, or the same one as it is now."""
        self._story = story
        self.rows_changed(self.cursor)

    def row(self, number: int, cells: int) -> list[Line]:
        """Who says what."""
        return (
            evidence_lines(self._story, self._story.deal.evidence[number], cells, self.palette) if self._story else []
        )

    def row_chosen(self) -> None:
        """A click opens."""
        self.action_open()

    def action_open(self) -> None:
        """To the evidence with the cursor."""
        if self.evidence is not None:
            self.post_message(self.Opened(self.evidence))
