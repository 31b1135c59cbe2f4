"""Facets in which companies go by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from index.counts import Counts
from index.results import FacetCount

_BY_ID = ("company", "group")
"""The facets whose values are ids of companies."""


class NamedFacets(Mapping[str, Sequence[FacetCount]]):
    """The facets of a page, with the names of companies. Nothing is counted or looked up before it is asked for.

    Args:
        facets: With ids for names.
        names: Says what every company id of the archive is called; asked once.
    """

    def __init__(self, facets: Mapping[str, Sequence[FacetCount]], names: Callable[[], Mapping[str, str]]) -> None:
        self._facets, self._look_up = facets, names
        self._named: dict[str, Sequence[FacetCount]] = {}

    def __getitem__(self, facet: str) -> Sequence[FacetCount]:
        if facet not in _BY_ID:
            return self._facets[facet]
        if facet not in self._named:
            self._named[facet] = self._name(facet)
        return self._named[facet]

    def _name(self, facet: str) -> Counts:
        counts, names = Counts.of(self._facets[facet]), self._names

        def named(place: int) -> FacetCount:
            one = counts[place]
            return FacetCount(one.value, names.get(one.value, one.value), one.count)

        return Counts(len(counts), named, counts.place)

    def __iter__(self) -> Iterator[str]:
        return iter(self._facets)

    def __len__(self) -> int:
        return len(self._facets)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return self._look_up()
