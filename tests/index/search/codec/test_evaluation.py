"""Queries evaluated on arrays find and score what stock Whoosh does on its own codec."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec import evaluation
from index.search.codec.domain import Chosen
from index.search.codec.evaluation import Evaluator
from index.search.codec.reading import deleted
from index.search.codec.rows import Rows
from index.search.whoosh import query, scoring, searching
from tests.index.search.codec.corpora import CORPORA, QUERIES, RANKED, Document, found, hits, members
from tests.index.search.codec.test_codec import both


def evaluated(
    searcher: Any, wanted: Any, *, scored: bool = True, only: Chosen | None = None
) -> list[tuple[int, float]]:
    """All documents that are left and that a query finds, with their scores."""
    found = Evaluator(searcher).found(wanted, scored=scored, only=only)
    gone = {base + doc for leaf, base in searcher.leaf_searchers() for doc in deleted(leaf.reader())}
    return [(doc, float(score)) for doc, score in zip(*hits(found), strict=True) if doc not in gone]


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(QUERIES, min_size=1, max_size=8), st.data())
def test_any_query_finds_the_same(corpus: list[list[Document]], wanted: list[Any], data: Any) -> None:
    """Scored or not, whatever has been deleted."""
    gone = data.draw(st.lists(st.integers(0, sum(map(len, corpus)) - 1), max_size=3, unique=True))
    with both(corpus, gone) as (stock, ours):
        for each in wanted:
            expected = sorted(members(stock, each))
            assert expected == [doc for doc, _ in evaluated(ours, each)]
            assert expected == [doc for doc, _ in evaluated(ours, each, scored=False)]


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(st.one_of(QUERIES, RANKED), min_size=1, max_size=8), st.sets(st.integers(0, 20)))
def test_some_documents_are_found_as_among_all(corpus: list[list[Document]], wanted: list[Any], some: set[int]) -> None:
    """A query that is asked about a few documents says of them what it says when it is asked about all.

    However large a part of all documents a query is evaluated on by itself.
    """
    with both(corpus) as (_, ours):
        only = Chosen(np.isin(np.arange(ours.doc_count_all()), sorted(some)))
        for each in wanted:
            for scored in (True, False):
                every = evaluated(ours, each, scored=scored)
                expected = [pytest.approx(pair, rel=1e-6) for pair in every if pair[0] in some]
                for narrow in (1, 4, 1000):
                    with patch.multiple(evaluation, _NARROW=narrow, _FEW=narrow):
                        assert expected == evaluated(ours, each, scored=scored, only=only)
                        assert list(map(pytest.approx, every)) == evaluated(ours, each, scored=scored)


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(st.one_of(QUERIES, RANKED), min_size=1, max_size=8))
def test_rows_say_what_postings_say(corpus: list[list[Document]], wanted: list[Any]) -> None:
    """A query finds the same at the same scores in segments without rows."""
    with both(corpus) as (_, ours):
        for each in wanted:
            for scored in (True, False):
                found = evaluated(ours, each, scored=scored)
                with patch.object(Rows, "__contains__", lambda *_: False):
                    assert [pytest.approx(pair, rel=1e-6) for pair in evaluated(ours, each, scored=scored)] == found


def test_what_lacks_a_field_is_not_found_in_it_when_only_length_counts() -> None:
    """Though its length of 0 is what a score would be divided by."""
    corpus = [[{"body": "beta beta"}, {"body": "beta"}, {"tag": "beta"}]]
    with both(corpus) as (_, ours):
        weighing = searching.Searcher(ours.reader(), weighting=scoring.BM25F(B=1.0))
        assert [0, 1] == [doc for doc, _ in evaluated(weighing, query.Term("body", "beta"))]


@settings(max_examples=40, deadline=None)
@given(CORPORA, st.lists(RANKED, min_size=1, max_size=8))
def test_terms_and_or_score_the_same(corpus: list[list[Document]], wanted: list[Any]) -> None:
    """To the last digits: so that the order is the same, not only the top."""
    with both(corpus) as (stock, ours):
        for each in wanted:
            expected = [score for _, score in found(stock, each)]
            assert pytest.approx(expected, rel=1e-6) == [score for _, score in evaluated(ours, each)]


def test_what_stood_in_memory_before_is_not_added_to() -> None:
    """An array made without values may hold what numpy warns of in a sum; a field without scores left it there."""
    full = np.full(3, 0x7FA0_0000, dtype=np.uint32).view(np.float32)  # a number that signals that it is none
    corpus = [[{"body": "beta", "tag": "beta"}, {"body": "beta", "tag": "beta"}, {"body": "beta", "tag": "beta"}]]
    with both(corpus) as (_, ours), patch.object(np, "empty_like", lambda like: full[: len(like)].copy()):
        assert [1.0, 1.0, 1.0] == [score for _, score in evaluated(ours, query.Term("tag", "beta"))]
