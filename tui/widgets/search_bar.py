"""The top of the screen: the field, what was found beside it, and under it what is amiss or under way."""

from __future__ import annotations

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from index.results import SearchPage
from tui.rendering.status import found, problem_line
from tui.widgets.search_field import SearchField
from tui.widgets.text_line import TextLine


class SearchBar(Vertical):
    """Field and status on one line; a second line only while there is something to say."""

    def __init__(self) -> None:
        super().__init__(id="search-bar")
        self.field = SearchField(id="query")
        self._prompt = TextLine(id="prompt")
        self._status = TextLine(id="status", right=True)
        self._notice = TextLine(id="notice")
        self._notice.display = False
        self._progress = TextLine(id="progress")
        self._progress.display = False
        self._found: tuple[SearchPage, int, bool] | None = None

    def compose(self) -> ComposeResult:
        """One line, and two that are mostly away."""
        with Horizontal(id="search-line"):
            yield self._prompt
            yield self.field
            yield self._status
        yield self._notice
        yield self._progress

    def on_mount(self) -> None:
        """The prompt is the key that leads here."""
        self._prompt.show([Segment("/", self._prompt.palette.accent)])

    def show_page(self, page: SearchPage, total: int, *, narrowed: bool) -> None:
        """Tells what was found, and what of the query was not understood."""
        self._found = (page, total, narrowed)
        self._show_found()
        self._notice.display = bool(page.problems)
        if page.problems:
            cells = max(1, self.size.width - self.field.virtual_region.x - 1)
            line = problem_line(page.problems[0], page.request.query, cells, self._notice.palette)
            self._notice.show(line)

    def on_resize(self) -> None:
        """A narrow screen has fewer words."""
        self.call_after_refresh(self._show_found)

    def _show_found(self) -> None:
        if self._found is None:
            return
        page, total, narrowed = self._found
        text = found(page, total, narrowed=narrowed, cells=self._status.cells)
        self._status.show([Segment(text, self._status.palette.muted)])

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Tells how far something is that takes long."""
        self._progress.display = True
        bar = 20 * done // max(1, total)
        self._progress.show(
            [
                Segment(f" {what}  ", self._progress.palette.muted),
                Segment("━" * bar, self._progress.palette.accent),
                Segment("─" * (20 - bar), self._progress.palette.faint),
                Segment(f"  {done:,} of {total:,}", self._progress.palette.muted),
            ]
        )

    def hide_progress(self) -> None:
        """It is done."""
        self._progress.display = False
