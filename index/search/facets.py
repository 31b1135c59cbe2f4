"""Counts of values over a result: companies, groups, deal types, statuses, events, sources, languages, years."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

import numpy as np

from index.counts import Counts
from index.results import FacetCount
from index.search import schema
from index.search.columns import Columns, Mask, Numbers, Values

YEAR = "year"
FACETS = (*schema.FACETS, YEAR)


class Facets(Mapping[str, Sequence[FacetCount]]):
    """How many of the hits have each value, by field; the most frequent first, then in the order of values.

    A field is counted when it is first asked for.

    Args:
        segments: The columns of each segment.
        hits: Says for each document of each segment whether it is a hit.
    """

    def __init__(self, segments: Sequence[Columns], hits: Callable[[], Sequence[Mask]]) -> None:
        self._segments, self._say = segments, hits
        self._counted: dict[str, Sequence[FacetCount]] = {}

    def __getitem__(self, field: str) -> Sequence[FacetCount]:
        if field not in FACETS:
            raise KeyError(field)
        if field not in self._counted:
            self._counted[field] = self._count(field)
        return self._counted[field]

    def __iter__(self) -> Iterator[str]:
        return iter(FACETS)

    def __len__(self) -> int:
        return len(FACETS)

    def __eq__(self, other: object) -> bool:
        return dict(self) == (dict(other) if isinstance(other, Mapping) else other)

    __hash__ = None  # type: ignore[assignment]  # as for every mapping

    @cached_property
    def _hits(self) -> Sequence[Mask]:
        return self._say()

    def _count(self, field: str) -> Counts:
        values = [_values(segment, field) for segment in self._segments]
        names, places = _united(tuple(each.names for each in values))
        total = np.zeros(len(names), dtype=np.int64)
        for each, place, hits in zip(values, places, self._hits, strict=True):
            total[place] += each.counts(hits)
        found = np.flatnonzero(total)
        order = found[np.argsort(-total[found], kind="stable")]

        def count(place: int) -> FacetCount:
            name = names[order[place]]
            return FacetCount(name, name, int(total[order[place]]))

        def find(name: str) -> int | None:
            code = bisect_left(names, name)
            if code == len(names) or names[code] != name or not total[code]:
                return None
            return int(np.flatnonzero(order == code)[0])

        return Counts(len(order), count, find)


@lru_cache(maxsize=16)
def _united(names: tuple[tuple[str, ...], ...]) -> tuple[list[str], list[Numbers]]:
    """All names of some segments in their order; and for each segment, where each of its names stands among them."""
    every = sorted(set().union(*names))
    place = {name: number for number, name in enumerate(every)}
    return every, [np.array([place[name] for name in each], dtype=np.int64) for each in names]


def _values(segment: Columns, field: str) -> Values:
    return segment.years if field == YEAR else segment.values[field]
