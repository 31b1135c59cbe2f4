"""How often terms occur in some of their documents, and where."""

from __future__ import annotations

from typing import cast

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.counting import Part, counted
from index.search.codec.leaves import Leaf, Run
from index.search.codec.positions import taken
from index.search.codec.postings import Postings, from_occurrences

COUNTS = st.lists(st.one_of(st.just(1), st.integers(1, 6), st.integers(1, 300)), min_size=1, max_size=40)
"""How often a term occurs in each of its documents."""


def _postings(terms: list[list[int]]) -> Postings:
    """A field with some terms: "0", "1" and so on."""
    occurrences = [
        (number, doc, position)
        for number, counts in enumerate(terms)
        for doc, count in enumerate(counts)
        for position in range(doc, doc + count)
    ]
    ids, docs, positions = np.array(occurrences, dtype=np.int64).T
    return from_occurrences([b"%02d" % number for number in range(len(terms))], ids, docs, positions)


@given(st.lists(COUNTS, min_size=1, max_size=4), st.data())
def test_counts_and_places_are_those_of_the_postings_picked(terms: list[list[int]], data: st.DataObject) -> None:
    """Of several terms at once, any of which may be there twice; some are told of by rows."""
    postings, leaf = _postings(terms), cast(Leaf, None)
    numbers = data.draw(st.lists(st.sampled_from(range(len(terms))), min_size=1, max_size=4))
    every = [data.draw(st.sets(st.sampled_from(range(len(terms[number])))).map(sorted)) for number in numbers]
    parts = [
        Part(
            Run(leaf, "body", postings, number, b""),
            np.array(picks, np.intp),
            np.array([*terms[number], 0, 0]) if data.draw(st.booleans()) else None,
        )
        for number, picks in zip(numbers, every, strict=True)
    ]
    picked = [(number, pick) for number, picks in zip(numbers, every, strict=True) for pick in picks]
    counts, starts = counted(parts)
    assert [terms[number][pick] for number, pick in picked] == counts.tolist()
    assert [pick for _, pick in picked] == _positions(postings, starts)


def _positions(postings: Postings, places: np.ndarray[tuple[int], np.dtype[np.intp]]) -> list[int]:
    assert postings.positions is not None
    found: list[int] = taken([postings.positions], places, [len(places)]).tolist()
    return found
