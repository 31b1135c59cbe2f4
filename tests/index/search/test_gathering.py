"""Families of compounds are those that have been decided on; the documents of the largest are those of their stems."""

from __future__ import annotations

from itertools import product
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search import gathering, splits
from index.search.codec.container import Array
from index.search.codec.marked import Marked
from index.search.codec.postings import from_occurrences
from index.search.compounds import ENOUGH, SHORTEST, sizes
from index.search.document_sets import DocumentSets
from index.search.edges import LETTERS
from index.search.families import Families
from index.search.gathering import gathered
from index.search.splits import Splits
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

DOCUMENTS = 21
DOCS = st.sets(st.integers(0, DOCUMENTS - 1), min_size=1)
PARTS = ("aaaa", "abab", "bbaab", "ab" * 3, "abc" * 4, "b" * 13, "ab" * 8)
STEMS = st.dictionaries(st.builds(str.__add__, st.sampled_from(PARTS), st.sampled_from(PARTS)), DOCS, min_size=1)
"""The documents of each stem."""
Decided = dict[tuple[str, str, int], set[str]]
"""The stems that are compounds of a word: by what it is of them, the word or its stem, and its size."""


def _decided(stems: dict[str, set[int]], draw: st.DataObject) -> tuple[Decided, Splits]:
    """Any decisions."""
    decided: Decided = {}
    masks = []
    for stem in sorted(stems):
        words: set[tuple[str, str, int]] = set()
        for letters in range(SHORTEST, len(stem) - 2):
            words |= {("begins", stem[:letters], 0)} | {("ends", stem[-letters:], size) for size in sizes(letters)}
        chosen = draw.draw(st.sets(st.sampled_from(sorted(words))))
        for word in chosen:
            decided.setdefault(word, set()).add(stem)
        bits = [
            splits.beginning(np.array(len(word))) if kind == "begins" else splits.ending(np.array(len(word)), size)
            for kind, word, size in chosen
        ]
        masks.append(int(np.bitwise_or.reduce(bits)) if bits else 0)
    return decided, Splits.of(np.array(masks, dtype=np.uint64))


def _gathered(stems: dict[str, set[int]], decided: Splits) -> Families:
    ids = [number for number, stem in enumerate(stems) for _ in stems[stem]]
    every = np.array([doc for found in stems.values() for doc in found])
    field = FieldStems(from_occurrences([f"de:{stem}".encode() for stem in stems], np.array(ids), every))
    return gathered(decided, [field], field.texts, StemDocuments([field]), DOCUMENTS)


def _docs(packed: Array | None) -> list[int] | None:
    if packed is None:
        return None
    found = DocumentSets(DOCUMENTS).union([packed])
    numbers: list[int] = (found.there.nonzero()[0] if isinstance(found, Marked) else found).tolist()
    return numbers


@given(STEMS, st.integers(1, 9), st.data())
def test_a_word_has_the_compounds_that_have_been_decided_on(
    stems: dict[str, set[int]], least: int, data: st.DataObject
) -> None:
    """And the documents with any of them, if these have enough postings; a word of which none is one has none."""
    decided, by = _decided(stems, data)
    with patch.object(gathering, "LEAST", least):
        families = _gathered(stems, by)
    ordered = sorted(stems)
    words = {stem[:letters] for stem in stems for letters in range(SHORTEST, len(stem) + 1)}
    words |= {stem[-letters:] for stem in stems for letters in range(SHORTEST, len(stem) + 1)}
    for word, size in product(words, (0, *sizes(SHORTEST))):
        if size and size not in sizes(len(word)):
            continue
        expected = decided.get(("ends" if size else "begins", word, size), set())
        found = families.ending(word, size) if size else families.beginning(word)
        assert sorted(expected) == [ordered[number] for number in found.stems.tolist()]
        kept = sum(len(stems[stem]) for stem in expected) >= least
        assert (sorted(set().union(*(stems[stem] for stem in expected))) if kept else None) == _docs(found.documents)


def test_there_is_room_for_the_largest_families() -> None:
    """As many as the bytes for each document allow; those that have the same stems share theirs."""
    stems = {"aaaabank": set(range(10)), "bbbbbank": set(range(5, 15)), "ccccfront": {1, 2, 3}}
    masks = [
        splits.ending(np.array(4), 4) | splits.ending(np.array(4), 5),
        splits.ending(np.array(4), 4) | splits.ending(np.array(4), 5),
        splits.beginning(np.array(4)) | splits.ending(np.array(5), ENOUGH),
    ]
    with patch.multiple(gathering, LEAST=1, ROOM=0.3):
        families = _gathered(stems, Splits.of(np.array(masks, dtype=np.uint64)))
    bank, others = families.ending("bank", 4), families.ending("bank", 5)
    front, last = families.beginning("cccc"), families.ending("front", LETTERS)
    assert list(range(15)) == _docs(bank.documents) == _docs(others.documents)
    assert [1, 2, 3] == _docs(front.documents) == _docs(last.documents)
    assert 2 * (DOCUMENTS // 8 + 1) == len(families.documents)
    with patch.multiple(gathering, LEAST=1, ROOM=0.15):
        families = _gathered(stems, Splits.of(np.array(masks, dtype=np.uint64)))
    assert list(range(15)) == _docs(families.ending("bank", 4).documents)
    assert families.beginning("cccc").documents is None
    assert [2] == families.beginning("cccc").stems.tolist()
