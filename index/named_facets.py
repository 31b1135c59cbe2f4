"""Facets in which companies go by their names."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from index.results import FacetCount

_BY_ID = ("company", "group")
"""The facets whose values are ids of companies."""


class NamedFacets(Mapping[str, tuple[FacetCount, ...]]):
    """The facets of a page, with the names of companies. Nothing is counted or looked up before it is asked for.

    Args:
        facets: With ids for names.
        names: Says what every company id of the archive is called; asked once.
    """

    def __init__(self, facets: Mapping[str, tuple[FacetCount, ...]], names: Callable[[], Mapping[str, str]]) -> None:
        self._facets, self._look_up = facets, names
        self._named: dict[str, tuple[FacetCount, ...]] = {}

    def __getitem__(self, facet: str) -> tuple[FacetCount, ...]:
        if facet not in _BY_ID:
            return self._facets[facet]
        if facet not in self._named:
            self._named[facet] = self._name(facet)
        return self._named[facet]

    def _name(self, facet: str) -> tuple[FacetCount, ...]:
        """The counts of 15,000 companies are made anew, not by `replace`: it takes three times as long."""
        names = self._names
        return tuple(FacetCount(one.value, names.get(one.value, one.value), one.count) for one in self._facets[facet])

    def __iter__(self) -> Iterator[str]:
        return iter(self._facets)

    def __len__(self) -> int:
        return len(self._facets)

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return self._look_up()
