"""Several segments as one, without what has been deleted."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.container import Array, narrow
from index.search.codec.postings import Postings, sort_terms
from index.search.codec.segment import LENGTHS, SegmentArrays

Part = tuple[SegmentArrays, Array]
"""A segment, and for each of its documents whether it is left."""


def merged(parts: Sequence[Part], widths: dict[str, int]) -> SegmentArrays:
    """One segment of the documents that are left, in their order.

    Args:
        parts: One or more segments, without stored fields and without values that only a format understands.
        widths: The bytes of a number, for each column; missing ones at a column's end are zeros.

    Raises:
        ValueError: A segment has something that cannot be merged here.
    """
    kept = [left for _, left in parts]
    fields = sorted({field for arrays, _ in parts for field in arrays.postings})
    scored = sorted({field for arrays, _ in parts for field in arrays.lengths})
    if any(set(arrays.columns) - set(widths) for arrays, _ in parts):
        raise ValueError("a column of unknown width")
    lengths = {field: np.concatenate([_lengths(arrays, field)[left] for arrays, left in parts]) for field in scored}
    totals = {
        field: sum(arrays.totals.get(field, 0) if left.all() else _total(arrays, field, left) for arrays, left in parts)
        for field in scored
    }
    postings = {field: _merged([arrays.postings.get(field) for arrays, _ in parts], kept) for field in fields}
    return SegmentArrays(
        sum(int(left.sum()) for left in kept),
        {field: found for field, found in postings.items() if len(found)},
        lengths,
        totals,
        {name: np.concatenate([_column(part, name, width) for part in parts]) for name, width in widths.items()},
    )


def _lengths(arrays: SegmentArrays, field: str) -> Array:
    return arrays.lengths.get(field, np.zeros(arrays.documents, dtype=np.uint8))


def _total(arrays: SegmentArrays, field: str, left: Array) -> int:
    """How many terms are left; as near as the length bytes tell, as in Whoosh's own merge."""
    return int(LENGTHS[_lengths(arrays, field)[left]].sum())


def _column(part: Part, name: str, width: int) -> Array:
    arrays, left = part
    whole = np.zeros(arrays.documents * width, dtype=np.uint8)
    stored = arrays.columns.get(name, whole[:0])
    whole[: len(stored)] = stored
    column: Array = whole.reshape(-1, width)[left].reshape(-1)
    return column


def _merged(parts: Sequence[Postings | None], kept: Sequence[Array]) -> Postings:
    """The postings of one field, the terms of which nothing is left without."""
    number: dict[bytes, int] = {}
    ids: list[Array] = []
    docs: list[Array] = []
    counts: list[Array] = []
    weights: list[Array] = []
    positions: list[Array] = []
    base, placed, weighed = 0, False, False
    for postings, left in zip(parts, kept, strict=True):
        if postings is not None:
            if postings.values is not None:
                raise ValueError("values that only their format understands")
            chosen = left[postings.docs]
            whole = slice(0, len(postings.docs))
            each = np.ones(whole.stop, np.int64) if postings.counts is None else postings.counts.astype(np.int64)
            table = np.array([number.setdefault(term, len(number)) for term in postings.terms()], dtype=np.int64)
            ids.append(table[postings.numbers()[chosen]])
            docs.append((np.cumsum(left) - 1 + base)[postings.docs[chosen]])
            counts.append(each[chosen])
            weights.append(postings.weight(whole)[chosen])
            weighed |= postings.weights is not None
            if postings.positions is not None:
                placed = True
                positions.append(postings.positions[np.repeat(chosen, each)].astype(np.int64))
        base += int(left.sum())
    return _sorted(
        list(number),
        np.concatenate(ids),
        np.concatenate(docs),
        np.concatenate(counts),
        weights=np.concatenate(weights) if weighed else None,
        positions=np.concatenate(positions) if placed else None,
    )


def _sorted(
    names: list[bytes], ids: Array, docs: Array, counts: Array, *, weights: Array | None, positions: Array | None
) -> Postings:
    """Postings in the order of their terms; those of one term are in the order of documents already."""
    used = np.unique(ids)
    content, ends, place = sort_terms([names[number] for number in used.tolist()])
    rank = place[np.searchsorted(used, ids)]
    order = np.argsort(rank, kind="stable")
    starts, counts = (np.cumsum(counts) - counts)[order], counts[order]
    stops = np.cumsum(np.bincount(rank, minlength=len(used)))
    places = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
    return Postings(
        content,
        ends,
        narrow(stops),
        narrow(docs[order]),
        counts=narrow(counts) if len(counts) and counts.max() > 1 else None,
        weights=None if weights is None else weights[order].astype(np.float32),
        positions=None if positions is None else narrow(positions[places]),
        place_stops=None if positions is None else narrow(np.r_[0, np.cumsum(counts)][stops]),
    )
