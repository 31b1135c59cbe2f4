"""The best of many hits are found without putting all in order."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search import ranking
from index.search.ranked import Ranked


@settings(max_examples=60, deadline=None)
@given(
    size=st.integers(1, 20_000),
    count=st.integers(1, 60),
    levels=st.sampled_from((1, 3, 1000)),
    missing=st.sampled_from((0.0, 0.5, 0.9, 0.999)),
    told=st.booleans(),
    segments=st.integers(1, 3),
)
def test_the_best_are_among_those_that_are_chosen(
    *, size: int, count: int, levels: int, missing: float, told: bool, segments: int
) -> None:
    """Hits may be frequent or rare, in any order or told by the scores of all; the order decides between equals."""
    random = np.random.default_rng(size * 7 + count)
    scores = (random.integers(1, levels + 1, size) * (random.random(size) >= missing)).astype(np.float32)
    place = random.permutation(size)
    orders = [part[place[part].argsort()] for part in np.array_split(np.arange(size), segments)]
    hits = random.permutation(np.flatnonzero(scores))
    expected = hits[np.lexsort((place[hits], -scores[hits]))][:count]
    chosen, there = ranking.best(hits if told else None, scores[hits] if told else scores, orders, count)
    assert set(expected.tolist()) <= set(chosen.tolist()) <= set(hits.tolist())
    assert scores[chosen].tolist() == there.tolist()
    assert len(chosen) == len(set(chosen.tolist())) <= max(1024, count * segments)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), max_size=3000), st.integers(1, 60))
def test_the_first_hits_of_an_order_are_found(hits: list[bool], count: int) -> None:
    """However far from each other they are."""
    order = np.array(Random(len(hits)).sample(range(len(hits)), len(hits)), dtype=np.int64)
    expected = [doc for doc in order.tolist() if hits[doc]][:count]
    assert expected == ranking.first([order], np.array(hits, dtype=bool), count).tolist()


def test_hits_are_worked_out_when_somebody_looks_beyond_the_first() -> None:
    """And only once."""
    asked = []

    def every() -> range:
        asked.append(1)
        return range(10)

    hits = Ranked(10, range(3), every)
    assert 10 == len(hits)
    assert ([0, 1, 2], [1], 2, []) == (list(hits[:3]), list(hits[1:2]), hits[2], list(hits[2:1]))
    assert [] == asked
    assert (9, 9, [8, 9]) == (hits[-1], hits[9], list(hits[8:20]))
    assert list(range(10)) == list(hits)
    assert 7 in hits
    assert 7 == hits.index(7)
    assert [1] == asked
    with pytest.raises(IndexError):
        hits[10]
