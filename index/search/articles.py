"""What is known of all articles of an index besides their words: filters, dates, and the order that they are shown in.

The columns of its segments, and the same as arrays over Whoosh's document numbers in the whole index.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from index.results import Filter
from index.search import ranking, recency, schema
from index.search.codec.container import Array
from index.search.codec.domain import Chosen, Found
from index.search.codec.reading import deleted
from index.search.columns import Columns, Mask, Numbers, load
from index.search.facets import Facets

_FILTERS = 16
"""Filters whose documents are remembered."""
_SPARSE = 64
"""Of so many documents one is found where it is quicker to look at its date than to look for it among the newest."""


class Articles:
    """The articles of some segments. Thread-safe but for `allowed`.

    Args:
        readers: Whoosh's reader of each segment.
        known: The columns of segments that have been read before, by the segment's name.

    Attributes:
        loaded: The columns of these segments, by name, to be known next time.
        columns: The same, in the order of segments, with the companies on top of groups among the group's.
        parts: Where the documents of each segment stand among all.
        alive: Which documents have not been deleted; None for all.
        numbers: The archive's number of each document's article.
        moments: Its date as `documents.moment` encodes it; 0 for none.
    """

    def __init__(self, readers: Sequence[Any], known: Mapping[str, Columns]) -> None:
        names = [reader.segment().segment_id() for reader in readers]
        self.loaded = {name: known.get(name) or load(reader) for name, reader in zip(names, readers, strict=True)}
        groups = {group for columns in self.loaded.values() for group in columns.values[schema.GROUP].names}
        self.columns = [columns.with_tops(groups) for columns in self.loaded.values()]
        ends = np.cumsum([0, *(columns.size for columns in self.columns)]).tolist()
        self.parts = [slice(start, stop) for start, stop in pairwise(ends)]
        self.alive = _alive(readers, self.parts)
        self.numbers = _joined([columns.numbers for columns in self.columns])
        self.moments = _joined([columns.moments for columns in self.columns])
        self._ages = -self.moments
        self._allowed: dict[Filter, Chosen] = {}

    @cached_property
    def _orders(self) -> list[Array]:
        """The documents of each segment, the newest first."""
        return [part.start + columns.newest for columns, part in zip(self.columns, self.parts, strict=True)]

    @cached_property
    def recency(self) -> Array:
        """What the scores of documents are multiplied by where the newer is the better."""
        return recency.weights(self.moments, int(self.moments.max(initial=0)))

    def allowed(self, chosen: Filter) -> Chosen | None:
        """Which documents a filter lets through, of those that are not deleted; None for all."""
        if not chosen:
            return self.alive
        allowed = self._allowed.get(chosen)
        if allowed is None:
            if len(self._allowed) >= _FILTERS:
                self._allowed.clear()
            every = [np.zeros(0, dtype=np.bool_), *(_having(chosen, each) for each in self.columns)]
            through: Mask = np.concatenate(every)
            allowed = self._allowed[chosen] = Chosen(through if self.alive is None else through & self.alive.mask)
        return allowed

    def first(self, found: Found, count: int, *, by_date: bool) -> tuple[Sequence[int], Sequence[float]]:
        """The numbers of the `count` best articles, best first, and their scores, which are none by date.

        Args:
            found: What a query finds; its documents may be in any order.
            count: How many are wanted.
            by_date: Whether the newest are the best.
        """
        if by_date:
            docs = self._newest(found, count)
            numbers = self.numbers.take(docs)
            return numbers.take(np.lexsort((numbers, self._ages.take(docs)))[:count]).tolist(), ()
        hits, scores = (None, found.scores) if found.docs is None else found.hits
        docs, scores = ranking.best(hits, scores, self._orders, count)
        numbers = self.numbers.take(docs)
        order = np.lexsort((numbers, self._ages.take(docs), -scores))[:count]
        return numbers.take(order).tolist(), scores.take(order).tolist()

    def _newest(self, found: Found, count: int) -> Array:
        """The documents that can be among the newest, and perhaps a few more, in no order."""
        if found.docs is None or len(found.docs) * _SPARSE > len(self.numbers):
            return ranking.first(self._orders, found.mask, count)
        docs, _ = found.hits
        return ranking.best(docs, self.moments.take(docs), self._orders, count)[0]

    def ordered(self, found: Found) -> tuple[Sequence[int], Sequence[float]]:
        """The numbers of all articles that a query finds, best first, and their scores; without these, newest first."""
        docs, scores = found.hits
        numbers, scores = self.numbers.take(docs), scores.astype(np.float64)
        order = np.lexsort((numbers, self._ages.take(docs), -scores))
        return array("q", numbers.take(order).tobytes()), array("d", scores.take(order).tobytes())

    def facets(self, found: Found) -> Facets:
        """How many of the hits have which values, worked out when somebody looks."""
        return Facets(self.columns, lambda: self._parted(found.mask))

    def _parted(self, mask: Mask) -> Sequence[Mask]:
        """What is said of each document, segment by segment."""
        return [mask[part] for part in self.parts]


def _joined(columns: Sequence[Numbers]) -> Numbers:
    return columns[0] if len(columns) == 1 else np.concatenate([np.empty(0, dtype=np.int64), *columns])


def _alive(readers: Sequence[Any], parts: Sequence[slice]) -> Chosen | None:
    gone = [part.start + number for reader, part in zip(readers, parts, strict=True) for number in deleted(reader)]
    if not gone:
        return None
    alive = np.ones(parts[-1].stop, dtype=np.bool_)
    alive[gone] = False
    return Chosen(alive)


def _having(chosen: Filter, columns: Columns) -> Mask:
    """Which documents of a segment are what a filter wants."""
    values, size = columns.values, columns.size
    mask: Mask = np.ones(size, dtype=bool)
    wanted = {schema.COMPANY: chosen.companies, schema.GROUP: chosen.groups, schema.EVENT: chosen.events}
    for field, names in wanted.items():
        for name in names:
            mask &= values[field].having(name, size)
    for company in chosen.excluded:
        mask &= ~values[schema.COMPANY].having(company, size)
    return mask
