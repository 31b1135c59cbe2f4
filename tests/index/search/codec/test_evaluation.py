"""Queries evaluated on arrays find and score what stock Whoosh does on its own codec."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec.evaluation import Evaluator
from index.search.codec.reading import deleted
from tests.index.search.codec.corpora import CORPORA, QUERIES, RANKED, Document, found, members
from tests.index.search.codec.test_codec import both


def evaluated(searcher: Any, query: Any, *, scored: bool = True) -> list[tuple[int, float]]:
    """All documents that are left and that a query finds, with their scores."""
    hits: list[tuple[int, float]] = []
    for leaf, base in searcher.leaf_searchers():
        docs, scores = Evaluator(leaf, scored=scored).found(query)
        assert np.all(np.diff(docs.astype(np.int64)) > 0)
        gone = set(deleted(leaf.reader()))
        hits += [
            (base + doc, score) for doc, score in zip(docs.tolist(), scores.tolist(), strict=True) if doc not in gone
        ]
    return hits


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(QUERIES, min_size=1, max_size=8), st.data())
def test_any_query_finds_the_same(corpus: list[list[Document]], queries: list[Any], data: Any) -> None:
    """Scored or not, whatever has been deleted."""
    gone = data.draw(st.lists(st.integers(0, sum(map(len, corpus)) - 1), max_size=3, unique=True))
    with both(corpus, gone) as (stock, ours):
        for query in queries:
            expected = sorted(members(stock, query))
            assert expected == [doc for doc, _ in evaluated(ours, query)]
            assert expected == [doc for doc, _ in evaluated(ours, query, scored=False)]


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(RANKED, min_size=1, max_size=8))
def test_terms_and_or_score_the_same(corpus: list[list[Document]], queries: list[Any]) -> None:
    """To the last digits: so that the order is the same, not only the top."""
    with both(corpus) as (stock, ours):
        for query in queries:
            expected = [score for _, score in found(stock, query)]
            assert pytest.approx(expected, rel=1e-6) == [score for _, score in evaluated(ours, query)]
