"""What else happened to a company, as its articles tell it, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive

from tui.keys import TOLD_EVENTS
from tui.profiles import ToldEvent
from tui.rendering.cells import Line
from tui.rendering.events import told_event_lines
from tui.widgets.row_view import RowView


class ToldEvents(RowView):
    """Two lines an event."""

    BINDINGS: ClassVar[list[BindingType]] = [*TOLD_EVENTS]
    keeps_cursor = False

    row_lines = reactive(2, repaint=False)

    @dataclass
    class Opened(Message):
        """The user wants to read where it says so."""

        told: ToldEvent

    def __init__(self) -> None:
        super().__init__()
        self._events: Sequence[ToldEvent] = ()

    @property
    def row_count(self) -> int:
        """How many events there are."""
        return len(self._events)

    @property
    def told(self) -> ToldEvent | None:
        """The event with the cursor; None when there is none."""
        return self._events[self.cursor] if self._events else None

    def show_events(self, events: Sequence[ToldEvent]) -> None:
        """Shows other events."""
        self._events = events
        self.rows_changed(self.cursor)
        self.fit_height()

    def row(self, number: int, cells: int) -> list[Line]:
        """An event's two lines."""
        return told_event_lines(self._events[number], cells, self.palette)

    def row_chosen(self) -> None:
        """A click opens."""
        self.action_open()

    def action_open(self) -> None:
        """To where it says so."""
        if self.told is not None:
            self.post_message(self.Opened(self.told))
