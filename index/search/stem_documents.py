"""The documents that have any of some stems of one segment: those of the titles and those of the bodies at once.

A word has a few hundred compounds, most of them in few documents, so that the calls of numpy are what takes time. What
a query asks for most of the time is worked out beforehand by `index.search.family_documents`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec import docs
from index.search.codec.container import Array, mapping
from index.search.stems import FieldStems

NUMBERS = np.arange(2**16, dtype=np.int32)


class StemDocuments:
    """Where the documents of each stem stand.

    Args:
        fields: The stems of each field; those of one are numbered after those of another.

    Attributes:
        low: What is kept of the documents of all stems, and perhaps of other terms.
    """

    def __init__(self, fields: Sequence[FieldStems]) -> None:
        self._fields = fields
        self.low, self._firsts = _together([field.postings.docs.low for field in fields])
        self._halved = any(field.postings.docs.first is not None for field in fields)

    def sizes(self, numbers: Array) -> Array:
        """How many documents some stems have."""
        marks = self.marks(numbers)
        sizes: Array = marks[-1] - marks[0]
        return sizes

    def marks(self, numbers: Array) -> Array:
        """Where the postings of stems begin, and where they end; between them, where those from 65,536 on begin.

        In a segment of fewer documents there is nothing between.
        """
        marks, first = np.zeros((3, len(numbers)), dtype=np.int64), 0
        for field, start in zip(self._fields, self._firsts, strict=True):
            at = ((numbers >= first) & (numbers < first + len(field))).nonzero()[0]
            places = numbers.take(at).astype(np.int64) + (field.places.start - first)
            stops, kept = field.postings.stops, field.postings.docs
            marks[0, at] = start + stops.take(places - 1) * (places > 0)
            marks[1, at] = start + (stops if kept.first is None else kept.cuts).take(places)
            marks[2, at] = start + stops.take(places)
            first += len(field)
        return marks if self._halved else marks[::2]

    def of(self, numbers: Array) -> Array:
        """The documents of some stems, in no order; one that has several of them is there as often."""
        marks = self.marks(numbers)
        sizes = (marks[1:] - marks[:-1]).ravel()
        stops = sizes.cumsum()
        at = (marks[1:].ravel() - stops).repeat(sizes)
        at += NUMBERS[: len(at)] if len(at) <= len(NUMBERS) else np.arange(len(at))
        documents: Array = self.low.take(at).astype(np.intp)
        if len(stops) > len(numbers):
            documents[stops[len(numbers) - 1] :] += docs.HALF
        return documents


def _together(arrays: Sequence[Array]) -> tuple[Array, list[int]]:
    """One array that has several in it, and where each of them begins: the file that all of them are mapped from.

    Those of different types, or in memory, are put together.
    """
    file = mapping(arrays[0]) if arrays else None
    if file is not None and all(mapping(each) is file and each.dtype == arrays[0].dtype for each in arrays):
        kind = arrays[0].dtype
        whole: Array = np.frombuffer(file, kind, len(file) // kind.itemsize)
        return whole, [(_address(each) - _address(whole)) // kind.itemsize for each in arrays]
    sizes = np.cumsum([0, *map(len, arrays)])
    return np.concatenate([np.empty(0, np.uint8), *arrays]), sizes[:-1].tolist()


def _address(array: Array) -> int:
    return int(array.__array_interface__["data"][0])
