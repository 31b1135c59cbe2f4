"""Numbers in two bits come back as they were."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.twobits import Packing, TwoBits, packed_size

NUMBERS = st.lists(st.one_of(st.integers(1, 5), st.integers(1, 5), st.integers(1, 70_000)), max_size=60)


def _packed(numbers: list[int]) -> TwoBits:
    return TwoBits.pack(np.array(numbers, dtype=np.int64), 1)


@given(NUMBERS, st.data())
def test_any_slice_and_any_places_say_what_was_packed(numbers: list[int], data: st.DataObject) -> None:
    """As they are, and of slices 256 times as large; none is above what is said to be the most."""
    packed = _packed(numbers)
    start = data.draw(st.integers(0, len(numbers)))
    stop = data.draw(st.integers(start, len(numbers)))
    picks = data.draw(st.lists(st.integers(0, len(numbers) - 1), unique=True).map(sorted)) if numbers else []
    places, span = np.array(picks, dtype=np.intp), slice(start, stop)
    chosen = [numbers[at] for at in picks]
    assert numbers[span] == packed[span].tolist()
    assert chosen == packed[places].tolist()
    assert chosen[::-1] == packed.taken(places[::-1]).tolist()
    assert [256 * number for number in numbers[span]] == packed.shifted(span).tolist()
    assert max(numbers, default=0) <= packed.most


@given(st.lists(NUMBERS, max_size=6))
def test_pieces_are_packed_as_the_whole(pieces: list[list[int]]) -> None:
    """Whatever their lengths, and in as many bytes as was said before."""
    whole = [number for piece in pieces for number in piece]
    packing, wanted = Packing(1), _packed(whole).arrays("counts")
    parts = [packing.add(np.array(piece, dtype=np.int64)).arrays("counts") for piece in pieces]
    parts.append(packing.rest().arrays("counts"))
    assert packed_size(len(whole)) == len(wanted["counts"])
    for name, array in wanted.items():
        assert array.tolist() == np.concatenate([part[name] for part in parts if name in part]).tolist()


def test_large_numbers_may_be_far_from_each_other() -> None:
    """In the same piece or in different ones: a byte does not say how far."""
    pieces = [[1] * 300 + [9], [1] * 10, [1] * 299 + [7, 8] + [1] * 999 + [10]]
    whole = [number for piece in pieces for number in piece]
    packing, wanted = Packing(1), _packed(whole)
    parts = [packing.add(np.array(piece)).arrays("counts") for piece in pieces]
    parts.append(packing.rest().arrays("counts"))
    names = {name for part in parts for name in part}
    together = {name: np.concatenate([part[name] for part in parts if name in part]) for name in names}
    found = TwoBits.of(together, "counts", 1)
    assert found is not None
    assert [300, 610, 611, 1611] == found.at.tolist() == wanted.at.tolist()
    assert whole == found[: len(whole)].tolist() == wanted[: len(whole)].tolist()
