"""The terms of a field and their postings."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.postings import Postings, from_occurrences

TERMS = st.lists(st.text("ab", max_size=9).map(str.encode), min_size=1, max_size=300, unique=True)
"""Many of which begin with others, and hold others."""


def _postings(terms: list[bytes]) -> Postings:
    return from_occurrences(terms, np.arange(len(terms)), np.arange(len(terms)))


@given(TERMS, st.lists(st.text("abc", max_size=9).map(str.encode), max_size=20))
def test_a_term_is_found_at_its_place_and_no_other_is(terms: list[bytes], others: list[bytes]) -> None:
    """Of those that are there and those that are not; each has the document that it was given."""
    postings, places = _postings(terms), {term: place for place, term in enumerate(sorted(terms))}
    for term in terms:
        assert places[term] == postings.find(term)
        assert [terms.index(term)] == postings.docs[postings.span(places[term])].tolist()
    for term in others:
        assert places.get(term) == postings.find(term)


@given(TERMS, st.text("abc", max_size=3).map(str.encode))
def test_the_terms_that_begin_so_are_those_between(terms: list[bytes], prefix: bytes) -> None:
    """As a slice of places."""
    postings = _postings(terms)
    beginning = postings.beginning(prefix)
    assert sorted(term for term in terms if term.startswith(prefix)) == list(
        postings.terms(beginning.start, max(beginning.start, beginning.stop))
    )
