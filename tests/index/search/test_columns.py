"""Columns of several segments, and counts over them."""

from __future__ import annotations

import numpy as np

from index.results import FacetCount
from index.search import facets, schema
from index.search.columns import Columns, Values, joined


def _columns(numbers: list[int], moments: list[int], languages: dict[str, list[int]]) -> Columns:
    """Columns with one field that has values, given by the documents that have them."""
    names = sorted(languages)
    docs = np.array([doc for name in names for doc in languages[name]], dtype=np.int64)
    codes = np.array([code for code, name in enumerate(names) for _ in languages[name]], dtype=np.int64)
    empty = Values((), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    values = dict.fromkeys(schema.FACETS, empty) | {schema.LANGUAGE: Values(tuple(names), docs, codes)}
    return Columns(np.array(numbers), np.array(moments), values)


FIRST = _columns([7, 3], [201900000000, 0], {"de": [0], "en": [1]})
SECOND = _columns([5, 4, 9], [0, 202001010000, 201906000000], {"fr": [2], "de": [0, 1]})


def test_segments_are_joined_in_their_order() -> None:
    """Document numbers go on from segment to segment; a value has one code in all of them."""
    both = joined([FIRST, SECOND])
    assert [7, 3, 5, 4, 9] == both.numbers.tolist()
    values = both.values[schema.LANGUAGE]
    assert ("de", "en", "fr") == values.names
    assert [True, False, True, True, False] == values.having("de", both.size).tolist()
    assert [False, False, False, False, True] == values.having("fr", both.size).tolist()
    assert not values.having("it", both.size).any()


def test_documents_rank_by_date_and_number() -> None:
    """Newest first, a year after its months; undated last, in the order of the articles' numbers."""
    both = joined([FIRST, SECOND])
    assert [4, 9, 7, 3, 5] == both.numbers[np.argsort(both.rank)].tolist()
    assert [2019, 0, 0, 2020, 2019] == both.years.tolist()


def test_values_are_counted_over_hits() -> None:
    """The most frequent first, then in the order of values; those that no hit has are left out."""
    counted = facets.count(joined([FIRST, SECOND]), np.array([0, 3, 4]))
    assert (FacetCount("de", "de", 2), FacetCount("fr", "fr", 1)) == counted["language"]
    assert (FacetCount("2019", "2019", 2), FacetCount("2020", "2020", 1)) == counted["year"]
    assert () == counted["company"]


def test_no_segments_make_empty_columns() -> None:
    """An index without articles."""
    nothing = joined([])
    assert 0 == nothing.size
    assert {()} == set(facets.count(nothing, np.empty(0, dtype=np.int64)).values())
