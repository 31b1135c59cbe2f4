"""Counts of values over a result: companies, groups, deal types, statuses, events, sources, languages, years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from index.results import FacetCount
from index.search import schema
from index.search.columns import Columns, Mask, Values

YEAR = "year"
FACETS = (*schema.FACETS, YEAR)


class Facets(Mapping[str, tuple[FacetCount, ...]]):
    """How many of the hits have each value, by field; the most frequent first, then in the order of values.

    A field is counted when it is first asked for.

    Args:
        segments: The columns of each segment.
        hits: Says for each document of each segment whether it is a hit.
    """

    def __init__(self, segments: Sequence[Columns], hits: Callable[[], Sequence[Mask]]) -> None:
        self._segments, self._say = segments, hits
        self._counted: dict[str, tuple[FacetCount, ...]] = {}

    def __getitem__(self, field: str) -> tuple[FacetCount, ...]:
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

    def _count(self, field: str) -> tuple[FacetCount, ...]:
        total: Counter[str] = Counter()
        for segment, hits in zip(self._segments, self._hits, strict=True):
            values = _values(segment, field)
            total.update(dict(zip(values.names, values.counts(hits).tolist(), strict=True)))
        ordered = sorted((-count, name) for name, count in total.items() if count)
        return tuple(FacetCount(name, name, -less) for less, name in ordered)


def _values(segment: Columns, field: str) -> Values:
    return segment.years if field == YEAR else segment.values[field]
