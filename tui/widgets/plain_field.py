"""A field on one line. What is pasted into it is made visible, so that it cannot steer the terminal."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from index.text import visible


class PlainField(Input):
    """Textual's input without a frame."""

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))
    """The text's. It is as Textual has it, but that the screen is not laid out anew with every letter: 2 ms."""

    def __init__(self, *, id: str | None = None, placeholder: str = "") -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id, compact=True, placeholder=placeholder)
        self.cursor_blink = False

    def replace(self, text: str, start: int, end: int) -> None:
        """Takes typed and pasted text."""
        super().replace(harmless(text), start, end)


def harmless(text: str) -> str:
    """A text as a field can take it: on one line, nothing in it steers the terminal; its blanks stay."""
    return visible(text).replace("\n", " ").replace("\t", " ")
