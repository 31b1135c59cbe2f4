"""Which of many terms fit a pattern with stars, all of them compared at once.

A pattern that begins with a star is asked of every word: of 700,000 that takes 20 milliseconds, and one by one 2 s.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from index.search.codec.container import Array
from index.search.codec.postings import Postings


def fitting(postings: Postings, places: slice, pieces: Sequence[bytes]) -> Array:
    """The terms in which pieces stand in their order, the first at the beginning and the last at the end; ascending.

    Each piece is taken where it first stands, as in `index.search.patterns`.

    Args:
        postings: A field.
        places: Terms that stand side by side, and begin with the first piece.
        pieces: Two or more; one may be empty.
    """
    first, *middle, last = pieces
    numbers: Array = np.arange(places.start, max(places.start, places.stop))
    if not len(numbers):
        return numbers
    ends = postings.ends[places].astype(np.int64)
    starts = np.r_[postings.ends[places.start - 1] if places.start else 0, ends[:-1]].astype(np.int64)
    block = postings.block[starts[0] : ends[-1]]
    at, stops = starts - starts[0] + len(first), ends - starts[0] - len(last)
    there = (at <= stops).nonzero()[0]
    for nth, letter in enumerate(last):
        there = there[block.take(stops.take(there) + nth) == letter]
    numbers, at, stops = numbers[there], at[there], stops[there]
    found_at = lru_cache(len(pieces))(lambda piece: _standing(block, piece))
    for piece in filter(None, middle):
        if not len(numbers):
            break
        found = found_at(piece)
        at = found.take(found.searchsorted(at)) + len(piece)
        there = (at <= stops).nonzero()[0]
        numbers, at, stops = numbers[there], at[there], stops[there]
    return numbers


def _standing(block: Array, piece: bytes) -> Array:
    """Where a piece stands in some letters, ascending; at last their end, where it does not."""
    at: Array = (block[: max(0, len(block) - len(piece) + 1)] == piece[0]).nonzero()[0]
    for nth, letter in enumerate(piece[1:], 1):
        at = at[block.take(at + nth) == letter]
    return np.append(at, len(block))
