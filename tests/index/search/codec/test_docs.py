"""The documents of postings come back as they were, whichever terms are frequent."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import docs
from index.search.codec.docs import Docs

TERMS = st.lists(
    st.one_of(
        st.lists(st.integers(0, 2**16 - 1), min_size=1, max_size=8, unique=True),
        st.integers(1, 300).flatmap(lambda step: st.integers(1, 3).map(lambda first: list(range(first, 3000, step)))),
    ).map(sorted),
    min_size=1,
    max_size=7,
)
"""The documents of each term: few, or many at equal distances."""


def _packed(terms: list[list[int]], frequent: int) -> tuple[Docs, list[int]]:
    ends = np.cumsum([len(each) for each in terms])
    with patch.object(docs, "_FREQUENT", frequent):
        return Docs.pack(np.concatenate(terms), ends), [0, *ends.tolist()]


@given(TERMS, st.sampled_from((2, 9, 10**6)), st.data())
def test_any_slice_says_what_was_packed(terms: list[list[int]], frequent: int, data: st.DataObject) -> None:
    """Of one term or of several, of parts of terms, and in the order of terms and documents."""
    packed, _ = _packed(terms, frequent)
    whole = [doc for term in terms for doc in term]
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, len(whole)))
    assert len(whole) == len(packed)
    assert whole == packed[:].tolist()
    assert whole[start:stop] == packed[start:stop].tolist()


@given(TERMS, st.sampled_from((2, 9, 10**6)), st.data())
def test_the_documents_of_terms_are_told_and_no_others(
    terms: list[list[int]], frequent: int, data: st.DataObject
) -> None:
    """Of a stretch of terms."""
    packed, ends = _packed(terms, frequent)
    first = data.draw(st.integers(0, len(terms) - 1))
    last = data.draw(st.integers(first, len(terms)))
    stretch = np.zeros(2**16, dtype=bool)
    packed.mark(slice(ends[first], ends[last]), stretch)
    assert sorted({doc for term in terms[first:last] for doc in term}) == np.flatnonzero(stretch).tolist()


def test_a_segment_of_very_many_documents_keeps_their_numbers_whole() -> None:
    """A run's first document would not fit into two bytes."""
    numbers = np.arange(3 * docs.RUNS) * 100
    packed = Docs.pack(numbers, np.array([len(numbers)]))
    assert numbers.tolist() == packed[:].tolist()
