"""The documents of many terms at once are those of each of them."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import stretches
from index.search.codec.container import Array
from index.search.codec.stretches import Stretches, Stretching

TERMS = st.lists(st.lists(st.integers(0, 2**16 + 9), min_size=1, max_size=9), min_size=1, max_size=12)
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
    with patch.multiple(stretches, _LEAST=least, _FOR_EACH=0):
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
    with patch.multiple(stretches, _LEAST=least, _FOR_EACH=0):
        stretching = Stretching(stops, int(numbers.max()))
        for piece in np.split(numbers, cuts):
            stretching.add(piece)
        assert _listed(Stretches.pack(numbers, stops)) == _listed(stretching.stretches())


def test_a_stretch_has_more_postings_than_its_bits_take() -> None:
    """Of a segment of many documents, each has as many postings as there are documents."""
    numbers, ends = np.arange(2**18) % 2**17, np.arange(1, 2**10 + 1) * 2**8
    with patch.multiple(stretches, _LEAST=2**16, _FOR_EACH=8):
        packed = Stretches.pack(numbers, ends)
    assert packed is not None
    assert [2**17, 2**18] == packed.stops.tolist()
    assert len(packed.bits) * 8 == 2 * 2**17


def _listed(packed: Stretches | None) -> dict[str, list[int]]:
    arrays: dict[str, Array] = packed.arrays("stretches") if packed else {}
    return {name: array.tolist() for name, array in arrays.items()}
