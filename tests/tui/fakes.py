"""An archive in memory, with a search that is easy to predict, and that counts what it is asked."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from index.archive import Archive, Progress
from index.corrections import Anchor, Correction, KeptCorrection, NotACompany, WrongDeal
from index.deal import Deal
from index.deals import Deals
from index.document import Span
from index.errors import ArchiveBusy, ArticleNotFound, DealNotFound
from index.ports import Coverage, Storage
from index.results import (
    ArchivedArticle,
    Completion,
    Hit,
    Reason,
    SearchPage,
    SearchRequest,
    Sort,
)
from tests.fake_deals import listed
from tests.tui import fake_search
from tests.tui.fake_deals import merged
from tests.tui.samples import ARTICLES


class FakeArchive(Archive):
    """Finds articles whose text has every word of the query; a word with a colon is not understood.

    Attributes:
        calls: The names of the methods called, in order.
        asked: The queries searched for.
        rows_fetched: How many rows were fetched altogether.
        read: What was marked: article and whether read.
        gate: Searches for the query that is a key wait for its event.
        meant: What the query that is a key may have meant.
        failing: The next search raises it.
        slow: Deals are answered once it is set.
        kept: What was corrected.
        busy: Another process writes: nothing can be corrected.
        indexing: How many steps `catch_up` tells of before it ends.
        revision: That of the index: other articles are found after it has grown.
    """

    def __init__(self, articles: Sequence[ArchivedArticle] = ARTICLES) -> None:  # no storage, no index
        self.revision = 1
        self.articles = {archived.id: archived for archived in articles}
        self.calls: list[str] = []
        self.asked: list[str] = []
        self.rows_fetched = 0
        self.read: list[tuple[int, bool]] = []
        self.gate: dict[str, threading.Event] = {}
        self.failing: Exception | None = None
        self.slow: threading.Event | None = None
        self.meant: dict[str, str] = {}
        self.indexing = 0
        self.indexed = threading.Event()
        self.indexed.set()
        self.kept: list[KeptCorrection] = []
        self.busy = False
        self.storage = cast(Storage, _Names(self.articles.values()))

    @property
    def coverage(self) -> Coverage:
        """Of the revision."""
        return Coverage("fake", self.revision)

    def catch_up(self, progress: Progress = lambda _done, _total: None, *, upgrade: bool = True) -> None:
        """Tells of `indexing` steps, then waits for `indexed`."""
        self.calls.append("catch_up")
        for step in range(self.indexing):
            progress(step + 1, self.indexing)
        self.indexed.wait(5)

    def search(self, request: SearchRequest) -> SearchPage:
        """Every article with all the words, by date, or in the order of dates for want of a better one."""
        self.calls.append("search")
        self.asked.append(request.query)
        if request.query in self.gate:
            self.gate[request.query].wait(5)
        if self.failing is not None:
            raise self.failing
        gone = {one.form for one in self.holding if isinstance(one, NotACompany)}
        return fake_search.searched(
            self.articles.values(), request, gone=gone, suggestion=self.meant.get(request.query)
        )

    def warm_up(self) -> None:
        """Nothing is cold here."""
        self.calls.append("warm_up")

    def hits(self, page: SearchPage, start: int = 0, stop: int | None = None) -> list[Hit]:
        """Rows of a page."""
        self.calls.append("hits")
        hits = [fake_search.hit(self.articles[id_], page.request.query) for id_ in page.ids[start:stop]]
        self.rows_fetched += len(hits)
        return hits

    def article(self, article_id: int) -> ArchivedArticle:
        """One article."""
        self.calls.append("article")
        if article_id not in self.articles:
            raise ArticleNotFound(article_id)
        return self.articles[article_id]

    def matches(self, query: str, article: ArchivedArticle) -> tuple[Span, ...]:
        """Where the words stand."""
        return fake_search.spans(article.article.text, query)

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """Words of the articles, and companies, that begin like the query's last word."""
        self.calls.append("completions")
        return fake_search.completions(self.articles.values(), query, cursor)

    def explain(self, query: str, article: ArchivedArticle) -> tuple[Reason, ...]:
        """Every word once."""
        self.calls.append("explain")
        return tuple(fake_search.reasons(query, article.article.text))

    def deals(self, page: SearchPage | None = None) -> Deals:
        """One deal for each type and parties."""
        self.calls.append("deals")
        if self.slow is not None:
            self.slow.wait(5)
        gone = {one.deal for one in self.holding if isinstance(one, WrongDeal)}
        told = merged(self.articles[id_] for id_ in (page.ids if page else self.articles))
        return listed(deal for deal in told if deal.id not in gone)

    def deals_with(self, company: str) -> Deals:
        """Those of all deals, the newest article first."""
        page = self.search(SearchRequest(sort=Sort.DATE))
        return listed(deal for deal in self.deals(page) if any(party.id == company for party in deal.parties))

    def deal(self, deal_id: str) -> Deal:
        """One of all deals."""
        for deal in self.deals():
            if deal.id == deal_id:
                return deal
        raise DealNotFound(deal_id)

    def corrections(self) -> tuple[KeptCorrection, ...]:
        """What was kept."""
        return tuple(self.kept)

    def correct(self, *corrections: Correction, progress: Progress = lambda _done, _total: None) -> None:
        """Keeps them; a company that is none, and a deal that is none, are detected no more."""
        self._write("correct")
        self.kept = [kept for kept in self.kept if not kept.undone]
        progress(1, 2)
        for place, correction in enumerate(corrections):
            anchors = tuple(
                Anchor(deal.id, deal.articles[0], "", tuple(party.id for party in deal.parties), 0)
                for deal in self.deals()
                if deal.id in {getattr(correction, "deal", None), getattr(correction, "other", None)}
            )
            number, made = len(self.kept) + 1, "2024-05-01T12:30:00Z"
            self.kept.append(KeptCorrection(number, made, False, correction, anchors, joined=place > 0))

    def undo(self, progress: Progress = lambda _done, _total: None) -> tuple[KeptCorrection, ...]:
        """Takes the newest back, and those said with it."""
        self._write("undo")
        held = [place for place, kept in enumerate(self.kept) if not kept.undone]
        return self._turn([place for place in held if self._begins(place) == self._begins(held[-1])], undone=True)

    def redo(self, progress: Progress = lambda _done, _total: None) -> tuple[KeptCorrection, ...]:
        """Makes the first that was taken back again, and those said with it."""
        self._write("redo")
        undone = [place for place, kept in enumerate(self.kept) if kept.undone]
        return self._turn([place for place in undone if self._begins(place) == self._begins(undone[0])], undone=False)

    def _begins(self, place: int) -> int:
        """The place of the first of the corrections said together with this one."""
        return max(first for first in range(place + 1) if not self.kept[first].joined)

    def _turn(self, places: Sequence[int], *, undone: bool) -> tuple[KeptCorrection, ...]:
        for place in places:
            self.kept[place] = replace(self.kept[place], undone=undone)
        return tuple(self.kept[place] for place in places)

    def _write(self, call: str) -> None:
        self.calls.append(call)
        if self.busy:
            raise ArchiveBusy("Another dealwire is adding articles; try again when it is done.")

    @property
    def holding(self) -> list[Correction]:
        """The corrections that hold."""
        return [kept.correction for kept in self.kept if not kept.undone]

    def mark_read(self, article_id: int, *, read: bool = True) -> None:
        """Remembers it."""
        self.calls.append("mark_read")
        self.read.append((article_id, read))
        self.articles[article_id] = replace(self.articles[article_id], read=read)


