"""One term's postings, for Whoosh's matchers to go through one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.codec.segment import LENGTHS
from index.search.whoosh import formats, matching


class Place(NamedTuple):
    """Which term of a field it is.

    Attributes:
        postings: The field's.
        number: The term's place.
        lengths: The length bytes of the field's documents, if they are kept.
    """

    postings: Postings
    number: int
    lengths: Array | None


class ArrayMatcher(matching.LeafMatcher):  # type: ignore[misc]  # Whoosh is untyped
    """A place among the postings of one term. All of them count as one block."""

    def __init__(self, place: Place, format_: Any, fieldname: str, scorer: Any) -> None:
        self.format, self.scorer = format_, scorer
        self._place = place
        postings, number, self._lengths = place
        self._postings, self._number = postings, number
        self._term = (fieldname, postings.term(number))
        self._span = postings.span(number)
        self._ids: list[int] = postings.docs[self._span].tolist()
        self._weights: list[float] = postings.weight(self._span).tolist()
        self._starts: list[int] | None = None
        self._i = 0

    def is_active(self) -> bool:
        """Whether it stands at a posting."""
        return self._i < len(self._ids)

    def reset(self) -> None:
        """Goes back to the first posting."""
        self._i = 0

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        other = ArrayMatcher(self._place, self.format, self._term[0], self.scorer)
        other._i = self._i
        return other

    def replace(self, minquality: float = 0) -> Any:  # noqa: ARG002  (Whoosh's)
        """What is as good as this from here on, whatever `minquality` says.

        Whoosh's wrapper for boosts forgets to take the boost off it: believing it would hide the best hits of a later
        segment.
        """
        return self if self.is_active() else matching.NullMatcher()

    def id(self) -> int:
        """The document."""
        return self._ids[self._i]

    def all_ids(self) -> Iterator[int]:
        """All documents."""
        return iter(self._ids)

    def next(self) -> None:
        """Goes to the next posting."""
        if not self.is_active():
            raise matching.ReadTooFar
        self._i += 1

    def skip_to(self, id: int) -> None:  # noqa: A002  (Whoosh's name)
        """Goes to the first posting whose document is not before this one."""
        if not self.is_active():
            raise matching.ReadTooFar
        if id > self.id():
            left = self._postings.docs[self._span][self._i :]
            self._i += int(np.searchsorted(left, np.asarray(id, dtype=np.int64)))

    def skip_to_quality(self, minquality: float) -> int:
        """Goes to the next block that can score more: there is none."""
        if self.block_quality() <= minquality:
            self._i = len(self._ids)
        return 0

    def weight(self) -> float:
        """What the term weighs in the document."""
        return self._weights[self._i]

    def value(self) -> bytes:
        """The posting's value as the field's format encodes it."""
        kind = type(self.format)
        if kind is formats.Positions:
            return bytes(self.format.encode(self._places()))
        if kind is formats.Frequency:
            counts = self._postings.counts
            at = self._span.start + self._i
            count = 1 if counts is None else int(counts[at : at + 1][0])
            return count.to_bytes(4, "big")
        if self._postings.values is None or self._postings.value_ends is None:
            return b""
        at = self._span.start + self._i
        start = int(self._postings.value_ends[at - 1]) if at else 0
        return self._postings.values[start : int(self._postings.value_ends[at])].tobytes()

    def value_as(self, astype: str) -> Any:
        """The posting's value decoded."""
        if astype == "positions" and type(self.format) is formats.Positions:
            return self._places()
        return super().value_as(astype)

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        """All documents with their values."""
        self.reset()
        while self.is_active():
            yield self.id(), self.value()
            self.next()

    def block_min_length(self) -> int:
        """The length of the shortest document in the block."""
        return 1 if self._lengths is None else int(LENGTHS[self._lengths[self._postings.docs[self._span]].min()])

    def block_max_length(self) -> int:
        """The length of the longest document in the block."""
        return 1 if self._lengths is None else int(LENGTHS[self._lengths[self._postings.docs[self._span]].max()])

    def block_max_weight(self) -> float:
        """The most that the term weighs in the block."""
        return max(self._weights)

    def _places(self) -> list[int]:
        if self._postings.positions is None or self._postings.place_stops is None:
            return []
        if self._starts is None:
            first = int(self._postings.place_stops[self._number - 1]) if self._number else 0
            counts = self._postings.counts
            each = np.ones(len(self._ids), dtype=np.int64) if counts is None else counts[self._span].astype(np.int64)
            self._starts = (first + np.r_[0, np.cumsum(each)]).tolist()
        found: list[int] = self._postings.positions[self._starts[self._i] : self._starts[self._i + 1]].tolist()
        return found
