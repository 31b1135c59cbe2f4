"""Random corpora and queries: our evaluation beside stock Whoosh on its own codec, and stock Whoosh on ours."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search import ranking
from index.search.codec import ArrayCodec
from index.search.codec.evaluation import Evaluator
from index.search.codec.reading import deleted
from index.search.whoosh import query, whoosh3
from tests.index.search.codec.corpora import Document, built

TOP, ALIKE = 50, 47
VOCABULARY = [f"word{number}" for number in range(40)]
WEIGHTS = [1 / (number + 1) for number in range(40)]

WORDS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=3, unique=True)


def _corpus(random: Random) -> list[list[Document]]:
    """Some hundred documents in a few commits; words by Zipf's law."""

    def text(most: int) -> str:
        return " ".join(random.choices(VOCABULARY, WEIGHTS, k=random.randint(1, most)))

    return [
        [{"body": text(60), "title": text(6), "number": number} for number in range(random.randint(1, 150))]
        for _ in range(random.randint(1, 5))
    ]


def _wanted(kind: str, words: list[str]) -> Any:
    terms = [query.Or([query.Term("title", word), query.Term("body", word)]) for word in words]
    return query.And(terms) if kind == "and" else query.Or(terms)


def _best(searcher: Any, wanted: Any) -> list[int]:
    """The best documents as we evaluate."""
    docs, scores = Evaluator(searcher).found(wanted).hits
    gone = {base + doc for leaf, base in searcher.leaf_searchers() for doc in deleted(leaf.reader())}
    left = np.array([doc not in gone for doc in docs.tolist()], dtype=bool)
    chosen, best = ranking.best(docs[left], scores[left], [np.arange(searcher.doc_count_all())], TOP)
    pairs = zip((-best).tolist(), chosen.tolist(), strict=True)
    return [doc for _, doc in sorted(pairs)[:TOP]]


def _ranked(searcher: Any, wanted: Any) -> list[tuple[int, float]]:
    """All documents as Whoosh ranks them. Asked for fifty, it skips what it takes for worse, and loses up to six."""
    return [(hit.docnum, hit.score) for hit in searcher.search(wanted, limit=None)]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.tuples(st.sampled_from(("and", "or")), WORDS), min_size=1, max_size=8))
def test_the_best_hits_are_those_of_whoosh(seed: int, asked: list[tuple[str, list[str]]]) -> None:
    """At least 47 of 50, with deletions, several segments, and after Whoosh has merged ours; a single word, too.

    Stock Whoosh on our codec ranks as it does on its own, score for score.
    """
    random = Random(seed)
    corpus = _corpus(random)
    size = sum(map(len, corpus))
    gone = sorted(random.sample(range(size), size // 10))
    with tempfile.TemporaryDirectory() as folder:
        stock = built(Path(folder, "stock"), corpus, whoosh3.W3Codec(), gone)
        ours = built(Path(folder, "ours"), corpus, ArrayCodec(), gone)
        for merged in (False, True):
            if merged:
                stock.writer(codec=whoosh3.W3Codec()).commit(optimize=True)
                ours.writer(codec=ArrayCodec()).commit(optimize=True)
            with stock.searcher() as theirs, ours.searcher() as there:
                for kind, words in asked:
                    wanted = _wanted(kind, words)
                    expected, found = _ranked(theirs, wanted), _ranked(there, wanted)
                    assert pytest.approx([score for _, score in expected]) == [score for _, score in found]
                    best, best_there = {doc for doc, _ in expected[:TOP]}, set(_best(there, wanted))
                    assert len(best) == len(best_there)
                    assert len(best & best_there) >= len(best) - (TOP - ALIKE)
