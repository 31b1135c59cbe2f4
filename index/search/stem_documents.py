"""The documents that have any of some stems of one segment: those of the titles and those of the bodies at once.

A word has a few hundred compounds, most of them in few documents, so that the calls of numpy are what takes time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec import docs
from index.search.codec.container import Array, mapping
from index.search.stems import FieldStems

_NUMBERS = np.arange(2**16)
"""To be added to where postings begin; made once, because it takes as long as adding it."""


class StemDocuments:
    """Where the documents of each stem stand.

    Args:
        fields: The stems of each field; those of one are numbered after those of another.
    """

    def __init__(self, fields: Sequence[FieldStems]) -> None:
        self._low, firsts = _together([field.postings.docs.low for field in fields])
        self._marks = np.empty((3, sum(map(len, fields))), np.int32 if len(self._low) < 2**31 else np.int64)
        start = 0
        for field, first in zip(fields, firsts, strict=True):
            _mark(field, first, self._marks[:, start : start + len(field)])
            start += len(field)
        if not (self._marks[1] < self._marks[2]).any():
            self._marks = self._marks[:2]

    def sizes(self, numbers: Array) -> Array:
        """How many documents some stems have."""
        sizes: Array = self._marks[-1].take(numbers) - self._marks[0].take(numbers)
        return sizes

    def of(self, numbers: Array) -> Array:
        """The documents of some stems, in no order; one that has several of them is there as often."""
        marks: Array = self._marks.take(numbers, axis=1)
        sizes = (marks[1:] - marks[:-1]).ravel()
        stops = sizes.cumsum()
        at = (marks[1:].ravel() - stops).repeat(sizes)
        at += _NUMBERS[: len(at)] if len(at) <= len(_NUMBERS) else np.arange(len(at))
        documents: Array = self._low.take(at).astype(np.intp)
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


def _mark(field: FieldStems, first: int, marks: Array) -> None:
    """Sets where the postings of each stem begin, where those of documents from 65,536 on do, and where all end."""
    postings, places = field.postings, field.places
    marks[2] = postings.stops[places]
    marks[0, 1:], marks[0, :1] = marks[2, :-1], postings.stops[places.start - 1] if places.start else 0
    marks[1] = marks[2] if postings.docs.first is None else postings.docs.cuts[places]
    marks += first
