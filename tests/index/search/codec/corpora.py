"""Random corpora and queries for stock Whoosh, with every kind of field, and indexes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from index.search.codec.domain import Found
from index.search.whoosh import FileStorage, analysis, columns, fields, query

WORDS = ("alpha", "alpine", "beta", "bet", "gamma", "gamut", "delta", "deal", "über", "z")

Document = dict[str, Any]


def schema() -> Any:
    """Text with and without positions, keywords, numbers, columns and stored fields."""
    plain = analysis.SpaceSeparatedTokenizer()
    return fields.Schema(
        body=fields.TEXT(analyzer=plain, stored=True),
        title=fields.TEXT(analyzer=plain, phrase=False, field_boost=2.0),
        chars=fields.TEXT(analyzer=plain, chars=True),
        tag=fields.KEYWORD(sortable=True),
        number=fields.NUMERIC(int, sortable=True, stored=True),
        rank=fields.COLUMN(columns.NumericColumn("i")),
    )


def _text(least: int, most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=least, max_size=most).map(" ".join)


DOCUMENTS: st.SearchStrategy[Document] = st.fixed_dictionaries(
    {"body": _text(1, 12), "number": st.integers(-50, 50), "rank": st.integers(0, 9)},
    optional={"title": _text(1, 3), "tag": _text(1, 2), "chars": _text(1, 3)},
)
CORPORA = st.lists(st.lists(DOCUMENTS, min_size=1, max_size=8), min_size=1, max_size=4)
"""Documents by commit."""

_FIELDS = st.sampled_from(["body", "body", "title", "chars", "tag"])
_WORDS = st.sampled_from([*WORDS, "none"])
_PLAIN = st.builds(query.Term, _FIELDS, _WORDS, boost=st.sampled_from([1.0, 1.0, 2.5]))
LEAVES = st.one_of(
    _PLAIN,
    _PLAIN,
    st.builds(
        query.Phrase,
        st.sampled_from(["body", "chars"]),
        st.lists(_WORDS, min_size=2, max_size=3),
        slop=st.integers(1, 3),
    ),
    st.builds(query.Prefix, _FIELDS, st.sampled_from(["a", "al", "be", "ga", "ü", "x"])),
    st.builds(query.Wildcard, _FIELDS, st.sampled_from(["*a", "be*", "g?m*", "*l*", "z"])),
    st.builds(query.FuzzyTerm, _FIELDS, _WORDS, maxdist=st.integers(1, 2), prefixlength=st.integers(0, 1)),
    st.builds(query.TermRange, _FIELDS, st.sampled_from(["a", "b", "bet"]), st.sampled_from(["beta", "gamma", "zz"])),
    st.builds(query.NumericRange, st.just("number"), st.integers(-60, 0), st.integers(0, 60)),
    st.just(query.Every()),
    st.just(query.Every("tag")),
)


def _combined(parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(parts, min_size=2, max_size=3)
    return st.one_of(
        several.map(query.And),
        several.map(query.Or),
        several.map(query.DisjunctionMax),
        st.builds(query.AndNot, parts, parts),
        st.builds(query.AndMaybe, parts, parts),
        st.builds(query.Require, parts, parts),
        st.tuples(parts, parts).map(lambda pair: query.And([pair[0], query.Not(pair[1])])),
        parts.map(lambda part: query.ConstantScoreQuery(part, 1.5)),
    )


QUERIES = st.recursive(LEAVES, _combined, max_leaves=5)
RANKED = st.one_of(
    _PLAIN,
    st.lists(_PLAIN, min_size=2, max_size=3).map(query.And),
    st.lists(_PLAIN, min_size=2, max_size=3).map(query.Or),
)
"""Terms, AND and OR of them."""


def built(folder: Path, corpus: Sequence[Sequence[Document]], codec: Any, deleted: Sequence[int] = ()) -> Any:
    """An index of a corpus, one segment for each commit, from which documents are deleted at the end."""
    folder.mkdir()
    made = FileStorage(str(folder)).create_index(schema())
    for commit in corpus:
        writer = made.writer(codec=codec)
        for document in commit:
            writer.add_document(**document)
        writer.commit(merge=False)
    if deleted:
        writer = made.writer(codec=codec)
        for number in deleted:
            writer.delete_document(number)
        writer.commit(merge=False)
    return made


def members(searcher: Any, wanted: Any) -> set[int]:  # noqa: PLR0911  (one line for each class of queries)
    """The documents that a query means: leaves as Whoosh finds them, put together as sets.

    Whoosh's own matchers raise for a nested `AndNot` and find nothing for a nested `Require`.
    """
    match wanted:
        case query.Not():
            return set(searcher.reader().all_doc_ids()) - members(searcher, wanted.query)
        case query.And() | query.Require():
            return set.intersection(*(members(searcher, child) for child in wanted.subqueries))
        case query.Or() | query.DisjunctionMax():
            return set.union(*(members(searcher, child) for child in wanted.subqueries))
        case query.AndNot():
            return members(searcher, wanted.a) - members(searcher, wanted.b)
        case query.AndMaybe():
            return members(searcher, wanted.a)
        case query.ConstantScoreQuery():
            return members(searcher, wanted.child)
        case _:
            return {number for number, _ in found(searcher, wanted)}


def found(searcher: Any, wanted: Any) -> list[tuple[int, float]]:
    """All documents that a query finds and their scores, found one by one, in the order of documents."""
    hits: list[tuple[int, float]] = []
    for leaf, base in searcher.leaf_searchers():
        matcher = wanted.matcher(leaf, leaf.context())
        while matcher.is_active():
            hits.append((base + matcher.id(), matcher.score()))
            matcher.next()
    return hits


def hits(found: Found) -> tuple[list[int], list[Any]]:
    """The documents that are found, ascending, and what is said of each; they are told in any order, each once."""
    docs, said = found.hits
    assert found.total == len(docs) == len(np.unique(docs))
    assert np.sort(docs).tolist() == np.flatnonzero(found.mask).tolist()
    order = np.argsort(docs)
    return docs[order].tolist(), said[order].tolist()
