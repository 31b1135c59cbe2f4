"""Queries of several terms, as slices of a field's postings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from index.search.codec.container import Array
from index.search.codec.leaves import Leaf, Leaves, Piece, Run
from index.search.codec.marked import Marked
from index.search.codec.postings import Postings
from index.search.whoosh import query


class Slices(query.MultiTerm):  # type: ignore[misc]  # Whoosh is untyped
    """A query of several terms that can say which slices of a field's postings it means; always at one score."""

    boost: float

    def spans(self, postings: Postings) -> Sequence[slice]:
        """The slices; they are asked for more than once."""
        raise NotImplementedError

    def documents(self, postings: Postings) -> Array | Marked | None:  # noqa: ARG002  (for those that know)
        """Their documents, in no order, some perhaps twice, where they have been worked out before; None where not."""
        return None


def mark(leaves: Leaves, wanted: Any, there: Array) -> list[Run]:
    """Marks the documents with any of several terms, and returns the terms of segments that have a single one of them.

    Whoosh scores a single term as a term, and forgets the boost. Not so with `Slices`.

    Args:
        leaves: All of the index.
        wanted: A query of several terms.
        there: For each document of the index whether it is marked.
    """
    single: list[Run] = []
    for leaf in leaves.each:
        postings = leaf.arrays.postings.get(wanted.field())
        if postings is None:
            continue
        here = there[leaf.base : leaf.base + leaf.arrays.documents]
        known = wanted.documents(postings) if isinstance(wanted, Slices) else None
        if isinstance(known, Marked):
            here |= known.there
            continue
        if known is not None:
            here[known] = True
            continue
        spans = _spans(leaves, leaf, postings, wanted)
        if len(spans) == 1 and not isinstance(wanted, Slices):
            number = int(np.searchsorted(postings.stops, spans[0].start, side="right"))
            if postings.span(number) == spans[0]:
                single.append(Run(leaf, wanted.field(), postings, number, postings.term(number)))
                continue
        for span in spans:
            postings.mark(span, here)
    return single


def pieces(leaves: Leaves, wanted: Slices) -> list[Piece]:
    """The documents with any of several terms, some of them more than once."""
    found: list[Piece] = []
    for leaf in leaves.each:
        postings = leaf.arrays.postings.get(wanted.field())
        known = None if postings is None else wanted.documents(postings)
        if known is not None:
            found += [Piece(leaf, known, slice(0, len(known)))] if len(known) else []
        elif postings is not None:
            found += [Piece(leaf, postings.docs, span) for span in wanted.spans(postings)]
    return found


def _spans(leaves: Leaves, leaf: Leaf, postings: Postings, wanted: Any) -> Sequence[slice]:
    """Which postings of a segment's field a query of several terms means."""
    if isinstance(wanted, Slices):
        return wanted.spans(postings)
    if isinstance(wanted, query.Prefix):
        places = postings.beginning(leaves.term(wanted.field(), wanted.text) or b"")
        return [postings.span(places.start, places.stop)] if places.start < places.stop else []
    terms = (leaves.term(wanted.field(), text) for text in wanted._btexts(leaf.searcher.reader()))
    numbers = (postings.find(term) for term in terms if term is not None)
    return [postings.span(number) for number in numbers if number is not None]
