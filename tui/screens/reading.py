"""The open article of the main screen: which one it is, from where one came to it, and whether it was read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events, on
from textual.timer import Timer

from index.document import CompanyEvent, Span
from index.results import SearchPage, SearchRequest
from tui.messages import ArticleFetched
from tui.screens.panes import PanesScreen
from tui.searching import Asking
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.deal_panel import DealPanel

if TYPE_CHECKING:
    from index.archive import Archive

_PREVIEWS = 0.1
"""Seconds between two articles shown while the cursor moves on."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article is opened: a stretch of it, the `number`th (from 1) of `count` that the user goes through."""

    span: Span
    number: int
    count: int


class ReadingScreen(PanesScreen):
    """One open article beside, or over, the list; everything that shows one goes through `show_article`."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.asking = Asking()
        self.page = SearchPage(SearchRequest(), ())
        self._wanted: int | None = None
        self._previewed = 0.0
        self._previewing: Timer | None = None
        self._place: Place | None = None
        self._footer: tuple[object, ...] = ()

    def on_resize(self) -> None:
        """Where there is room for the article beside the list, it is shown."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if not self.is_reading and self.articles.article_id != self._wanted:
            self.preview()

    def preview(self) -> None:
        """Shows the article with the cursor where there is room for it beside the list, or where it covers that."""
        self._forget_preview()
        self._previewed = time.monotonic()
        if (self.is_wide or self.is_reading) and self.articles.article_id is not None:
            self.show_article(self.articles.article_id)

    def _forget_preview(self) -> None:
        if self._previewing is not None:
            self._previewing.stop()
            self._previewing = None

    def show_article(self, article_id: int, place: Place | None = None) -> None:
        """Shows an article, from its beginning or at a place."""
        self._forget_preview()
        self._wanted, self._place = article_id, place
        self.fetch_article(article_id, self.asking.query)

    def show_nothing(self) -> None:
        """No article is open."""
        self._wanted = None
        self.list_pane.heading.show("")
        self.article.show_article(None)
        self.companies.show_here(())
        self.deals.show_here(None)
        self._show_events(())

    def _show_events(self, found: Sequence[CompanyEvent]) -> None:
        if self.events.has_focus and not found:  # the pane goes, and the focus with it
            self.set_focus(self.article if self.is_wide or self.is_reading else self.articles)
        self.events.show_events(found)
        self.event_pane.heading.show(f"{len(found)}")
        self.event_pane.display = bool(found)

    @on(ArticleFetched)
    def _article_fetched(self, message: ArticleFetched) -> None:
        archived = message.archived
        if archived.id != self._wanted or message.query != self.asking.query:
            return
        self.article.show_article(archived, message.matches)
        self.companies.show_here({company.id for company in archived.detections.companies})
        self.deals.show_here(archived.id)
        self._show_events(archived.detections.events)
        if self._place is not None:
            self.article.jump(self._place.span)

    @on(ArticleView.Moved)
    def _article_moved(self) -> None:
        self.article_pane.heading.show(self._article_detail())
        self.update_footer()

    def _article_detail(self) -> str:
        if self.article.archived is None:
            return ""
        count, number = len(self.article.highlights.matches), self.article.match_number
        matches = f"match {number} of {count}" if number else f"{count} match{'es' if count > 1 else ''}"
        place = f"place {self._place.number} of {self._place.count}" if self._place else ""
        return " · ".join(part for part in (place, matches if count else "", self.article.percentage) if part)

    @on(ArticleList.Highlighted)
    def _highlighted(self) -> None:
        """The article follows the cursor, but no faster than one can see while a key is held: it costs a frame."""
        self.tell_row()
        wait = self._previewed + _PREVIEWS - time.monotonic()
        if wait <= 0:
            self.preview()
        elif self._previewing is None:
            self._previewing = self.set_timer(wait, self.preview)

    def tell_row(self) -> None:
        """The heading of the list tells which row of how many has the cursor."""
        self.list_pane.heading.show(f"{self.articles.cursor + 1:,} of {self.page.total:,}")

    @on(ArticleList.Opened)
    def _opened(self, message: ArticleList.Opened) -> None:
        self.add_class("-reading")
        if self.article.archived is None or self.article.archived.id != message.article_id:
            self.show_article(message.article_id)
        self.set_focus(self.article)
        self.set_read(message.article_id, read=True)

    @on(DealPanel.EvidenceWanted)
    def _evidence_wanted(self, message: DealPanel.EvidenceWanted) -> None:
        evidence = message.evidence
        self.show_place(evidence.article, Place(evidence.span, message.number, message.count))

    def show_place(self, article_id: int, place: Place) -> None:
        """Shows a place of an article; the list's cursor goes along."""
        self.add_class("-reading")
        if article_id in self.page.ids and article_id != self.articles.article_id:
            with self.articles.prevent(ArticleList.Highlighted):
                self.articles.cursor = self.page.ids.index(article_id)
            self.tell_row()
        self.show_article(article_id, place)

    def set_read(self, article_id: int, *, read: bool) -> None:
        """Marks an article read or unread, on the screen and for good."""
        self.articles.set_read(article_id, read=read)
        self.keep_read(article_id, read)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """To go to the article on a wide screen is to open it."""
        if event.widget is self.article and self.article.archived is not None and self.is_wide:
            self.set_read(self.article.archived.id, read=True)
        self.update_footer()

    def update_footer(self) -> None:
        """Lets the footer follow what the keys can do; only when that changed, for it is built anew then."""
        state = (
            *(self.check_action(action, ()) for action in ("back", "match", "browser", "unread")),
            self.article.has_focus and self.has_address,
        )
        if state != self._footer:
            self._footer = state
            self.refresh_bindings()

    def action_unread(self) -> None:
        """Unread becomes read, and back."""
        if (hit := self.articles.hit) is not None:
            self.set_read(hit.id, read=not hit.read)

    def action_neighbour(self, step: int) -> None:
        """Reads the next article of the list, or the one before."""
        self.articles.cursor += step
        self.articles.action_open()
