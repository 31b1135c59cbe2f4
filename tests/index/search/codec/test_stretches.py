"""The documents of many terms at once are those of each of them."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import stretches
from index.search.codec.container import Array
from index.search.codec.stretches import Stretches, Stretching

TERMS = st.lists(st.lists(st.integers(0, 2**16 - 1), min_size=1, max_size=9), min_size=1, max_size=12)
"""The documents of each term."""


@given(TERMS, st.integers(1, 12), st.data())
def test_the_stretches_within_a_slice_of_terms_say_its_documents(
    terms: list[list[int]], least: int, data: st.DataObject
) -> None:
    """And which of its postings those are."""
    ends = [0, *np.cumsum([len(each) for each in terms]).tolist()]
    numbers, stops = np.concatenate(terms), np.array(ends[1:])
    first = data.draw(st.integers(0, len(terms) - 1))
    last = data.draw(st.integers(first, len(terms)))
    with patch.object(stretches, "_LEAST", least):
        packed = Stretches.pack(numbers, stops)
        within = packed.within(slice(ends[first], ends[last])) if packed else None
        if within is None:
            assert ends[last] - ends[first] < 2 * (least + 9)
            return
    inner, marked = within
    assert inner.start in ends
    assert inner.stop in ends
    assert ends[first] <= inner.start < inner.stop <= ends[last]
    assert sorted(set(numbers[inner].tolist())) == np.flatnonzero(marked).tolist()


@given(TERMS, st.integers(1, 12), st.data())
def test_stretches_made_piece_by_piece_are_those_made_at_once(
    terms: list[list[int]], least: int, data: st.DataObject
) -> None:
    """Pieces may end anywhere."""
    numbers, stops = np.concatenate(terms), np.cumsum([len(each) for each in terms])
    cuts = data.draw(st.lists(st.integers(0, len(numbers)), max_size=4).map(sorted))
    with patch.object(stretches, "_LEAST", least):
        stretching = Stretching(stops, int(numbers.max()))
        for piece in np.split(numbers, cuts):
            stretching.add(piece)
        assert _listed(Stretches.pack(numbers, stops)) == _listed(stretching.stretches())


def test_a_segment_of_very_many_documents_has_no_stretches() -> None:
    """There are bits for so many documents only."""
    numbers = np.arange(2**16 + 1)
    assert Stretches.pack(numbers, np.array([len(numbers)])) is None
    assert Stretches.pack(numbers[:-1], np.array([len(numbers) - 1])) is not None


def _listed(packed: Stretches | None) -> dict[str, list[int]]:
    arrays: dict[str, Array] = packed.arrays("stretches") if packed else {}
    return {name: array.tolist() for name, array in arrays.items()}
