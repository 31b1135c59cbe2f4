"""Which of many terms are a few letters off a word, all of them compared at once."""

from __future__ import annotations

import numpy as np

from index.search.codec.container import Array
from index.search.codec.postings import Postings


def near(postings: Postings, numbers: Array, wanted: bytes, distance: int) -> Array:
    """The terms that become a word by so many letters put in, left out or replaced, at most.

    The rows of the Levenshtein table are made for all terms together, and only as far from its diagonal as `distance`.

    Args:
        postings: A field whose terms are ASCII.
        numbers: The places of the terms to compare, ascending.
        wanted: The word.
        distance: At least 1.
    """
    ends = postings.ends.astype(np.int64)
    stops, starts = ends[numbers], np.where(numbers > 0, ends[numbers - 1], 0)
    lengths = stops - starts
    fits = np.zeros(len(numbers), dtype=bool)
    far = np.full(len(numbers), distance + 1, dtype=np.uint8)
    before = [np.full(len(numbers), min(number, distance + 1), dtype=np.uint8) for number in range(len(wanted) + 1)]
    for letter in range(1, len(wanted) + distance + 1):
        letters = postings.block[np.minimum(starts + letter - 1, len(postings.block) - 1)]
        row = [far] * (len(wanted) + 1)
        row[0] = np.full(len(numbers), min(letter, distance + 1), dtype=np.uint8)
        for at in range(max(1, letter - distance), min(len(wanted), letter + distance) + 1):
            shorter = np.minimum(before[at], row[at - 1]) + np.uint8(1)
            row[at] = np.minimum(shorter, before[at - 1] + (letters != wanted[at - 1]))
        fits |= (lengths == letter) & (row[-1] <= distance)
        before = row
    chosen: Array = numbers[fits]
    return chosen
