"""Positions come back as they were, in one part or two."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.positions import FAR, Positions, taken


@given(st.integers(0, 70_000), st.lists(st.integers(0, FAR), max_size=60), st.data())
def test_any_slice_and_any_places_say_what_was_packed(far: int, near: list[int], data: st.DataObject) -> None:
    """Among near ones, a far one stands aside."""
    numbers = data.draw(st.permutations([far, *near]))
    packed = Positions.pack(np.array(numbers, dtype=np.int64))
    start = data.draw(st.integers(0, len(numbers)))
    stop = data.draw(st.integers(start, len(numbers)))
    picks = data.draw(st.lists(st.integers(0, len(numbers) - 1), unique=True).map(sorted))
    assert len(numbers) == len(packed)
    assert numbers[start:stop] == packed[start:stop].tolist()
    assert [numbers[at] for at in picks] == packed[np.array(picks, dtype=np.intp)].tolist()
    some = data.draw(st.permutations(picks))
    assert [numbers[at] for at in some] == taken([packed], np.array(some, dtype=np.intp), [len(some)]).tolist()
    assert max(numbers) <= packed.most
    assert sum(number >= FAR for number in numbers) == packed.far


def test_positions_most_of_which_are_far_are_kept_whole() -> None:
    """Standing aside takes five bytes each."""
    assert Positions.pack(np.arange(2 * FAR)).high is None
    assert Positions.pack(np.arange(FAR)).high is not None
