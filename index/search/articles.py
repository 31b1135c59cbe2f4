"""What is known of all articles of an index besides their words: filters, dates, and the order that they are shown in.

The columns of its segments, and the same as arrays over Whoosh's document numbers in the whole index.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
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
    """

    def __init__(self, readers: Sequence[Any], known: Mapping[str, Columns]) -> None:
        names = [reader.segment().segment_id() for reader in readers]
        self.loaded = {name: known.get(name) or load(reader) for name, reader in zip(names, readers, strict=True)}
        groups = {group for columns in self.loaded.values() for group in columns.values[schema.GROUP].names}
        self.columns = [columns.with_tops(groups) for columns in self.loaded.values()]
        ends = np.cumsum([0, *(columns.size for columns in self.columns)]).tolist()
        self.parts = [slice(start, stop) for start, stop in pairwise(ends)]
        self.alive = _alive(readers, self.parts)
        self._allowed: dict[Filter, Chosen] = {}

    @cached_property
    def numbers(self) -> Numbers:
        """The archive's number of each document's article."""
        return _joined([columns.numbers for columns in self.columns])

    @cached_property
    def moments(self) -> Numbers:
        """Its date as `documents.moment` encodes it; 0 for none."""
        return _joined([columns.moments for columns in self.columns])

    @cached_property
    def recency(self) -> Array:
        """What the scores of documents are multiplied by where the newer is the better."""
        return recency.weights(self.moments, int(self.moments.max(initial=0)))

    @cached_property
    def _orders(self) -> list[Array]:
        """The documents of each segment, the newest first."""
        return [part.start + columns.newest for columns, part in zip(self.columns, self.parts, strict=True)]

    def allowed(self, chosen: Filter) -> Chosen | None:
        """Which documents a filter lets through, of those that are not deleted; None for all."""
        if not chosen:
            return self.alive
        if chosen not in self._allowed:
            if len(self._allowed) >= _FILTERS:
                self._allowed.clear()
            through: Mask = np.concatenate(
                [np.zeros(0, dtype=np.bool_), *(_having(chosen, each) for each in self.columns)]
            )
            self._allowed[chosen] = Chosen(through if self.alive is None else through & self.alive.mask)
        return self._allowed[chosen]

    def first(self, found: Found, count: int, *, by_date: bool) -> tuple[Sequence[int], Sequence[float]]:
        """The numbers of the best articles, best first, and their scores: at least `count`, if there are so many.

        Args:
            found: What a query finds.
            count: How many are wanted.
            by_date: Whether the newest are the best.
        """
        if found.docs is not None:
            return self.ordered(*ranking.leading(*found.hits, self.moments, count))
        if by_date:
            docs = ranking.first(self._orders, found.scores, count)
        else:
            docs = ranking.best(found.scores, self._orders, count)
        return self.ordered(docs, found.scores.take(docs))

    def facets(self, found: Found) -> Facets:
        """How many of the hits have which values, worked out when somebody looks."""
        hits = found if found.docs is not None else replace(found, scores=found.mask)  # which keeps no scores
        return Facets(self.columns, lambda: [hits.mask[part] for part in self.parts])

    def ordered(self, docs: Array, scores: Array) -> tuple[Sequence[int], Sequence[float]]:
        """The numbers of some documents' articles, best first, and their scores; between equal ones, the newest first.

        Args:
            docs: The documents.
            scores: Of each, its score, or True.
        """
        numbers, scores = self.numbers.take(docs), scores.astype(np.float64)
        order = np.lexsort((numbers, -self.moments.take(docs), -scores))
        return array("q", numbers[order].tobytes()), array("d", scores[order].tobytes())


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
