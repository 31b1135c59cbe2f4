"""What else happens to the companies of the open article: insolvency, layoffs, leadership, strike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from index.document import CompanyEvent
from tui.keys import EVENTS
from tui.narrowing import choice
from tui.rendering.cells import Line
from tui.rendering.events import event_line
from tui.searching import Choice, ChoiceKind
from tui.widgets.row_view import RowView


class EventPanel(RowView):
    """A line an event. Enter goes to where it says so, Space narrows the result to such events."""

    BINDINGS: ClassVar[list[BindingType]] = [*EVENTS]
    keeps_cursor = False

    @dataclass
    class EvidenceWanted(Message):
        """The user wants to see where it says so: place `number` (from 1) of the event."""

        event: CompanyEvent
        number: int

    @dataclass
    class Chosen(Message):
        """The user toggles this filter."""

        choice: Choice

    def __init__(self) -> None:
        super().__init__()
        self._events: Sequence[CompanyEvent] = ()
        self._jump: tuple[int, int] | None = None

    @property
    def row_count(self) -> int:
        """How many events there are."""
        return len(self._events)

    @property
    def event(self) -> CompanyEvent | None:
        """The event with the cursor; None when there is none."""
        return self._events[self.cursor] if self._events else None

    def show_events(self, events: Sequence[CompanyEvent]) -> None:
        """Shows the events of another article. With the focus, of the same one: the cursor stays on its row."""
        if events != self._events:
            self._events, self._jump = events, None
            self.rows_changed(self.cursor if self.has_focus else 0)
            self.fit_height()

    def row(self, number: int, cells: int) -> list[Line]:
        """An event's line."""
        return [event_line(self._events[number], cells, self.palette)]

    def row_chosen(self) -> None:
        """A click goes to the evidence."""
        self.action_evidence()

    def action_evidence(self) -> None:
        """To the event's next place."""
        if not self._events:
            return
        event = self._events[self.cursor]
        row, place = self._jump or (-1, -1)
        self._jump = (self.cursor, (place + 1) % len(event.evidence) if row == self.cursor else 0)
        self.post_message(self.EvidenceWanted(event, self._jump[1] + 1))

    def action_choose(self) -> None:
        """Narrows to events of this type, or no longer."""
        if self._events:
            type_ = self._events[self.cursor].type.value
            self.post_message(self.Chosen(choice(type_, type_, ChoiceKind.EVENT)))
