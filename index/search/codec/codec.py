"""The codec itself: which class does what for Whoosh."""

from __future__ import annotations

from typing import Any

from index.search.codec.reading import ArrayPerDocReader, ArrayTermsReader, opened
from index.search.codec.segment import ArraySegment
from index.search.codec.writing import ArrayFieldWriter, ArrayPerDocWriter
from index.search.whoosh import base


class ArrayCodec(base.Codec):  # type: ignore[misc]  # Whoosh is untyped
    """Keeps segments as flat arrays; give it to `index.writer(codec=ArrayCodec())`.

    The storage must be a folder. Term vectors are not kept, and stored fields must be what JSON can say.
    """

    length_stats = False  # lengths are looked up in the arrays when they are asked for

    def per_document_writer(self, storage: Any, segment: ArraySegment) -> ArrayPerDocWriter:  # noqa: ARG002
        """Takes lengths, columns and stored fields."""
        return ArrayPerDocWriter(segment)

    def field_writer(self, storage: Any, segment: ArraySegment) -> ArrayFieldWriter:
        """Takes postings, and writes the segment's file when it is closed."""
        return ArrayFieldWriter(storage, segment)

    def terms_reader(self, storage: Any, segment: ArraySegment) -> ArrayTermsReader:
        """Reads terms and postings."""
        return ArrayTermsReader(opened(segment.path(storage)))

    def per_document_reader(self, storage: Any, segment: ArraySegment) -> ArrayPerDocReader:
        """Reads lengths, columns, stored fields and deletions."""
        return ArrayPerDocReader(opened(segment.path(storage)), segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:  # noqa: ARG002
        """A segment to be written."""
        return ArraySegment(indexname)
