"""The open article: wrapped once for the width, drawn line by line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.message import Message
from textual.strip import Strip

from index.document import Span
from index.results import ArchivedArticle
from tui.keys import ARTICLE
from tui.rendering.article import Highlights, article_line, meta_line, origin_notes
from tui.rendering.layout import Layout, lay_out
from tui.widgets.text_view import TextView

_MEASURE = 84
"""Cells of text in a line, at most: longer lines lose the eye on its way back."""
_MARGIN = 2


class ArticleView(TextView):
    """Title, meta line, paragraphs; page furniture folded; matches, companies and evidence highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [*ARTICLE]

    @dataclass
    class Moved(Message):
        """Another part of the article is on the screen, or another match is the current one."""

    @dataclass
    class Shown(Message):
        """Another article is open, or none, or the same one with other detections."""

    def __init__(self) -> None:
        super().__init__()
        self.archived: ArchivedArticle | None = None
        self.highlights = Highlights()
        self._layout = Layout()
        self._cells = 0
        self._furniture = False
        self._target: Span | None = None

    def show_article(self, archived: ArchivedArticle | None, matches: tuple[Span, ...] = ()) -> None:
        """Shows an article from its beginning; the same one again stays where it is, with other matches."""
        same = archived is not None and self.archived is not None and archived.id == self.archived.id
        before, self.highlights = self.highlights, Highlights.of(archived, matches) if archived else Highlights()
        if same:
            match = before.match if before.match in self.highlights.matches else None
            self.highlights = replace(self.highlights, jumped=before.jumped, match=match)
        self.archived, self._target = archived, None
        self._lay_out()
        if not same:
            self.scroll_to_line(0)
        self.post_message(self.Shown())
        self.post_message(self.Moved())

    def _lay_out(self) -> None:
        self._cells = self.cells
        self._layout = Layout()
        if self.archived is not None and self.size.width:  # there is none before the view is first shown
            self._layout = lay_out(
                self.archived.article,
                max(1, min(_MEASURE, self.cells - _MARGIN - 1)),
                meta=meta_line(self.archived.article),
                notes=origin_notes(self.archived),
                furniture=self._furniture,
            )
        self.hold(len(self._layout.lines))
        self.refresh()

    @property
    def _indent(self) -> int:
        """Blanks left of the text, which stands in the middle of a wide view."""
        return max(0, (self.cells - _MEASURE - 2 * _MARGIN) // 2)

    @property
    def percentage(self) -> str:
        """How much of the article is above the lower edge of the screen, in percent; empty when all of it is shown."""
        lines = len(self._layout.lines)
        if lines <= self.height_in_lines:
            return ""
        return f"{min(100, round(100 * (self.scroll_offset.y + self.height_in_lines) / lines))} %"

    @property
    def match_number(self) -> int:
        """Which match is the current one, from 1; 0 before the user has moved to any."""
        return self.highlights.matches.index(self.highlights.match) + 1 if self.highlights.match else 0

    def render_line(self, y: int) -> Strip:
        """One line on the screen."""
        number = int(self.scroll_offset.y) + y
        if self.archived is None or number >= len(self._layout.lines):
            return self.strip([])
        line = article_line(self.archived.article, self._layout.lines[number], self.highlights, self.palette)
        return self.strip([Segment(" " * self._indent), *line])

    def on_resize(self) -> None:
        """Wraps anew for another width; what stood on top stays there."""
        if self.cells != self._cells or not self._layout.lines:
            with self._top_kept():
                self._lay_out()
            if self._target is not None:
                self.go_to(self._target)
        self.post_message(self.Moved())

    @contextmanager
    def _top_kept(self) -> Iterator[None]:
        """What stands on top while the article is laid out anew stands there afterwards."""
        top = self._layout.lines[int(self.scroll_offset.y)] if self._layout.lines else None
        yield
        if top is not None and top.span and self.scroll_offset.y:
            self.scroll_to_line(self._layout.line_at(top.span.start))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tells that another part is on the screen."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Moved())

    def go_to(self, span: Span) -> None:
        """Brings a stretch of the text onto the screen, a third from the top, unless it is there already."""
        self._target = None if self._layout.lines else span
        if self._target is not None:
            return
        if self._is_folded(span):
            self._furniture = True
            self._lay_out()
        line, top = self._layout.line_at(span.start), int(self.scroll_target_y)
        last = self._layout.line_at(max(span.start, span.end - 1))
        if not top <= line <= last < top + self.height_in_lines:
            self.scroll_to_line(line - self.height_in_lines // 3)
        self.refresh()
        self.post_message(self.Moved())

    def _is_folded(self, span: Span) -> bool:
        line = self._layout.lines[self._layout.line_at(span.start)]
        return bool(line.text and line.span and line.span.contains(span))

    def move_match(self, step: int) -> None:
        """To the next match (1) or the one before (-1), round the ends; the first one is that below the upper edge."""
        matches = self.highlights.matches
        if not matches:
            return
        if self.highlights.match is None:
            number = self._first_below() if step > 0 else -1
        else:
            number = (matches.index(self.highlights.match) + step) % len(matches)
        self.highlights = replace(self.highlights, match=matches[number])
        self.go_to(matches[number])

    def _first_below(self) -> int:
        top = int(self.scroll_offset.y)
        below = (
            number for number, match in enumerate(self.highlights.matches) if self._layout.line_at(match.start) >= top
        )
        return next(below, 0)

    def jump(self, span: Span) -> None:
        """To a deal's evidence."""
        self.highlights = replace(self.highlights, jumped=span)
        self.go_to(span)

    def toggle_furniture(self) -> None:
        """Shows the page furniture, or folds it; what stood on top stays there."""
        with self._top_kept():
            self._furniture = not self._furniture
            self._lay_out()
        self.post_message(self.Moved())
