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
    docs = common(postings, terms, size)
    rarest = sorted(range(len(terms)), key=lambda at: _size(postings, terms[at]))
    keys = (_keys(postings, terms[at], at, docs) for at in rarest)
    return np.unique(reduce(_shared, keys) >> 32)


def common(postings: Postings, terms: Sequence[int], size: int) -> Array:
    """The documents that have all of one or more terms, ascending; `size` is how many documents there are."""
    rarest, *others = sorted(terms, key=lambda term: _size(postings, term))
    docs = postings.docs[postings.span(rarest)].astype(np.intp)
    for term in others:
        there = np.zeros(size, dtype=bool)
        there[postings.docs[postings.span(term)].astype(np.intp)] = True
        docs = docs[there.take(docs)]
    return docs


def _size(postings: Postings, term: int) -> int:
    span = postings.span(term)
    return int(span.stop - span.start)


def _keys(postings: Postings, term: int, at: int, among: Array) -> Array:
    """Some documents and the positions of a term in them as one number each, as if the phrase began there."""
    docs, positions = postings.places(term, among)
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
