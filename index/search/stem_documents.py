"""The documents that have any of some stems of one segment: those of the titles and those of the bodies at once.

A word has a few dozen compounds, most of them in few documents, so that the calls of numpy are what takes time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec import docs
from index.search.codec.container import Array
from index.search.stems import FieldStems


class StemDocuments:
    """Where the documents of each stem stand.

    Args:
        fields: The stems of each field; those of one are numbered after those of another.
    """

    def __init__(self, fields: Sequence[FieldStems]) -> None:
        self._fields = fields
        starts, cuts, stops = (
            np.concatenate([np.empty(0, np.uint32), *each])
            for each in (zip(*map(_marks, fields), strict=True) if fields else [()] * 3)
        )
        self._starts, self._sizes = starts, (stops - starts).astype(np.int32)
        self._halved = bool((cuts < stops).any())
        self._halves = np.stack([cuts - starts, stops - cuts], axis=1).astype(np.int32) if self._halved else self._sizes

    def of(self, found: Sequence[Sequence[Array]]) -> dict[int, Array]:
        """The documents, in no order, by the identity of the field's postings; one that has several is there as often.

        Args:
            found: For each field the numbers of stems: any arrays.
        """
        numbers = np.concatenate([each for numbers in found for each in numbers])
        sizes = self._sizes.take(numbers)
        stops = sizes.cumsum(dtype=np.int64)
        at = (self._starts.take(numbers) + sizes - stops).repeat(sizes)
        at += np.arange(len(at))
        above = self._above(numbers) if self._halved else None
        documents: dict[int, Array] = {}
        last = start = 0
        for field, each in zip(self._fields, found, strict=True):
            last += sum(map(len, each))
            stop = int(stops[last - 1]) if last else 0
            low: Array = field.postings.docs.low.take(at[start:stop])
            documents[id(field.postings)] = low if above is None else low + above[start:stop]
            start = stop
        return documents

    def _above(self, numbers: Array) -> Array:
        """What is to be added to what is kept of each document of some stems."""
        halves = self._halves.take(numbers, axis=0).reshape(-1)
        above: Array = np.tile((0, docs.HALF), len(numbers)).repeat(halves)
        return above


def _marks(field: FieldStems) -> tuple[Array, Array, Array]:
    """Where the postings of each stem begin, where those of documents from 65,536 on do, and where all end."""
    postings, places = field.postings, field.places
    bounds = np.r_[np.uint32(0), postings.stops][places.start : places.stop + 1]
    cuts = bounds[1:] if postings.docs.first is None else postings.docs.cuts[places]
    return bounds[:-1], cuts, bounds[1:]
