"""Which segments a commit merges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.merging import choose


@pytest.mark.parametrize(
    ("expected", "sizes"),
    [
        (set(), []),
        (set(), [1] * 7),
        (set(range(8)), [1] * 8),
        (set(range(1, 9)), [100_000] + [10] * 8),
        (set(), [100_000] + [30] * 7),
        (set(), [300] * 20),
        (set(range(1, 9)), [0] + [5] * 8),
        (set(range(33)), [300] * 66),
    ],
)
def test_small_segments_are_merged_when_there_are_enough(expected: set[int], sizes: list[int]) -> None:
    """Eight or more that hold at most 200 articles; or the smaller half of more than 64."""
    assert expected == choose(sizes)


@settings(deadline=None)
@given(st.lists(st.integers(1, 50), min_size=1, max_size=300))
def test_segments_stay_few(commits: list[int]) -> None:
    """However articles come in, there are never more than 65 segments."""
    segments: list[int] = []
    for added in commits:
        chosen = choose(segments)
        merged = added + sum(segments[index] for index in chosen)
        segments = [size for index, size in enumerate(segments) if index not in chosen] + [merged]
        assert len(segments) <= 65
    assert sum(commits) == sum(segments)
