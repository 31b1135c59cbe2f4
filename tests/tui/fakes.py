"""An archive in memory, with a search that is easy to predict, and that counts what it is asked."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from index.archive import Archive, Progress
from index.corrections import Anchor, Correction, KeptCorrection, NotACompany, WrongDeal
from index.deal import Deal, Evidence, StatusChange
from index.deals import Deals
from index.document import RegionKind, Span
from index.errors import ArchiveBusy, ArticleNotFound, DealNotFound
from index.ports import Coverage, Storage
from index.results import (
    ArchivedArticle,
    Completion,
    CompletionKind,
    FacetCount,
    Hit,
    Likeness,
    QueryProblem,
    Reason,
    SearchPage,
    SearchRequest,
    Snippet,
    Sort,
)
from tests.fake_deals import listed
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
        words = [word.casefold() for word in request.query.split() if ":" not in word]
        gone = {one.form for one in self.holding if isinstance(one, NotACompany)}
        found = [archived for archived in self.articles.values() if self._matches(archived, words, request)]
        by_date = request.sort is Sort.DATE or not request.query.strip()
        found.sort(key=lambda archived: str(archived.article.date or ""), reverse=by_date)
        every = [company for one in found for company in one.detections.companies]
        counts = Counter((company.id, company.name) for company in every if company.name not in gone)
        groups = Counter((company.group, company.group_name or "") for company in every if company.group)
        events = Counter(event.type.value for one in found for event in one.detections.events)
        types = Counter(deal.type.value for one in found for deal in one.detections.deals)
        companies = tuple(FacetCount(id_, name, count) for (id_, name), count in counts.most_common())
        problems = tuple(
            QueryProblem(f"There is no field {word.group().split(':')[0]}.", Span(*word.span()))
            for word in re.finditer(r"\S*:\S*", request.query)
        )
        ids = [archived.id for archived in found]
        facets = {
            "company": companies,
            "group": tuple(FacetCount(id_, name, count) for (id_, name), count in groups.items()),
            "event": tuple(FacetCount(type_, type_, count) for type_, count in events.items()),
            "type": tuple(FacetCount(type_, type_, count) for type_, count in types.items()),
        }
        suggestion = self.meant.get(request.query)
        return SearchPage(request, ids, (), facets, elapsed_ms=8.0, problems=problems, suggestion=suggestion)

    def _matches(self, archived: ArchivedArticle, words: Sequence[str], request: SearchRequest) -> bool:
        text = archived.article.text.casefold()
        companies = {company.id for company in archived.detections.companies}
        groups = {id_ for company in archived.detections.companies for id_ in (company.id, company.group)}
        events = {event.type.value for event in archived.detections.events}
        return (
            all(word in text for word in words)
            and companies.issuperset(request.filter.companies)
            and companies.isdisjoint(request.filter.excluded)
            and groups.issuperset(request.filter.groups)
            and events.issuperset(request.filter.events)
        )

    def warm_up(self) -> None:
        """Nothing is cold here."""
        self.calls.append("warm_up")

    def hits(self, page: SearchPage, start: int = 0, stop: int | None = None) -> list[Hit]:
        """Rows of a page."""
        self.calls.append("hits")
        hits = [self._hit(self.articles[id_], page.request.query) for id_ in page.ids[start:stop]]
        self.rows_fetched += len(hits)
        return hits

    def _hit(self, archived: ArchivedArticle, query: str) -> Hit:
        article = archived.article
        body = article.text.partition("\n\n")[2].replace("\n", " ")[:160]
        return Hit(
            id=archived.id,
            title=article.title,
            date=article.date,
            source=article.source,
            language=article.language,
            score=None,
            snippet=Snippet(body, _word_spans(body, query)),
            companies=tuple(company.name for company in archived.detections.companies),
            deals=len(archived.detections.deals),
            read=archived.read,
        )

    def article(self, article_id: int) -> ArchivedArticle:
        """One article."""
        self.calls.append("article")
        if article_id not in self.articles:
            raise ArticleNotFound(article_id)
        return self.articles[article_id]

    def matches(self, query: str, article: ArchivedArticle) -> tuple[Span, ...]:
        """Where the words stand."""
        return _word_spans(article.article.text, query)

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """Words of the articles, and companies, that begin like the query's last word."""
        self.calls.append("completions")
        last = query[:cursor].rsplit(" ", maxsplit=1)[-1]
        if not last:
            return ()
        span = Span(cursor - len(last), cursor)
        texts = [archived.article.text for archived in self.articles.values()]
        words = Counter(word for text in texts for word in set(re.findall(r"\w+", text)))
        names = {company.name: company.id for one in self.articles.values() for company in one.detections.companies}
        return (
            *(
                Completion(CompletionKind.COMPANY, f"company:{id_}", span, name, 1)
                for name, id_ in names.items()
                if name.casefold().startswith(last.casefold())
            ),
            *(
                Completion(CompletionKind.WORD, word, span, word, count)
                for word, count in sorted(words.items())
                if word.casefold().startswith(last.casefold()) and word != last and word not in names
            ),
        )

    def explain(self, query: str, article: ArchivedArticle) -> tuple[Reason, ...]:
        """Every word once."""
        self.calls.append("explain")
        text = article.article.text.casefold()
        return tuple(
            Reason(word, word.title(), RegionKind.BODY, Likeness.EXACT, text.count(word.casefold()))
            for word in query.split()
            if word.casefold() in text
        )

    def deals(self, page: SearchPage | None = None) -> Deals:
        """One deal for each type and parties."""
        self.calls.append("deals")
        if self.slow is not None:
            self.slow.wait(5)
        merged: dict[str, Deal] = {}
        gone = {one.deal for one in self.holding if isinstance(one, WrongDeal)}
        for id_ in page.ids if page else self.articles:
            archived = self.articles[id_]
            for mention in archived.detections.deals:
                key = f"{mention.type}:{'+'.join(sorted(party.id for party in mention.parties))}"
                date, text = archived.article.date, archived.article.text
                evidence = tuple(Evidence(id_, span, span.of(text)) for span in mention.evidence)
                change = StatusChange(mention.status, date, id_)
                if known := merged.get(key):
                    merged[key] = replace(known, evidence=known.evidence + evidence, history=(*known.history, change))
                    continue
                merged[key] = Deal(
                    id=key,
                    type=mention.type,
                    status=mention.status,
                    parties=mention.parties,
                    object=mention.object,
                    value=mention.value,
                    stake=mention.stake,
                    first_seen=date,
                    last_seen=date,
                    history=(change,),
                    evidence=evidence,
                )
        return listed(deal for deal in merged.values() if deal.id not in gone)

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


def _word_spans(text: str, query: str) -> tuple[Span, ...]:
    words = [re.escape(word) for word in query.split() if ":" not in word]
    return tuple(Span(*found.span()) for found in re.finditer("|".join(words), text, re.IGNORECASE)) if words else ()


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
        hits = [replace(self._hit(self.article(id_), ""), title=f"Article {id_}") for id_ in page.ids[start:stop]]
        self.rows_fetched += len(hits)
        return hits

    def article(self, article_id: int) -> ArchivedArticle:
        """The first sample under that number."""
        return replace(self.articles[1], id=article_id)

    def deals(self, page: SearchPage | None = None) -> Deals:
        """None."""
        self.calls.append("deals")
        return listed(())
