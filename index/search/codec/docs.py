"""The documents of postings: two bytes each, or one where a term is so frequent that many share the other one.

The documents of a segment stand in runs of 255. Of a frequent term each document's place in its run is kept, and for
each run a byte that says how many of the term's documents are in it; to make numbers of 8,000 documents again takes 5
microseconds. In the bodies of 100,000 articles half of the postings are of such terms.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array, narrow

RUN = 255
"""Documents in a run: what a byte can count."""
RUNS = -(-(2**16) // RUN)
"""Runs of 65,536 documents; a segment of more keeps all numbers whole."""
_FREQUENT = 2 * RUNS
"""Documents of a term from which on it is frequent: its runs take half as much as they spare, at most."""

_REMEMBERED = 8
"""Frequent terms whose documents are remembered: a query asks for those of a term several times."""
_PARTS = ("starts", "stops", "low", "runs")
"""What there is of the frequent terms."""
_NONE = np.empty(0, dtype=np.uint8)
_FIRST = (np.arange(RUNS) * RUN).astype(np.uint16)
"""The first document of each run."""


class Parted(NamedTuple):
    """The documents of some postings, in their parts; see `Docs`."""

    plain: Array
    low: Array
    runs: Array


@dataclass(frozen=True)
class Docs:
    """The document of each posting of a field, in the order of terms, then documents.

    Attributes:
        starts: Where the postings of each frequent term begin among all.
        stops: Where they end.
        plain: The documents of all other terms, one term after the other.
        low: Of each posting of the frequent terms, its document's place in its run.
        runs: For each frequent term, how many of its documents are in each run.
    """

    starts: Array
    stops: Array
    plain: Array
    low: Array
    runs: Array

    @classmethod
    def of(cls, arrays: Mapping[str, Array], name: str) -> Docs:
        """From arrays by their names in `arrays`."""
        return cls(**{part: arrays.get(f"{name}_{part}", _NONE) for part in _PARTS}, plain=arrays[name])

    @classmethod
    def pack(cls, numbers: Array, ends: Array) -> Docs:
        """From the documents of all postings, and where the postings of each term end."""
        starts, stops = frequent(ends, int(numbers.max(initial=0)))
        plain, low, runs = parted(numbers, starts, stops)
        return cls(narrow(starts), narrow(stops), narrow(plain), low, runs)

    def arrays(self, name: str) -> dict[str, Array]:
        """The arrays, by names that begin with this one; only those that there are."""
        parts = {f"{name}_{part}": getattr(self, part) for part in _PARTS}
        return {name: self.plain} | (parts if len(self.starts) else {})

    def __len__(self) -> int:
        return len(self.plain) + len(self.low)

    def __getitem__(self, picks: slice) -> Array:
        """The documents of a slice of postings; not to be written to."""
        start, stop = picks.start or 0, len(self) if picks.stop is None else picks.stop
        first = bisect_right(self._stops, start)
        if first == len(self._stops) or stop <= self._starts[first]:
            before = self._before[first]
            return self.plain[start - before : stop - before]
        begin = self._starts[first]
        if begin > start or stop > self._stops[first]:
            return self._mixed(start, stop, first)
        docs = self._known.get(first)
        if docs is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            docs = self._known[first] = self._frequent(first, first + 1)
        return docs[start - begin : stop - begin]

    def mark(self, picks: slice, there: Array) -> None:
        """Sets the places of the documents of a slice of postings, which are those of whole terms, to True."""
        start, stop = picks.start, picks.stop
        first, last = bisect_right(self._stops, start), bisect_left(self._starts, stop)
        _mark(self.plain[start - self._before[first] : stop - self._before[last]], there)
        if first < last:
            _mark(self._frequent(first, last), there)

    def before(self, ends: Array) -> Array:
        """Where each term's documents begin in `plain`, and where the last one's end, by where its postings end."""
        bounds = np.zeros(len(ends) + 1, dtype=ends.dtype)
        bounds[1:] = ends
        behind = np.searchsorted(bounds, self.starts, side="right")
        bounds -= np.repeat(np.array(self._before, dtype=ends.dtype), np.diff(np.r_[0, behind, len(bounds)]))
        return bounds

    @cached_property
    def _known(self) -> dict[int, Array]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:  # its numbers are plain ints
        found: list[int] = self.starts.tolist()
        return found

    @cached_property
    def _stops(self) -> list[int]:
        found: list[int] = self.stops.tolist()
        return found

    @cached_property
    def _before(self) -> list[int]:
        """How many postings of frequent terms there are before each frequent term, and in all."""
        sizes = self.stops.astype(np.int64) - self.starts
        found: list[int] = np.r_[0, np.cumsum(sizes)].tolist()
        return found

    def _frequent(self, first: int, last: int) -> Array:
        """The documents of some frequent terms that follow each other."""
        firsts = _FIRST if last - first == 1 else np.tile(_FIRST, last - first)
        docs: Array = firsts.repeat(self.runs[first * RUNS : last * RUNS])
        docs += self.low[self._before[first] : self._before[last]]
        return docs

    def _mixed(self, start: int, stop: int, first: int) -> Array:
        """The documents of a slice of postings of several terms, some of them frequent; `first` of those is in it."""
        last = bisect_left(self._starts, stop)
        begin, end = min(start, self._starts[first]), max(stop, self._stops[last - 1])
        starts, stops = (ends[first:last].astype(np.int64) - begin for ends in (self.starts, self.stops))
        within = _within(starts, stops, end - begin)
        docs = np.empty(end - begin, dtype=np.uint16)
        docs[within] = self._frequent(first, last)
        docs[~within] = self.plain[begin - self._before[first] : end - self._before[last]]
        return docs[start - begin : stop - begin]


def _mark(docs: Array, there: Array) -> None:
    there[docs.astype(np.intp)] = True  # which takes half as long with numbers of a place's own size


def frequent(ends: Array, largest: int) -> tuple[Array, Array]:
    """Where the postings of the frequent terms begin and end, by where those of each term end and the last document."""
    sizes = np.diff(ends.astype(np.int64), prepend=0)
    chosen = np.flatnonzero((sizes > _FREQUENT) & (largest < 2**16))
    stops = ends[chosen].astype(np.int64)
    return stops - sizes[chosen], stops


def parted(numbers: Array, starts: Array, stops: Array) -> Parted:
    """The documents of some postings, and where those of the frequent terms begin and end among them."""
    within = _within(starts, stops, len(numbers))
    many = numbers[within].astype(np.int64)
    run = many // RUN
    nth = np.repeat(np.arange(len(starts)) * RUNS, stops - starts)
    runs = np.bincount(nth + run, minlength=len(starts) * RUNS)
    return Parted(numbers[~within], (many - run * RUN).astype(np.uint8), runs.astype(np.uint8))


def _within(starts: Array, stops: Array, size: int) -> Array:
    """Which of so many places are from a start to before the stop beside it."""
    edges = np.stack([starts, stops], axis=1).reshape(-1)
    within: Array = np.repeat(np.arange(len(edges) + 1) % 2 == 1, np.diff(edges, prepend=0, append=size))
    return within
