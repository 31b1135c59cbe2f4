"""Words side by side: documents and positions are one number each, less the word's place in the phrase."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import places
from index.search.codec.postings import Postings

_SKEWED = 16
"""How many times as many the one must be for looking up to be faster than sorting both."""


def documents(postings: Postings, terms: Sequence[int], size: int) -> Array:
    """The documents in which terms stand side by side, ascending.

    Args:
        postings: A field's, with positions.
        terms: The places of the terms, one or more, in the order of the phrase.
        size: How many documents there are.
    """
    spans = [postings.span(term) for term in terms]
    rarest = sorted(range(len(terms)), key=lambda at: spans[at].stop - spans[at].start)
    common = postings.docs[spans[rarest[0]]].astype(np.intp)
    for at in rarest[1:]:
        there = np.zeros(size, dtype=bool)
        there[postings.docs[spans[at]].astype(np.intp)] = True
        common = common[there.take(common)]
    there = np.zeros(size, dtype=bool)
    there[common] = True
    keys = [_keys(postings, terms[at], at, there) for at in rarest]
    return np.unique(reduce(_shared, keys) >> 32)


def _keys(postings: Postings, term: int, at: int, wanted: Array) -> Array:
    """The documents, of those wanted, and positions of a term as one number each, as if the phrase began there."""
    docs, positions = postings.places(term, wanted)
    keys = docs.astype(np.int64) << 32
    keys += positions
    keys -= at
    return keys[positions >= at] if at else keys


def _shared(some: Array, others: Array) -> Array:
    """The numbers that are in both, each ascending and once."""
    if len(some) > len(others):
        some, others = others, some
    if len(some) * _SKEWED < len(others):
        return some[places(others, some)[1]]
    together = np.concatenate([some, others])
    together.sort(kind="stable")  # which only merges what is in order already
    shared: Array = together[1:][together[1:] == together[:-1]]
    return shared
