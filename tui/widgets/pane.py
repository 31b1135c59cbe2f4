"""A view under a thin heading that says what it is, how much of it there is, and whether it has the focus."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from tui.rendering.cells import drawn, fit, line_width
from tui.widgets.facts import Facts
from tui.widgets.line_view import LineView
from tui.widgets.painted import Painted


class PaneHeading(Painted):
    """One line: the name of the pane to the left, its detail to the right, a rule between; heavier with the focus."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._detail = ""
        self.pane_has_focus = False

    def rename(self, title: str) -> None:
        """Shows another name."""
        if title != self._title:
            self._title = title
            self.refresh()

    def show(self, detail: str) -> None:
        """Shows another detail."""
        if detail != self._detail:
            self._detail = detail
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002  (it is one line high)
        """Name, rule, detail."""
        focused = self.pane_has_focus
        rule = "━" if focused else "─"
        style = self.palette.accent if focused else self.palette.faint
        title = Segment(
            f" {fit(self._title, max(1, self.cells - 4))} ", self.palette.strong if focused else self.palette.muted
        )
        detail = Segment(f" {drawn(self._detail)} ", self.palette.muted)
        gap = self.cells - line_width([title, detail]) - 2
        if not self._detail or gap < 1:
            return self.strip([Segment(rule, style), title, Segment(rule * self.cells, style)])
        return self.strip([Segment(rule, style), title, Segment(rule * gap, style), detail, Segment(rule, style)])


class Pane(Vertical):
    """A heading, a view, and under it what is known of the row with the cursor, while the focus is here."""

    def __init__(self, title: str, view: LineView, *, id: str) -> None:  # noqa: A002  (Textual's name)
        super().__init__(id=id)
        self.heading = PaneHeading(title)
        self.view = view
        self.foot = Facts()

    def compose(self) -> ComposeResult:
        """The heading above the view."""
        yield self.heading
        yield self.view
        yield self.foot

    def on_descendant_focus(self) -> None:
        """The heading shows that the focus is here."""
        self._show_focus(True)

    def on_descendant_blur(self) -> None:
        """The heading shows that it is not."""
        self._show_focus(False)

    def _show_focus(self, focused: bool) -> None:
        self.heading.pane_has_focus = focused
        self.heading.refresh()
        # `:focus-within` of an ancestor does not reach its children's styles when the focus goes (Textual 8.2).
        self.set_class(focused, "-focused")
