"""Sets of documents that are packed are the same when they are unpacked, and take few bytes."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search import document_sets
from index.search.codec.container import Array
from index.search.codec.marked import Marked
from index.search.document_sets import DocumentSets


def _listed(found: Array | Marked) -> list[int]:
    numbers: list[int] = (found.there.nonzero()[0] if isinstance(found, Marked) else found).tolist()
    return numbers


@given(st.integers(1, 300), st.data(), st.sampled_from((4, 16, 256)))
def test_the_union_has_the_documents_of_all(documents: int, data: st.DataObject, block: int) -> None:
    """Of sets that are lists, or bits, or not packed; in a segment of any size, however many are told apart."""
    numbers = st.lists(st.integers(0, documents - 1))
    packed, others = (data.draw(st.lists(numbers, max_size=3)) for _ in range(2))
    with patch.object(document_sets, "_BLOCK", block):
        sets = DocumentSets(documents)
        rows = [sets.pack(np.array(each, dtype=np.intp)) for each in packed]
        found = sets.union(rows, [np.array(each, dtype=np.intp) for each in others])
    assert {number for each in (*packed, *others) for number in each} == set(_listed(found))


@given(st.integers(1, 70_000), st.data())
def test_a_set_takes_no_more_bytes_than_there_are_bits(documents: int, data: st.DataObject) -> None:
    """Of a few documents it takes a byte for each, and one for 256 of the segment; these are told in their order."""
    few = data.draw(st.sets(st.integers(0, documents - 1), max_size=20))
    sets = DocumentSets(documents)
    packed, all_of_them = sets.pack(np.array(sorted(few, reverse=True), dtype=np.intp)), sets.pack(np.arange(documents))
    assert min(-(-documents // 8), len(few) - (-documents // 256)) == len(packed)
    assert sorted(few) == _listed(sets.union([packed]))
    assert -(-documents // 8) == len(all_of_them)
    assert list(range(documents)) == _listed(sets.union([packed, all_of_them]))


def test_a_list_cannot_have_256_documents_of_256() -> None:
    """Their number is no byte: 2,000 are kept as a list unless so many stand together."""
    sets = DocumentSets(100_000)
    apart, together = (sets.pack(np.arange(0, 2_000 * step, step)) for step in (50, 1))
    assert [2_391, 12_500] == [len(apart), len(together)]
    assert list(range(0, 100_000, 50)) == _listed(sets.union([apart]))
    assert list(range(2_000)) == _listed(sets.union([together]))
