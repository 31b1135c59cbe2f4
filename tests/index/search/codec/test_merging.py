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


def _arrays(postings: Postings) -> dict[str, Array]:
    """Documents as they are read: they may be kept in halves where none happens to be in the second."""
    arrays = {name: array for name, array in postings.arrays().items() if not name.startswith("docs")}
    return arrays | {"docs": postings.docs[:]}
