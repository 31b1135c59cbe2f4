"""The main screen: what is asked for, what was found, what is open. Its handlers own all of that state.

Everything that changes the result goes through `ask`; everything that shows an article through `show_article`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input

from index.document import Evidence
from index.results import SearchPage, SearchRequest
from tui.browser import openable
from tui.keys import SCREEN
from tui.messages import (
    ArticleFetched,
    CaughtUp,
    DealsFetched,
    IndexProgress,
    RowsFetched,
    SearchAnswered,
    UrlOpened,
)
from tui.rendering.empty import WAITING, nothing_found
from tui.screens.panes import PanesScreen
from tui.searching import Asking, Choice
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView
from tui.widgets.choices_line import ChoicesLine
from tui.widgets.company_panel import CompanyPanel
from tui.widgets.deal_panel import DealPanel

_DEALS_AFTER = 0.12
"""Seconds after an answer before its deals are fetched: not for every letter of a word that is being typed."""


if TYPE_CHECKING:
    from index.archive import Archive


class MainScreen(PanesScreen):
    """One search, one result, one open article."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCREEN]

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.asking = Asking()
        self.page = SearchPage(SearchRequest(), ())
        self._total = 0
        self._uncounted = True
        self._ticket = 0
        self._waiting = True
        self._wanted: int | None = None
        self._jump: tuple[Evidence, int, int] | None = None
        self._deals_timer: Timer | None = None
        self._footer: tuple[object, ...] = ()

    def on_mount(self) -> None:
        """Shows what the index has, and brings it level."""
        self.ask(self.asking, count=True)
        self.catch_up()

    def on_resize(self) -> None:
        """Where there is room for the article beside the list, it is shown."""
        self.call_after_refresh(self._preview)

    def _preview(self) -> None:
        article_id = self.articles.article_id
        if self.is_wide and not self.is_reading and article_id is not None and article_id != self._wanted:
            self.show_article(article_id)

    # What is asked for, and what was found

    def ask(self, asking: Asking, *, keep: bool = True, count: bool = False) -> None:
        """Asks for something else.

        Args:
            asking: From now on.
            keep: Whether the cursor stays on its article when that is still among the hits.
            count: Whether the archive may have other articles than before.
        """
        self.asking = asking
        self._ticket += 1
        self.choices.show_choices(asking.choices)
        if self.bar.field.value != asking.query:
            with self.bar.field.prevent(Input.Changed):
                self.bar.field.ask(asking.query)
        rows = len(self.articles.window())
        self._uncounted = self._uncounted or count  # until an answer tells it: one may be overtaken by typing
        self.search(self._ticket, asking.request, rows, self.articles.article_id if keep else None, self._uncounted)
        self.update_footer()

    @on(SearchAnswered)
    def _search_answered(self, message: SearchAnswered) -> None:
        if message.ticket != self._ticket:
            return
        self.page = message.page
        if message.total is not None:
            self._total, self._uncounted = message.total, False
        self.bar.show_page(message.page, self._total, narrowed=self.asking.narrows)
        self.articles.empty = WAITING if self._waiting and not self.asking.narrows else nothing_found(self.asking)
        self.articles.show_page(message.page, message.hits, start=message.start, cursor=message.cursor)
        companies = message.page.facets.get("company", ())
        self.companies.show_counts(companies, self.asking.choices)
        self.company_pane.heading.show(f"{len(companies):,}")
        if not message.page.total:
            self.list_pane.heading.show("")
            self._wanted = None
            self._show_nothing()
        if self._deals_timer is not None:
            self._deals_timer.stop()
        self._deals_timer = self.set_timer(_DEALS_AFTER, lambda: self.fetch_deals(self.page))

    @on(ArticleList.RowsWanted)
    def _rows_wanted(self, message: ArticleList.RowsWanted) -> None:
        self.fetch_rows(message.page, message.rows)

    @on(RowsFetched)
    def _rows_fetched(self, message: RowsFetched) -> None:
        self.articles.put(message.page, message.rows, message.hits)

    @on(DealsFetched)
    def _deals_fetched(self, message: DealsFetched) -> None:
        if message.page is self.page:
            self.deals.show_deals(message.deals)
            self.deal_pane.heading.show(f"{len(message.deals):,}")

    @on(Input.Changed)
    def _query_changed(self, message: Input.Changed) -> None:
        if message.value != self.asking.query:
            self.ask(self.asking.with_query(message.value), keep=False)

    @on(CompanyPanel.Chosen)
    @on(ChoicesLine.Dropped)
    def _company_chosen(self, message: CompanyPanel.Chosen | ChoicesLine.Dropped) -> None:
        self.choose(message.choice)

    def choose(self, choice: Choice) -> None:
        """Makes a choice, or takes it back; the list shows what remains."""
        if not self.is_wide:
            self.remove_class("-reading")
        self.ask(self.asking.toggled(choice), keep=False)

    # The index behind it

    @on(IndexProgress)
    def _index_progressed(self, message: IndexProgress) -> None:
        self.bar.show_progress(message.done, message.total)

    @on(CaughtUp)
    def _caught_up(self, message: CaughtUp) -> None:
        self.bar.hide_progress()
        self._waiting = False
        if message.problem:
            self.tell(message.problem)
        if message.changed or not self.page.total:
            self.ask(self.asking, count=True)

    # The open article

    def show_article(self, article_id: int, jump: tuple[Evidence, int, int] | None = None) -> None:
        """Shows an article, from its beginning or where evidence stands: place so and so, of so many."""
        self._wanted, self._jump = article_id, jump
        self.fetch_article(article_id, self.asking.query)

    def _show_nothing(self) -> None:
        self.article.show_article(None)
        self.companies.show_here(())
        self.deals.show_here(None)

    @on(ArticleFetched)
    def _article_fetched(self, message: ArticleFetched) -> None:
        archived = message.archived
        if archived.id != self._wanted or message.query != self.asking.query:
            return
        self.article.show_article(archived, message.matches)
        self.companies.show_here({company.id for company in archived.detections.companies})
        self.deals.show_here(archived.id)
        if self._jump is not None:
            self.article.jump(self._jump[0].span)

    @on(ArticleView.Moved)
    def _article_moved(self) -> None:
        self.article_pane.heading.show(self._article_detail())
        self.update_footer()

    def _article_detail(self) -> str:
        if self.article.archived is None:
            return ""
        count, number = len(self.article.highlights.matches), self.article.match_number
        matches = f"match {number} of {count}" if number else f"{count} match{'es' if count > 1 else ''}"
        place = f"place {self._jump[1]} of {self._jump[2]}" if self._jump else ""
        return " · ".join(part for part in (place, matches if count else "", self.article.percentage) if part)

    @on(ArticleList.Highlighted)
    def _highlighted(self, message: ArticleList.Highlighted) -> None:
        self.list_pane.heading.show(f"{self.articles.cursor + 1:,} of {self.page.total:,}")
        if self.is_wide or self.is_reading:
            self.show_article(message.article_id)

    @on(ArticleList.Opened)
    def _opened(self, message: ArticleList.Opened) -> None:
        self.add_class("-reading")
        if self.article.archived is None or self.article.archived.id != message.article_id:
            self.show_article(message.article_id)
        self.set_focus(self.article)
        self.set_read(message.article_id, read=True)

    @on(DealPanel.EvidenceWanted)
    def _evidence_wanted(self, message: DealPanel.EvidenceWanted) -> None:
        self.add_class("-reading")
        article_id = message.evidence.article
        if article_id in self.page.ids and article_id != self.articles.article_id:
            with self.articles.prevent(ArticleList.Highlighted):
                self.articles.cursor = self.page.ids.index(article_id)
        self.show_article(article_id, (message.evidence, message.number, message.count))

    def set_read(self, article_id: int, *, read: bool) -> None:
        """Marks an article read or unread, on the screen and for good."""
        self.articles.set_read(article_id, read=read)
        self.keep_read(article_id, read)

    @on(UrlOpened)
    def _url_opened(self, message: UrlOpened) -> None:
        self.tell(message.problem or f"Opened {message.url}", failed=bool(message.problem))

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """To go to the article on a wide screen is to open it."""
        if event.widget is self.article and self.article.archived is not None and self.is_wide:
            self.set_read(self.article.archived.id, read=True)
        self.update_footer()

    # Actions

    def update_footer(self) -> None:
        """Lets the footer follow what the keys can do; only when that changed, for it is built anew then."""
        state = tuple(self.check_action(action, ()) for action in ("back", "match", "browser", "unread"))
        if state != self._footer:
            self._footer = state
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  (Textual's)
        """Which keys work right now."""
        archived = self.article.archived
        match action:
            case "back":
                return self.is_typing or self.asking.narrows or self.is_covered or self.is_panel_alone
            case "search" | "to_companies" | "to_deals":  # in the field these are letters
                return not self.is_typing
            case "match":
                return bool(self.article.highlights.matches)
            case "browser":
                return archived is not None and openable(archived.article.url)
            case "unread":
                return self.page.total > 0
            case _:
                return True

    def action_match(self, step: int) -> None:
        """To the next match, or the one before."""
        self.article.move_match(step)

    def action_sort(self) -> None:
        """The other order of hits."""
        if not self.asking.query.strip():
            self.tell("Without a query the newest come first; relevance needs words.")
        self.ask(self.asking.resorted())

    def action_unread(self) -> None:
        """Unread becomes read, and back."""
        if (hit := self.articles.hit) is not None:
            self.set_read(hit.id, read=not hit.read)

    def action_browser(self) -> None:
        """Opens the article's URL."""
        if self.article.archived is not None and self.article.archived.article.url:
            self.open_url(self.article.archived.article.url)

    def action_furniture(self) -> None:
        """Shows or folds the page furniture."""
        self.article.toggle_furniture()

    def action_neighbour(self, step: int) -> None:
        """Reads the next article of the list, or the one before."""
        self.articles.cursor += step
        self.articles.action_open()

    def action_refresh(self) -> None:
        """Looks for articles that came meanwhile."""
        self.catch_up()
        self.ask(self.asking, count=True)

    def action_clear(self) -> None:
        """Every article again."""
        self.ask(self.asking.cleared(), keep=False)

    def action_back(self) -> None:
        """Leaves the field; closes the article where it covers the list; takes the last filter off, then the query."""
        if self.is_typing:
            self.set_focus(self.articles)
        elif self.is_panel_alone:
            self.action_panel()
        elif self.is_covered:
            self.action_to_list()
        else:
            self.ask(self.asking.without_last(), keep=False)
