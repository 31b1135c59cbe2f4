"""The terms of several fields in one order, and where those of each field stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from index.search.codec.container import Array
from index.search.codec.postings import Postings

_STRETCH = 10_000
"""Terms that are put in order in one go: all at once would keep other threads waiting for half a second."""


@dataclass(frozen=True)
class Terms:
    """Terms in their order. As bytes of their own they would take five times as much memory.

    Attributes:
        block: The bytes of all of them, one after the other.
        letters: How many bytes each has.
    """

    block: Array
    letters: Array

    def __len__(self) -> int:
        return len(self.letters)

    def only(self, chosen: Array) -> Terms:
        """Some of them: says of each whether it is one."""
        return self if chosen.all() else Terms(self.block[np.repeat(chosen, self.letters)], self.letters[chosen])


def in_order(parts: Sequence[Postings | None]) -> tuple[Terms, list[Array]]:
    """All terms of several fields, and the places among them of each field's terms."""
    largest = max((postings for postings in parts if postings is not None), key=len)
    bounds = [largest.term(number) for number in range(_STRETCH, len(largest), _STRETCH)]
    cuts = [[0, *map(postings.seek, bounds), len(postings)] if postings else [] for postings in parts]
    blocks: list[bytes] = []
    letters: list[Array] = []
    places: list[list[Array]] = [[np.empty(0, dtype=np.int32)] for _ in parts]
    size = 0
    for nth in range(len(bounds) + 1):
        there = [
            list(postings.terms(cut[nth], cut[nth + 1])) if postings else []
            for postings, cut in zip(parts, cuts, strict=True)
        ]
        merged = sorted(set().union(*there))
        place = dict(zip(merged, count(size)))
        size += len(merged)
        blocks.append(b"".join(merged))
        letters.append(np.fromiter(map(len, merged), dtype=np.int32, count=len(merged)))
        for found, listed in zip(places, there, strict=True):
            found.append(np.fromiter(map(place.__getitem__, listed), dtype=np.int32, count=len(listed)))
    terms = Terms(np.frombuffer(b"".join(blocks), dtype=np.uint8), np.concatenate(letters))
    return terms, [np.concatenate(found) for found in places]
