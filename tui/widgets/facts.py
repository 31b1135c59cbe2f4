"""A few facts on as many lines as they take."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from tui.rendering.cells import Line
from tui.rendering.facts import Fact, fact_lines
from tui.widgets.painted import Painted


class Facts(Painted):
    """Away while there are none: it has the class `-known` while there are some."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self._facts: Sequence[Fact] = ()
        self._lines: list[Line] = []

    def show(self, facts: Sequence[Fact]) -> None:
        """Shows other facts."""
        if facts != self._facts:
            self._facts = facts
            self.set_class(any(text for _, text in facts), "-known")
            self._lay_out()

    def on_resize(self) -> None:
        """Wraps anew for another width."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self.size.width:  # there is none before it is first shown
            self._lines = fact_lines(self._facts, self.size.width, self.palette)
            self.styles.height = max(1, len(self._lines))
            self.refresh()

    def notify_style_update(self) -> None:
        """The theme has changed."""
        super().notify_style_update()
        if self.is_attached:
            self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line."""
        return self.strip(self._lines[y] if y < len(self._lines) else [])
