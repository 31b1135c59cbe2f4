"""How often terms occur in some of their documents, and where their positions there begin: of all terms at once.

The positions of a posting begin behind those of all postings before it, so that counts are to be added up. They are
kept in two bits each: of four in a byte a table tells the sum, and of eight bytes one multiplication does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.leaves import Run
from index.search.codec.twobits import LARGEST, SUMS, SUMS_FROM, UNFOLDED, TwoBits

_WORD = 8
"""Bytes that are added up at once."""
_EACH = np.uint64(0x0101010101010101)
"""Times this, each byte of a number of eight is the sum of those up to it: 96 at most, for four numbers in each."""
_DENSE = 4
"""Of so many times as many postings it takes less time to unfold all counts than to look up what some add to."""


class Part(NamedTuple):
    """Some postings of a term in one segment; its field has positions.

    Attributes:
        run: All of them.
        picks: Which of these, ascending.
    """

    run: Run
    picks: Array


def counted(parts: Sequence[Part]) -> tuple[Array, Array]:
    """How often terms occur in some documents, and where the positions there begin among those of the segment's field.

    Args:
        parts: The postings of the terms in these documents; the numbers are returned in their order.
    """
    packed, firsts = _packed(parts)
    lasts = [first + part.run.size - 1 for part, first in zip(parts, firsts, strict=True)]
    asked = np.concatenate([*(part.picks + first for part, first in zip(parts, firsts, strict=True)), firsts, lasts])
    counts, starts = _added_up(packed, asked)
    size, several = len(asked) - 2 * len(parts), len(parts)
    begins, ends = starts[size:].reshape(2, several).tolist()
    start = 0
    for part, begin, end, last in zip(parts, begins, ends, counts[size + several :].tolist(), strict=True):
        stop = start + len(part.picks)
        places = part.run.places
        starts[start:stop] += places.start - begin
        many = part.run.postings.counts
        if many is not None and places.stop - places.start > end + last - begin:  # some counts do not fit in two bits
            _correct(part, many, counts[start:stop], starts[start:stop])
        start = stop
    return counts[:size], starts[:size]


def _packed(parts: Sequence[Part]) -> tuple[Array, list[int]]:
    """The packed counts of terms, one term after the other, and the place of each term's first."""
    packed, firsts, size = [], [], 0
    for part in parts:
        span, counts = part.run.span, part.run.postings.counts
        first, last = span.start >> 2, (span.stop + 3) >> 2
        packed.append(np.zeros(last - first, dtype=np.uint8) if counts is None else counts.packed[first:last])
        firsts.append(4 * size + (span.start & 3))
        size += last - first
    packed.append(np.zeros(-size % _WORD, dtype=np.uint8))
    return np.concatenate(packed), firsts


def _added_up(packed: Array, asked: Array) -> tuple[Array, Array]:
    """The counts at some places, as two bits say them, and the sum of all before each."""
    within = SUMS.take(packed).view("<u8")
    within *= _EACH
    whole = np.zeros(len(within) + 1, dtype=np.intp)
    np.right_shift(within, np.uint64(56)).cumsum(out=whole[1:].view(np.uint64))
    byte = asked >> 2
    cell = packed.take(byte).astype(np.intp)
    cell <<= 2
    cell |= asked & 3
    sums = asked + whole.take(byte >> 3)
    sums += within.view(np.uint8).take(byte) - SUMS_FROM.take(cell)
    counts = UNFOLDED.take(cell).astype(np.intp)
    counts += 1
    return counts, sums


def _correct(part: Part, many: TwoBits, counts: Array, starts: Array) -> None:
    """Adds what two bits do not say of a term's counts."""
    span, picks = part.run.span, part.picks
    if part.run.size < _DENSE * len(picks):
        every = many[span].astype(np.intp)
        counts[:] = every.take(picks)
        starts[:] = every.cumsum().take(picks)
        starts += part.run.places.start
        starts -= counts
        return
    among = many.among(span.start, span.stop)
    at = many.at[among].astype(np.intp)
    at -= span.start
    more = many.large[among].astype(np.intp)
    more -= LARGEST + 1
    sums = np.zeros(len(more) + 1, dtype=np.intp)
    more.cumsum(out=sums[1:])
    behind = at.searchsorted(picks)
    starts += sums.take(behind)
    full = (counts == LARGEST + 1).nonzero()[0]
    behind = behind.take(full)
    counts[full] += (at.take(behind, mode="clip") == picks.take(full)) * more.take(behind, mode="clip")
