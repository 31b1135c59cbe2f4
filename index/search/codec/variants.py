"""A word as it is searched: what it may be written as, in several fields."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from index.search.whoosh import query


class Variants(query.Or):  # type: ignore[misc]  # Whoosh is untyped
    """Any of some terms, each at its own score, or others that are at one score: what an `Or` of them finds.

    Most queries are made of words, so that the queries of their terms are only made when somebody asks for them.

    Args:
        terms: Of each its field, itself and its boost.
        others: A query of several terms at one score; None for none.
    """

    boost, minmatch, scale = 1.0, 0, None

    def __init__(self, terms: Sequence[tuple[str, bytes, float]], others: Any = None) -> None:
        self.terms = terms
        self.others = others

    @cached_property
    def subqueries(self) -> list[Any]:
        """The same as queries."""
        terms = [query.Term(field, text, boost=boost) for field, text, boost in self.terms]
        return terms if self.others is None else [*terms, self.others]

    def normalize(self) -> Any:
        """The same as an `Or`, as short as it can be told."""
        return query.Or(self.subqueries).normalize()

    def apply(self, fn: Any) -> Any:
        """What a function makes of its queries, in one of them."""
        return query.Or(self.subqueries).apply(fn)

    def simplify(self, ixreader: Any) -> Any:
        """The same for one reader, in terms that it has."""
        return query.Or(self.subqueries).simplify(ixreader)
