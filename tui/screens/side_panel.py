"""Companies, deals and events beside the article: why they are believed, and where they lead."""

from __future__ import annotations

from textual import events, on, work

from index.deal import Deal
from index.document import CompanyEvent
from tui.messages import GroupFetched, StoryFetched
from tui.named import Named
from tui.rendering.companies import here_facts
from tui.rendering.stories import brief_facts
from tui.screens.company_correcting import CompanyCorrecting
from tui.screens.deal_correcting import DealCorrecting
from tui.screens.event_correcting import EventCorrecting
from tui.screens.reading import Place, ReadingScreen
from tui.widgets.article_view import ArticleView
from tui.widgets.company_panel import CompanyPanel
from tui.widgets.deal_panel import DealPanel
from tui.widgets.event_panel import EventPanel


class SidePanelScreen(CompanyCorrecting, DealCorrecting, EventCorrecting, ReadingScreen):
    """What is known of the company and the deal with the cursor stands under their lists, while they have the focus."""

    @property
    def company_meant(self) -> Named | None:
        """The one with the cursor."""
        company = self.companies.company
        return Named(company.id, company.name) if company else None

    @property
    def deal_meant(self) -> Deal | None:
        """The one with the cursor."""
        return self.deals.deal

    @property
    def event_meant(self) -> tuple[int, CompanyEvent] | None:
        """The one with the cursor: it is the open article's."""
        archived, event = self.article.archived, self.events.event
        return (archived.id, event) if archived and event else None

    @property
    def article_meant(self) -> int | None:
        """The open one."""
        return self.article.archived.id if self.article.archived else None

    def mark(self, deal: Deal | None) -> None:
        """The marked deal is told apart."""
        super().mark(deal)
        self.deals.marked = deal.id if deal else ""
        self.update_footer()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """What is known is told where the focus is."""
        if event.widget in {self.companies, self.deals}:
            self._tell_company()
            self.tell_deal()

    @on(CompanyPanel.Highlighted)
    @on(ArticleView.Shown)
    def _tell_company(self) -> None:
        company = self.companies.company
        archived = self.article.archived if self.is_wide or self.is_reading else None  # else it is not on the screen
        if not self.companies.has_focus or company is None:
            return
        found = archived.detections.companies if archived else ()
        here = next((one for one in found if one.id == company.id), None)
        self.company_pane.foot.show(here_facts(here, archived))

    @on(DealPanel.Highlighted)
    def tell_deal(self) -> None:
        """Asks who tells the deal with the cursor."""
        if self.deals.has_focus and self.deals.deal is not None:
            self._fetch_story(self.deals.deal)

    @work(thread=True, exclusive=True, exit_on_error=False, group="story")
    def _fetch_story(self, deal: Deal) -> None:
        from tui.stories import story_of  # noqa: PLC0415  (not needed for the first paint)

        self._answer(StoryFetched(story_of(self.archive, deal)))

    @on(StoryFetched)
    def _story_fetched(self, message: StoryFetched) -> None:
        if message.story is not None and self.deals.deal == message.story.deal:
            self.deal_pane.foot.show(brief_facts(message.story))

    def action_company_page(self) -> None:
        """All about the company with the cursor."""
        from tui.screens.company import CompanyScreen  # noqa: PLC0415  (not needed for the first paint)

        if self.company_meant is not None:
            self.app.push_screen(CompanyScreen(self.archive, self.company_meant))

    def action_deal_page(self) -> None:
        """All about the deal with the cursor."""
        from tui.screens.deal import DealScreen  # noqa: PLC0415  (not needed for the first paint)

        if self.deals.deal is not None:
            self.app.push_screen(DealScreen(self.archive, self.deals.deal))

    def action_to_events(self) -> None:
        """To the events of the open article."""
        if self.events.row_count:
            self.unfold_panel()
            self.set_focus(self.events)
        else:
            none = "The open article tells of no event; f narrows to articles that do."
            self.tell(none if self.article.archived else "Open an article first.")

    @on(EventPanel.EvidenceWanted)
    def _event_wanted(self, message: EventPanel.EvidenceWanted) -> None:
        evidence = message.event.evidence
        if self.article.archived is not None:
            place = Place(evidence[message.number - 1], message.number, len(evidence))
            self.show_place(self.article.archived.id, place)

    @on(CompanyPanel.GroupWanted)
    def _group_wanted(self, message: CompanyPanel.GroupWanted) -> None:
        self._fetch_group(message.company)

    @work(thread=True, exclusive=True, exit_on_error=False, group="group")
    def _fetch_group(self, company: Named) -> None:
        from tui.naming import group_of  # noqa: PLC0415  (not needed for the first paint)

        self._answer(GroupFetched(company, group_of(company)))
