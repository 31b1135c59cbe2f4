"""The deals of an archive over its articles, as the user has them, kept until the archive changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock

from index.detection.merging import merge
from index.detection.rulings import Rulings
from index.document import Deal
from index.ports import Storage


class MergedDeals:
    """The deals of a storage, and the rulings on its articles: worked out once for every revision. Thread-safe."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._ruling = Lock()
        self._rulings: tuple[int, Rulings] = (-1, Rulings())
        self._merging = Lock()  # one of its own: merging 25,000 mentions takes seconds, and rulings are for every row
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
                merged = merge(self._storage.deal_mentions(None), self._storage.corrections())
                self._deals = revision, _Deals(merged)
            found = self._deals[1]
        return list(found.all) if articles is None else found.told_by(articles)


class _Deals:
    """Merged deals in their order, and by article: a search as one types asks for those of thousands of articles."""

    def __init__(self, deals: list[Deal]) -> None:
        self.all = deals
        self._by_article: dict[int, list[int]] = defaultdict(list)
        for place, deal in enumerate(deals):
            for article in deal.articles:
                self._by_article[article].append(place)

    def told_by(self, articles: Iterable[int]) -> list[Deal]:
        places = {place for article in articles for place in self._by_article.get(article, ())}
        return [self.all[place] for place in sorted(places)]
