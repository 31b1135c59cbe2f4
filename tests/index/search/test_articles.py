"""The first of what a query finds are the best, in whatever order it was found."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search import schema
from index.search.articles import Articles
from index.search.codec.domain import Found
from index.search.columns import Columns, Values

NONE = Values((), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
GERMAN = "de"


class Reader:
    """As Whoosh's reader of a segment of which no document was deleted."""

    _perdoc = SimpleNamespace(deleted_docs=lambda: iter(()))

    def __init__(self, name: str) -> None:
        self.name = name

    def segment(self) -> Any:
        """Its name is all that is known of it."""
        return SimpleNamespace(segment_id=lambda: self.name)


def _articles(moments: list[list[int]], random: np.random.Generator) -> Articles:
    """Articles of so many segments with these dates, all in German."""
    numbers = np.split(random.permutation(10 * sum(map(len, moments))), 10 * np.cumsum([len(each) for each in moments]))
    columns = {}
    for nth, (dates, free) in enumerate(zip(moments, numbers, strict=False)):
        every = np.arange(len(dates))
        german = {schema.LANGUAGE: Values((GERMAN,), every, np.zeros(len(dates), dtype=np.int64))}
        columns[str(nth)] = Columns(free[: len(dates)], np.array(dates), dict.fromkeys(schema.FACETS, NONE) | german)
    return Articles([Reader(name) for name in columns], columns)


@settings(max_examples=100, deadline=None)
@given(
    sizes=st.lists(st.integers(1, 2000), min_size=1, max_size=3),
    dates=st.sampled_from((1, 5, 10**6)),
    levels=st.sampled_from((1, 3, 10**6)),
    part=st.sampled_from((0.005, 0.1, 0.9)),
    told=st.booleans(),
    by_date=st.booleans(),
)
def test_the_first_are_the_best_in_their_order(
    *, sizes: list[int], dates: int, levels: int, part: float, told: bool, by_date: bool
) -> None:
    """By score and date, or by date alone, then by number; as all hits are ordered; facets count all of them."""
    random = np.random.default_rng(sizes)
    articles = _articles([random.integers(0, dates, size).tolist() for size in sizes], random)
    hit = random.random(sum(sizes)) < part
    scores = hit * random.integers(1, levels + 1, sum(sizes)).astype(np.float32)
    said = hit if by_date else scores
    docs = random.permutation(np.flatnonzero(hit))
    found = Found(sum(sizes), docs, said[docs]) if told else Found(sum(sizes), None, said)
    hits = np.flatnonzero(hit).tolist()
    ranks = [-int(by_date or scores[doc]) for doc in hits]
    keys = zip(ranks, (-articles.moments[hits]).tolist(), articles.numbers[hits].tolist(), strict=True)
    expected = sorted(keys)
    ids, first = articles.first(found, 50, by_date=by_date)
    assert [number for _, _, number in expected[:50]] == ids
    assert ([] if by_date else [-rank for rank, _, _ in expected[:50]]) == list(first)
    every, ranked = articles.ordered(found)
    assert ([number for _, _, number in expected], [-rank for rank, _, _ in expected]) == (list(every), list(ranked))
    assert [len(hits)] * bool(hits) == [each.count for each in articles.facets(found)[schema.LANGUAGE]]
