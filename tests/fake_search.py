"""A search without a disk: small, obvious, and no more than the façade's and the screen's tests need."""
# ruff: noqa: D102  (what the methods do is told by the port)

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from index.detection.names import folded_text
from index.document import Article, RegionKind, Span
from index.ports import Change, Coverage
from index.results import (
    ArchivedArticle,
    Completion,
    CompletionKind,
    FacetCount,
    Likeness,
    Reason,
    SearchPage,
    SearchRequest,
    Snippet,
)
from index.text import one_line


class FakeSearch:
    """A search that finds the articles whose text holds every word of the query; the newest first.

    Attributes:
        articles: What is indexed, by number.
        updates: The numbers that each `update` was given.
        rebuilds: Likewise for `rebuild`.
        settled: How often somebody waited for it.
    """

    def __init__(self) -> None:
        self.articles: dict[int, ArchivedArticle] = {}
        self.updates: list[list[int]] = []
        self.rebuilds: list[list[int]] = []
        self.problems: list[str] = []
        self.settled = 0
        self.closed = False
        self._coverage: Coverage | None = None

    @property
    def coverage(self) -> Coverage | None:
        return self._coverage

    def update(self, changes: Iterable[Change], coverage: Coverage) -> None:
        self.updates.append(self._follow(changes))
        self._coverage = coverage

    def rebuild(self, changes: Iterable[Change], coverage: Coverage) -> None:
        self.articles.clear()
        self.rebuilds.append(self._follow(changes))
        self._coverage = coverage

    def _follow(self, changes: Iterable[Change]) -> list[int]:
        numbers = []
        for change in changes:
            numbers.append(change.id)
            if change.article is None:
                self.articles.pop(change.id, None)
            else:
                self.articles[change.id] = change.article
        return numbers

    def search(self, request: SearchRequest) -> SearchPage:
        hits = [archived for archived in self.articles.values() if self._is_hit(request, archived)]
        hits.sort(key=lambda archived: (archived.article.date.iso if archived.article.date else "", archived.id))
        named = [company for hit in hits for company in hit.detections.companies]
        counts = {
            "company": Counter(company.id for company in named),
            "group": Counter(company.group for company in named if company.group),
        }
        return SearchPage(
            request=request,
            ids=[hit.id for hit in reversed(hits)],
            scores=[1.0] * len(hits) if request.query.strip() else (),
            facets={
                facet: tuple(FacetCount(value, value, count) for value, count in found.most_common())
                for facet, found in counts.items()
            },
        )

    def _is_hit(self, request: SearchRequest, archived: ArchivedArticle) -> bool:
        text = archived.article.text.casefold()
        companies = {company.id for company in archived.detections.companies}
        return (
            all(word in text for word in request.query.casefold().split())
            and companies.issuperset(request.filter.companies)
            and companies.isdisjoint(request.filter.excluded)
        )

    def matches(self, query: str, article: Article) -> tuple[Span, ...]:
        text = article.text.casefold()
        return tuple(
            Span(text.index(word), text.index(word) + len(word)) for word in query.casefold().split() if word in text
        )

    def snippet(self, query: str, article: Article) -> Snippet:
        return Snippet(one_line(article.text)[:80])

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        typed = query[:cursor].rpartition(" ")[2].casefold()
        span = Span(cursor - len(typed), cursor)
        words = {word for archived in self.articles.values() for word in archived.article.text.casefold().split()}
        return tuple(
            Completion(CompletionKind.WORD, word, span, word)
            for word in sorted(words)
            if typed and word.startswith(typed) and word != typed
        )

    def spelled(self, completion: Completion, article: Article) -> Completion:
        return completion

    def explain(self, query: str, article: Article) -> tuple[Reason, ...]:
        text = article.text.casefold()
        return tuple(
            Reason(word, word, RegionKind.BODY, Likeness.EXACT, text.count(word))
            for word in query.casefold().split()
            if word in text
        )

    def holding(self, pieces: Collection[str]) -> set[int] | None:
        texts = {number: folded_text(archived.article.text) for number, archived in self.articles.items()}
        return {number for number, text in texts.items() if any(piece in text for piece in pieces)}

    def check(self) -> list[str]:
        return self.problems

    def settle(self) -> None:
        self.settled += 1

    def close(self) -> None:
        self.closed = True
