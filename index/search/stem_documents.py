"""The documents that have any of some stems of one segment: those of the titles and those of the bodies at once.

A word has a few dozen compounds, most of them in few documents, so that the calls of numpy are what takes time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.container import Array
from index.search.stems import FieldStems


class StemDocuments:
    """Where the documents of each stem stand.

    Args:
        fields: The stems of each field; those of one are numbered after those of another.
        shifts: For each field, what is added to the numbers of its stems for their places.
    """

    def __init__(self, fields: Sequence[FieldStems], shifts: Sequence[int]) -> None:
        self._fields, self._shifts = fields, shifts
        bounds = [_bounds(field) for field in fields]
        self._starts = np.concatenate([np.empty(0, np.int32), *(each[:-1] for each in bounds)])
        self._sizes = np.concatenate([np.empty(0, np.int32), *(np.diff(each) for each in bounds)])

    def of(self, found: Sequence[Sequence[Array]]) -> dict[int, Array]:
        """The documents, in no order, by the identity of the field's postings; one that has several is there as often.

        Args:
            found: For each field the numbers of stems: any arrays.
        """
        numbers = np.concatenate([each for numbers in found for each in numbers])
        starts, sizes = self._starts.take(numbers), self._sizes.take(numbers)
        stops = sizes.cumsum()
        starts = starts + sizes - stops
        at = starts.repeat(sizes)
        at += np.arange(len(at))
        documents: dict[int, Array] = {}
        last = start = 0
        for field, each in zip(self._fields, found, strict=True):
            last += sum(map(len, each))
            stop = int(stops[last - 1]) if last else 0
            documents[id(field.postings)] = field.postings.docs.plain.take(at[start:stop])
            start = stop
        if np.count_nonzero(sizes) < len(sizes):
            self._add_frequent(documents, found)
        return documents

    def _add_frequent(self, documents: dict[int, Array], found: Sequence[Sequence[Array]]) -> None:
        """Adds those of frequent stems, which are kept apart."""
        for field, shift, each in zip(self._fields, self._shifts, found, strict=True):
            postings = field.postings
            frequent = [number for numbers in each for number in numbers[self._sizes.take(numbers) == 0].tolist()]
            more = [postings.docs[postings.span(number + shift)] for number in frequent]
            documents[id(postings)] = np.concatenate([documents[id(postings)], *more])


def _bounds(field: FieldStems) -> Array:
    """Where the documents of each stem begin among those of terms that are not frequent, and where they end."""
    postings = field.postings
    bounds = postings.docs.before(postings.stops)[field.places.start : field.places.stop + 1]
    return bounds.astype(np.int32)
