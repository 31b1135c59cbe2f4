"""Many terms compared with a word at once."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.postings import from_occurrences
from index.search.misspelling import near
from index.search.patterns import within

LETTERS = st.text("abc", min_size=1, max_size=7)


@given(st.sets(LETTERS, min_size=1, max_size=30), LETTERS, st.integers(1, 3), st.integers(0, 5))
def test_the_same_terms_are_near_as_one_by_one(terms: set[str], wanted: str, distance: int, skipped: int) -> None:
    """Among all terms, or those from one on."""
    names = sorted(terms)
    postings = from_occurrences(
        [name.encode() for name in names], np.arange(len(names)), np.zeros(len(names), dtype=np.int64)
    )
    numbers = np.arange(min(skipped, len(names)), len(names))
    expected = [number for number in numbers.tolist() if within(names[number], wanted, distance)]
    assert expected == near(postings, numbers, wanted.encode(), distance).tolist()
