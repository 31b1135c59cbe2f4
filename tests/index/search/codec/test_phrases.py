"""Where the words of phrases stand."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec import alignment, phrases
from index.search.codec.leaves import Leaves
from index.search.codec.phrases import Phrases
from index.search.codec.proximity import NearWords
from index.search.whoosh import query
from tests.index.search.codec.corpora import CORPORA, WORDS, Document
from tests.index.search.codec.test_codec import both

_WORDS = st.lists(st.sampled_from([*WORDS[:4], "none"]), min_size=1, max_size=3)
PHRASES = st.one_of(
    st.builds(query.Phrase, st.just("body"), _WORDS),
    st.builds(NearWords, st.just("body"), _WORDS.map(lambda words: list(dict.fromkeys(words))), st.integers(1, 4)),
)


def _stand(words: Sequence[str], wanted: Any) -> bool:
    """Whether words stand in a text as a query wants it."""
    places = [[at for at, word in enumerate(words) if word == each] for each in wanted.words]
    if isinstance(wanted, NearWords):
        return any(max(each) - min(each) <= wanted.distance for each in product(*places))
    return any(all(at + nth in there for nth, there in enumerate(places)) for at in range(len(words)))


@settings(max_examples=60, deadline=None)
@given(CORPORA, st.lists(PHRASES, min_size=1, max_size=4), st.sets(st.integers(0, 20)), st.data())
def test_words_stand_where_the_texts_have_them(
    corpus: list[list[Document]], wanted: list[Any], some: set[int], data: st.DataObject
) -> None:
    """Of several phrases at once, however documents are looked up; in all documents, or at least in those asked for.

    It does not matter how large a number a document and a position make.
    """
    texts = [document for commit in corpus for document in commit]
    with both(corpus) as (_, ours), pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "_SKEWED", data.draw(st.sampled_from([0, 1, 1000])))
        patch.setattr(phrases, "_BRIEF", data.draw(st.sampled_from([0, 4096])))
        patch.setattr(alignment, "_KEY_BITS", data.draw(st.sampled_from([0, 32])))
        leaves = Leaves(ours)
        among = np.array(sorted(some & set(range(len(texts)))), dtype=np.intp)
        expected = sorted(
            (doc, phrase.fieldname, word, words.count(word))
            for phrase in wanted
            for doc, document in enumerate(texts)
            if _stand(words := document.get(phrase.fieldname, "").split(), phrase)
            for word in phrase.words
        )
        assert expected == _told(leaves, wanted, None)
        assert [each for each in expected if each[0] in some] == [
            each for each in _told(leaves, wanted, among) if each[0] in some
        ]


def _told(leaves: Leaves, wanted: list[Any], among: Any) -> list[tuple[int, str, str, float]]:
    return sorted(
        (doc, each.run.field, each.run.term.decode(), weight)
        for each in Phrases(leaves).standing(wanted, among)
        for doc, weight in zip(each.docs.tolist(), each.weights.tolist(), strict=True)
    )


def test_only_documents_that_have_a_word_as_often_as_the_phrase_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds a key down asks for a common word a hundred times."""
    texts = ["alpha beta alpha", "alpha alpha beta", "alpha beta", "beta beta alpha alpha alpha"]
    looked_at = []

    def aligned(several: Any, edges: Sequence[int], *others: Any) -> Any:
        looked_at.append(edges[-1])
        return alignment.aligned(several, edges, *others)

    monkeypatch.setattr(phrases, "aligned", aligned)
    with both([[{"body": text} for text in texts]]) as (_, ours):
        leaves = Leaves(ours)
        twice, often = (query.Phrase("body", ["alpha"] * times) for times in (2, 100))
        assert [(1, "body", "alpha", 2), (3, "body", "alpha", 3)] == sorted(set(_told(leaves, [twice], None)))
        assert [] == _told(leaves, [often], None)
    assert [3] == looked_at
