"""Queries that Whoosh lacks, or answers in a way that dealwire cannot use."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from index.search.whoosh import matching, query

LEAST = 1e-9
"""The score of what says nothing about relevance: Whoosh takes 0 for "no score given", which is 1."""


class AnyOf(query.Or):  # type: ignore[misc]  # Whoosh is untyped
    """Articles that any of the queries finds.

    Whoosh's own OR works in another way below 5,001 articles, and loses those that score nothing there.
    """

    matcher_type = query.Or.DEFAULT_MATCHER


class NoneOf(query.Not):  # type: ignore[misc]
    """Articles that a query does not find.

    Whoosh's own NOT steps past articles when it is nested, and lets deleted ones through.
    """

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002
        """The articles of one segment that are left."""
        reader = searcher.reader()
        found = set(self.query.matcher(searcher, searcher.boolean_context()).all_ids())
        return _listed(array("I", (number for number in reader.all_doc_ids() if number not in found)), LEAST)


class AnyTerm(query.MultiTerm):  # type: ignore[misc]
    """Articles with any of these terms in a field, all at the same score.

    Whoosh's own prefix and pattern queries build a tree with a matcher for each term: seconds for one letter.
    """

    constantscore = True

    def __init__(self, fieldname: str, terms: Sequence[bytes], score: float = LEAST) -> None:
        self.fieldname = fieldname
        self.text = ""
        self.boost = score
        self._terms = terms

    def field(self) -> str:
        """The field's name."""
        return self.fieldname

    def _btexts(self, ixreader: Any) -> Iterator[bytes]:
        return (term for term in self._terms if (self.fieldname, term) in ixreader)

    def estimate_size(self, ixreader: Any) -> int:
        """At most as many articles as there are; the true number costs as much as the search."""
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Any, context: Any = None) -> Any:  # noqa: ARG002
        """The articles of one segment, read from the postings of all terms at once."""
        reader = searcher.reader()
        found: set[int] = set()
        for term in self._btexts(reader):
            found.update(reader.postings(self.fieldname, term).all_ids())
        return _listed(array("I", sorted(found)), self.boost)


def _listed(ids: array[int], score: float) -> Any:
    """A matcher of these documents; Whoosh's own trips over an empty list."""
    return matching.ListMatcher(ids, weights=array("d", [score]) * len(ids)) if ids else matching.NullMatcher()


def unscored(child: Any) -> Any:
    """Articles that another query finds, without its scores."""
    return query.ConstantScoreQuery(child, score=LEAST)
