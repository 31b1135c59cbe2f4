"""The field for the query. Letters type; what was pasted is made visible, so that it cannot steer the terminal."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from index.text import one_line, visible
from tui.keys import FIELD


class SearchField(Input):
    """Textual's input on one line, without a frame."""

    BINDINGS: ClassVar[list[BindingType]] = [*FIELD]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, compact=True, placeholder="words, company:bmw, type:merger")
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Takes typed and pasted text."""
        super().replace(visible(text).replace("\n", " ").replace("\t", " "), start, end)

    def ask(self, query: str) -> None:
        """Puts another query into the field, as if it had been typed."""
        self.value = one_line(query)
        self.cursor_position = len(self.value)
