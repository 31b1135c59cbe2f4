"""The main screen: what is asked for, and what was found. Everything that changes the result goes through `ask`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.timer import Timer
from textual.widgets import Input

from index.beside import Task
from tui.keys import SCREEN
from tui.messages import (
    CaughtUp,
    CompaniesCounted,
    DealsFetched,
    GroupFetched,
    KeptUp,
    NewsCame,
    Progressed,
    RowsFetched,
    SearchAnswered,
)
from tui.named import Named
from tui.narrowing import Narrowing, choice, narrowed, narrowings
from tui.pace import tidy, tidy_a_little
from tui.rendering.empty import nothing_found
from tui.rendering.upkeep import upkeep_sentence
from tui.screens.completing import CompletingScreen
from tui.screens.picking import PickScreen
from tui.searching import Asking, Choice, ChoiceKind
from tui.widgets.article_list import ArticleList
from tui.widgets.choices_line import ChoicesLine
from tui.widgets.company_panel import CompanyPanel
from tui.widgets.event_panel import EventPanel

if TYPE_CHECKING:
    from index.archive import Archive
    from index.beside import Upkeep
    from index.ports import Coverage

_WRITTEN_AFTER = 0.01
"""Seconds after rows have been painted until anything else is done: the thread that writes them goes first."""
_COUNTED_AFTER = 0.05
"""Seconds after rows have been painted before their companies are counted: a held key comes again in less."""
_DEALS_AFTER = 0.12
"""Seconds after rows have been painted before deals and rows off the screen are fetched."""
_NEWS_EVERY = 3.0
"""Seconds between two looks for articles that another process has added."""
_MANY = 200
"""Articles, five seconds' reading anew, from which on it is told in a sentence."""
_TIDIED_AFTER = 2.0
"""Seconds without another result, after the deals of one, until the garbage of all is looked for."""
_TYPED_AFTER = 0.3
"""The same while somebody types: letters come every 0.2 seconds, and the next one's rows need the interpreter too."""


