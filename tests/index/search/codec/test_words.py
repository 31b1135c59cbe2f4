"""What all of several words are in is found and scored as each word is by itself."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec import evaluation, everywhere, words
from index.search.codec.domain import Chosen, Places
from index.search.codec.evaluation import Evaluator
from index.search.codec.leaves import Leaves, Piece
from index.search.codec.parts import Part, parts
from index.search.codec.statistics import Statistics
from index.search.codec.words import Words
from index.search.queries import AnyTerm
from index.search.whoosh import query
from tests.index.search.codec.corpora import CORPORA, QUERIES, WORDS, Document, hits
from tests.index.search.codec.test_codec import both

FIELDS = st.sampled_from(("body", "title", "tag", "chars"))
TERMS = st.builds(query.Term, FIELDS, st.sampled_from(WORDS), boost=st.sampled_from((1.0, 2.5)))
SETS = st.builds(AnyTerm, FIELDS, st.lists(st.sampled_from([word.encode() for word in WORDS]), max_size=3))
WANTED = st.one_of(
    TERMS,
    SETS,
    st.lists(TERMS, min_size=1, max_size=3).map(query.Or),
    st.builds(lambda terms, some: query.Or([*terms, some]), st.lists(TERMS, min_size=1, max_size=2), SETS),
    st.lists(SETS, min_size=1, max_size=2).map(query.DisjunctionMax),
)

LIMITS = (
    "conjunction._LOOKED_UP",
    "conjunction.FEW",
    "domain.FEW",
    "words._ONE",
    "words._SOME",
    "words._ONLY",
    "everywhere._MARKED",
)
"""What decides which way is taken."""


def _each(wanted: Any, searcher: Any) -> dict[int, float]:
    """What a query scores, of the documents that it finds, without what is tested here."""
    with patch.object(evaluation, "parts", lambda *_: []):
        return dict(zip(*hits(Evaluator(searcher).found(wanted)), strict=True))


def _asked(searcher: Any) -> tuple[Leaves, Words]:
    leaves = Leaves(searcher)
    return leaves, Words(leaves, Places(leaves.documents), Statistics(leaves))


@settings(max_examples=120, deadline=None)
@given(
    CORPORA,
    st.lists(WANTED, min_size=1, max_size=4),
    st.one_of(st.none(), st.sets(st.integers(0, 31))),
    st.fixed_dictionaries({name: st.sampled_from((0, 1, 10**6)) for name in LIMITS}),
)
def test_all_parts_together_are_as_each_by_itself(
    corpus: list[list[Document]], wanted: list[Any], some: set[int] | None, limits: dict[str, int]
) -> None:
    """Gone through, looked up or scored everywhere, in some documents or in all, twice in a row; scored or not."""
    with both(corpus) as (_, ours):
        leaves, together = _asked(ours)
        asked = parts(leaves, query.And(wanted))
        assert len(wanted) == len(asked)
        only = None if some is None else Chosen(np.isin(np.arange(leaves.documents), sorted(some)))
        scores = [_each(part, ours) for part in wanted]
        docs = set(range(leaves.documents) if some is None else some).intersection(*scores)
        expected = {doc: sum(each[doc] for each in scores) for doc in sorted(docs)}
        with pytest.MonkeyPatch.context() as patched:
            for name, limit in limits.items():
                patched.setattr(f"index.search.codec.{name}", limit)
            for scored in (True, False, True):
                found = together.found(asked, scored=scored, only=only)
                told, said = hits(found)
                assert list(expected) == told
                if scored:
                    assert [pytest.approx(each, rel=1e-5) for each in expected.values()] == said
                else:
                    assert found.scores.dtype == np.bool_


def test_a_document_that_a_part_has_twice_scores_for_it_once() -> None:
    """Be it in two pieces or twice in one; looked up or everywhere."""
    with both([[{"body": "beta"}, {"body": "alpha beta"}, {"body": "alpha"}]]) as (_, ours):
        leaves, together = _asked(ours)
        twice = (
            Piece(leaves.each[0], np.array([1, 2, 1]), slice(0, 3)),
            Piece(leaves.each[0], np.array([1]), slice(0, 1)),
        )
        asked = parts(leaves, query.Term("body", "beta"))
        (alone,) = hits(together.found(asked, scored=True))[1][1:]
        for limit in (0, 10**6):
            with patch.object(words, "_SOME", limit), patch.object(everywhere, "_MARKED", limit):
                docs, scores = hits(together.found([*asked, Part((), (), twice, 0.25)], scored=True))
            assert [1] == docs
            assert [pytest.approx(alone + 0.25)] == scores


def test_what_scores_nothing_is_found_all_the_same() -> None:
    """A score of 0 says that a document is not found."""
    with both([[{"body": "alpha beta"}, {"body": "alpha"}, {"body": "beta"}]]) as (_, ours):
        sets = [AnyTerm("body", [word]) for word in (b"alpha", b"beta")]
        for each in sets:
            each.boost = 0.0
        for limit in (0, 10**6):
            with patch.object(words, "_SOME", limit), patch.object(everywhere, "_MARKED", limit):
                docs, scores = Evaluator(ours).found(query.And(sets)).hits
            assert [0] == docs.tolist()
            assert scores.tolist()[0] > 0


@pytest.mark.parametrize(
    "wanted",
    [
        query.Phrase("body", ["alpha", "beta"]),
        query.And([query.Term("body", "alpha"), query.Term("body", "beta")], boost=2.0),
        query.Not(query.Term("body", "alpha")),
        query.Or([query.Term("body", "alpha")], boost=2.0),
        query.Or([query.Term("body", "alpha"), query.Prefix("body", "be")]),
        query.DisjunctionMax([query.Term("body", "alpha"), query.Term("body", "beta")]),
    ],
)
def test_other_queries_are_no_words(wanted: Any) -> None:
    """Phrases, what wants several words, what is boosted as a whole."""
    with both([[{"body": "alpha beta"}]]) as (_, ours):
        assert parts(Leaves(ours), wanted) == []


@settings(max_examples=60, deadline=None)
@given(CORPORA, st.lists(QUERIES, min_size=2, max_size=3), st.booleans())
def test_a_query_of_words_is_answered_as_any_other(
    corpus: list[list[Document]], wanted: list[Any], scored: bool
) -> None:
    """An AND of whatever queries finds the same at the same scores if words are not taken together."""
    with both(corpus) as (_, ours):
        asked = query.And(wanted)
        found = hits(Evaluator(ours).found(asked, scored=scored))
        with patch.object(evaluation, "parts", lambda *_: []):
            apart = hits(Evaluator(ours).found(asked, scored=scored))
        assert apart[0] == found[0]
        assert pytest.approx(apart[1], rel=1e-5) == found[1]
