"""Which beginnings and ends of terms are terms."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search import pieces
from index.search.codec.postings import Postings, from_occurrences
from index.search.pieces import TermSet, stretches

TERMS = st.sets(st.text("ab", min_size=1, max_size=9), min_size=1)


def _postings(terms: set[str]) -> Postings:
    """A field with these terms behind a tag, and one before and one behind them."""
    every = [b"aa", *(f"de:{term}".encode() for term in sorted(terms)), b"zz"]
    return from_occurrences(every, np.arange(len(every)), np.zeros(len(every), dtype=np.int64))


@given(TERMS, st.integers(1, 4), st.integers(1, 4), st.sampled_from([8, pieces._LETTERS]))
def test_beginnings_and_ends_that_are_terms_are_found(terms: set[str], least: int, left: int, letters: int) -> None:
    """All of them, and no others, however the terms are parted into stretches."""
    beginnings: set[tuple[str, str]] = set()
    ends: set[tuple[str, str]] = set()
    before, pieces._LETTERS = pieces._LETTERS, letters
    try:
        parted = list(stretches(_postings(terms), slice(1, len(terms) + 1), 3))
    finally:
        pieces._LETTERS = before
    among = TermSet(stretch.whole() for stretch in parted)
    owners = iter(sorted(terms))
    for stretch in parted:
        wholes = [next(owners) for _ in range(len(stretch))]
        for found, each in (
            (beginnings, stretch.beginning(among, least, left)),
            (ends, stretch.ending(among, least, left)),
        ):
            found |= {(wholes[owner], stretch.text(each, nth)) for nth, owner in enumerate(each.owners.tolist())}
    parts = {(whole, at) for whole in terms for at in range(1, len(whole)) if at >= least and len(whole) - at >= left}
    assert {(whole, whole[:at]) for whole, at in parts if whole[:at] in terms} == beginnings
    assert {(whole, whole[-at:]) for whole, at in parts if whole[-at:] in terms} == ends


def test_there_is_nothing_in_a_field_without_terms() -> None:
    """As in that of English articles only."""
    assert [] == list(stretches(_postings(set()), slice(1, 1), 3))
    assert [False] == TermSet([]).has(np.array([7], dtype=np.uint64)).tolist()
