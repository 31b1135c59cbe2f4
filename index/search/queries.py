"""The Whoosh query that Whoosh lacks: any of many terms, at one score.

Whoosh's own prefix, wildcard and range queries build a tree with a matcher for each term; at 10,000 articles that
takes seconds for one letter.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import matching, query


class AnyTerm(query.MultiTerm):  # type: ignore[misc]  # Whoosh is untyped
    """Articles with any of these terms in a field, all at the same score."""

    constantscore = True

    def __init__(self, fieldname: str, terms: Sequence[bytes], score: float = 0.0) -> None:
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
        if not found:
            return matching.NullMatcher()
        ids = array("I", sorted(found))
        return matching.ListMatcher(ids, weights=array("d", [self.boost]) * len(ids))


def unscored(child: Any) -> Any:
    """Articles that another query finds, without its scores."""
    return query.ConstantScoreQuery(child, score=_LEAST)


_LEAST = 1e-9  # Whoosh takes 0 for "no score given", which is 1