class _Names:
    """The storage's names of companies."""

    def __init__(self, articles: Iterable[ArchivedArticle]) -> None:
        self._names = {company.id: company.name for one in articles for company in one.detections.companies}

    def company_names(self) -> dict[str, str]:
        """All of them."""
        return self._names


class LongArchive(FakeArchive):
    """As many articles as wanted, each the first sample under another number; every search finds all of them."""

    def __init__(self, count: int) -> None:
        super().__init__(ARTICLES[:1])
        self.count = count

    def search(self, request: SearchRequest) -> SearchPage:
        """Every number."""
        self.calls.append("search")
        return SearchPage(request, range(1, self.count + 1), elapsed_ms=8.0)

    def hits(self, page: SearchPage, start: int = 0, stop: int | None = None) -> list[Hit]:
        """Rows made up as they are asked for."""
        self.calls.append("hits")
        hits = [replace(fake_search.hit(self.article(id_), ""), title=f"Article {id_}") for id_ in page.ids[start:stop]]
        self.rows_fetched += len(hits)
        return hits

    def article(self, article_id: int) -> ArchivedArticle:
        """The first sample under that number."""
        return replace(self.articles[1], id=article_id)

    def deals(self, page: SearchPage | None = None) -> Deals:
        """None."""
        self.calls.append("deals")
        return listed(())
