"""Segments put together are the segment that would have been made of all their documents."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from index.results import ArchivedArticle
from index.search import schema
from index.search.batch import Batch
from index.search.codec import merged_field, merging, ordering
from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.codec.segment import SegmentArrays
from tests.index.search.test_oracle import random_article

_MANY = 100
"""More documents than there are."""


def _made(articles: list[ArchivedArticle]) -> SegmentArrays:
    batch = Batch()
    for each in articles:
        batch.add(each)
    return batch.arrays()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.booleans(), min_size=1, max_size=6), min_size=1, max_size=5),
    st.integers(0, 99),
    st.sampled_from((3, 50, 10**6)),
)
def test_merged_segments_are_one_made_at_once(commits: list[list[bool]], seed: int, together: int) -> None:
    """Array for array, in stretches of any length, without what was deleted; totals as near as length bytes tell."""
    random = Random(seed)
    articles = [[random_article(number, random) for number, _ in enumerate(kept)] for kept in commits]
    parts = [(_made(each), np.array(kept)) for each, kept in zip(articles, commits, strict=True)]
    left = [
        each
        for some, kept in zip(articles, commits, strict=True)
        for each, keep in zip(some, kept, strict=True)
        if keep
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(merged_field, "_TOGETHER", together),
        patch.object(ordering, "_STRETCH", together),
    ):
        path = Path(folder, "merged.seg")
        assert len(left) == merging.merge(path, parts, schema.WIDTHS)
        found, expected = SegmentArrays.read(path), _made(left)
    assert len(left) == found.documents
    assert {field: array.tolist() for field, array in expected.lengths.items()} == {
        field: array.tolist() for field, array in found.lengths.items() if left
    }
    assert {name: array.tobytes() for name, array in expected.columns.items()} == {
        name: array.tobytes() for name, array in found.columns.items()
    }
    wanted = {field: _arrays(postings) for field, postings in expected.postings.items()}
    there = {field: _arrays(postings) for field, postings in found.postings.items()}
    assert {(field, name): array.tolist() for field, arrays in wanted.items() for name, array in arrays.items()} == {
        (field, name): array.tolist() for field, arrays in there.items() for name, array in arrays.items()
    }
    if all(map(all, commits)):
        assert dict(expected.totals) == dict(found.totals)


def test_common_terms_have_rows_after_a_merge(tmp_path: Path) -> None:
    """Those terms that have them in a segment made at once."""
    random = Random(1)
    articles = [random_article(number, random) for number in range(8)]
    parts = [(_made(each), np.ones(4, dtype=np.bool_)) for each in (articles[:4], articles[4:])]
    merging.merge(tmp_path / "merged.seg", parts, schema.WIDTHS)
    found, expected = SegmentArrays.read(tmp_path / "merged.seg"), _made(articles)
    for field in (schema.BODY, schema.EXACT[schema.BODY]):
        rows, wanted = found.postings[field].rows, expected.postings[field].rows
        assert rows is not None
        assert wanted is not None
        assert wanted.terms.tolist() == rows.terms.tolist()


def _arrays(postings: Postings) -> dict[str, Array]:
    """Documents as they are read: they may be kept in halves where none happens to be in the second.

    Rows say what the postings do, which is looked at here; of how many documents they are is not known as well.
    """
    if postings.rows is not None:
        for number in postings.rows.terms.tolist():
            span = postings.span(number)
            row = postings.rows.row(number, _MANY)
            assert postings.docs[span].tolist() == row.nonzero()[0].tolist()
            assert postings.weight(span).tolist() == row[row > 0].tolist()
    arrays = {name: array for name, array in postings.arrays().items() if not name.startswith(("docs", "rows"))}
    return arrays | {"docs": postings.docs[:]}
