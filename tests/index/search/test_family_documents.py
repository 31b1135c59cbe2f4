"""The documents of a family are those of its stems."""

from __future__ import annotations

from itertools import accumulate
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import docs
from index.search.codec.postings import Postings, from_occurrences
from index.search.families import NONE, Families
from index.search.family_documents import FamilyDocuments
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

STEMS = st.lists(st.sets(st.integers(0, 7), min_size=1), min_size=1, max_size=6)
"""The documents of each stem of a field."""


def _postings(stems: list[set[int]]) -> Postings:
    ids = [number for number, found in enumerate(stems) for _ in found]
    numbers = [doc for found in stems for doc in found]
    return from_occurrences(
        [f"de:{chr(97 + nth)}".encode() for nth in range(len(stems))], np.array(ids), np.array(numbers)
    )


def _families(contents: list[list[int]], words: list[int], kept: list[bool]) -> Families:
    """Families with the stems of some contents, several words with the same ones."""
    stops = list(accumulate(map(len, contents)))
    numbers = np.array([number for content in contents for number in content], dtype=np.uint32)
    begins, ends = (np.array([bounds[nth] for nth in words], dtype=np.uint32) for bounds in ([0, *stops], stops))
    bytes_kept = np.array([int(kept[nth]) for nth in words], dtype=np.uint32)
    every = np.arange(len(words), dtype=np.uint64)
    return Families(every, begins, ends, numbers, np.zeros_like(begins), bytes_kept, np.zeros(1, dtype=np.uint8))


@given(STEMS, STEMS, st.sampled_from((4, 2**16)), st.data())
def test_the_documents_of_families_are_those_of_their_stems(
    body: list[set[int]], title: list[set[int]], half: int, data: st.DataObject
) -> None:
    """One that has several of them is there as often; whether a segment has one half or two, and some are kept."""
    stems = [*body, *title]
    content = st.lists(st.integers(0, len(stems) - 1), min_size=1, unique=True).map(sorted)
    contents = data.draw(st.lists(content, min_size=1, max_size=4))
    words = data.draw(st.lists(st.integers(0, len(contents) - 1), max_size=6))
    kept = data.draw(st.lists(st.booleans(), min_size=len(contents), max_size=len(contents)))
    with patch.multiple(docs, HALF=half, MOST=2 * half):
        fields = [FieldStems(_postings(each)) for each in (body, title)]
        found = FamilyDocuments(_families(contents, words, kept), StemDocuments(fields))
        for word, nth in enumerate(words):
            if not kept[nth]:
                expected = sorted(doc for number in contents[nth] for doc in stems[number])
                assert expected == sorted(found.of(word).tolist())


def test_a_segment_without_families_has_none() -> None:
    """It can be asked about them all the same."""
    with_none = FamilyDocuments(NONE, StemDocuments([FieldStems(_postings([{1}]))]))
    assert NONE is with_none.families
