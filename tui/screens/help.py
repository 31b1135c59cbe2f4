"""The help: every key, as `tui.keys` defines them, and the query language by example."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.keys import HELP, SECTIONS
from tui.rendering.cells import Line
from tui.rendering.help import Section, help_lines
from tui.screens.painting import PaintingScreen
from tui.widgets.text_view import TextView

_NAMES: Final = {"slash": "/", "question_mark": "?", "exclamation_mark": "!", "equals_sign": "=", "tab": "Tab"}


class HelpView(TextView):
    """The text, scrolled with the keys of every list."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []

    def on_resize(self) -> None:
        """Lays it out for the width."""
        self._lines = help_lines(_sections(), self.cells, self.palette)
        self.hold(len(self._lines))

    def render_line(self, y: int) -> Strip:
        """One line on the screen."""
        number = int(self.scroll_offset.y) + y
        return self.strip(self._lines[number] if number < len(self._lines) else [])


class HelpScreen(PaintingScreen[None], ModalScreen[None]):
    """Over the main screen, until Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [*HELP]

    def compose(self) -> ComposeResult:
        """The text alone."""
        yield HelpView()


def _sections() -> list[Section]:
    """The keys as plain text, each once: where several panes have it, under the first heading."""
    told: set[str | None] = set()
    sections: list[Section] = []
    for title, keys in SECTIONS.items():
        sections.append((title, [(_keys(key), key.tooltip) for key in keys if key.id not in told]))
        told |= {key.id for key in keys}
    return sections


def _keys(binding: Binding) -> str:
    """How a binding's keys are written."""
    if binding.key_display:
        return binding.key_display
    shown = (_NAMES.get(key) or key.replace("ctrl+", "Ctrl+") for key in binding.key.split(","))
    return " ".join(shown)
