"""Which articles have a word with a piece in it: a net that may catch too many, but lets none through.

For whoever looks through the articles' texts by rules of his own, and need not look through 100,000 of them: the words
of all are looked through in 20 milliseconds. Words are folded here as the index has them, pieces as they are given.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

import numpy as np

from index.search.codec.container import Array
from index.search.codec.postings import Postings

_TRIMMED = 5
"""Letters of a piece from which its first and last count for nothing: "L´Oréal" and "Moody`s" are two words here."""


def pattern(piece: str) -> bytes:
    """What is in the form of every word that has a piece in it, as a regular expression.

    A form has no "e" after the vowels whose umlaut it may spell; the piece may begin in the middle of one.

    Args:
        piece: Lower-case ASCII letters and digits, umlauts as two letters.
    """
    kept = piece[1:-1] if len(piece) >= _TRIMMED else piece
    return re.sub("(?<![^aou])e+", "e*", kept).encode()


def documents(postings: Postings, pieces: Collection[str]) -> Array:
    """The documents of a field that have such a word, and perhaps others."""
    block = postings.block.tobytes()
    places = {place for piece in pieces for place in _places(re.compile(pattern(piece)), block)}
    numbers = np.unique(np.searchsorted(postings.ends, np.array(sorted(places), dtype=np.int64), side="right"))
    found = [postings.docs[postings.span(number)] for number in numbers.tolist()]
    return np.unique(np.concatenate([np.empty(0, dtype=np.int64), *found]))


def _places(wanted: re.Pattern[bytes], block: bytes) -> Iterator[int]:
    """Where it begins, in all terms: one found across the end of a term must not hide one in the next."""
    match = wanted.search(block)
    while match:
        yield match.start()
        match = wanted.search(block, match.start() + 1)
