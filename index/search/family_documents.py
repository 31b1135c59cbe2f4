"""The documents of the families of one segment that are not kept: where the postings of their stems stand.

What a query would have to work out stands side by side for all stems of a family: 12 bytes for each, 10 MB for the
families of 100,000 articles, made in 0.06 s. With cold caches 130 stems take 35 microseconds instead of 50.
"""

from __future__ import annotations

import numpy as np

from index.search.codec import docs
from index.search.codec.container import Array, narrow
from index.search.families import Families
from index.search.stem_documents import NUMBERS, StemDocuments


class FamilyDocuments:
    """Where the documents of each family stand.

    The postings of a family are gone through in stretches: the first ones of each stem, which are of documents before
    65,536, and then the others of each. How many there are before them is taken off their places beforehand, so that
    the places of all postings are these and the numbers from 0 on.

    Args:
        families: Those of the segment.
        stems: The documents of its stems.

    Attributes:
        families: The same.
    """

    def __init__(self, families: Families, stems: StemDocuments) -> None:
        self.families = families
        begins, first, family = np.unique(families.begins, return_index=True, return_inverse=True)
        left = families.starts[first] == families.ends[first]
        counts = np.where(left, families.stops[first].astype(np.int64) - begins, 0)
        earlier = counts.cumsum() - counts
        every = np.arange(counts.sum())
        marks = stems.marks(families.stems.take(every + (begins - earlier).repeat(counts)))
        halves = len(marks) - 1
        starts, sizes = np.zeros((2, halves * len(every)), dtype=np.int64)
        for half in range(halves):
            at = every + ((halves - 1) * earlier + half * counts).repeat(counts)
            starts[at], sizes[at] = marks[half], marks[half + 1] - marks[half]
        before = np.append(0, sizes.cumsum())
        firsts = before.take(halves * earlier)
        shifts = starts - before[:-1] + firsts.repeat(halves * counts)
        self._low, self._sizes = stems.low, narrow(sizes)
        self._shifts = shifts.astype(np.int32 if len(self._low) < 2**31 else np.int64)
        cuts = before.take(halves * earlier + counts) - firsts
        places = np.stack([halves * earlier, halves * (earlier + counts), cuts]).take(family, axis=1)
        self._starts, self._stops, self._cuts = (memoryview(each.data) for each in places)  # their numbers are plain

    def of(self, word: int) -> Array:
        """The documents of a family, in no order; one that has several of its stems is there as often.

        Args:
            word: The place of its word.
        """
        span = slice(self._starts[word], self._stops[word])
        at = self._shifts[span].repeat(self._sizes[span])
        at += NUMBERS[: len(at)] if len(at) <= len(NUMBERS) else np.arange(len(at))
        documents: Array = self._low.take(at).astype(np.intp)
        documents[self._cuts[word] :] += docs.HALF
        return documents
