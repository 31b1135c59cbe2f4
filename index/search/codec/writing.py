"""What Whoosh's own writer writes a segment through: document by document, then posting by posting.

Whoosh's writer hands over one posting at a time; whoever has whole articles at once builds `SegmentArrays` themselves,
twenty times as fast.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from io import BytesIO
from typing import Any

import numpy as np

from index.search.codec.container import Array
from index.search.codec.docs import Docs
from index.search.codec.lengths import Lengths
from index.search.codec.positions import Positions
from index.search.codec.postings import Postings, block
from index.search.codec.rows import Rows
from index.search.codec.segment import ArraySegment, SegmentArrays, length_bytes
from index.search.codec.stretches import Stretches
from index.search.codec.twobits import TwoBits
from index.search.whoosh import StructFile, base, formats

STORED, STORED_ENDS = "_stored", "_stored_ends"
"""The columns of stored fields: JSON, and where each document's ends."""


class Draft:
    """A segment while Whoosh writes it."""

    def __init__(self) -> None:
        self.documents = 0
        self.lengths: defaultdict[str, array[int]] = defaultdict(lambda: array("q"))
        self.columns: dict[str, Array] = {}
        self.postings: dict[str, Postings] = {}

    def arrays(self) -> SegmentArrays:
        """What has been written so far."""
        lengths = {field: self._all(numbers) for field, numbers in self.lengths.items()}
        return SegmentArrays(
            self.documents,
            self.postings,
            {field: length_bytes(numbers) for field, numbers in lengths.items()},
            {field: int(numbers.sum()) for field, numbers in lengths.items()},
            self.columns,
        )

    def _all(self, lengths: array[int]) -> Array:
        padded = np.zeros(self.documents, dtype=np.int64)
        padded[: len(lengths)] = lengths
        return padded


class ArrayPerDocWriter(base.PerDocWriterWithColumns):  # type: ignore[misc]  # Whoosh is untyped
    """Takes what belongs to one document after another."""

    def __init__(self, segment: ArraySegment) -> None:
        super().__init__()
        segment.draft = self._draft = Draft()
        self._files: dict[str, BytesIO] = {}
        self._writers: dict[str, Any] = {}
        self._stored: list[bytes] = []
        self._fields: dict[str, Any] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begins the next document."""
        if docnum != self._draft.documents:
            raise ValueError(f"document {docnum} does not follow {self._draft.documents - 1}")
        self._docnum = docnum
        self._draft.documents += 1
        self._fields = {}

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:  # noqa: ARG002
        """Takes a field's stored value and its length in terms."""
        if value is not None:
            self._fields[fieldname] = value
        if length:
            lengths = self._draft.lengths[fieldname]
            lengths.extend([0] * (self._docnum - len(lengths)))
            lengths.append(length)

    def finish_doc(self) -> None:
        """Ends the document."""
        self._stored.append(json.dumps(self._fields).encode() if self._fields else b"")

    def close(self) -> None:
        """Ends the last column."""
        for name, writer in self._writers.items():
            writer.finish(self._draft.documents)
            self._draft.columns[name] = np.frombuffer(self._files[name].getvalue(), dtype=np.uint8)
        if any(self._stored):
            self._draft.columns[STORED], ends = block(self._stored)
            self._draft.columns[STORED_ENDS] = np.frombuffer(ends.astype("<u4").tobytes(), dtype=np.uint8)
        self.is_closed = True

    def _has_column(self, fieldname: str) -> bool:
        return fieldname in self._writers

    def _create_column(self, fieldname: str, column: Any) -> None:
        self._files[fieldname] = BytesIO()
        self._writers[fieldname] = column.writer(StructFile(self._files[fieldname]))

    def _get_column(self, fieldname: str) -> Any:
        return self._writers[fieldname]


class ArrayFieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Takes the postings, in the order of fields, terms and documents."""

    def __init__(self, storage: Any, segment: ArraySegment) -> None:
        self._storage = storage
        self._segment = segment
        self._field: _FieldDraft | None = None
        self._name = ""
        self._wanted = False
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: Any, items: Any) -> None:
        """Takes all postings; only a segment of which this is asked is kept, though it may be empty."""
        self._wanted = True
        super().add_postings(schema, lengths, items)

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        """Begins a field."""
        self._name, self._field = fieldname, _FieldDraft(fieldobj.format)

    def start_term(self, text: bytes) -> None:
        """Begins a term."""
        self._open.terms.append(text)

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:  # noqa: ARG002
        """Takes a posting."""
        self._open.add(docnum, weight, vbytes)

    def finish_term(self) -> None:
        """Ends a term."""
        self._open.finish_term()

    def finish_field(self) -> None:
        """Ends a field."""
        self._segment.draft.postings[self._name] = self._open.postings()
        self._field = None

    def close(self) -> None:
        """Writes the segment, if it is kept, and waits until it is on the disk."""
        draft, self._segment.draft = self._segment.draft, None
        if self._wanted:
            draft.arrays().write(self._segment.path(self._storage))
        self.is_closed = True

    @property
    def _open(self) -> _FieldDraft:
        if self._field is None:
            raise ValueError("no field has been started")
        return self._field


class _FieldDraft:
    """The postings of one field while Whoosh writes it."""

    def __init__(self, format_: Any) -> None:
        self.terms: list[bytes] = []
        self._format = format_
        self._stops, self._docs, self._counts = array("q"), array("q"), array("q")
        self._weights, self._positions, self._place_stops = array("d"), array("q"), array("q")
        self._values: list[bytes] = []
        self._kind = type(format_)

    def add(self, doc: int, weight: float, value: bytes) -> None:
        """Takes a posting of the current term; `value` is as the field's format encodes it."""
        count = 1
        if self._kind is formats.Positions:
            at = self._format.decode_positions(value)
            self._positions.extend(at)
            count = len(at)
        elif self._kind is formats.Frequency:
            count = self._format.decode_frequency(value)
        elif self._kind is not formats.Existence:
            self._values.append(value)
        self._docs.append(doc)
        self._counts.append(count)
        self._weights.append(weight)

    def finish_term(self) -> None:
        """Ends the current term: what comes next belongs to another."""
        self._stops.append(len(self._docs))
        self._place_stops.append(len(self._positions))

    def postings(self) -> Postings:
        """All that was taken, as arrays."""
        content, ends = block(self.terms)
        counts, weights = np.array(self._counts), np.array(self._weights, dtype=np.float32)
        placed = self._kind is formats.Positions
        weighed, several = bool((weights != counts).any()), bool((counts != 1).any())
        docs, stops = np.array(self._docs), np.array(self._stops)
        values, value_ends = block(self._values) if self._values else (None, None)
        sizes = Lengths.until(stops)
        return Postings(
            content,
            Lengths.until(ends),
            sizes,
            Docs.pack(docs, sizes),
            counts=TwoBits.pack(counts, 1) if several else None,
            weights=weights if weighed else None,
            positions=Positions.pack(np.array(self._positions)) if placed else None,
            occurrences=Lengths.until(np.array(self._place_stops)) if placed else None,
            stretches=Stretches.pack(docs, stops) if placed else None,
            rows=Rows.pack(docs, counts, stops) if several and not weighed else None,
            values=values,
            value_ends=value_ends,
        )
