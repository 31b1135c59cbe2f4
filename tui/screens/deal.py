"""A deal's page: its parties and terms, how far it went, and who says what."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType

from index.deal import Deal
from index.document import Span
from index.results import ArchivedArticle
from tui.keys import DEAL_PAGE
from tui.messages import StoryFetched
from tui.named import Named
from tui.offers import Offer
from tui.rendering.corrections import deal_name
from tui.rendering.stories import deal_facts
from tui.screens.article import ArticleScreen
from tui.screens.deal_correcting import DealCorrecting
from tui.screens.page import PageScreen
from tui.screens.picking import PickScreen
from tui.stories import Story, find_deal, story_of
from tui.widgets.facts import Facts
from tui.widgets.key_footer import KeyFooter
from tui.widgets.pane import Pane, PaneHeading
from tui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from index.archive import Archive


class DealScreen(PageScreen, DealCorrecting):
    """One deal over all its articles."""

    BINDINGS: ClassVar[list[BindingType]] = [*DEAL_PAGE]

    def __init__(self, archive: Archive, deal: Deal) -> None:
        super().__init__(archive)
        self._deal = deal
        self._heading = PaneHeading(deal_name(deal))
        self._facts = Facts()
        self.timeline = Timeline()
        self._pane = Pane("Where it says so", self.timeline, id="timeline")

    def compose(self) -> ComposeResult:
        """Parties, facts, evidence."""
        yield self._heading
        yield self._facts
        yield self._pane
        yield KeyFooter()

    def on_mount(self) -> None:
        """Shows what is known already; who tells it comes from the archive."""
        self._show(Story(self._deal, {}))
        self.timeline.focus()
        self._fetch_story(self._deal)

    @work(thread=True, exclusive=True, exit_on_error=False, group="story")
    def _fetch_story(self, deal: Deal) -> None:
        self._answer(StoryFetched(story_of(self.archive, deal)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="story")
    def _fetch_again(self, deal_id: str) -> None:
        deal = find_deal(self.archive, deal_id)
        self._answer(StoryFetched(story_of(self.archive, deal) if deal else None))

    def refresh_answers(self) -> None:
        """The deal as it is after a correction."""
        self._fetch_again(self._deal.id)

    @on(StoryFetched)
    def _story_fetched(self, message: StoryFetched) -> None:
        if message.story is None:
            self.timeline.empty = ("There is no such deal any more.", "u takes the correction back.")
        self._show(message.story)

    def _show(self, story: Story | None) -> None:
        self._facts.show(deal_facts(story) if story else ())
        self.timeline.show_story(story)
        count = len(story.deal.articles) if story else 0
        self._pane.heading.show(f"{count} article{'' if count == 1 else 's'}")
        if story is not None:
            self._deal = story.deal
            self._heading.rename(deal_name(story.deal))

    @property
    def deal_meant(self) -> Deal | None:
        """The page's."""
        return self._deal if self.timeline.row_count else None

    @property
    def article_meant(self) -> int | None:
        """The one with the cursor."""
        return self.timeline.evidence.article if self.timeline.evidence else None

    @on(Timeline.Opened)
    def _opened(self, message: Timeline.Opened) -> None:
        evidence, deal = message.evidence, self._deal

        def stretches(archived: ArchivedArticle) -> tuple[Span, ...]:
            return tuple(said.span for said in deal.evidence if said.article == archived.id)

        self.app.push_screen(ArticleScreen(self.archive, deal.articles, evidence.article, stretches, evidence.span))

    def action_party(self) -> None:
        """All about one of the parties: asks for which."""
        from tui.screens.company import CompanyScreen  # noqa: PLC0415  (the two lead to each other)

        def show(company: Named | None) -> None:
            if company is not None:
                self.app.push_screen(CompanyScreen(self.archive, company))

        offers = [Offer(Named(party.id, party.name), party.name, party.role.value) for party in self._deal.parties]
        self.app.push_screen(PickScreen[Named]("All about …", offers), show)
