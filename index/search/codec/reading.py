"""What Whoosh's own reader and searcher read a segment through."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from index.search.codec.matcher import ArrayMatcher, Place
from index.search.codec.postings import Postings
from index.search.codec.segment import LENGTHS, ArraySegment, SegmentArrays
from index.search.codec.writing import STORED, STORED_ENDS
from index.search.whoosh import BufferFile, base, reading

_open: WeakValueDictionary[tuple[Path, int, int, int], SegmentArrays] = WeakValueDictionary()
_opening = Lock()


def opened(path: Path) -> SegmentArrays:
    """The arrays of a segment's file; the same ones as long as anybody has them and the file does not change.

    Raises:
        OSError: It cannot be read.
        Malformed: It is no segment's file, or damaged.
    """
    with _opening:
        found = path.stat()
        key = (path, found.st_ino, found.st_mtime_ns, found.st_size)
        arrays = _open.get(key)
        if arrays is None:
            arrays = _open[key] = SegmentArrays.read(path)
        return arrays


def arrays_of(reader: Any) -> SegmentArrays:
    """The arrays behind Whoosh's reader of one segment."""
    arrays: SegmentArrays = reader._perdoc.arrays
    return arrays


def deleted(reader: Any) -> Iterator[int]:
    """The numbers of the deleted documents, for Whoosh's reader of one segment."""
    numbers: Iterator[int] = reader._perdoc.deleted_docs()
    return numbers


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]  # Whoosh is untyped
    """Terms and postings of a segment."""

    def __init__(self, arrays: SegmentArrays) -> None:
        self._arrays = arrays

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        postings = self._arrays.postings.get(term[0])
        return postings is not None and postings.find(term[1]) is not None

    def cursor(self, fieldname: str, fieldobj: Any) -> ArrayCursor:
        """Goes through a field's terms."""
        return ArrayCursor(self, fieldname, fieldobj)

    def postings(self, fieldname: str) -> Postings | None:
        """A field's postings; None where the segment has none."""
        return self._arrays.postings.get(fieldname)

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """All terms, in the order of fields and terms."""
        for field in sorted(self._arrays.postings):
            for term in self._arrays.postings[field].terms():
                yield field, term

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """The terms of a field from one on, and of the fields after it."""
        for field in sorted(self._arrays.postings):
            if field >= fieldname:
                postings = self._arrays.postings[field]
                for term in postings.terms(postings.seek(prefix) if field == fieldname else 0):
                    yield field, term

    def items(self) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """All terms with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], Any]]:
        """As `terms_from`, with what is known of them."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> Any:
        """What is known of a term. Raises: TermNotFound."""
        try:
            postings, number = self._found(fieldname, text)
        except KeyError as error:
            raise reading.TermNotFound(f"no term {fieldname}:{text!r}") from error
        span = postings.span(number)
        docs, weights = postings.docs[span], postings.weight(span)
        lengths = self._arrays.lengths.get(fieldname)
        bytes_ = lengths[docs] if lengths is not None else np.zeros(1, dtype=np.uint8)
        return reading.TermInfo(
            weight=float(weights.sum()),
            df=len(docs),
            minlength=int(LENGTHS[bytes_.min()]),
            maxlength=int(LENGTHS[bytes_.max()]),
            maxweight=float(weights.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """What a term weighs in all documents together. Raises: KeyError, which Whoosh's reader takes for 0."""
        postings, number = self._found(fieldname, text)
        return float(postings.weight(postings.span(number)).sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """In how many documents a term occurs. Raises: KeyError, which Whoosh's reader takes for 0."""
        postings, number = self._found(fieldname, text)
        span = postings.span(number)
        return int(span.stop - span.start)

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ArrayMatcher:
        """Goes through a term's postings."""
        postings, number = self._found(fieldname, text)
        return ArrayMatcher(Place(postings, number, self._arrays.lengths.get(fieldname)), format_, fieldname, scorer)

    def indexed_field_names(self) -> list[str]:
        """The fields that have postings."""
        return sorted(self._arrays.postings)

    def _found(self, fieldname: str, text: bytes) -> tuple[Postings, int]:
        postings = self._arrays.postings.get(fieldname)
        number = None if postings is None else postings.find(text)
        if postings is None or number is None:
            raise KeyError(text)
        return postings, number


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """A place among a field's terms, which are texts to whoever asks."""

    def __init__(self, reader: ArrayTermsReader, fieldname: str, fieldobj: Any) -> None:
        self._reader, self._name, self._field = reader, fieldname, fieldobj
        self._postings = reader.postings(fieldname)
        self._at = 0

    def first(self) -> Any:
        """Goes to the first term."""
        self._at = 0
        return self.text()

    def find(self, term: Any) -> Any:
        """Goes to the first term that is not before this one."""
        text = term if isinstance(term, bytes) else self._field.to_bytes(term)
        self._at = self._postings.seek(text) if self._postings is not None else 0
        return self.text()

    def next(self) -> Any:
        """Goes to the next term."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """The term; None behind the last one."""
        if self._postings is None or not self.is_valid():
            return None
        return self._field.from_bytes(self._postings.term(self._at))

    def term_info(self) -> Any:
        """What is known of the term; None behind the last one."""
        if self._postings is None or not self.is_valid():
            return None
        return self._reader.term_info(self._name, self._postings.term(self._at))

    def is_valid(self) -> bool:
        """Whether it stands at a term."""
        return self._postings is not None and self._at < len(self._postings)


class ArrayPerDocReader(base.PerDocumentReader):  # type: ignore[misc]
    """What belongs to the documents of a segment."""

    def __init__(self, arrays: SegmentArrays, segment: ArraySegment) -> None:
        self.arrays = arrays
        self._segment = segment

    def doc_count(self) -> int:
        """How many documents are left."""
        return self.arrays.documents - self._segment.deleted_count()

    def doc_count_all(self) -> int:
        """How many documents there are, deleted ones included."""
        return self.arrays.documents

    def has_deletions(self) -> bool:
        """Whether documents are deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted documents."""
        return self._segment.deleted_docs()

    def supports_columns(self) -> bool:
        """Whether there can be columns."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Whether there is a column."""
        return fieldname in self.arrays.columns

    def list_columns(self) -> list[str]:
        """The names of the columns."""
        return [name for name in self.arrays.columns if name not in (STORED, STORED_ENDS)]

    def column_reader(self, fieldname: str, column: Any) -> Any:
        """Reads a column."""
        content = self.arrays.columns[fieldname].tobytes()
        return column.reader(BufferFile(content), 0, len(content), self.arrays.documents)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """How many terms a document has in a field, as near as a length byte tells."""
        lengths = self.arrays.lengths.get(fieldname)
        return (int(LENGTHS[lengths[docnum]]) if lengths is not None else 0) or default

    def field_length(self, fieldname: str) -> int:
        """How many terms all documents have in a field."""
        return self.arrays.totals.get(fieldname, 0)

    def min_field_length(self, fieldname: str) -> int:
        """The fewest terms of a document in a field."""
        lengths = self.arrays.lengths.get(fieldname)
        return int(LENGTHS[lengths.min()]) if lengths is not None else 0

    def max_field_length(self, fieldname: str) -> int:
        """The most terms of a document in a field."""
        lengths = self.arrays.lengths.get(fieldname)
        return int(LENGTHS[lengths.max()]) if lengths is not None else 0

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """What is stored of a document."""
        if STORED not in self.arrays.columns:
            return {}
        ends = self.arrays.columns[STORED_ENDS].view("<u4")
        start = int(ends[docnum - 1]) if docnum else 0
        stored = self.arrays.columns[STORED][start : int(ends[docnum])].tobytes()
        return dict(json.loads(stored)) if stored else {}
