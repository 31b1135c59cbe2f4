"""Brings a Whoosh index level with changes of the archive.

Every change is a deletion by the article's number and, unless the article has gone, an addition; so that following the
same changes twice is the same as following them once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.errors import ArchiveBusy
from index.ports import Change
from index.search import documents, schema
from index.search.codec import ArrayCodec
from index.search.folder import sync
from index.search.merging import merge_policy
from index.search.whoosh import FileStorage, index, query

_MEMORY = 128
"""Megabytes of postings kept in memory; more are sorted on the disk."""
_PATIENCE = 10.0
"""Seconds to wait for another thread's writer; other processes are kept out by the archive's own lock."""


class SyncedStorage(FileStorage):  # type: ignore[misc]  # Whoosh is untyped
    """A folder of Whoosh's files in which a table of contents only names what is on the disk.

    Whoosh itself never syncs; after a power cut its newest table of contents can be empty, and the older one gone.
    """

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Whoosh writes a table of contents under another name and renames it: that is the commit."""
        folder = Path(self.folder)
        for path in (*folder.glob("*.seg"), folder / oldname):
            sync(path)
        super().rename_file(oldname, newname, safe=safe)
        sync(folder)


def build(folder: Path, changes: Iterable[Change]) -> None:
    """Makes a new index of these articles in an empty folder. Raises: OSError."""
    with _writer(SyncedStorage(str(folder)).create_index(schema.make_schema())) as writer:
        for change in changes:
            _add(writer, change)


def update(folder: Path, changes: Iterable[Change]) -> None:
    """Follows changes in an index, in one commit: all of them are seen, or none.

    Raises:
        ArchiveBusy: Another thread is writing to it.
        OSError: The folder cannot be written to.
    """
    with _writer(SyncedStorage(str(folder)).open_index()) as writer, writer.searcher() as searcher:
        for change in changes:
            key = query.Term(schema.KEY, str(change.id))
            for number in searcher.docs_for_query(key, for_deletion=True):
                writer.delete_document(number)
            _add(writer, change)


def _writer(opened: Any) -> Any:
    try:
        writer = opened.writer(limitmb=_MEMORY, timeout=_PATIENCE, codec=ArrayCodec())
    except index.LockError as error:
        raise ArchiveBusy("The search index is being written; try again when that is done.") from error
    writer.mergetype = merge_policy
    return writer


def _add(writer: Any, change: Change) -> None:
    if change.article is not None:
        writer.add_document(**documents.fields(change.article))
