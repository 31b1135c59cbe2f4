"""The German stems of one field of one segment: which of them are there, which begin or end with a word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

import numpy as np

from index.search import edges, schema
from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.endings import Endings
from index.search.pieces import Stretch, stretches
from index.search.presence import Presence, mixed

_TAG = schema.tagged("", "de").encode()
_SKIPPED, _TOLD = len(_TAG) - 1, len(_TAG) + 3
"""Bytes of a term before those that tell it from others, and of the shortest that is told so: a word of three letters,
and what stands before it."""


def term_of(stem: str) -> bytes:
    """What a stem is in a field."""
    return _TAG + stem.encode()


class Sought(NamedTuple):
    """A stem that is looked for in several fields.

    Attributes:
        term: What it is in them.
        code: What it is told by; None for a short one.
    """

    term: bytes
    code: int | None

    @classmethod
    def of(cls, stem: str) -> Sought:
        """A stem, as it is looked for."""
        term = term_of(stem)
        return cls(term, mixed(term[_SKIPPED:]) if len(term) >= _TOLD else None)


class FieldStems:
    """The German stems of one field."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self.places = postings.beginning(_TAG)

    def __len__(self) -> int:
        return int(self.places.stop) - int(self.places.start)

    def find(self, stem: str) -> int | None:
        """The place of a stem; None where the field does not have it."""
        return self.postings.find(term_of(stem))

    def has(self, sought: Sought) -> bool:
        """Whether a stem is there. Most are asked about in vain, and nine in ten of those are told without looking."""
        code = sought.code
        return (code is None or self._presence.may_have(code)) and self.postings.find(sought.term) is not None

    def beginning(self, letters: str) -> slice:
        """The places of the stems that begin so."""
        return self.postings.beginning(_TAG + letters.encode())

    def ending(self, letters: str) -> Array:
        """The places of the stems that end so."""
        return self._endings.ending(letters.encode())

    def texts(self, places: Array) -> list[str]:
        """The stems of some places."""
        letters = memoryview(self.postings.block.data)
        stops = self.postings.ends[places].tolist()
        starts = np.where(places > 0, self.postings.ends[places - 1].astype(np.int64), 0) + len(_TAG)
        return [str(letters[start:stop], "utf-8") for start, stop in zip(starts.tolist(), stops, strict=True)]

    def stretches(self) -> Iterator[Stretch]:
        """All stems."""
        return stretches(self.postings, self.places, len(_TAG))

    def first(self) -> Array:
        """The first letters of all stems."""
        return edges.first(self.postings, self.places, len(_TAG))

    def last(self) -> Array:
        """The last letters of all stems."""
        return edges.last(self.postings, self.places)

    @cached_property
    def _presence(self) -> Presence:
        return Presence(self.postings, self.places, _SKIPPED)

    @cached_property
    def _endings(self) -> Endings:
        return Endings(self.postings, self.places)
