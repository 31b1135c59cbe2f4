"""The postings of terms in a domain are the same, looked up one by one or gone through all together."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec import occurrences
from index.search.codec.candidates import Candidates
from index.search.codec.domain import Domain, Places
from index.search.codec.evaluation import Evaluator
from index.search.codec.leaves import Leaves
from tests.index.search.codec.corpora import CORPORA, QUERIES, WORDS, Document
from tests.index.search.codec.test_codec import both


@settings(max_examples=60, deadline=None)
@given(
    CORPORA,
    st.lists(st.tuples(st.sampled_from(("body", "title", "tag")), st.sampled_from(WORDS)), max_size=4),
    st.sets(st.integers(0, 30)),
    st.booleans(),
)
def test_looking_up_finds_what_going_through_finds(
    corpus: list[list[Document]], terms: list[tuple[str, str]], some: set[int], scored: bool
) -> None:
    """The same places, weights and numbers of postings, of every term; in any field."""
    with both(corpus) as (_, ours):
        leaves = Leaves(ours)
        docs = np.array(sorted(doc for doc in some if doc < leaves.documents), dtype=np.intp)
        domain = Domain(Places(leaves.documents), docs, scored)
        runs = [run for term in terms for run in leaves.runs(*term)]
        found = []
        for looked_up in (0, 10**6):
            with patch.object(occurrences, "_LOOKED_UP", looked_up):
                at, weights, sizes = occurrences.occurrences(leaves, domain, runs)
            found.append((at.tolist(), weights.tolist(), sizes))
        assert found[0] == found[1]


@settings(max_examples=60, deadline=None)
@given(CORPORA, QUERIES)
def test_a_query_finds_nothing_beside_its_candidates(corpus: list[list[Document]], query: Any) -> None:
    """And there are no candidates where they would be too many."""
    with both(corpus) as (_, ours):
        candidates = Candidates(Leaves(ours))
        docs = candidates.documents(query, 10**6)
        assert candidates.most(query) <= 10**6
        if docs is not None:
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr("index.search.codec.evaluation._FEW", 10**6)
                patched.setattr("index.search.codec.evaluation._NARROW", 10**6)
                found, _ = Evaluator(ours).found(query).hits
            assert set(found.tolist()) <= set(docs.tolist())
            assert sorted(set(docs.tolist())) == docs.tolist()
            assert candidates.documents(query, len(docs) - 1) is None
