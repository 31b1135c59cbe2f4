"""What is told of documents by marks is what is told by a list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec.container import Array
from index.search.codec.leaves import Leaves
from index.search.codec.marked import Marked
from index.search.codec.postings import Postings
from index.search.queries import AnyTerm
from index.search.whoosh import query
from tests.index.search.codec.corpora import CORPORA, WORDS, Document
from tests.index.search.codec.test_codec import both
from tests.index.search.codec.test_evaluation import evaluated

TERMS = st.lists(st.sampled_from([word.encode() for word in WORDS]), min_size=1, max_size=3)


class _Known(AnyTerm):
    """Any of some terms, by their documents, as a list or by marks."""

    def __init__(self, terms: Sequence[bytes], documents: Mapping[int, int], *, marked: bool) -> None:
        super().__init__("body", terms)
        self.boost = 2.0
        self._documents = documents
        self._marked = marked

    def documents(self, postings: Postings) -> Array | Marked:
        listed = np.concatenate([np.empty(0, np.intp), *(postings.docs[span] for span in self.spans(postings))])
        if not self._marked:
            return listed.astype(np.intp)
        there = np.zeros(self._documents[id(postings)], dtype=np.bool_)
        there[listed.astype(np.intp)] = True
        return Marked(there)


@settings(max_examples=40, deadline=None)
@given(CORPORA, TERMS, st.sampled_from(WORDS))
def test_what_is_marked_is_found_as_what_is_listed(corpus: list[list[Document]], terms: list[bytes], word: str) -> None:
    """Alone and in every combination with a term, scored or not."""
    with both(corpus) as (_, ours):
        leaves = [leaf.arrays for leaf in Leaves(ours).each]
        documents = {id(each.postings["body"]): each.documents for each in leaves if "body" in each.postings}
        listed, marked = (_Known(terms, documents, marked=marked) for marked in (False, True))
        term = query.Term("body", word)
        combinations: list[Callable[[Any], Any]] = [
            lambda known: known,
            lambda known: query.DisjunctionMax([known, AnyTerm("title", terms)]),
            lambda known: query.Or([term, query.DisjunctionMax([known])]),
            lambda known: query.And([query.Or([term, known]), known]),
            lambda known: query.AndNot(known, term),
            lambda known: query.And([known, query.Not(term)]),
            lambda known: query.ConstantScoreQuery(known, 2.0),
        ]
        for combined in combinations:
            for scored in (True, False):
                expected = evaluated(ours, combined(listed), scored=scored)
                assert [pytest.approx(pair) for pair in expected] == evaluated(ours, combined(marked), scored=scored)