class MainScreen(CompletingScreen):
    """One search, one result, one open article."""

    BINDINGS: ClassVar[list[BindingType]] = [*SCREEN]

    def __init__(self, archive: Archive, upkeep: Upkeep | None = None) -> None:
        super().__init__(archive)
        self.upkeep = upkeep
        self._total = 0
        self._uncounted = True
        self._coverage: Coverage | None = None
        self._ticket = 0
        self._waiting = True
        self._indexing = False
        self._outstanding: list[Timer] = []
        self._warm = False

    def on_mount(self) -> None:
        """Shows what the index has, and brings it level."""
        self.ask(self.asking, count=True)
        self.catch_up()
        self.set_interval(_NEWS_EVERY, lambda: self.look_for_news(self._coverage))

    def on_unmount(self) -> None:
        """Ends what runs beside, whose thread would keep the app from ending."""
        if self.upkeep is not None:
            self.upkeep.stop()

    def ask(self, asking: Asking, *, keep: bool = True, count: bool = False) -> None:
        """Asks for something else.

        Args:
            asking: From now on.
            keep: Whether the cursor stays on its article when that is still among the hits.
            count: Whether the archive may have other articles than before.
        """
        before, self.asking = self.asking.query, asking
        self._ticket += 1
        self._forget_outstanding()
        self.choices.show_choices(asking.choices)
        if asking.query not in {before, self.bar.field.value}:  # a letter that has just been typed is not asked for yet
            with self.bar.field.prevent(Input.Changed):
                self.bar.field.ask(asking.query)
        rows = self.articles.rows_at_once
        self._uncounted = self._uncounted or count  # until an answer tells it: one may be overtaken by typing
        self.search(self._ticket, asking.request, rows, self.articles.article_id if keep else None, self._uncounted)
        self.update_footer()

    @on(SearchAnswered)
    def _search_answered(self, message: SearchAnswered) -> None:
        if message.ticket != self._ticket:
            return
        self.page = message.page
        if message.total is not None:
            self._total, self._coverage, self._uncounted = message.total, message.coverage, False
        self.bar.show_page(message.page, self._total, narrowed=self.asking.narrows)
        self.articles.empty = nothing_found(self.asking, waiting=self._waiting, indexing=self._indexing)
        with self.articles.prevent(ArticleList.Highlighted):
            self.articles.show_page(message.page, message.hits, start=message.start, cursor=message.cursor)
        self.companies.outdated = self.deals.outdated = True
        self.company_pane.heading.show("…")
        self.deal_pane.heading.show("…")
        if message.page.total:
            self.tell_row()
        else:
            self._show_no_hits()
            if message.page.problems:  # one of the index, perhaps
                self.keep_up()
        self.articles.call_after_refresh(self._rows_painted, message.ticket)

    def _show_no_hits(self) -> None:
        self.show_nothing()
        self.companies.show_counts((), self.asking.companies)
        self.company_pane.heading.show("0")
        self.deals.show_deals(())
        self.deal_pane.heading.show("0")

    def _rows_painted(self, ticket: int) -> None:
        """What stands beside the rows is asked for when these are on the screen, and no later key has been pressed.

        Companies and deals shown are the last result's until those of this one are here.
        """
        if ticket == self._ticket:
            self._outstanding = [self.set_timer(_WRITTEN_AFTER, self._show_beside)]
            if self.page.total:
                rest = _TYPED_AFTER if self.bar.field.has_focus else _DEALS_AFTER
                self._outstanding += [
                    self.set_timer(_COUNTED_AFTER, partial(self.count_companies, self.page)),
                    self.set_timer(rest, self._fetch_the_rest),
                ]

    def _show_beside(self) -> None:
        tidy_a_little()
        self.deals.faint = self.deals.outdated
        self.complete()
        self.explain()
        if self.page.total:
            self.preview()

    def _forget_outstanding(self) -> None:
        for timer in self._outstanding:
            timer.stop()

    @on(CompaniesCounted)
    def _companies_counted(self, message: CompaniesCounted) -> None:
        if message.page is self.page:
            companies = message.page.facets.get("company", ())
            self.companies.empty = ("No companies here.",)
            self.companies.show_counts(companies, self.asking.companies)
            self.company_pane.heading.show(f"{len(companies):,}")

    def _fetch_the_rest(self) -> None:
        self.articles.fetch_around()
        self.fetch_deals(self.page)

    @on(ArticleList.RowsWanted)
    def _rows_wanted(self, message: ArticleList.RowsWanted) -> None:
        self.fetch_rows(message.page, message.rows)

    @on(RowsFetched)
    def _rows_fetched(self, message: RowsFetched) -> None:
        self.articles.put(message.page, message.rows, message.hits)

    @on(DealsFetched)
    def _deals_fetched(self, message: DealsFetched) -> None:
        if message.page is self.page:
            self.deals.empty = ("No deals here.",)
            self.deals.show_deals(message.deals)
            self.deal_pane.heading.show(f"{len(message.deals):,}")
            self.tell_deal()
            self._outstanding.append(self.set_timer(_TIDIED_AFTER, tidy))
            if not self._warm:
                self._warm = True
                self.warm_up()

    @on(Input.Changed)
    def _query_changed(self, message: Input.Changed) -> None:
        if message.value != self.asking.query:
            self.ask(self.asking.with_query(message.value), keep=False)

    @on(CompanyPanel.Chosen)
    @on(EventPanel.Chosen)
    @on(ChoicesLine.Dropped)
    def _chosen(self, message: CompanyPanel.Chosen | EventPanel.Chosen | ChoicesLine.Dropped) -> None:
        self.choose(message.choice)

    def choose(self, choice: Choice) -> None:
        """Makes a choice, or takes it back; the list shows what remains."""
        if not self.is_wide:
            self.remove_class("-reading")
        self.ask(self.asking.toggled(choice), keep=False)

    @on(GroupFetched)
    def _group_fetched(self, message: GroupFetched) -> None:
        """By the group that a company belongs to; by its own where it is on top of one."""
        tops = {count.value: Named(count.value, count.name) for count in self.page.facets.get("group", ())}
        group = message.group or tops.get(message.company.id)
        if group is None:
            self.tell(f"No group of {message.company.name} is known.")
        else:
            self.choose(choice(group.id, group.name, ChoiceKind.GROUP))

    def refresh_answers(self) -> None:
        """After a correction the result, the open article and the deals may be others."""
        self.bar.hide_progress()
        self.ask(self.asking)
        if self.article.archived is not None:
            self.show_article(self.article.archived.id)

    @on(Progressed)
    def _progressed(self, message: Progressed) -> None:
        self.bar.show_progress(message.what, message.done, message.total)

    @on(KeptUp)
    def _kept_up(self, message: KeptUp) -> None:
        if not self.bar.upkeep and message.done < message.total and message.total >= _MANY:
            self.tell(upkeep_sentence(message.task, message.total))
        self.bar.show_upkeep(message.task, message.done, message.total)
        if message.task is Task.INDEX:
            self._indexing = message.done < message.total
            self.ask(self.asking)

    @on(CaughtUp)
    def _caught_up(self, message: CaughtUp) -> None:
        self.bar.hide_progress()
        if self._waiting:
            self.keep_up()
        self._waiting = False
        if message.problem:
            self.tell(message.problem)
        if message.changed or not self.page.total:
            self.ask(self.asking, count=True)

    @on(NewsCame)
    def _news_came(self, message: NewsCame) -> None:
        """Shows it; the cursor stays on its article."""
        self._coverage = message.coverage
        self.ask(self.asking, count=True)

    # Actions

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work right now."""
        match action:
            case "back":
                covered = self.is_covered or self.is_panel_alone
                return self.is_typing or covered or self.asking.narrows or self.same is not None
            case "search" | "to_companies" | "to_deals":  # in the field these are letters
                return not self.is_typing
            case "take":
                return self.bar.taken is not None
            case "unread":
                return self.page.total > 0
            case _:
                return super().check_action(action, parameters)

    def is_offered(self, action: str) -> bool:
        """Whether the footer tells of an action: not of a key that leads to where one is."""
        here = {"to_companies": self.companies, "to_deals": self.deals}
        return super().is_offered(action) and not (action in here and here[action].has_focus)

    def action_sort(self) -> None:
        """The next order of hits: from its top, unless the user has gone to an article."""
        if not self.asking.query.strip():
            self.tell("Without a query the newest come first; relevance needs words.")
        self.ask(self.asking.resorted(), keep=self.articles.cursor > 0 or self.is_reading)

    def action_narrow(self) -> None:
        """Narrows by something that is in the result: asks for what."""

        def narrow(narrowing: Narrowing | None) -> None:
            if narrowing is not None:
                self.ask(narrowed(self.asking, narrowing), keep=False)

        self.app.push_screen(PickScreen[Narrowing]("Narrow to …", narrowings(self.page)), narrow)

    def action_refresh(self) -> None:
        """Looks for articles that came meanwhile."""
        self.catch_up()
        self.keep_up()
        self.ask(self.asking, count=True)

    def action_clear(self) -> None:
        """Every article again."""
        self.ask(self.asking.cleared(), keep=False)

    def action_back(self) -> None:
        """Leaves the field; closes what covers the list; takes the last filter off, then the query.

        Before all but the first it takes the mark off a deal.
        """
        if self.is_typing:
            self.set_focus(self.articles)
        elif self.same is not None:
            self.mark(None)
        elif self.is_panel_alone:
            self.action_panel()
        elif self.is_covered:
            self.action_to_list()
        else:
            self.ask(self.asking.without_last(), keep=False)
