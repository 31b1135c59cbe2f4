"""Terms that begin or end with a word, told by numbers."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.search import edges
from index.search.codec.container import Array
from index.search.codec.postings import from_occurrences
from index.search.edges import LETTERS, Edges

TERMS = st.sets(st.text("abz", min_size=1, max_size=20), min_size=1)


@given(TERMS, st.integers(4, LETTERS), st.integers(0, 3))
@example({"abab"}, 4, 0)
def test_terms_are_found_by_their_edges(terms: set[str], letters: int, kinds: int) -> None:
    """Of the kinds that are asked for; whatever stands beside the terms."""
    long = sorted(term for term in terms | {"abababababab"} if len(term) >= letters)
    every = [b"aa", *(f"de:{term}".encode() for term in long), b"zz"]
    postings = from_occurrences(every, np.arange(len(every)), np.zeros(len(every), dtype=np.int64))
    places = slice(1, len(long) + 1)
    kind = np.arange(len(long), dtype=np.uint8) % 4
    wanted, chosen = np.array([True, True, True, False]), np.arange(4) <= kinds
    firsts = Edges(edges.first(postings, places, 3), kind, wanted).groups(letters, chosen)
    lasts = Edges(edges.last(postings, places), kind, wanted).groups(letters, chosen)
    there = {nth: term for nth, term in enumerate(long) if nth % 4 <= kinds and nth % 4 < 3}
    assert _by((term[:letters], nth) for nth, term in there.items()) == _grouped(firsts)
    assert _by((term[: -letters - 1 : -1], nth) for nth, term in there.items()) == _grouped(lasts)


def _by(words: Iterable[tuple[str, int]]) -> dict[int, list[int]]:
    """The numbers beside each word."""
    found: dict[int, list[int]] = {}
    for word, number in words:
        found.setdefault(edges.key(word), []).append(number)
    return found


def _grouped(groups: Iterable[tuple[int, Array]]) -> dict[int, list[int]]:
    """Groups in the order of their numbers; each comes once."""
    listed = [(key, sorted(numbers.tolist())) for key, numbers in groups]
    assert len(listed) == len(dict(listed))
    return dict(listed)


@given(st.lists(st.text("abz", min_size=1, max_size=LETTERS), unique=True, min_size=2))
def test_words_have_numbers_of_their_own(words: list[str]) -> None:
    """However many letters they have, so long as these can be told apart."""
    assert len(words) == len(set(map(edges.key, words)))
