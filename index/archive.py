"""The façade: one archive of articles, searched, read and added to. It delegates, and decides nothing.

Every call blocks and may be made from any thread; the screen calls from thread workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from index import correcting, indexing, remerging
from index.corrections import CompanyCorrection, Correction, KeptCorrection
from index.deal import Deal
from index.deals import Deals
from index.document import Span
from index.errors import ArchiveBusy, ArchiveUnusable, ArticleNotFound, DealNotFound
from index.kept_rulings import KeptRulings
from index.named_facets import NamedFacets
from index.ports import Coverage, Search, Storage
from index.remerging import is_merged, remerge
from index.results import (
    ArchivedArticle,
    CompanySummary,
    Completion,
    CompletionKind,
    Hit,
    Reason,
    SearchPage,
    SearchRequest,
)
from index.spellings import Spellings

Progress = Callable[[int, int], None]
"""Told after each step: how many are done, and of how many."""


def _silent(done: int, total: int) -> None:
    """The progress that nobody watches."""


class Archive:
    """One archive: storage, which is the truth, and the search index derived from it.

    Attributes:
        storage: Articles, detections, and what the user did.
        index: The search index; `catch_up` keeps it level with storage.
        listed: What the user says of companies for every archive; the archive's own corrections go before.
        helped: Whether `index.upkeep` runs beside: it indexes and merges where that is much, and reads articles anew
            after an upgrade, and nothing here waits for that.
    """

    def __init__(self, storage: Storage, index: Search, listed: Sequence[CompanyCorrection] = ()) -> None:
        self.storage = storage
        self.index = index
        self.listed = listed
        self.helped = False
        self._rulings = KeptRulings(storage)
        self._spellings = Spellings(storage, index)

    def catch_up(self, progress: Progress = _silent, *, upgrade: bool = True) -> None:
        """Brings articles level with what the user says of companies, and deals and index with the articles.

        It does not wait for another process that is writing: that one brings the index level itself.

        Args:
            progress: Told how far it is.
            upgrade: Whether to detect anew in all articles where a later dealwire is installed: an hour for 100,000.

        Raises:
            ArchiveBusy: Another process is writing.
        """
        said, upgrade = self.said(), upgrade and not self.helped
        heeded = correcting.is_heeded(self.storage, said, upgrade=upgrade)
        merged = is_merged(self.storage) or not self._is_mine(remerging.is_far_behind(self.storage))
        if not heeded or not merged or not self._is_index_level():
            with self.storage.writing(wait=False):
                if not heeded:
                    correcting.heed(self.storage, said, progress, self.index, upgrade=upgrade)
                self.follow(progress)

    def _is_mine(self, much: bool) -> bool:
        """Whether work is done here and now, and not by `index.upkeep`."""
        return not (much and self.helped)

    def _is_index_level(self) -> bool:
        """Whether nothing is to be done here for the index."""
        return self.index.coverage == self.storage.coverage or not self._is_mine(self.is_index_behind)

    @property
    def is_index_behind(self) -> bool:
        """Whether many articles are not found yet, because the index is being built anew."""
        return indexing.is_far_behind(self.storage, self.index)

    @property
    def coverage(self) -> Coverage | None:
        """What a search finds: another one after articles have come, from here or from another process."""
        return self.index.coverage

    @property
    def is_behind(self) -> bool:
        """Whether there is work for `index.upkeep`.

        Articles are to be read anew, by a later detector or by what the user says, deals to be merged, or many
        articles to be indexed.
        """
        merged = is_merged(self.storage)
        return not merged or not correcting.is_heeded(self.storage, self.said()) or self.is_index_behind

    def rebuild(self, progress: Progress = _silent) -> None:
        """Merges the deals and builds the search index anew. Raises: ArchiveBusy."""
        with self.storage.writing():
            with self.storage.deals.merging() as tables:
                tables.clear()
            remerge(self.storage, progress)
            indexing.rebuild(self.storage, self.index, self._rulings().corrected, progress)

    @contextmanager
    def writing(self, progress: Progress = _silent) -> Iterator[None]:
        """While articles are added: keeps other writers out, and brings deals and index level at the end.

        When the adding is broken off these stay as they were; the next `catch_up` brings them level.

        Raises:
            ArchiveBusy: Another process is writing.
        """
        with self.storage.writing():
            yield
            self.follow(progress)

    def follow(self, progress: Progress = _silent) -> None:
        """Brings deals and index level while `writing`, so that readers see what has been added so far."""
        if self._is_mine(remerging.is_far_behind(self.storage)):
            remerge(self.storage, progress)
        if self._is_mine(self.is_index_behind):
            self.bring_index_level(progress)

    def bring_index_level(self, progress: Progress = _silent, *, once: bool = False) -> None:
        """Has the index follow the articles while `writing`.

        Args:
            progress: Told how far it is.
            once: Whether to take one step only, of a few thousand articles.
        """
        indexing.bring_level(self.storage, self.index, self._rulings().corrected, progress, once=once)

    def search(self, request: SearchRequest) -> SearchPage:
        """Finds articles; a blank query finds all. Faults of the query are told in the page.

        An index that turns out to be damaged is built anew, and asked again. While that takes long, words find what has
        been indexed so far.
        """
        page = self.index.search(request)
        if self.index.coverage is None and page.problems:
            with suppress(ArchiveBusy):
                self.catch_up()
                page = self.index.search(request)
        if _ids(page) is None and self.is_index_behind:
            page = replace(page, ids=self.storage.newest(), problems=())
        page = page.with_corrections(self._spellings.spelled(page.corrections))
        return replace(page, facets=NamedFacets(page.facets, self.storage.company_names))

    def warm_up(self) -> None:
        """Loads what the first letters typed would wait for: half a second's work at 100,000 articles."""
        for query in ("k", "konzern"):  # one that has compounds, too
            self.hits(self.search(SearchRequest(query)), 0, 1)
            self.completions(query, len(query))

    def hits(self, page: SearchPage, start: int = 0, stop: int | None = None) -> list[Hit]:
        """The rows [start, stop) of a page, to be shown."""
        ids = page.ids[start:stop]
        scores = dict(zip(ids, page.scores[start:stop], strict=False))
        rulings = self._rulings()
        return [
            Hit(
                id=row.id,
                title=row.article.title,
                date=row.article.date,
                source=row.article.source,
                language=row.article.language,
                score=scores.get(row.id),
                snippet=self.index.snippet(page.request.query, row.article),
                companies=row.companies,
                deals=len(self.article(row.id).detections.deals) if row.id in rulings else row.deals,
                read=row.read,
            )
            for row in self.storage.rows(ids)
        ]

    def article(self, article_id: int) -> ArchivedArticle:
        """One whole article. Raises: ArticleNotFound."""
        return self._rulings().corrected(self.storage.article(article_id))

    def matches(self, query: str, article: ArchivedArticle) -> tuple[Span, ...]:
        """Where the query's words stand in an article."""
        return self.index.matches(query, article.article)

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """How a query can go on at the cursor: words, companies, fields and their values, the likeliest first."""
        names = self.storage.company_names()
        return tuple(
            replace(each, name=names.get(each.name, each.name)) if each.kind is CompletionKind.COMPANY else each
            for each in self._spellings.spelled(self.index.completions(query, cursor))
        )

    def explain(self, query: str, article: ArchivedArticle) -> tuple[Reason, ...]:
        """Which of an article's words match which part of a query, and how."""
        return self.index.explain(query, article.article)

    def companies(self, page: SearchPage | None = None) -> list[CompanySummary]:
        """The companies of a page's articles, or of the archive, with their merged deals; the most frequent first."""
        ids = _ids(page)
        deals = self.storage.deals.counts(ids)
        events = correcting.events_changed(self.storage, self._rulings().events, ids)
        return [
            replace(company, deals=deals.get(company.id, 0), events=company.events + events[company.id])
            for company in self.storage.companies(ids)
        ]

    def deals(self, page: SearchPage | None = None) -> Deals:
        """The deals that a page's articles tell of, or all, each with what all articles say; the newest first.

        They are as the articles were when the archive was last brought level, as the hits are. They are counted at
        once, and read as they are looked at.
        """
        return Deals(self.storage.deals, self.storage.deals.keys(_ids(page)))

    def deals_with(self, company: str) -> Deals:
        """The deals to which a company, by id, is a party, the newest first."""
        return Deals(self.storage.deals, self.storage.deals.keys_of(company))

    def deal(self, deal_id: str) -> Deal:
        """One deal as it is now. Raises: DealNotFound."""
        key = self.storage.deals.key(deal_id)
        found = {} if key is None else self.storage.deals.load([key])
        if key not in found:
            raise DealNotFound(deal_id)
        return found[key]

    def corrections(self) -> tuple[KeptCorrection, ...]:
        """What the user has corrected, in the order in which it was made, undone ones included."""
        return tuple(self.storage.corrections())

    def said(self) -> tuple[CompanyCorrection, ...]:
        """What the user says of companies: what detection heeds; of two on one name the later holds."""
        return correcting.said(self.listed, self.storage.corrections())

    def corrected(self) -> Iterator[ArchivedArticle]:
        """The articles that the archive's corrections are about, as they are by them, by number; they stream."""
        for number in correcting.concerned(self.storage, self.storage.corrections()):
            with suppress(ArticleNotFound):  # it has gone since it was corrected
                yield self.article(number)

    def correct(self, *corrections: Correction, progress: Progress = _silent) -> None:
        """Keeps corrections that are said together, undone and redone together, and applies them to the archive.

        Raises:
            ArchiveBusy: Another process is writing.
            DealNotFound: One is about a deal that is not there any more.
            EventNotFound: One is about an event that is not there any more.
        """
        with self.writing(progress):
            correcting.keep(self.storage, corrections)
            correcting.heed(self.storage, self.said(), progress, self.index)

    def undo(self, progress: Progress = _silent) -> tuple[KeptCorrection, ...]:
        """Takes the newest correction back, and those said together with it; empty for none. Raises: ArchiveBusy."""
        with self.writing(progress):
            undone = self.storage.undo()
            correcting.heed(self.storage, self.said(), progress, self.index)
        return tuple(undone)

    def redo(self, progress: Progress = _silent) -> tuple[KeptCorrection, ...]:
        """Makes the corrections that were undone last again; empty when there are none. Raises: ArchiveBusy."""
        with self.writing(progress):
            redone = self.storage.redo()
            correcting.heed(self.storage, self.said(), progress, self.index)
        return tuple(redone)

    def mark_read(self, article_id: int, *, read: bool = True) -> None:
        """Remembers whether the user has opened an article."""
        self.storage.set_read(article_id, read=read)

    def check(self) -> list[str]:
        """What is wrong with the archive, a sentence each; empty when all is well."""
        problems = [*self.storage.check(), *self.index.check()]
        if not problems and self.index.coverage != self.storage.coverage:
            problems.append("The search index is older than the articles: dealwire rebuild builds it anew.")
        if not problems and not is_merged(self.storage):
            problems.append("The deals are older than the articles: dealwire rebuild merges them anew.")
        return problems

    def close(self) -> None:
        """Lets go of the archive's files."""
        self.index.close()
        self.storage.close()


def _ids(page: SearchPage | None) -> Sequence[int] | None:
    """The articles a page narrows to; None for a page that narrows to nothing less than the archive."""
    if page is None or not (page.request.query.strip() or page.request.filter):
        return None
    return page.ids


def open_archive(folder: Path, *, create: bool = True, listed: Sequence[CompanyCorrection] = ()) -> Archive:
    """Opens the archive in a folder. `Archive.catch_up` is the next thing to do.

    Args:
        folder: The archive's.
        create: Whether to make it (mode 0700) where it is missing.
        listed: What the user says of companies for every archive.

    Raises:
        ArchiveUnusable: The folder cannot be made or read, is no archive, or is missing and not to be made.
        ArchiveTooNew: A later dealwire wrote it.
    """
    from index.search import open_search  # noqa: PLC0415  (Whoosh takes 100 ms to import)
    from index.storage import open_storage  # noqa: PLC0415

    if not create and not folder.is_dir():
        raise ArchiveUnusable(f"There is no archive in {folder} yet; dealwire add makes it.")
    return Archive(open_storage(folder), open_search(folder / "index"), listed)
