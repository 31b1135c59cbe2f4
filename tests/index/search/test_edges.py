"""Terms that begin or end with a word, told by numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from index.search import edges
from index.search.codec.postings import from_occurrences
from index.search.edges import LETTERS, Edges

WORDS = st.text("abz", min_size=4, max_size=16)
TERMS = st.sets(st.text("abz", min_size=1, max_size=20), min_size=1)


@given(TERMS, WORDS, st.integers(0, 3))
@example({"abab"}, "abab", 0)
def test_terms_are_found_by_their_edges(terms: set[str], word: str, kinds: int) -> None:
    """As far as so many letters tell, and of the kinds that are asked for; terms that are shorter may be found, too."""
    every = [b"aa", *(f"de:{term}".encode() for term in sorted(terms)), b"zz"]
    postings = from_occurrences(every, np.arange(len(every)), np.zeros(len(every), dtype=np.int64))
    places = slice(1, len(terms) + 1)
    kind = np.arange(len(terms), dtype=np.uint8) % 4
    wanted, chosen = np.array([True, True, True, False]), np.arange(4) <= kinds
    first = Edges(edges.first(postings, places, 3), kind, wanted).find(word.encode(), chosen).tolist()
    last = Edges(edges.last(postings, places), kind, wanted).find(word.encode(), chosen).tolist()
    known = word[:LETTERS]
    long = {nth: term for nth, term in enumerate(sorted(terms)) if len(term) >= len(word)}
    there = {nth: term for nth, term in long.items() if nth % 4 <= kinds and nth % 4 < 3}
    assert {nth for nth, term in there.items() if term.startswith(known)} == long.keys() & first
    assert {nth for nth, term in there.items() if term.endswith(known[::-1])} == long.keys() & last


@given(TERMS, st.integers(4, LETTERS))
def test_terms_stand_side_by_side_with_those_that_have_the_same_edge(terms: set[str], letters: int) -> None:
    """Those of the chosen kinds, of terms that have so many letters."""
    long = sorted(term for term in terms | {"abababababab"} if len(term) >= letters)
    postings = from_occurrences([term.encode() for term in long], np.arange(len(long)), np.zeros(len(long), np.int64))
    kind, chosen = np.arange(len(long), dtype=np.uint8) % 3, np.array([True, False, True])
    every = Edges(edges.first(postings, slice(0, len(long)), 0), kind, np.ones(3, dtype=np.bool_))
    keys, starts, numbers = every.groups(letters, chosen)
    groups = zip(keys.tolist(), np.split(numbers, starts[1:]), strict=True)
    expected: dict[int, set[str]] = {}
    for nth, term in enumerate(long):
        if nth % 3 != 1:
            expected.setdefault(edges.key(term[:letters].encode()), set()).add(term)
    assert expected == {key: {long[nth] for nth in group.tolist()} for key, group in groups}
