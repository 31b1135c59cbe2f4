"""Which terms a field has not, told without looking."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.postings import Postings, from_occurrences
from index.search.presence import Presence, mixed


def _postings(terms: set[str]) -> Postings:
    every = [b"aa", *(f"de:{term}".encode() for term in sorted(terms)), b"zz"]
    return from_occurrences(every, np.arange(len(every)), np.zeros(len(every), dtype=np.int64))


def _may_have(presence: Presence, term: str) -> bool:
    return presence.may_have(mixed(f":{term}".encode()))


@given(st.sets(st.text("abzü", min_size=1, max_size=30)))
def test_no_term_that_is_there_is_denied(terms: set[str]) -> None:
    """Of those with three letters or more; shorter ones may be there, too."""
    presence = Presence(_postings(terms), slice(1, 1 + len(terms)), 2)
    assert all(_may_have(presence, term) for term in terms if len(term) >= 3)


def test_most_terms_that_are_not_there_are_denied() -> None:
    """Nine in ten of those that begin or end otherwise."""
    terms = {f"{number:05}" for number in range(0, 30_000, 3)}
    presence = Presence(_postings(terms), slice(1, 1 + len(terms)), 2)
    others = [f"{number:05}" for number in range(30_000) if number % 3]
    assert sum(_may_have(presence, other) for other in others) < len(others) / 10


def test_a_field_without_terms_has_none() -> None:
    """As that of English articles only, and that of no article."""
    nothing = from_occurrences([], np.empty(0, np.int64), np.empty(0, np.int64))
    assert not _may_have(Presence(nothing, slice(0, 0), 2), "abc")
    assert not _may_have(Presence(_postings(set()), slice(1, 1), 2), "abc")
