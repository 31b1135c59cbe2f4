"""How terms end, told without reading them one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.postings import Postings, from_occurrences
from index.search.endings import Endings

TERMS = st.sets(st.text("abz", min_size=1, max_size=30).map(lambda text: f"de:{text}".encode()), min_size=1)


def _postings(terms: set[bytes]) -> Postings:
    """A field with these terms, and one before and one behind them."""
    every = [b"aa", *sorted(terms), b"zz"]
    return from_occurrences(every, np.arange(len(every)), np.zeros(len(every), dtype=np.int64))


@given(TERMS, st.text("abz", min_size=2, max_size=12).map(str.encode))
def test_terms_are_found_by_their_ends(terms: set[bytes], letters: bytes) -> None:
    """However long the end is, and only among the terms that are asked about."""
    postings = _postings(terms)
    places = Endings(postings, slice(1, len(postings) - 1)).ending(letters).tolist()
    assert sorted(term for term in terms if term.endswith(letters)) == [postings.term(place) for place in places]
