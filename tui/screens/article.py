"""An article on a page of its own: where a company's page and a deal's page lead to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult

from index.document import Span
from index.results import ArchivedArticle
from tui.messages import ArticleFetched
from tui.named import Named
from tui.screens.company_correcting import CompanyCorrecting
from tui.screens.page import PageScreen
from tui.screens.showing import ShowingScreen
from tui.widgets.article_view import ArticleView
from tui.widgets.key_footer import KeyFooter
from tui.widgets.pane import Pane

if TYPE_CHECKING:
    from index.archive import Archive


class ArticleScreen(PageScreen, CompanyCorrecting, ShowingScreen):
    """One article of several, with stretches to go through by `n` and `N`.

    Args:
        archive: Where it is.
        articles: The archive's numbers of the articles that `J` and `K` go through.
        article_id: The one to begin with.
        stretches: Where in an article what the page is about stands.
        jump: The stretch to begin with; None to begin at the top.
    """

    def __init__(
        self,
        archive: Archive,
        articles: Sequence[int],
        article_id: int,
        stretches: Callable[[ArchivedArticle], tuple[Span, ...]],
        jump: Span | None = None,
    ) -> None:
        super().__init__(archive)
        self._articles = articles
        self._wanted = article_id
        self._stretches = stretches
        self._jump = jump
        self._pane = Pane("Article", self.article, id="article")

    @property
    def company_meant(self) -> Named | None:
        """None: here only some words can be said to name a company."""
        return None

    def compose(self) -> ComposeResult:
        """The article, and its keys."""
        yield self._pane
        yield KeyFooter()

    def on_mount(self) -> None:
        """Opens it."""
        self.article.focus()
        self._open()

    def refresh_answers(self) -> None:
        """What was detected in it may have changed."""
        self._open()

    def _open(self) -> None:
        self.fetch_article(self._wanted, "")
        self.keep_read(self._wanted, True)

    @on(ArticleFetched)
    def _article_fetched(self, message: ArticleFetched) -> None:
        archived = message.archived
        if archived.id != self._wanted:
            return
        self.article.show_article(archived, self._stretches(archived))
        if self._jump is not None:
            self.article.jump(self._jump)
            self._jump = None

    @on(ArticleView.Moved)
    def _moved(self) -> None:
        count, number = len(self.article.highlights.matches), self.article.match_number
        places = f"place {number} of {count}" if number else f"{count} place{'s' if count > 1 else ''}" if count else ""
        place = f"{self._articles.index(self._wanted) + 1} of {len(self._articles)}"
        self._pane.heading.show(" · ".join(part for part in (places, place, self.article.percentage) if part))
        self.refresh_bindings()

    def action_close_article(self) -> None:
        """Back to the page."""
        self.action_close()

    def action_neighbour(self, step: int) -> None:
        """The next article of the page, or the one before."""
        place = self._articles.index(self._wanted) + step
        if 0 <= place < len(self._articles):
            self._wanted = self._articles[place]
            self._open()
