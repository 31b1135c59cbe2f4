"""One field of several segments as one: its terms in one order, its postings by stretches of terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from index.search.codec import docs, positions, rows
from index.search.codec.container import Array
from index.search.codec.lengths import Lengths
from index.search.codec.ordering import Terms, in_order
from index.search.codec.positions import Positions
from index.search.codec.postings import Postings
from index.search.codec.stretches import Stretching
from index.search.codec.twobits import Packing, packed_size

Kept = tuple[Postings | None, Array]
"""A segment's postings of the field, if it has any, and for each of the segment's documents whether it is left."""

_TOGETHER = 250_000
"""Postings that are merged in one go, about; each takes a hundred bytes meanwhile."""


@dataclass(frozen=True)
class Source:
    """A field in one of the segments.

    Attributes:
        postings: Its postings there.
        left: For each document of the segment, whether it is left; None for all.
        docs: The new number of each document that is left.
        ranks: The place of each of its terms among all terms.
    """

    postings: Postings
    left: Array | None
    docs: Array
    ranks: Array

    def slice(self, start: int, stop: int, *, placed: bool, weighed: bool) -> dict[str, Array]:
        """The postings of the terms of some places among all terms: their terms' places, documents and the like."""
        first, last = np.searchsorted(self.ranks, (start, stop)).tolist()
        span = self.postings.span(first, last)
        stops = np.r_[span.start, self.postings.stops[first:last]].astype(np.int64)
        numbers = self.postings.docs[span]
        found = {"terms": np.repeat(self.ranks[first:last], stops[1:] - stops[:-1]), "docs": self.docs[numbers]}
        counts = self.postings.counts
        found["counts"] = np.ones(len(found["docs"]), np.int64) if counts is None else counts[span].astype(np.int64)
        if weighed:
            found["weights"] = self.postings.weight(span)
        chosen = None if self.left is None else self.left[numbers]
        if placed:
            positions = self.postings.positions_of(first, last)
            found["positions"] = positions if chosen is None else positions[np.repeat(chosen, found["counts"])]
        return {
            name: array if chosen is None or name == "positions" else array[chosen] for name, array in found.items()
        }


