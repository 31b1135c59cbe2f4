"""The documents of postings come back as they were."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import docs
from index.search.codec.docs import Docs, Packing
from index.search.codec.lengths import Lengths

HALF, MOST = 2**16, 2**17
LARGEST = st.sampled_from((200, HALF - 1, HALF, MOST - 1, MOST))
TERMS = LARGEST.flatmap(
    lambda largest: st.lists(
        st.lists(st.integers(0, largest), min_size=1, max_size=8, unique=True).map(sorted), min_size=1, max_size=9
    )
)
"""The documents of each term."""


@pytest.fixture(autouse=True, scope="module")
def _as_large_as_they_are() -> Iterator[None]:
    """The halves of a segment."""
    with patch.multiple(docs, HALF=HALF, MOST=MOST):
        yield


def _packed(terms: list[list[int]]) -> tuple[Docs, list[int]]:
    ends = np.cumsum([len(each) for each in terms])
    return Docs.pack(np.concatenate(terms), Lengths.until(ends)), [0, *ends.tolist()]


@given(TERMS, st.data())
def test_any_slice_says_what_was_packed(terms: list[list[int]], data: st.DataObject) -> None:
    """Of one term or of several, of parts of terms; and marks those, and no others."""
    packed, _ = _packed(terms)
    whole = [doc for term in terms for doc in term]
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, len(whole)))
    there = np.zeros(MOST + 1, dtype=np.bool_)
    packed.mark(slice(start, stop), there)
    assert len(whole) == len(packed)
    assert whole == packed[:].tolist()
    assert whole[start:stop] == packed[start:stop].tolist()
    assert sorted(set(whole[start:stop])) == np.flatnonzero(there).tolist()


@given(TERMS, st.sets(st.integers(0, MOST)), st.data())
def test_documents_are_found_among_those_of_a_term(terms: list[list[int]], some: set[int], data: st.DataObject) -> None:
    """Which of some documents it has, and where these stand."""
    packed, ends = _packed(terms)
    nth = data.draw(st.integers(0, len(terms) - 1))
    wanted = sorted(some | set(data.draw(st.lists(st.sampled_from(terms[nth])))))
    there, places = packed.standing(slice(ends[nth], ends[nth + 1]), nth, np.array(wanted, dtype=np.intp))
    assert [at for at, doc in enumerate(wanted) if doc in terms[nth]] == there.tolist()
    assert [wanted[at] for at in there] == [packed[place : place + 1].tolist()[0] for place in places.tolist()]


@given(TERMS, st.sets(st.integers(0, 8)), st.integers(1, 20))
def test_the_documents_of_some_terms_are_told_at_once(terms: list[list[int]], some: set[int], together: int) -> None:
    """Each of them once, however many postings are gone through at a time."""
    packed, _ = _packed(terms)
    wanted = sorted(each for each in some if each < len(terms))
    with patch.object(docs, "_TOGETHER", together):
        found = packed.any_of(np.array(wanted, dtype=np.intp))
    assert sorted({doc for nth in wanted for doc in terms[nth]}) == found.tolist()


@given(TERMS, st.data())
def test_pieces_are_packed_as_the_whole(terms: list[list[int]], data: st.DataObject) -> None:
    """A piece has whole terms; the arrays are as long as was said before."""
    packed, ends = _packed(terms)
    cuts = sorted({0, len(terms), *data.draw(st.lists(st.integers(0, len(terms)), max_size=3))})
    packing = Packing(np.array(ends[1:]), max(doc for term in terms for doc in term))
    pieces = [packing.add(np.concatenate(terms[first:last]), "docs") for first, last in pairwise(cuts)]
    wanted = packed.arrays("docs")
    assert packing.sizes("docs") == {name: (each.dtype, len(each)) for name, each in wanted.items()}
    for name, array in wanted.items():
        assert array.tolist() == [number for piece in pieces for number in piece.get(name, [])]


def test_a_document_takes_two_bytes_in_a_large_segment() -> None:
    """And a term one more; in a larger segment still, which only Whoosh's own writer makes, four bytes."""
    sizes = Lengths.until(np.array([200, 400]))
    for largest, taken in ((HALF - 1, 800), (HALF, 802), (MOST - 1, 802), (MOST, 1600)):
        arrays = Docs.pack(np.arange(largest - 399, largest + 1), sizes).arrays("docs")
        assert taken == sum(array.nbytes for array in arrays.values())
