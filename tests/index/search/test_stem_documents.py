"""The documents of some stems are those of each of them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.search.codec import container, docs
from index.search.codec.postings import Postings, from_occurrences
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

FIELD = st.dictionaries(
    st.sampled_from([f"{language}:{stem}" for language in ("de", "en") for stem in "abcdefgh"]),
    st.sets(st.integers(0, 7), min_size=1),
    min_size=1,
)
"""The documents of each term of a field."""


def _postings(field: dict[str, set[int]]) -> Postings:
    ids = [number for number, term in enumerate(field) for _ in field[term]]
    numbers = [doc for found in field.values() for doc in found]
    return from_occurrences([term.encode() for term in field], np.array(ids), np.array(numbers))


def _mapped(every: list[Postings], folder: Path) -> list[Postings]:
    """The same from one file."""
    named = [each.arrays() for each in every]
    path = folder / "arrays"
    container.write(
        path, {f"{nth}/{name}": each for nth, some in enumerate(named) for name, each in some.items()}, None
    )
    arrays, _ = container.read(path)
    return [Postings.of({name: arrays[f"{nth}/{name}"] for name in some}) for nth, some in enumerate(named)]


@given(FIELD, FIELD, st.sampled_from((4, 2**16)), st.booleans(), st.data())
def test_the_documents_of_stems_are_found_in_both_fields(
    body: dict[str, set[int]], title: dict[str, set[int]], half: int, mapped: bool, data: st.DataObject
) -> None:
    """One that has several of them as often; whether a segment has one half or two, in memory or in a file."""
    with patch.multiple(docs, HALF=half, MOST=2 * half), TemporaryDirectory() as folder:
        every = [_postings(each) for each in (body, title)]
        fields = [FieldStems(each) for each in (_mapped(every, Path(folder)) if mapped else every)]
        stems = [sorted(term for term in each if term.startswith("de:")) for each in (body, title)]
        wanted = [data.draw(st.lists(st.sampled_from(each), unique=True)) if each else [] for each in stems]
        firsts = (0, len(stems[0]))
        numbers = [
            first + each.index(stem)
            for first, each, some in zip(firsts, stems, wanted, strict=True)
            for stem in data.draw(st.permutations(some))
        ]
        found = StemDocuments(fields).of(np.array(numbers, dtype=np.uint32))
    given_ = zip((body, title), wanted, strict=True)
    assert sorted(doc for field, some in given_ for stem in some for doc in field[stem]) == sorted(found.tolist())
