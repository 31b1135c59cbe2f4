"""A company's page: its names, its group, its deals, what else happened to it, and its articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from index.deal import Deal
from index.document import CompanyEvent, Span
from index.results import ArchivedArticle
from tui.keys import COMPANY_PAGE
from tui.messages import ProfileFetched, RowsFetched
from tui.named import Named
from tui.offers import Offer
from tui.profiles import mentions_in, profile_of
from tui.rendering.companies import profile_facts
from tui.screens.article import ArticleScreen
from tui.screens.company_correcting import CompanyCorrecting
from tui.screens.deal_correcting import DealCorrecting
from tui.screens.event_correcting import EventCorrecting
from tui.screens.page import PageScreen
from tui.screens.picking import PickScreen
from tui.widgets.article_list import ArticleList
from tui.widgets.deal_panel import DealPanel
from tui.widgets.facts import Facts
from tui.widgets.key_footer import KeyFooter
from tui.widgets.pane import Pane, PaneHeading
from tui.widgets.told_events import ToldEvents

if TYPE_CHECKING:
    from index.archive import Archive


class CompanyScreen(PageScreen, CompanyCorrecting, DealCorrecting, EventCorrecting):
    """One company over all its articles."""

    BINDINGS: ClassVar[list[BindingType]] = [*COMPANY_PAGE]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012  (Textual types it so)

    def __init__(self, archive: Archive, company: Named) -> None:
        super().__init__(archive)
        self._company = company
        self._heading = PaneHeading(company.name)
        self._facts = Facts()
        self.deals = DealPanel(since=True)
        self._partners: Sequence[Offer[Named]] = ()
        self.events = ToldEvents()
        self.articles = ArticleList()
        self._deal_pane = Pane("Deals", self.deals, id="deals")
        self._event_pane = Pane("Events", self.events, id="events")
        self._list_pane = Pane("Articles", self.articles, id="list")
        self._event_pane.display = False

    def compose(self) -> ComposeResult:
        """Names on top; deals and events beside, or above, the articles."""
        yield self._heading
        yield self._facts
        with Horizontal(id="panes"):
            with Vertical(id="told"):
                yield self._deal_pane
                yield self._event_pane
            yield self._list_pane
        yield KeyFooter()

    def on_mount(self) -> None:
        """Gathers everything."""
        self.deals.empty = ("No deals so far.",)
        self.articles.focus()
        self._fetch_profile()

    @work(thread=True, exclusive=True, exit_on_error=False, group="profile")
    def _fetch_profile(self) -> None:
        profile = profile_of(self.archive, self._company.id, self._company.name)
        self._answer(ProfileFetched(profile, self.archive.hits(profile.page, 0, 60)))

    def refresh_answers(self) -> None:
        """After a correction."""
        self._fetch_profile()

    @on(ProfileFetched)
    def _profile_fetched(self, message: ProfileFetched) -> None:
        profile = message.profile
        self._facts.show(profile_facts(profile))
        self._partners = [
            Offer(partner, partner.name, f"{count} deal{'s' if count > 1 else ''}")
            for partner, count in profile.partners
        ]
        self.deals.show_deals(profile.deals)
        self._deal_pane.heading.show(f"{len(profile.deals):,}")
        if self.events.has_focus and not profile.events:  # the pane goes, and the focus with it
            self.articles.focus()
        self.events.show_events(profile.events)
        self._event_pane.display = bool(profile.events)
        self._event_pane.heading.show(f"{len(profile.events):,}")
        self.articles.empty = ("No article names it any more.", "u takes the correction back.")
        self.articles.show_page(profile.page, message.hits, start=0, cursor=self.articles.cursor)
        self._list_pane.heading.show(f"{profile.page.total:,}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is one order of articles here, and no query."""
        return action not in {"sort", "match"} and super().check_action(action, parameters)

    @property
    def company_meant(self) -> Named | None:
        """The page's."""
        return self._company

    @property
    def deal_meant(self) -> Deal | None:
        """The one with the cursor."""
        return self.deals.deal

    @property
    def event_meant(self) -> tuple[int, CompanyEvent] | None:
        """The one with the cursor."""
        told = self.events.told
        return (told.article, told.event) if told else None

    def mark(self, deal: Deal | None) -> None:
        """The marked deal is told apart."""
        super().mark(deal)
        self.deals.marked = deal.id if deal else ""

    @property
    def article_meant(self) -> int | None:
        """The one with the cursor."""
        return self.articles.article_id

    @on(ArticleList.RowsWanted)
    def _rows_wanted(self, message: ArticleList.RowsWanted) -> None:
        self.fetch_rows(message.page, message.rows)

    @on(RowsFetched)
    def _rows_fetched(self, message: RowsFetched) -> None:
        self.articles.put(message.page, message.rows, message.hits)

    @on(ArticleList.Opened)
    def _article_opened(self, message: ArticleList.Opened) -> None:
        self._read(message.article_id, None)
        self.articles.set_read(message.article_id, read=True)

    @on(DealPanel.EvidenceWanted)
    def _evidence_wanted(self, message: DealPanel.EvidenceWanted) -> None:
        self._read(message.evidence.article, message.evidence.span)

    @on(ToldEvents.Opened)
    def _event_opened(self, message: ToldEvents.Opened) -> None:
        self._read(message.told.article, message.told.event.evidence[0])

    def _read(self, article_id: int, jump: Span | None) -> None:
        def stretches(archived: ArchivedArticle) -> tuple[Span, ...]:
            return mentions_in(archived, self._company.id)

        articles = self.articles.page.ids if article_id in self.articles.page.ids else (article_id,)
        self.app.push_screen(ArticleScreen(self.archive, articles, article_id, stretches, jump))

    def action_to_deals(self) -> None:
        """To its deals."""
        self.deals.focus()

    def action_to_events(self) -> None:
        """To what else happened to it."""
        if self.events.row_count:
            self.events.focus()
        else:
            self.tell(f"No event of {self._company.name} is known.")

    def action_partner(self) -> None:
        """All about a company that this one deals with: asks for which."""

        def show(company: Named | None) -> None:
            if company is not None:
                self.app.push_screen(CompanyScreen(self.archive, company))

        if self._partners:
            self.app.push_screen(PickScreen[Named](f"{self._company.name} deals with …", self._partners), show)
        else:
            self.tell(f"No deal of {self._company.name} is known.")

    def action_deal_page(self) -> None:
        """All about the deal with the cursor."""
        from tui.screens.deal import DealScreen  # noqa: PLC0415  (the two lead to each other)

        if self.deals.deal is not None:
            self.app.push_screen(DealScreen(self.archive, self.deals.deal))
