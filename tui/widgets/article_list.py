"""The list of articles found. Its rows come from the archive in windows, as they are scrolled to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from index.results import Hit, SearchPage, SearchRequest
from tui.keys import LIST
from tui.rendering.cells import Line
from tui.rendering.hits import hit_lines, placeholder_lines
from tui.widgets.row_view import RowView

_MARGIN = 20
"""Rows fetched above and below those on the screen."""
_KEPT = 600
"""Rows kept; the farthest from the cursor go first."""


class ArticleList(RowView):
    """The hits of one page, one to three lines each."""

    BINDINGS: ClassVar[list[BindingType]] = [*LIST]

    @dataclass
    class Highlighted(Message):
        """The cursor is on this article."""

        article_id: int

    @dataclass
    class Opened(Message):
        """The user wants to read this article."""

        article_id: int

    @dataclass
    class RowsWanted(Message):
        """These rows of the page are about to be shown."""

        page: SearchPage
        rows: range

    def __init__(self) -> None:
        super().__init__()
        self.page = SearchPage(SearchRequest(), ())
        self._hits: dict[int, Hit | None] = {}
        self._wanted = range(0)
        self._density: int | None = None

    @property
    def row_count(self) -> int:
        """How many articles were found."""
        return self.page.total

    @property
    def article_id(self) -> int | None:
        """The article with the cursor; None when nothing was found."""
        return self.page.ids[self.cursor] if self.page.total else None

    @property
    def hit(self) -> Hit | None:
        """The hit with the cursor; None while it is on its way."""
        return self._hits.get(self.cursor)

    def show_page(self, page: SearchPage, hits: Sequence[Hit], *, start: int, cursor: int) -> None:
        """Shows another page, whose rows from `start` on came with it."""
        self.page = page
        self._hits = {}
        self._wanted = range(0)
        self.put(page, range(start, start + len(hits)), hits)
        self.rows_changed(cursor)
        self.cursor_moved()

    def put(self, page: SearchPage, rows: range, hits: Sequence[Hit]) -> None:
        """Takes these rows of a page; the rows of another page are too late and dropped."""
        if page is not self.page:
            return
        found = {hit.id: hit for hit in hits}
        for number in range(rows.start, min(rows.stop, page.total)):
            self._hits[number] = found.get(page.ids[number])
        if len(self._hits) > _KEPT:
            near = sorted(self._hits, key=lambda number: abs(number - self.cursor))
            self._hits = {number: self._hits[number] for number in near[: _KEPT // 2]}
        self._wanted = range(0)
        self.refresh()

    def set_read(self, article_id: int, *, read: bool) -> None:
        """Changes an article's unread mark, if its row is at hand."""
        for number, hit in self._hits.items():
            if hit is not None and hit.id == article_id:
                self._hits[number] = replace(hit, read=read)
                self.refresh_row(number)
                return

    @property
    def rows_at_once(self) -> int:
        """How many rows to fetch with a page: those on the screen. Each costs a snippet, a millisecond or more.

        The margin's number before the list is first laid out.
        """
        return self.height_in_lines // self.row_lines + 1 if self.size.height else _MARGIN

    def row(self, number: int, cells: int) -> list[Line]:
        """The lines of a hit; a placeholder while it is on its way."""
        hit = self._hits.get(number)
        if hit is None:
            return placeholder_lines(cells, self.palette, lines=self.row_lines, gone=number in self._hits)
        return hit_lines(hit, cells, self.palette, lines=self.row_lines)

    def _fetch(self) -> None:
        """Asks for the rows on the screen, unless they are here or asked for."""
        if self._missing(self.visible_rows()):
            self.fetch_around()

    def fetch_around(self) -> None:
        """Asks for the rows around those on the screen, so that they are here when they are scrolled to."""
        shown = self.visible_rows()
        around = range(max(0, shown.start - _MARGIN), min(self.row_count, shown.stop + _MARGIN))
        if self._missing(around):
            self._wanted = around
            self.post_message(self.RowsWanted(self.page, around))

    def _missing(self, rows: range) -> bool:
        return any(number not in self._hits and number not in self._wanted for number in rows)

    def cursor_moved(self) -> None:
        """Tells which article has the cursor."""
        self._fetch()
        if self.article_id is not None:
            self.post_message(self.Highlighted(self.article_id))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """The rows scrolled to are fetched."""
        super().watch_scroll_y(old_value, new_value)
        self._fetch()

    def on_resize(self) -> None:
        """More lines a row where there is room, unless the user has chosen."""
        if self._density is None:
            self.row_lines = 3 if self.height_in_lines >= 45 else 2 if self.height_in_lines >= 12 else 1
        super().on_resize()
        self._fetch()

    def row_chosen(self) -> None:
        """A click opens."""
        self.action_open()

    def action_open(self) -> None:
        """Opens the article with the cursor."""
        if self.article_id is not None:
            self.post_message(self.Opened(self.article_id))

    def action_density(self) -> None:
        """One, two, three lines a row, and round again."""
        self._density = self.row_lines % 3 + 1
        self.row_lines = self._density
        self._fetch()
