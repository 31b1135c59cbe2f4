"""What helps with a query: how it could go on, what it may have meant, and why an article matches it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on

from tui.messages import Completed, Explained
from tui.rendering.completions import reason_facts
from tui.rendering.facts import Fact
from tui.screens.side_panel import SidePanelScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.article_view import ArticleView

if TYPE_CHECKING:
    from index.archive import Archive


class CompletingScreen(SidePanelScreen):
    """Completions come after the answer to what has been typed so far: finding articles goes first."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self._explaining = False

    def complete(self) -> None:
        """Asks how the query could go on, while one types at its end."""
        field = self.bar.field
        if self.is_typing and field.value and field.cursor_position == len(field.value):
            self.fetch_completions(field.value, field.cursor_position)

    @on(Completed)
    def _completed(self, message: Completed) -> None:
        if self.is_typing and message.query == self.bar.field.value:
            self.bar.show_completions(message.completions)

    def action_take(self) -> None:
        """Takes what is offered under the field."""
        if (query := self.bar.taken) is not None:
            self.bar.field.ask(query)

    def action_next_completion(self) -> None:
        """Offers the next completion."""
        self.bar.next_completion()

    def action_explain(self) -> None:
        """Tells why the article with the cursor matches, for every one from now on, or no longer."""
        if not self._explaining and not self.asking.query.strip():
            self.tell("Without a query every article is shown.")
            return
        self._explaining = not self._explaining
        self._show_reasons(())
        self.explain()

    @on(ArticleList.Highlighted)
    @on(ArticleView.Shown)
    def explain(self) -> None:
        """Asks why the article that the user looks at matches; without a query there is no reason to tell."""
        if not self._explaining:
            return
        if not self.asking.query.strip():
            self._show_reasons(())
            return
        archived = self.article.archived
        is_read = archived is not None and (self.article.has_focus or self.is_covered)
        article_id = archived.id if archived and is_read else self.articles.article_id
        if article_id is not None:
            self.fetch_reasons(article_id, self.asking.query)

    @on(Explained)
    def _explained(self, message: Explained) -> None:
        if self._explaining and message.query == self.asking.query:
            self._show_reasons(
                reason_facts(message.reasons)
                or [("", "by what is known of the article: no word of the query stands in it")]
            )

    def _show_reasons(self, facts: Sequence[Fact]) -> None:
        for pane in (self.list_pane, self.article_pane):
            pane.foot.show(facts)
