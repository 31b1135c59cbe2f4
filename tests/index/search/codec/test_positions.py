"""Positions come back as they were, in one part or two."""

from __future__ import annotations

from itertools import accumulate, chain

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.positions import FAR, Positions, taken


@st.composite
def numbers(draw: st.DrawFn) -> list[int]:
    """Positions, one of which may be far from the others."""
    far, near = draw(st.integers(0, 70_000)), draw(st.lists(st.integers(0, FAR), max_size=60))
    return draw(st.permutations([far, *near]))


def _packed(positions: list[int]) -> Positions:
    return Positions.pack(np.array(positions, dtype=np.int64))


@given(numbers(), st.data())
def test_any_slice_says_what_was_packed(positions: list[int], data: st.DataObject) -> None:
    """Among near ones, a far one stands aside."""
    packed = _packed(positions)
    start = data.draw(st.integers(0, len(positions)))
    stop = data.draw(st.integers(start, len(positions)))
    assert len(positions) == len(packed)
    assert positions[start:stop] == packed[start:stop].tolist()
    assert max(positions) <= packed.most
    assert sum(position >= FAR for position in positions) == packed.far


@given(st.lists(numbers(), min_size=1, max_size=3), st.data())
def test_any_places_say_what_was_packed(several: list[list[int]], data: st.DataObject) -> None:
    """In any order, of several fields at once."""
    places = [data.draw(st.lists(st.sampled_from(range(len(positions))), max_size=9)) for positions in several]
    stops = list(accumulate(map(len, places)))
    found = taken(list(map(_packed, several)), np.array([*chain(*places)], dtype=np.intp), stops)
    expected = [positions[place] for positions, chosen in zip(several, places, strict=True) for place in chosen]
    assert expected == found.tolist()


def test_positions_most_of_which_are_far_are_kept_whole() -> None:
    """Standing aside takes five bytes each."""
    assert Positions.pack(np.arange(2 * FAR)).high is None
    assert Positions.pack(np.arange(FAR)).high is not None
