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
        there = Evaluator(leaf).found(query, scored=scored)
        assert leaf.reader().doc_count_all() == len(there)
        gone = set(deleted(leaf.reader()))
        hits += [(base + doc, float(there[doc])) for doc in np.flatnonzero(there).tolist() if doc not in gone]
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
@given(CORPORA, st.lists(st.one_of(QUERIES, RANKED), min_size=1, max_size=8), st.sets(st.integers(0, 7)))
def test_some_documents_are_found_as_among_all(
    corpus: list[list[Document]], queries: list[Any], some: set[int]
) -> None:
    """A query that is asked about a few documents says of them what it says when it is asked about all."""
    with both(corpus) as (_, ours):
        for leaf, _ in ours.leaf_searchers():
            among = np.array(sorted(doc for doc in some if doc < leaf.reader().doc_count_all()), dtype=np.int64)
            for query in queries:
                for scored in (True, False):
                    every = Evaluator(leaf).found(query, scored=scored)
                    few = Evaluator(leaf).found(query, scored=scored, among=among)
                    assert pytest.approx(every[among].tolist(), rel=1e-6) == few.tolist()


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(RANKED, min_size=1, max_size=8))
def test_terms_and_or_score_the_same(corpus: list[list[Document]], queries: list[Any]) -> None:
    """To the last digits: so that the order is the same, not only the top."""
    with both(corpus) as (stock, ours):
        for query in queries:
            expected = [score for _, score in found(stock, query)]
            assert pytest.approx(expected, rel=1e-6) == [score for _, score in evaluated(ours, query)]
