"""Columns of segments, and counts over them."""

from __future__ import annotations

import numpy as np

from index.results import FacetCount
from index.search import schema
from index.search.columns import Columns, Values
from index.search.facets import FACETS, Facets


def _values(having: dict[str, list[int]]) -> Values:
    """Values of a field, given by the documents that have them."""
    names = sorted(having)
    docs = np.array([doc for name in names for doc in having[name]], dtype=np.int64)
    codes = np.array([code for code, name in enumerate(names) for _ in having[name]], dtype=np.int64)
    return Values(tuple(names), docs, codes)


def _columns(numbers: list[int], moments: list[int], **values: dict[str, list[int]]) -> Columns:
    given = {field: _values(having) for field, having in values.items()}
    return Columns(np.array(numbers), np.array(moments), dict.fromkeys(schema.FACETS, _values({})) | given)


FIRST = _columns([7, 3], [201900000000, 0], language={"de": [0], "en": [1]})
SECOND = _columns([5, 4, 9], [0, 202001010000, 201906000000], language={"fr": [2], "de": [0, 1]})
HITS = [np.array([True, False]), np.array([False, True, True])]


def test_a_value_has_its_documents() -> None:
    """And a value that no document has has none."""
    values = SECOND.values[schema.LANGUAGE]
    assert [True, True, False] == values.having("de", SECOND.size).tolist()
    assert not values.having("it", SECOND.size).any()


def test_documents_are_ordered_by_date_and_number() -> None:
    """Newest first, a year after its months; undated last, in the order of the articles' numbers."""
    columns = _columns([7, 3, 5, 4, 9], [201900000000, 0, 0, 202001010000, 201906000000])
    assert [4, 9, 7, 3, 5] == columns.numbers[columns.newest].tolist()
    assert ("2019", "2020") == columns.years.names


def test_values_are_counted_over_the_hits_of_all_segments() -> None:
    """The most frequent first, then in the order of values; those that no hit has are left out."""
    counted = Facets([FIRST, SECOND], lambda: HITS)
    assert (FacetCount("de", "de", 2), FacetCount("fr", "fr", 1)) == counted["language"]
    assert (FacetCount("2019", "2019", 2), FacetCount("2020", "2020", 1)) == counted["year"]
    assert () == counted["company"]


def test_a_group_has_the_articles_of_the_company_on_top() -> None:
    """Each once, also where they name another company of the group, or the group is known from elsewhere only."""
    columns = _columns([1, 2, 3], [0, 0, 0], company={"audi": [0], "vw": [0, 1], "bmw": [2]}, group={"vw": [0]})
    assert [True, True, False] == columns.with_tops({"vw"}).values[schema.GROUP].having("vw", 3).tolist()
    elsewhere = _columns([1], [0], company={"vw": [0]}).with_tops({"vw", "bmw"})
    assert (FacetCount("vw", "vw", 1),) == Facets([elsewhere], lambda: [np.array([True])])["group"]


def test_no_segments_make_empty_facets() -> None:
    """An index without articles."""
    assert dict.fromkeys(FACETS, ()) == Facets([], list)
