"""The filters that are on, as chips on one line; a click takes one off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.message import Message

from tui.rendering.status import choice_chips
from tui.searching import Choice
from tui.widgets.text_line import TextLine


class ChoicesLine(TextLine):
    """The chips, shown only while there are any."""

    @dataclass
    class Dropped(Message):
        """The user clicked a filter away."""

        choice: Choice

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._choices: Sequence[Choice] = ()
        self.display = False

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Shows these filters."""
        self._choices = choices
        self.display = bool(choices)
        self.show(choice_chips(choices, self.palette))

    def on_click(self, event: events.Click) -> None:
        """Finds the chip under the mouse."""
        left = 0
        for segment, choice in zip(choice_chips(self._choices, self.palette)[1::2], self._choices, strict=False):
            left += 1
            if left <= event.x < left + cell_len(segment.text):
                self.post_message(self.Dropped(choice))
                return
            left += cell_len(segment.text)
