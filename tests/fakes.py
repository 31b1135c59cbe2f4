"""A storage without a disk: small, obvious, and checked against the real one by the port's tests.

Its companies, deals and corrections are in `fake_companies`, `fake_deals` and `fake_log`; the search is in
`fake_search`.
"""
# ruff: noqa: D102  (what the methods do is told by the ports)

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from index.corrections import Anchor, Correction, KeptCorrection
from index.deal import ArchivedDealMention
from index.document import Article, Detections, SureName
from index.errors import ArchiveBusy, ArticleNotFound
from index.ports import Change, Coverage, HitRow, Placement
from index.results import ArchivedArticle, CompanySummary
from index.storage.placement import Held, place
from tests.fake_companies import FakeCompanies
from tests.fake_deals import FakeDeals
from tests.fake_log import FakeLog
from tests.fake_search import FakeSearch

__all__ = ["FakeSearch", "FakeStorage"]


class FakeStorage:
    """A storage of dictionaries.

    Attributes:
        articles: What is stored, by number.
        revisions: The revision at which each article last changed.
        gone: The revision at which an article went, by number.
        held: How often `writing` is held at the moment.
        busy: Whether another process holds it.
    """

    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.articles: dict[int, ArchivedArticle] = {}
        self.revisions: dict[int, int] = {}
        self.gone: dict[int, int] = {}
        self.held = 0
        self.busy = False
        self.problems: list[str] = []
        self.closed = False
        self._companies = FakeCompanies()
        self._stamps: dict[str, str] = {}
        self._log = FakeLog()
        self._revision = 0
        self._numbers = 0
        self._settled: tuple[str, dict[str, str]] = ("", {})
        self._unsettled = False
        self._due: set[int] = set()
        self._deals = FakeDeals()

    @property
    def coverage(self) -> Coverage:
        return Coverage(self.name, self._revision)

    @property
    def deals(self) -> FakeDeals:
        return self._deals

    @contextmanager
    def writing(self, *, wait: bool = True) -> Iterator[None]:
        if self.busy:
            raise ArchiveBusy("Another dealwire is adding to this archive; try again when it is done.")
        self.held += 1
        try:
            yield
        finally:
            self.held -= 1

    def stamp(self, uri: str) -> str | None:
        return self._stamps.get(uri)

    def set_stamp(self, uri: str, stamp: str) -> None:
        self._stamps[uri] = stamp

    def count_articles(self, uri: str) -> int:
        origins = [origin for archived in self.articles.values() for origin in archived.origins]
        return sum(origin == uri or origin.startswith(f"{uri}#") for origin in origins)

    def placement(self, origin: str, article: Article) -> Placement:
        number = self._at(origin)
        held = None
        if number is not None:
            origins = self.articles[number].origins
            held = Held(self.articles[number].article, oldest=origins[0] == origin, only=len(origins) == 1)
        return place(article, held, elsewhere=self._like(article) not in (None, number))

    def save(self, origin: str, article: Article, detections: Detections | None) -> Placement:
        placement = self.placement(origin, article)
        if placement in (Placement.ADDED, Placement.UPDATED) and detections is None:
            raise ValueError("new words come with their detections")
        match placement:
            case Placement.DUPLICATE:
                self._move(origin, self._like(article))
            case Placement.UPDATED:
                self._replace(self._at(origin), article, detections or Detections())
            case Placement.ADDED:
                self._numbers += 1
                fresh = ArchivedArticle(self._numbers, article, detections or Detections(), (), read=False)
                self._put(fresh)
                self._move(origin, fresh.id)
        return placement

    def _at(self, origin: str) -> int | None:
        return next((number for number, archived in self.articles.items() if origin in archived.origins), None)

    def _like(self, article: Article) -> int | None:
        return next(
            (n for n, archived in self.articles.items() if archived.article.fingerprint == article.fingerprint), None
        )

    def _put(self, archived: ArchivedArticle) -> None:
        self._due.discard(archived.id)
        self._unsettled = True
        self._revision += 1
        self.articles[archived.id] = archived
        self.revisions[archived.id] = self._revision
        self._companies.add(archived, self.articles.values())

    def _replace(self, number: int | None, article: Article, detections: Detections) -> None:
        assert number is not None
        before = self.articles[number]
        same = before.article.fingerprint == article.fingerprint
        self._put(replace(before, article=article, detections=detections, read=before.read and same))

    def _move(self, origin: str, number: int | None) -> None:
        assert number is not None
        before = self._at(origin)
        if before is not None:
            left = tuple(other for other in self.articles[before].origins if other != origin)
            self.articles[before] = replace(self.articles[before], origins=left)
        here = self.articles[number]
        self.articles[number] = replace(here, origins=(*here.origins, origin))
        if before is not None and not self.articles[before].origins:
            self._revision += 1
            self._unsettled = True
            del self.articles[before], self.revisions[before]
            self.gone[before] = self._revision

    def save_detections(self, article_id: int, detections: Detections) -> None:
        before = self.article(article_id)
        self._due.discard(article_id)
        self._unsettled = True
        if before.detections != detections:
            self._put(replace(before, detections=detections))

    def sure_names(self) -> list[SureName]:
        weights = Counter[tuple[tuple[str, ...], str]]()
        for archived in self.articles.values():
            for name in archived.detections.names:
                weights[name.words, name.company] += name.weight
        certain = {words for words, company in weights if company}
        return [SureName(*name, weight) for name, weight in sorted(weights.items()) if name[0] in certain]

    def settled(self) -> tuple[str, dict[str, str]]:
        return self._settled

    def is_level(self, basis: str) -> bool:
        return self._settled[0] == basis and not self._unsettled and not self.due()

    def settle(self, basis: str, beliefs: Mapping[str, str], due: Iterable[int]) -> None:
        self._settled, self._unsettled = (basis, dict(beliefs)), False
        self._due |= self.articles.keys() & set(due)

    def due(self) -> list[int]:
        return sorted(self._due & self.articles.keys(), reverse=True)

    def texts(
        self, among: Collection[int] | None = None, since: int = 0
    ) -> Iterator[tuple[int, str, tuple[SureName, ...]]]:
        for number, archived in sorted(self.articles.items()):
            if among is not None and number not in among and self.revisions[number] <= since:
                continue
            yield number, archived.article.text, tuple(n for n in archived.detections.names if n.weight >= 0)

    def changes(self, since: int, until: int | None = None) -> Iterator[Change]:
        wanted = range(since + 1, (self.coverage.revision if until is None else until) + 1)
        came = sorted((revision, number) for number, revision in self.revisions.items() if revision in wanted)
        yield from [Change(number, self.articles[number]) for _, number in came]
        went = sorted((revision, number) for number, revision in self.gone.items() if revision in wanted and since)
        yield from [Change(number, None) for _, number in went]

    def newest(self) -> Sequence[int]:
        dated = sorted(
            (each.article.date.iso if each.article.date else "", -number) for number, each in self.articles.items()
        )
        return [-number for _, number in reversed(dated)]

    def count_changes(self, since: int) -> int:
        return sum(1 for _ in self.changes(since))

    def revised(self, since: int, most: int) -> list[tuple[int, int]]:
        found = sorted((revision, number) for number, revision in (self.revisions | self.gone).items())
        return [(number, revision) for revision, number in found if revision > since][:most]

    def article(self, article_id: int) -> ArchivedArticle:
        try:
            return self.articles[article_id]
        except KeyError:
            raise ArticleNotFound(article_id) from None

    def rows(self, ids: Sequence[int]) -> list[HitRow]:
        return [self._row(self.articles[number]) for number in ids if number in self.articles]

    def _row(self, archived: ArchivedArticle) -> HitRow:
        return HitRow(
            id=archived.id,
            article=archived.article,
            companies=self._companies.names_in(archived),
            deals=len(archived.detections.deals),
            read=archived.read,
        )

    def company_names(self) -> dict[str, str]:
        return self._companies.names(self.articles.values())

    def _chosen(self, ids: Sequence[int] | None) -> list[ArchivedArticle]:
        chosen = self.articles if ids is None else set(ids)
        return [archived for number, archived in sorted(self.articles.items()) if number in chosen]

    def companies(self, ids: Sequence[int] | None) -> list[CompanySummary]:
        return self._companies.summaries(self._chosen(ids))

    def deal_mentions(self, ids: Sequence[int] | None) -> list[ArchivedDealMention]:
        return [
            ArchivedDealMention(
                mention=deal,
                article=archived.id,
                date=archived.article.date,
                texts=tuple(span.of(archived.article.text) for span in deal.evidence),
            )
            for archived in self._chosen(ids)
            for deal in archived.detections.deals
        ]

    def set_read(self, article_id: int, *, read: bool) -> None:
        self.articles[article_id] = replace(self.article(article_id), read=read)

    def corrections(self) -> list[KeptCorrection]:
        return list(self._log.kept)

    def correct(
        self, correction: Correction, made: str, anchors: Sequence[Anchor] = (), *, joined: bool = False
    ) -> KeptCorrection:
        return self._touched([self._log.add(correction, made, anchors, joined=joined)])[0]

    def undo(self) -> list[KeptCorrection]:
        return self._touched(self._log.undo())

    def redo(self) -> list[KeptCorrection]:
        return self._touched(self._log.redo())

    def _touched(self, together: list[KeptCorrection]) -> list[KeptCorrection]:
        for kept in together:
            for number in sorted({anchor.article for anchor in kept.anchors}):
                self._revision += 1
                if number in self.articles:
                    self.revisions[number] = self._revision
        return together

    def check(self) -> list[str]:
        return self.problems

    def close(self) -> None:
        self.closed = True
