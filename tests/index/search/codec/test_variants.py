"""A word as one query is what its terms are as several."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec.evaluation import Evaluator
from index.search.codec.variants import Variants
from index.search.queries import AnyTerm
from index.search.whoosh import query
from tests.index.search.codec.corpora import CORPORA, WORDS, Document, hits
from tests.index.search.codec.test_codec import both

TERMS = st.lists(
    st.tuples(
        st.sampled_from(("body", "title")),
        st.sampled_from(WORDS).map(str.encode),
        st.sampled_from((1.0, 2.5)),
    ),
    max_size=3,
)
OTHERS = st.one_of(st.none(), st.builds(AnyTerm, st.just("body"), st.just([WORDS[0].encode()])))
VARIANTS = st.builds(Variants, TERMS, OTHERS)
QUERIES = st.one_of(
    VARIANTS,
    st.lists(VARIANTS, min_size=1, max_size=3).map(query.And),
    st.lists(VARIANTS, min_size=1, max_size=3).map(query.Or),
    st.builds(lambda some, other: query.And([some, query.Not(other)]), VARIANTS, VARIANTS),
)


def _spelt_out(wanted: Any) -> Any:
    """The same query with the terms of its words as queries."""
    if isinstance(wanted, Variants):
        return query.Or(wanted.subqueries)
    if isinstance(wanted, query.Not):
        return query.Not(_spelt_out(wanted.query))
    return type(wanted)([_spelt_out(part) for part in wanted.subqueries])


@settings(max_examples=60, deadline=None)
@given(CORPORA, QUERIES, st.booleans())
def test_it_finds_what_an_or_of_its_queries_finds(corpus: list[list[Document]], wanted: Any, scored: bool) -> None:
    """By itself and in other queries, at the same scores."""
    with both(corpus) as (_, ours):
        found, expected = (hits(Evaluator(ours).found(each, scored=scored)) for each in (wanted, _spelt_out(wanted)))
        assert expected[0] == found[0]
        assert pytest.approx(expected[1], rel=1e-5) == found[1]


@given(TERMS.filter(bool))
def test_whoosh_can_take_it_apart(terms: list[tuple[str, bytes, float]]) -> None:
    """Whoosh makes new queries of the same class out of a query's parts."""
    wanted = Variants(terms)
    assert query.Or(wanted.subqueries).normalize() == wanted.normalize()
    assert query.Or(wanted.subqueries) == wanted.apply(lambda part: part)
