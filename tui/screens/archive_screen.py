"""Asks the archive in worker threads, so that the screen never waits, and posts what it answers. Keeps no state.

`exclusive` lets only the newest call of a group count; it does not stop a running thread, hence the checks.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from index.errors import ArchiveBusy, ArticleNotFound
from index.results import SearchPage, SearchRequest
from index.text import visible
from tui.browser import open_in_browser
from tui.messages import (
    ArticleFetched,
    CaughtUp,
    CompaniesCounted,
    Completed,
    DealsFetched,
    Explained,
    KeptUp,
    NewsCame,
    Progressed,
    RowsFetched,
    SearchAnswered,
    UrlOpened,
)
from tui.pace import spare_what_is_loaded
from tui.screens.painting import PaintingScreen

if TYPE_CHECKING:
    from index.archive import Archive, Progress
    from index.beside import Task, Upkeep
    from index.ports import Coverage

_TELLING = 0.1
"""Seconds between two tellings of progress."""


class ArchiveScreen(PaintingScreen[None]):
    """A screen over an archive; what its workers answer comes as `tui.messages`."""

    upkeep: Upkeep | None = None
    """Reads articles anew, for the screen that has it."""

    def __init__(self, archive: Archive) -> None:
        super().__init__()
        self.archive = archive

    def _answer(self, message: Message) -> None:
        """Posts an answer, unless nobody waits for it any more."""
        if not get_current_worker().is_cancelled:
            self.post_message(message)

    def progress(self, what: str) -> Progress:
        """Tells how far a call is, not oftener than the eye can follow. For worker threads."""
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told > _TELLING:
                told = time.monotonic()
                self.post_message(Progressed(what, done, total))

        return progress

    @work(thread=True, exclusive=True, exit_on_error=False, group="search")
    def search(self, ticket: int, request: SearchRequest, rows: int, keep: int | None, count: bool) -> None:
        """Searches, and fetches the rows that are shown first.

        Args:
            ticket: Given back with the answer.
            request: What is searched for.
            rows: How many rows are fetched around the cursor.
            keep: The article that the cursor stays on when it is still among the hits.
            count: Whether to count the archive's articles, too.
        """
        if get_current_worker().is_cancelled:
            return
        coverage = self.archive.coverage if count else None
        page = self.archive.search(request)
        if get_current_worker().is_cancelled:
            return
        cursor = _place(page.ids, keep)
        start = max(0, cursor - rows)
        hits = self.archive.hits(page, start, cursor + rows)
        total = None
        if count:
            total = self.archive.search(SearchRequest()).total if request.query or request.filter else page.total
        self._answer(SearchAnswered(ticket, page, start, hits, cursor, total, coverage))

    @work(thread=True, exclusive=True, exit_on_error=False, group="news")
    def look_for_news(self, coverage: Coverage | None) -> None:
        """Tells when a search would find something else than it did: that costs a look at a file."""
        if (now := self.archive.coverage) != coverage:
            self._answer(NewsCame(now))

    @work(thread=True, exclusive=True, exit_on_error=False, group="companies")
    def count_companies(self, page: SearchPage) -> None:
        """Counts the companies of a page."""
        if not get_current_worker().is_cancelled:
            page.facets.get("company")  # counted in this thread, not in the one that paints; it keeps what it counts
            self._answer(CompaniesCounted(page))

    @work(thread=True, exit_on_error=False, group="warm")
    def warm_up(self) -> None:
        """Has the archive load what the first letters need, before they are typed; all of that is here to stay."""
        self.archive.warm_up()
        spare_what_is_loaded()

    @work(thread=True, exclusive=True, exit_on_error=False, group="rows")
    def fetch_rows(self, page: SearchPage, rows: range) -> None:
        """Fetches rows of a page."""
        if not get_current_worker().is_cancelled:
            self._answer(RowsFetched(page, rows, self.archive.hits(page, rows.start, rows.stop)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="article")
    def fetch_article(self, article_id: int, query: str) -> None:
        """Fetches an article and the query's matches in it. One that has gone is not answered: its row says so."""
        if get_current_worker().is_cancelled:
            return
        try:
            archived = self.archive.article(article_id)
        except ArticleNotFound:
            return
        if not get_current_worker().is_cancelled:
            self._answer(ArticleFetched(archived, query, self.archive.matches(query, archived)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="deals")
    def fetch_deals(self, page: SearchPage) -> None:
        """Fetches the deals of a page, merged over its articles."""
        if not get_current_worker().is_cancelled:
            self._answer(DealsFetched(page, self.archive.deals(page)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="completions")
    def fetch_completions(self, query: str, cursor: int) -> None:
        """Fetches how a query could go on."""
        if not get_current_worker().is_cancelled:
            self._answer(Completed(query, self.archive.completions(query, cursor)))

    @work(thread=True, exclusive=True, exit_on_error=False, group="reasons")
    def fetch_reasons(self, article_id: int, query: str) -> None:
        """Fetches why an article matches a query."""
        try:
            article = self.archive.article(article_id)
        except ArticleNotFound:
            return
        self._answer(Explained(article_id, query, self.archive.explain(query, article)))

    @work(thread=True, exit_on_error=False, group="read")
    def keep_read(self, article_id: int, read: bool) -> None:
        """Remembers whether the user has read an article."""
        self.archive.mark_read(article_id, read=read)

    @work(thread=True, exclusive=True, exit_on_error=False, group="index")
    def catch_up(self) -> None:
        """Brings articles and search index up to date, and tells how far it is."""
        changed = False
        telling = self.progress("Bringing the archive up to date")

        def progress(done: int, total: int) -> None:
            nonlocal changed
            changed = True
            telling(done, total)

        try:
            self.archive.catch_up(progress)
        except ArchiveBusy as busy:
            self._answer(CaughtUp(changed, str(busy)))
        else:
            self._answer(CaughtUp(changed))

    @work(thread=True, exit_on_error=False, group="upkeep")
    def keep_up(self) -> None:
        """Has done beside all else what would take long, until `upkeep` is stopped."""
        if self.upkeep is None or not self.archive.is_behind:
            return
        last: KeptUp | None = None

        def progress(task: Task, done: int, total: int) -> None:
            nonlocal last
            last = KeptUp(task, done, total)
            self.post_message(last)

        problem = self.upkeep.run(progress)
        if last is not None and not (problem and last.task == "index"):  # until all is indexed, words do not find all
            self.post_message(KeptUp(last.task, last.total, last.total))
        if last is not None or problem:
            self._answer(CaughtUp(last is not None, problem))

    @work(thread=True, exit_on_error=False, group="browser")
    def open_url(self, url: str) -> None:
        """Opens a URL in the browser."""
        self._answer(UrlOpened(url, open_in_browser(url)))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A call that failed is told, and the screen goes on."""
        if event.state is WorkerState.ERROR:
            self.tell(str(event.worker.error) or repr(event.worker.error), failed=True)

    def tell(self, text: str, *, failed: bool = False) -> None:
        """Shows a notice; its text may come from outside."""
        self.notify(visible(text), severity="error" if failed else "information", markup=False)


def _place(ids: Sequence[int], article_id: int | None) -> int:
    """Where an article stands among the hits; the first place when it does not."""
    if article_id is None:
        return 0
    try:
        return ids.index(article_id)
    except ValueError:
        return 0