@dataclass(frozen=True)
class MergedField:
    """One field of all the segments.

    Attributes:
        terms: All of its terms of which something is left, in their order.
        stops: Where the postings of each term end.
        sources: It in the segments that have it.
    """

    terms: Terms
    stops: Array
    sources: Sequence[Source]

    @classmethod
    def of(cls, kept: Sequence[Kept]) -> MergedField:
        """The field, from each of the segments. Raises: ValueError for values that only a format understands."""
        if any(postings.values is not None for postings, _ in kept if postings):
            raise ValueError("values that only their format understands")
        terms, ranks = in_order([postings for postings, _ in kept])
        total = np.zeros(len(terms), dtype=np.int64)
        found: list[tuple[Postings, Array | None, Array, Array]] = []
        base = 0
        for (postings, left), places in zip(kept, ranks, strict=True):
            if postings is not None:
                some = None if left.all() else left
                total[places] += _counted(postings, some)
                found.append((postings, some, np.cumsum(left, dtype=np.int32) - 1 + base, places))
            base += int(left.sum())
        used = total > 0
        place_left = np.cumsum(used, dtype=np.int32) - 1  # one without postings shares the place of the one before it
        sources = [Source(postings, some, docs, place_left[places]) for postings, some, docs, places in found]
        return cls(terms.only(used), np.cumsum(total[used]), sources)

    def __len__(self) -> int:
        return len(self.terms)

    @cached_property
    def _positions(self) -> list[Positions]:
        """The positions of all sources, as far as they have some."""
        return [found for source in self.sources if (found := source.postings.positions) is not None]

    @cached_property
    def _weighed(self) -> bool:
        return any(source.postings.weights is not None for source in self.sources)

    def _rows(self) -> rows.Packing | None:
        """What packs the rows of terms; None for a field that has none."""
        return rows.Packing(self.stops, self._last) if self._counting and not self._weighed else None

    @cached_property
    def _counting(self) -> bool:
        return any(_most(source) > 1 for source in self.sources)

    @cached_property
    def _last(self) -> int:
        """The last document that can have the field."""
        return max(int(source.docs.max(initial=0)) for source in self.sources)

    @cached_property
    def _split(self) -> bool:
        """Whether positions are kept in two parts; without a look at which of them are left."""
        most, far = zip(*((each.most, each.far) for each in self._positions), strict=True)
        return positions.splits(sum(map(len, self._positions)), max(most), sum(far))

    def sizes(self) -> dict[str, tuple[np.dtype[Any], int]]:
        """Types and lengths of the merged arrays, but of those that are short."""
        length, byte = int(self.stops[-1]), np.dtype(np.uint8)
        sizes = {
            "block": (byte, len(self.terms.block)),
            "letters": (byte, len(self)),
            "sizes": (byte, len(self)),
            **docs.Packing(self.stops, self._last).sizes("docs"),
        }
        if self._counting:
            sizes["counts"] = (byte, packed_size(length))
        if common := self._rows():
            sizes |= common.sizes("rows")
        if self._weighed:
            sizes["weights"] = (np.dtype(np.float32), length)
        if self._positions:
            placed = sum(_placed(source) for source in self.sources)
            sizes["occurrences"] = (byte, len(self))
            most = max(each.most for each in self._positions)
            sizes["positions"] = (byte if self._split else np.min_scalar_type(most), placed)
            if self._split:
                sizes["positions_high"] = (byte, packed_size(placed))
        return sizes

    def pieces(self) -> Iterator[dict[str, Array]]:
        """The merged arrays, a piece of several of them at a time."""
        letters, sizes = Lengths.pack(self.terms.letters), Lengths.until(self.stops)
        yield {"block": self.terms.block, **letters.arrays("letters"), **sizes.arrays("sizes")}
        marks = np.arange(_TOGETHER, int(self.stops[-1]), _TOGETHER)
        bounds = np.unique(np.r_[0, np.searchsorted(self.stops, marks, side="right"), len(self)]).tolist()
        counts, high, stretching = Packing(1), Packing(0), Stretching(self.stops, self._last)
        documents, common = docs.Packing(self.stops, self._last), self._rows()
        for start, stop in pairwise(bounds):
            piece = self._piece(start, stop)
            if self._positions:
                stretching.add(piece["docs"])
            found = documents.add(piece["docs"], "docs")
            if self._weighed:
                found["weights"] = piece["weights"]
            if self._positions:
                many = np.bincount(piece["terms"] - start, weights=piece["counts"], minlength=stop - start)
                found |= Lengths.pack(many.astype(np.int64), start).arrays("occurrences")
                found |= self._placed(piece["positions"], high)
            if common and common.terms:
                found |= common.add(piece["docs"], piece["counts"]).arrays("rows")
            if self._counting:
                found |= counts.add(piece["counts"]).arrays("counts")
            yield found
        yield counts.rest().arrays("counts") if self._counting else {}
        stretches = stretching.stretches() if self._positions else None
        yield stretches.arrays("stretches") if stretches else {}
        yield high.rest().arrays("positions_high") if self._positions and self._split else {}

    def _placed(self, numbers: Array, high: Packing) -> dict[str, Array]:
        """Positions, in their parts if there are to be two."""
        if not self._split:
            return {"positions": numbers}
        return {"positions": positions.low(numbers), **high.add(positions.high(numbers)).arrays("positions_high")}

    def _piece(self, start: int, stop: int) -> dict[str, Array]:
        """The postings of some terms, in the order of terms; those of one term are in the order of documents then."""
        found = [
            source.slice(start, stop, placed=bool(self._positions), weighed=self._weighed) for source in self.sources
        ]
        piece = {name: np.concatenate([each[name] for each in found]) for name in found[0]}
        if len(found) == 1:
            return piece
        order = np.argsort(piece["terms"], kind="stable")
        positions, counts = piece.pop("positions", None), piece["counts"]
        piece = {name: array[order] for name, array in piece.items()}
        if positions is not None:
            starts = (np.cumsum(counts) - counts)[order]
            many = piece["counts"]
            at = np.repeat(starts - (np.cumsum(many) - many), many)
            at += np.arange(len(at))
            piece["positions"] = positions[at]
        return piece


def _counted(postings: Postings, left: Array | None) -> Array:
    """How many postings of each term are left."""
    stops = postings.stops.astype(np.int64)
    if left is not None:
        stops = np.r_[0, np.cumsum(left[postings.docs[:]])][stops]
    return np.diff(stops, prepend=0)


def _placed(source: Source) -> int:
    """How many positions are left."""
    postings = source.postings
    if source.left is None:
        return 0 if postings.positions is None else len(postings.positions)
    chosen = source.left[postings.docs[:]]
    counts = postings.counts
    return int(np.count_nonzero(chosen) if counts is None else counts[: len(chosen)][chosen].sum(dtype=np.int64))


def _most(source: Source) -> int:
    """The most that one of the postings that are left counts."""
    postings, left = source.postings, source.left
    if postings.counts is None:
        return 1
    counts = postings.counts[: len(postings.docs)]
    return int((counts if left is None else counts[left[postings.docs[:]]]).max(initial=0))
