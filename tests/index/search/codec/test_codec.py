"""Stock Whoosh on our codec behaves as stock Whoosh on its own."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.codec import ArrayCodec, container
from index.search.codec.segment import SegmentArrays
from index.search.whoosh import query as query_classes
from index.search.whoosh import whoosh3
from tests.index.search.codec.corpora import CORPORA, LEAVES, RANKED, Document, built, found

NEEDED = ("block", "letters", "sizes", "occurrences", "docs", "counts_at", "counts_large")
CORPUS: list[list[Document]] = [
    [{"body": "alpha beta alpha", "number": 3, "rank": 1, "tag": "z", "title": "delta"}],
    [{"body": "beta", "number": -4}, {"body": "gamma über", "number": 9, "rank": 7}],
]


@contextmanager
def both(corpus: Sequence[Sequence[Document]], deleted: Sequence[int] = ()) -> Iterator[tuple[Any, Any]]:
    """A searcher on Whoosh's codec and one on ours."""
    with tempfile.TemporaryDirectory() as folder:
        indexes = [
            built(Path(folder, name), corpus, codec, deleted)
            for name, codec in (("stock", whoosh3.W3Codec()), ("ours", ArrayCodec()))
        ]
        with indexes[0].searcher() as stock, indexes[1].searcher() as ours:
            yield stock, ours


@settings(max_examples=25, deadline=None)
@given(CORPORA, st.lists(st.one_of(LEAVES, RANKED), min_size=1, max_size=6), st.data())
def test_any_query_finds_and_scores_the_same(corpus: list[list[Document]], queries: list[Any], data: Any) -> None:
    """The same documents, with the same scores, whatever has been deleted.

    Not for `AndNot` and the like, whose matchers in Whoosh 2.7.4 raise IndexError on Whoosh's own codec.
    """
    size = sum(map(len, corpus))
    deleted = data.draw(st.lists(st.integers(0, size - 1), max_size=3, unique=True))
    with both(corpus, deleted) as (stock, ours):
        for query in queries:
            wanted, there = found(stock, query), found(ours, query)
            assert [doc for doc, _ in wanted] == [doc for doc, _ in there]
            assert pytest.approx([score for _, score in wanted]) == [score for _, score in there]
            ranked = [
                [(hit.docnum, round(hit.score, 9)) for hit in searcher.search(query, limit=5)]
                for searcher in (stock, ours)
            ]
            assert [score for _, score in ranked[0]] == [score for _, score in ranked[1]]


def test_a_boosted_term_finds_the_best_hit_of_a_later_segment() -> None:
    """Found by the test above: five weaker hits in the first segment hid the best one in the second."""
    corpus: list[list[Document]] = [[{"body": "alpha"} for _ in range(6)], [{"body": "alpha alpha"}]]
    boosted = query_classes.Term("body", "alpha", boost=2.5)
    with both(corpus) as (stock, ours):
        wanted, there = ([hit.docnum for hit in s.search(boosted, limit=5)] for s in (stock, ours))
        assert 6 == wanted[0] == there[0]


@settings(max_examples=25, deadline=None)
@given(CORPORA)
def test_terms_columns_and_stored_fields_are_the_same(corpus: list[list[Document]]) -> None:
    """What a reader says of terms, lengths, columns and documents."""
    with both(corpus) as (stock, ours):
        wanted, there = stock.reader(), ours.reader()
        assert list(wanted.all_terms()) == list(there.all_terms())
        assert list(wanted.all_stored_fields()) == list(there.all_stored_fields())
        for field, term in wanted.all_terms():
            one, other = wanted.term_info(field, term), there.term_info(field, term)
            assert (one.weight(), one.doc_frequency()) == (other.weight(), other.doc_frequency())
            assert (one.max_weight(), one.min_length()) == (other.max_weight(), other.min_length())
        for field in ("body", "title", "tag"):
            assert wanted.field_length(field) == there.field_length(field)
        for field in ("number", "rank", "tag"):
            if wanted.has_column(field):
                assert list(wanted.column_reader(field)) == list(there.column_reader(field))


@settings(max_examples=15, deadline=None)
@given(CORPORA)
def test_whoosh_can_merge_our_segments(corpus: list[list[Document]]) -> None:
    """Optimizing leaves one segment with the same documents, terms and positions."""
    with tempfile.TemporaryDirectory() as folder:
        made = built(Path(folder, "ours"), corpus, ArrayCodec(), deleted=[0])
        with made.searcher() as searcher:
            before = [searcher.stored_fields(number) for number in searcher.reader().all_doc_ids()]
        made.writer(codec=ArrayCodec()).commit(optimize=True)
        with made.searcher() as searcher:
            assert 1 >= len(searcher.leaf_searchers())
            assert before == [searcher.stored_fields(number) for number in searcher.reader().all_doc_ids()]
            words = Counter(word for fields in before for word in fields["body"].split())
            lexicon = [term.decode() for term in searcher.reader().lexicon("body")]
            assert words == {word: searcher.reader().frequency("body", word) for word in lexicon}


def test_a_segment_is_one_file_without_a_pickle(tmp_path: Path) -> None:
    """Beside the table of contents, which is Whoosh's."""
    built(tmp_path / "index", CORPUS, ArrayCodec())
    segments = list((tmp_path / "index").glob("*.seg"))
    assert 2 == len(segments)
    assert {b"arrays01"} == {path.read_bytes()[:8] for path in segments}
    assert {".seg", ".toc", ""} == {path.suffix for path in (tmp_path / "index").iterdir()}


def test_a_segment_that_lacks_an_array_is_no_segment(tmp_path: Path) -> None:
    """Whichever it is of those that its postings need."""
    built(tmp_path / "index", CORPUS, ArrayCodec())
    path = next((tmp_path / "index").glob("*.seg"))
    arrays, about = container.read(path)
    needed = [name for name in arrays if name.startswith("postings/body/") and name.rpartition("/")[2] in NEEDED]
    assert needed
    for number, name in enumerate(needed):
        other = tmp_path / f"{number}.seg"
        container.write(other, {each: array for each, array in arrays.items() if each != name}, about)
        with pytest.raises(container.Malformed):
            SegmentArrays.read(other)


def test_a_cancelled_writer_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    """And the next one goes on from there."""
    made = built(tmp_path / "index", CORPUS, ArrayCodec())
    writer = made.writer(codec=ArrayCodec())
    writer.add_document(body="new")
    writer.cancel()
    with made.searcher() as searcher:
        assert 3 == searcher.doc_count()
    made.writer(codec=ArrayCodec()).commit(merge=False)
    assert 2 == len(list((tmp_path / "index").glob("*.seg")))
