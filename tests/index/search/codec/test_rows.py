"""A term's row says of each document what its postings say."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import rows
from index.search.codec.container import Array
from index.search.codec.rows import Packing, Rows

COUNTS = st.dictionaries(st.integers(0, 20), st.sampled_from((1, 2, 14, 15, 16, 255, 256, 70_000)), min_size=1)
TERMS = st.lists(COUNTS, min_size=1, max_size=8)
"""Of each term, how often it occurs in which documents."""


def _postings(terms: list[dict[int, int]]) -> tuple[Array, Array, Array]:
    """The documents of all postings, how often the term occurs in them, and where the postings of each term end."""
    pairs = [pair for each in terms for pair in sorted(each.items())]
    stops = np.cumsum([len(each) for each in terms])
    return np.array([doc for doc, _ in pairs]), np.array([count for _, count in pairs]), stops


@given(TERMS, st.integers(0, 3), st.sets(st.integers(0, 20)))
def test_a_row_says_how_often_its_term_occurs_in_each_document(
    terms: list[dict[int, int]], more: int, some: set[int]
) -> None:
    """In all of them, and in some that are asked for; also in those behind the last one that has any of the terms."""
    documents = max(max(each) for each in terms) + 1 + more
    asked = np.array(sorted(doc for doc in some if doc < documents), dtype=np.intp)
    with patch.object(rows, "_LEAST", 1):
        packed = Rows.pack(*_postings(terms))
    common = [number for number, each in enumerate(terms) if len(each) * 3 > documents - more]
    assert common == ([] if packed is None else packed.terms.tolist())
    for number in common:
        assert packed is not None
        expected = [terms[number].get(doc, 0) for doc in range(documents)]
        assert expected == packed.row(number, documents).tolist()
        assert [expected[doc] for doc in asked] == packed.take(number, asked).tolist()


@given(TERMS, st.data())
def test_rows_packed_piece_by_piece_are_those_packed_at_once(terms: list[dict[int, int]], data: st.DataObject) -> None:
    """A piece is the postings of whole terms."""
    numbers, counts, stops = _postings(terms)
    cuts = data.draw(st.lists(st.sampled_from([0, *stops.tolist()]), max_size=4).map(sorted))
    with patch.object(rows, "_LEAST", 1):
        packed = Rows.pack(numbers, counts, stops)
        packing = Packing(stops, int(numbers.max()))
    pieces = zip(np.split(numbers, cuts), np.split(counts, cuts), strict=True)
    found = [packing.add(*piece).arrays("rows") for piece in pieces]
    for name, array in packed.arrays("rows").items() if packed else ():
        assert array.tolist() == np.concatenate([each[name] for each in found if name in each]).tolist()
    assert (len(packed.packed) if packed else 0) == sum(size for _, size in packing.sizes("rows").values())


def test_a_row_takes_half_a_byte_for_a_document() -> None:
    """Counts from 15 on take more; a word that occurs so often in an article is rare."""
    documents = 2**12
    packed = Rows.pack(np.arange(documents), np.full(documents, 14), np.array([documents]))
    assert packed is not None
    assert documents // 2 == len(packed.packed)
    assert 0 == len(packed.large)


def test_large_counts_may_be_far_from_each_other() -> None:
    """A byte does not say how far."""
    terms = [dict.fromkeys(range(700), 1) | {3: 15, 650: 99}, dict.fromkeys(range(600), 2) | {599: 300}]
    with patch.object(rows, "_LEAST", 1):
        packed = Rows.pack(*_postings(terms))
    assert packed is not None
    assert [[15, 99], [300]] == [row[row > 14].tolist() for row in (packed.row(0, 700), packed.row(1, 700))]
    assert [[3, 650], [599]] == [np.flatnonzero(packed.row(number, 700) > 14).tolist() for number in (0, 1)]


def test_small_segments_have_no_rows() -> None:
    """Their postings are as quick."""
    with patch.object(rows, "_LEAST", 5):
        assert Rows.pack(*_postings([dict.fromkeys(range(4), 2)])) is None
        assert Rows.pack(*_postings([dict.fromkeys(range(5), 2)])) is not None


def test_a_term_without_a_row_is_not_told_of() -> None:
    """Nobody gets the numbers of another one."""
    with patch.object(rows, "_LEAST", 1):
        packed = Rows.pack(*_postings([{0: 1}, {0: 2, 1: 3, 2: 1, 3: 1}]))
    assert packed is not None
    assert 1 in packed
    assert 0 not in packed
    with pytest.raises(KeyError):
        packed.row(0, 4)
