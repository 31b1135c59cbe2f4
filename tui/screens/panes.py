"""The panes of the main screen: which there is room for, and which one has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from tui.screens.showing import ShowingScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.choices_line import ChoicesLine
from tui.widgets.company_panel import CompanyPanel
from tui.widgets.deal_panel import DealPanel
from tui.widgets.event_panel import EventPanel
from tui.widgets.key_footer import KeyFooter
from tui.widgets.pane import Pane
from tui.widgets.search_bar import SearchBar

if TYPE_CHECKING:
    from index.archive import Archive


class PanesScreen(ShowingScreen):
    """Search field; list, article, companies and deals; footer.

    The classes `-wide`, `-narrow` and `-tiny` follow the width of the terminal; `-reading` lets the article take the
    list's place where there is room for one of them; `-panel-flipped` folds companies and deals, or unfolds them on a
    tiny screen. What they mean stands in `styles/main.tcss`.
    """

    AUTO_FOCUS = "ArticleList"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (120, "-wide")]  # noqa: RUF012  (Textual types it so)

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.bar = SearchBar()
        self.choices = ChoicesLine(id="choices")
        self.articles = ArticleList()
        self.companies = CompanyPanel()
        self.deals = DealPanel()
        self.events = EventPanel()
        self.list_pane = Pane("Articles", self.articles, id="list")
        self.article_pane = Pane("Article", self.article, id="article")
        self.company_pane = Pane("Companies", self.companies, id="companies")
        self.deal_pane = Pane("Deals", self.deals, id="deals")
        self.event_pane = Pane("Events", self.events, id="events")
        self.event_pane.display = False

    def compose(self) -> ComposeResult:
        """Search on top, three columns, footer."""
        self._fit(self.app.size.width)
        yield self.bar
        yield self.choices
        with Horizontal(id="panes"):
            yield self.list_pane
            yield self.article_pane
            with Vertical(id="panel"):
                yield self.company_pane
                yield self.deal_pane
                yield self.event_pane
        yield KeyFooter()

    def _fit(self, cells: int) -> None:
        """The class for the width, before Textual gives it: its own comes with the first resize, after a frame."""
        self.add_class(next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if cells >= least))

    @property
    def is_wide(self) -> bool:
        """Whether list and article stand side by side."""
        return self.has_class("-wide")

    @property
    def is_reading(self) -> bool:
        """Whether the article takes the list's place where there is room for one of them only."""
        return self.has_class("-reading")

    @property
    def is_typing(self) -> bool:
        """Whether letters go into the search field. Its own `has_focus` is set only by an event that comes later."""
        return self.focused is self.bar.field

    @property
    def is_covered(self) -> bool:
        """Whether the article covers the list right now."""
        return self.is_reading and not self.is_wide

    @property
    def is_panel_alone(self) -> bool:
        """Whether there was room for companies and deals only."""
        return self.has_class("-tiny") and self.has_class("-panel-flipped")

    def action_search(self) -> None:
        """To the field; the list is what one watches while typing."""
        self._uncover_list()
        self.set_focus(self.bar.field)

    def action_to_list(self) -> None:
        """To the list of articles."""
        self._uncover_list()
        self.set_focus(self.articles)

    def _uncover_list(self) -> None:
        self.remove_class("-reading")
        if self.is_panel_alone:
            self.remove_class("-panel-flipped")

    def action_close_article(self) -> None:
        """Back to the list."""
        self.action_to_list()

    def action_to_companies(self) -> None:
        """To the companies, unfolding them."""
        self.unfold_panel()
        self.set_focus(self.companies)

    def action_to_deals(self) -> None:
        """To the deals, unfolding them."""
        self.unfold_panel()
        self.set_focus(self.deals)

    def unfold_panel(self) -> None:
        """Shows companies, deals and events."""
        self.set_class(self.has_class("-tiny"), "-panel-flipped")

    def action_panel(self) -> None:
        """Shows or hides companies and deals; without them the focus is in the list or the article."""
        self.toggle_class("-panel-flipped")
        if self.has_class("-panel-flipped") != self.has_class("-tiny") and (
            self.companies.has_focus or self.deals.has_focus or self.events.has_focus
        ):
            self.set_focus(self.article if self.is_reading else self.articles)
