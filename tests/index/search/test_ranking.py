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
@given(st.integers(1, 20_000), st.integers(1, 60), st.sampled_from((1, 3, 1000)), st.integers(0, 9))
def test_the_best_are_among_those_that_are_chosen(size: int, count: int, levels: int, few: int) -> None:
    """Whether scores are many or few, hits frequent or rare; between equal scores the order decides."""
    random = np.random.default_rng(size * 7 + count)
    scores = random.integers(0, levels + 1, size).astype(np.float32) * (random.random(size) > few / 10)
    order = random.permutation(size)
    place = np.empty(size, dtype=np.int64)
    place[order] = np.arange(size)
    hits = np.flatnonzero(scores)
    expected = hits[np.lexsort((place[hits], -scores[hits]))][:count]
    chosen = ranking.best(scores.astype(np.float32), [order], count)
    assert set(expected.tolist()) <= set(chosen.tolist()) <= set(hits.tolist())
    assert len(chosen) == len(set(chosen.tolist())) <= max(1024, count)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 20_000), st.integers(1, 60), st.sampled_from((1, 3, 1000)), st.sampled_from((1, 3, 1000)))
def test_the_leading_of_some_hits_are_among_those_that_are_chosen(
    size: int, count: int, levels: int, dates: int
) -> None:
    """Between equal scores the date decides, however many have the same score, or the same date, too."""
    random = np.random.default_rng(size * 7 + count)
    hits = np.flatnonzero(random.random(size) < 0.5)
    scores = random.integers(1, levels + 1, len(hits)).astype(np.float32)
    moments = random.integers(0, dates, size)
    keys = {doc: (score, moments[doc]) for doc, score in zip(hits.tolist(), scores.tolist(), strict=True)}
    least = sorted(keys.values(), reverse=True)[:count][-1:]
    expected = {doc for doc, key in keys.items() if [key] >= least}
    chosen, there = ranking.leading(hits, scores, moments, count)
    assert expected <= set(chosen.tolist())
    assert [keys[doc][0] for doc in chosen.tolist()] == there.tolist()
    assert len(set(chosen.tolist())) == len(chosen)


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
