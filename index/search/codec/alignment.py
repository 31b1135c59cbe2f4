"""In which documents words stand side by side, or near each other: a document and a position are one number.

Where all words have a number in common, when positions are told from the phrase's first word on, there it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import ascending
from index.search.codec.positions import Positions, taken
from index.search.codec.proximity import near

_KEY_BITS = 32
"""Bits of a document's place and a position that are sorted in half the time that more of them take."""


def aligned(
    several: Sequence[Positions], edges: Sequence[int], counts: Array, starts: Array, distance: int | None
) -> Array:
    """In which documents words stand as they should, by the documents' places among all that have them; ascending.

    Args:
        several: The positions of some fields.
        edges: 0, and where the documents of each of these end among all.
        counts: How often a word occurs in a document: field by field, word by word, document by document.
        starts: Where its positions there begin.
        distance: How far from each other they may stand; None for side by side.
    """
    size = edges[-1]
    width = len(counts) // size
    bits = (width + max([positions.most for positions in several])).bit_length()
    kind: Any = np.uint32 if bits + size.bit_length() <= _KEY_BITS else np.int64
    numbers: Array = np.arange(0, size << bits, 1 << bits, dtype=kind)
    shifts = [kind(nth if distance is None else 0) for nth in range(width)]
    keys = np.concatenate([numbers[start:stop] - shift for start, stop in pairwise(edges) for shift in shifts])
    every, places = _others(counts, starts)
    places, keys = np.concatenate([starts, places]), np.concatenate([keys, keys.take(every)])
    if len(several) == 1:
        keys += taken(several, places, [len(places)])
    else:
        firsts = [stop * width for stop in edges[1:]]
        stops = [*firsts, *every.searchsorted(firsts) + firsts[-1]]
        keys += taken([*several, *several], places, stops)
    if distance is None:
        keys.sort()
        last = keys[width - 1 :]  # a number is there once for each word, at most
        return ascending(last[last == keys[: len(last)]] >> kind(bits))
    words = np.concatenate([np.full(stop - start, nth) for start, stop in pairwise(edges) for nth in range(width)])
    words = np.concatenate([words, words.take(every)])
    return ascending(near([np.sort(keys[words == nth]) for nth in range(width)], distance) >> kind(bits))


def _others(counts: Array, starts: Array) -> tuple[Array, Array]:
    """The occurrences of postings but the first of each: which posting they are of, and where their positions stand."""
    several = (counts > 1).nonzero()[0]
    others = counts.take(several)
    others -= 1
    begins = starts.take(several)
    begins += others
    begins -= others.cumsum()
    places = begins.repeat(others)
    places += np.arange(1, len(places) + 1)
    return several.repeat(others), places
