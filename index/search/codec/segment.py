"""One segment: its arrays in memory and on the disk, and the object that Whoosh's table of contents names it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.search.codec import container
from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.whoosh import base, byte_to_length, length_to_byte

EXTENSION = ".seg"

LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float64)
"""The field length, in terms, that each of Whoosh's 256 length bytes stands for."""


@dataclass(frozen=True)
class SegmentArrays:
    """What a segment holds. Documents are numbered from 0; deletions are kept elsewhere.

    Attributes:
        documents: How many there are.
        postings: By field.
        lengths: The length byte of each document, by field; only fields that are scored have one.
        totals: How many terms all documents have together, by the same fields.
        columns: What Whoosh's column types wrote, by column.
        path: The file that it was read from; None for what has not been.
    """

    documents: int
    postings: Mapping[str, Postings]
    lengths: Mapping[str, Array]
    totals: Mapping[str, int]
    columns: Mapping[str, Array]
    path: Path | None = None

    def write(self, path: Path) -> None:
        """Writes a segment's file and waits until it is on the disk. Raises: OSError."""
        arrays = {f"length/{field}": lengths for field, lengths in self.lengths.items()}
        arrays |= {f"column/{name}": column for name, column in self.columns.items()}
        for field, postings in self.postings.items():
            arrays |= {f"postings/{field}/{name}": array for name, array in postings.arrays().items()}
        container.write(path, arrays, {"documents": self.documents, "totals": dict(self.totals)})

    @classmethod
    def read(cls, path: Path) -> SegmentArrays:
        """Opens a segment's file. Raises: OSError, container.Malformed."""
        arrays, about = container.read(path)
        kinds: dict[str, dict[str, Array]] = {"length": {}, "column": {}}
        fields: dict[str, dict[str, Array]] = {}
        for name, array in arrays.items():
            kind, _, rest = name.partition("/")
            if kind == "postings":
                field, _, part = rest.rpartition("/")
                fields.setdefault(field, {})[part] = array
            else:
                kinds.setdefault(kind, {})[rest] = array
        try:
            postings = {field: Postings.of(parts) for field, parts in fields.items()}
            return cls(about["documents"], postings, kinds["length"], about["totals"], kinds["column"], path)
        except (KeyError, TypeError) as error:
            raise container.Malformed(f"{path.name} lacks something") from error


def length_bytes(lengths: Array) -> Array:
    """Whoosh's length bytes of lengths in terms."""
    table = {length: length_to_byte(length) for length in np.unique(lengths).tolist()}
    return np.array([table[length] for length in lengths.tolist()], dtype=np.uint8)


class ArraySegment(base.Segment):  # type: ignore[misc]  # Whoosh is untyped
    """What Whoosh's table of contents says of a segment: its name, its size and its deletions."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._documents = 0
        self._deleted: set[int] = set()
        self.draft: Any = None
        """What is being written; not kept."""

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"draft": None}

    def codec(self) -> Any:
        """The codec that reads it."""
        from index.search.codec.codec import ArrayCodec  # noqa: PLC0415  (the codec knows its segments)

        return ArrayCodec()

    def path(self, storage: Any) -> Path:
        """Its file, in a storage that is a folder."""
        return Path(storage.folder, self.make_filename(EXTENSION))

    def should_assemble(self) -> bool:
        """Whether Whoosh should put its files together into one: it is one already."""
        return False

    def set_doc_count(self, documents: int) -> None:
        """Says how many documents were written."""
        self._documents = documents

    def doc_count_all(self) -> int:
        """How many documents it holds, deleted ones included."""
        return self._documents

    def deleted_count(self) -> int:
        """How many of them are deleted."""
        return len(self._deleted)

    def deleted_docs(self) -> Iterator[int]:
        """The numbers of the deleted ones."""
        return iter(self._deleted)

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Deletes a document, or takes that back."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted
