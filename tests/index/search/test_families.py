"""The documents of the largest families of compounds are those of their compounds."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search import edges, families
from index.search.codec.postings import from_occurrences
from index.search.compounds import ENOUGH
from index.search.edges import Edges
from index.search.families import Families, largest
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

STEMS = st.dictionaries(st.text("ab", min_size=5, max_size=8), st.sets(st.integers(0, 20), min_size=1), min_size=1)
"""The documents of each stem."""
DOCUMENTS = 21


def _families(stems: dict[str, set[int]]) -> Families:
    """Of all words of four letters that the stems begin with, or end with as stems of words of five."""
    ids = [number for number, stem in enumerate(stems) for _ in stems[stem]]
    every = np.array([doc for found in stems.values() for doc in found])
    field = FieldStems(from_occurrences([f"de:{stem}".encode() for stem in stems], np.array(ids), every))
    documents, all_ = StemDocuments([field]), np.ones(1, dtype=np.bool_)
    kinds = np.zeros(len(stems), dtype=np.uint8)
    first, last = Edges(field.first(), kinds, all_), Edges(field.last(), kinds, all_)
    begun = families.families(first, 4, all_, 0, documents)
    return largest([*begun, *families.families(last, 4, all_, 5, documents)], documents, DOCUMENTS)


def _docs(row: object) -> list[int] | None:
    return None if row is None else np.flatnonzero(np.unpackbits(np.asarray(row), count=DOCUMENTS)).tolist()


@given(STEMS, st.text("ab", min_size=4, max_size=4), st.integers(1, 9))
def test_the_documents_of_a_family_are_those_of_its_compounds(
    stems: dict[str, set[int]], word: str, least: int
) -> None:
    """If these have enough postings; with a word of another size, or that others end with, it has nothing to do."""
    begins = [docs for stem, docs in stems.items() if stem.startswith(word)]
    ends = [docs for stem, docs in stems.items() if stem.endswith(word)]
    with patch.object(families, "LEAST", least):
        found = _families(stems)
    for expected, row in ((begins, found.beginning(word)), (ends, found.ending(word, 5))):
        kept = sum(map(len, expected)) >= least
        assert (sorted(set().union(*expected)) if kept else None) == _docs(row)
    assert found.ending(word, 4) is None
    assert found.ending(word, ENOUGH) is None
    assert found.beginning(word + "a") is None
    assert found.beginning("a" * (edges.LETTERS + 1)) is None


def test_there_is_room_for_the_largest_ones() -> None:
    """As many as the bytes for each document have bits; those that are alike share theirs."""
    stems = {f"{chr(ord('a') + nth // 26)}{chr(ord('a') + nth % 26)}aafront": {0, nth} for nth in range(10)}
    stems |= {"zzaaback": set(range(DOCUMENTS))}
    with patch.multiple(families, LEAST=1, ROOM=0.25):
        found = _families(stems)
    assert list(range(DOCUMENTS)) == _docs(found.beginning("zzaa"))
    assert list(range(DOCUMENTS)) == _docs(found.ending("back", 5))
    assert list(range(10)) == _docs(found.ending("ront", 5))
    assert found.beginning("abaa") is None
    assert 2 * (DOCUMENTS // 8 + 1) == len(found.bits)
