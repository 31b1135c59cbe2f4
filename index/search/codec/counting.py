"""How often terms occur in some of their documents, and where their positions there begin: of all terms at once.

The positions of a posting begin behind those of all postings before it, so that counts are to be added up: of eight in
a number of 64 bits one multiplication does that, and only the sums of these are added up one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.leaves import Run

_BITS = 64
"""Of the numbers in which several counts are added up at once."""
_LANES = 8
"""Counts in one of these, at most."""


class Part(NamedTuple):
    """Some postings of a term in one segment; its field has positions.

    Attributes:
        run: All of them.
        picks: Which of these, ascending; beside a row the documents, by their numbers in the segment.
        row: How often the term occurs in each document of the segment, if that is known.
    """

    run: Run
    picks: Array
    row: Array | None = None


def counted(parts: Sequence[Part]) -> tuple[Array, Array]:
    """How often terms occur in some documents, and where the positions there begin among those of the segment's field.

    Args:
        parts: The postings of the terms in these documents; the numbers are returned in their order.
    """
    several = [_counts(part.run) if part.row is None else part.row for part in parts]
    sizes = list(map(len, several))
    each = np.concatenate([*several, np.zeros(-sum(sizes) % _LANES, dtype=np.uint8)])
    firsts = [0, *accumulate(sizes[:-1])]
    asked = np.concatenate([*(part.picks + first for part, first in zip(parts, firsts, strict=True)), firsts])
    counts = each.take(asked).astype(np.intp)
    starts = _ends(each, asked)
    starts -= counts
    start = 0
    for part, begin in zip(parts, starts[-len(parts) :].tolist(), strict=True):
        stop = start + len(part.picks)
        starts[start:stop] += part.run.places.start - begin
        start = stop
    return counts[:start], starts[:start]


def occurring(part: Part) -> Array:
    """How often a term occurs in some of its documents."""
    return (_counts(part.run) if part.row is None else part.row).take(part.picks)


def _counts(run: Run) -> Array:
    """How often a term occurs in each of its documents."""
    counts = run.postings.counts
    return np.ones(run.size, dtype=np.uint8) if counts is None else counts[run.span]


def _ends(each: Array, asked: Array) -> Array:
    """The sums of numbers up to some of them, these included; there are a multiple of eight numbers."""
    most = int(np.maximum.reduce(each, initial=0))
    if most * _LANES >= 2**16:
        return each.cumsum(dtype=np.intp).take(asked)
    kind = np.min_scalar_type(most * _LANES)
    bits = 8 * kind.itemsize
    within = each.astype(kind, copy=False).view(np.uint64)
    within = within * np.uint64((2**_BITS - 1) // (2**bits - 1))  # each lane is now the sum of those up to it
    whole = np.zeros(len(within) + 1, dtype=np.intp)
    np.right_shift(within, np.uint64(_BITS - bits)).view(np.intp).cumsum(out=whole[1:])
    ends = whole.take(asked >> (_BITS // bits).bit_length() - 1)
    ends += within.view(kind).take(asked)
    return ends
