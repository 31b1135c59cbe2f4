"""Several segments as one, without what has been deleted, written a piece at a time.

A field's terms are put in one order first; then its postings are merged by stretches of terms, each of which is one
slice of every segment. So 50,000 articles take as little memory as a million postings do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from index.search.codec.container import Array, Writer, forget
from index.search.codec.merged_field import MergedField
from index.search.codec.segment import LENGTHS, SegmentArrays

Part = tuple[SegmentArrays, Array]
"""A segment, and for each of its documents whether it is left."""


class Stopped(Exception):
    """The merge was given up."""


def merge(
    path: Path, parts: Sequence[Part], widths: Mapping[str, int], go_on: Callable[[], bool] = lambda: True
) -> int:
    """Writes one segment of the documents that are left, in their order, and waits until it is on the disk.

    Args:
        path: Where to; it must not exist.
        parts: One or more segments, without stored fields and without values that only a format understands.
        widths: The bytes of a number, for each column; missing ones at a column's end are zeros.
        go_on: Asked now and then; False gives the merge up.

    Returns:
        How many documents it has.

    Raises:
        OSError: It cannot be written.
        ValueError: A segment has something that cannot be merged here.
        Stopped: It was given up.
    """
    if any(set(arrays.columns) - set(widths) for arrays, _ in parts):
        raise ValueError("a column of unknown width")
    fields = _fields(parts)
    small, totals = _by_document(parts, widths)
    sizes = {name: (array.dtype, len(array)) for name, array in small.items()}
    for name, field in fields.items():
        sizes |= {f"postings/{name}/{part}": size for part, size in field.sizes().items()}
    documents = sum(int(left.sum()) for _, left in parts)
    with Writer(path, sizes) as writer:
        for name, array in small.items():
            writer.append(name, array)
        for name, field in fields.items():
            for piece in field.pieces():
                if not go_on():
                    raise Stopped
                for part, array in piece.items():
                    writer.append(f"postings/{name}/{part}", array)
                for source in field.sources:
                    forget(source.postings.block)
            for source in field.sources:
                source.postings.release()
        writer.finish({"documents": documents, "totals": totals})
    return documents


def _fields(parts: Sequence[Part]) -> dict[str, MergedField]:
    """The fields of which something is left, by name."""
    fields = {}
    for name in sorted({field for arrays, _ in parts for field in arrays.postings}):
        field = MergedField.of([(arrays.postings.get(name), left) for arrays, left in parts])
        for source in field.sources:
            source.postings.release()
        if len(field):
            fields[name] = field
    return fields


def _by_document(parts: Sequence[Part], widths: Mapping[str, int]) -> tuple[dict[str, Array], dict[str, int]]:
    """Lengths and columns, by their names in the file, and how many terms the fields have."""
    scored = sorted({field for arrays, _ in parts for field in arrays.lengths})
    arrays = {
        f"length/{field}": np.concatenate([_lengths(each, field)[left] for each, left in parts]) for field in scored
    }
    for name, width in widths.items():
        arrays[f"column/{name}"] = np.concatenate([_column(part, name, width) for part in parts])
    totals = {
        field: sum(each.totals.get(field, 0) if left.all() else _total(each, field, left) for each, left in parts)
        for field in scored
    }
    return arrays, totals


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
