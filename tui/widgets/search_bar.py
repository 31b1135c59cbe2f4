"""The top of the screen: the field, what was found beside it, and under it what is amiss, meant or under way."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from index.beside import Task
from index.results import Completion, QueryProblem, SearchPage
from tui.rendering.cells import Line
from tui.rendering.completions import completions_line, suggestion_line
from tui.rendering.status import found, problem_lines
from tui.rendering.upkeep import upkeep_line
from tui.widgets.notice import Notice
from tui.widgets.search_field import SearchField
from tui.widgets.text_line import TextLine

_MOST_LINES = 4
"""Lines of problems told at once, but that the first is told whole; the next comes when one is solved."""


class SearchBar(Vertical):
    """Field and status on one line. Under it a line for completions while one types, and what there is to say."""

    def __init__(self) -> None:
        super().__init__(id="search-bar")
        self.field = SearchField(id="query")
        self._prompt = TextLine(id="prompt")
        self._status = TextLine(id="status", right=True)
        self._notice = Notice(id="notice")
        self._progress = TextLine(id="progress")
        self._progress.display = False
        self._found: tuple[SearchPage, int, bool] | None = None
        self._completions: Sequence[Completion] = ()
        self._chosen = 0
        self.upkeep = ""

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
        """Tells what was found, what of the query was not understood, and what it may have meant."""
        self._found = (page, total, narrowed)
        self._completions = ()
        self._show_found()
        self._show_notice()

    def show_upkeep(self, task: Task, done: int, total: int) -> None:
        """Tells quietly how far it is what is done beside all else; nothing when it is done."""
        upkeep = upkeep_line(task, done, total)
        if upkeep != self.upkeep:
            self.upkeep = upkeep
            self._show_found()

    def show_completions(self, completions: Sequence[Completion]) -> None:
        """Offers to go on with the query."""
        self._completions, self._chosen = completions, 0
        self._show_notice()

    def next_completion(self) -> None:
        """Tab takes the next one, and after the last the first again."""
        if self._completions:
            self._chosen = (self._chosen + 1) % len(self._completions)
            self._show_notice()

    @property
    def is_typed_in(self) -> bool:
        """Whether the field has the focus."""
        return self.screen.focused is self.field

    @property
    def taken(self) -> str | None:
        """The query after Tab: as it may have been meant, or completed; None where nothing is offered."""
        if self._found is not None and self._found[0].suggestion is not None:
            return self._found[0].suggestion
        if not self._completions:
            return None
        completion, query = self._completions[self._chosen], self.field.value
        rest = query[completion.span.end :]
        gap = "" if rest or completion.text.endswith(":") else " "
        return f"{query[: completion.span.start]}{completion.text}{gap}{rest}"

    def on_descendant_focus(self) -> None:
        """The line for completions is there while one types, so that the screen stays still under the letters."""
        self._show_notice()

    def on_descendant_blur(self) -> None:
        """Nobody types any more."""
        self._completions = ()
        self.call_after_refresh(self._show_notice)

    def _show_notice(self) -> None:
        cells, palette = max(1, self.size.width - self.field.virtual_region.x - 1), self._notice.palette
        page = self._found[0] if self._found else None
        first = int(self.field.scroll_offset.x)
        shown = range(first, first + self.field.scrollable_content_region.width)
        lines: list[Line] = []
        for problem in page.problems if page else ():
            if not self._is_being_typed(problem):
                told = problem_lines(problem, self.field.value, cells, palette, shown=shown)
                if lines and (len(lines) + len(told) > _MOST_LINES or told == lines[-len(told) :]):
                    break
                lines += told
        if page is not None and page.suggestion is not None:
            lines.append(suggestion_line(page.suggestion, cells, palette))
        elif self._completions:
            lines.append(completions_line(self._completions, self._chosen, cells, palette))
        elif not lines and self.is_typed_in:
            lines.append([])
        self._notice.show(lines)

    def _is_being_typed(self, problem: QueryProblem) -> bool:
        return bool(self._completions) and problem.span.start <= self.field.cursor_position <= problem.span.end

    def on_resize(self) -> None:
        """A narrow screen has fewer words."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._show_found()
        self._show_notice()

    def _show_found(self) -> None:
        if self._found is None:
            return
        page, total, narrowed = self._found
        text = found(page, total, narrowed=narrowed, cells=self._status.cells, upkeep=self.upkeep)
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
