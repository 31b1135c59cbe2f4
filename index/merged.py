"""The deals of an archive over its articles, as the user has them, kept until the archive changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from threading import Lock

from index.deal import ArchivedDealMention, Deal
from index.detection.merging import Merger
from index.detection.rulings import Rulings
from index.ports import Change, Storage

_FEW = 500
"""Changed articles up to which their deal mentions are read anew, instead of those of all."""


class MergedDeals:
    """The deals of a storage, and the rulings on its articles: worked out once for every revision. Thread-safe."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._ruling = Lock()
        self._rulings: tuple[int, Rulings] = (-1, Rulings())
        self._merging = Lock()  # one of its own: merging 25,000 mentions takes seconds, and rulings are for every row
        self._merger = Merger()
        self._mentions: dict[int, list[ArchivedDealMention]] = {}
        self._deals: tuple[int, _Deals] = (-1, _Deals([]))

    def rulings(self) -> Rulings:
        """What the user's corrections say of articles."""
        with self._ruling:
            revision = self._storage.coverage.revision
            if self._rulings[0] != revision:
                self._rulings = revision, Rulings(self._storage.corrections())
            return self._rulings[1]

    def deals(self, articles: Sequence[int] | None = None) -> list[Deal]:
        """The deals that these articles (None: all) tell of, the newest first; each with what all articles say."""
        with self._merging:
            revision = self._storage.coverage.revision
            if self._deals[0] != revision:
                self._read(self._deals[0])
                mentions = list(chain.from_iterable(self._mentions.values()))
                merged = self._merger.merge(mentions, self._storage.corrections())
                self._deals = revision, _Deals(merged)
            found = self._deals[1]
        return list(found.all) if articles is None else found.told_by(articles)

    def _read(self, since: int) -> None:
        """Brings the mentions level: those of articles that have not changed are the same objects as before."""
        if since < 0 or self._storage.count_changes(since) > _FEW:
            self._mentions = defaultdict(list)
            for archived in self._storage.deal_mentions(None):
                self._mentions[archived.article].append(archived)
            return
        for change in self._storage.changes(since):
            self._mentions.pop(change.id, None)
            if told := _told(change):
                self._mentions[change.id] = told


def _told(change: Change) -> list[ArchivedDealMention]:
    """The deal mentions of a changed article."""
    if change.article is None:
        return []
    article = change.article.article
    return [
        ArchivedDealMention(deal, change.id, article.date, tuple(span.of(article.text) for span in deal.evidence))
        for deal in change.article.detections.deals
    ]


class _Deals:
    """Merged deals in their order, and by article: a search as one types asks for those of thousands of articles."""

    def __init__(self, deals: list[Deal]) -> None:
        self.all = deals
        self._by_article: dict[int, list[int]] = defaultdict(list)
        for place, deal in enumerate(deals):
            for article in deal.articles:
                self._by_article[article].append(place)

    def told_by(self, articles: Iterable[int]) -> list[Deal]:
        """The deals that any of these articles tells of, in the order of all."""
        places = {place for article in articles for place in self._by_article.get(article, ())}
        return [self.all[place] for place in sorted(places)]
