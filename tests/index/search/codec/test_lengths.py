"""Where pieces end comes back as it was."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec.lengths import Lengths

LENGTHS = st.lists(st.one_of(st.integers(0, 3), st.integers(250, 260), st.integers(0, 2**17)), max_size=40)


@given(LENGTHS, st.integers(0, 40))
def test_pieces_end_where_they_did(lengths: list[int], cut: int) -> None:
    """Whether their ends were known at once, or their lengths piece by piece."""
    ends = np.cumsum(np.array(lengths, dtype=np.int64))
    whole = Lengths.until(ends)
    assert ends.tolist() == whole.stops.tolist() == Lengths.of(whole.arrays("a"), "a").stops.tolist()
    first = Lengths.pack(np.array(lengths[:cut], dtype=np.int64))
    second = Lengths.pack(np.array(lengths[cut:], dtype=np.int64), len(first))
    both = Lengths(
        np.concatenate([first.each, second.each]),
        np.concatenate([first.at, second.at]),
        np.concatenate([first.large, second.large]),
    )
    assert ends.tolist() == both.stops.tolist()
    assert len(lengths) == len(whole)


def test_ends_beyond_four_bytes_are_told() -> None:
    """As no array of ours has them."""
    ends = np.array([5, 2**33, 2**33 + 7])
    assert ends.tolist() == Lengths.until(ends).stops.tolist()
