"""The field for the query."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.keys import FIELD
from tui.widgets.plain_field import PlainField, harmless


class SearchField(PlainField):
    """Letters type; the keys that leave it are the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [*FIELD]

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, placeholder="words, company:bmw, type:merger")

    def ask(self, query: str) -> None:
        """Puts another query into the field, as if it had been typed."""
        self.value = harmless(query)
        self.cursor_position = len(self.value)
