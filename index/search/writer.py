"""Brings a Whoosh index level with changes of the archive.

Every change is a deletion by the article's number and, unless the article has gone, an addition; so that following the
same changes twice is the same as following them once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from index.errors import ArchiveBusy
from index.ports import Change
from index.search import schema
from index.search.batch import Batch
from index.search.codec import ArrayCodec
from index.search.codec.postings import Postings
from index.search.codec.reading import opened
from index.search.codec.segment import ArraySegment
from index.search.folder import sync
from index.search.merging import merge_policy
from index.search.whoosh import FileStorage, index

_ARTICLES = 25_000
"""Articles of a segment at most; one of 100,000 took 1.8 GB to make."""
_TOKENS = 10_000_000
"""Tokens of a segment at most, where the articles are long."""
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
        _add(writer, changes)


def update(folder: Path, changes: Iterable[Change]) -> None:
    """Follows changes in an index, in one commit: all of them are seen, or none.

    Raises:
        ArchiveBusy: Another thread is writing to it.
        OSError: The folder cannot be written to.
    """
    with _writer(SyncedStorage(str(folder)).open_index()) as writer:
        before = [(segment, _keys(writer.storage, segment)) for segment in writer.segments]
        _add(writer, (_forgotten(change, before) for change in changes))


def _writer(opened: Any) -> Any:
    try:
        writer = opened.writer(timeout=_PATIENCE, codec=ArrayCodec())
    except index.LockError as error:
        raise ArchiveBusy("The search index is being written; try again when that is done.") from error
    writer.mergetype = merge_policy
    return writer


def _keys(storage: Any, segment: ArraySegment) -> Postings | None:
    return opened(segment.path(storage)).postings.get(schema.KEY)


def _forgotten(change: Change, segments: Sequence[tuple[ArraySegment, Postings | None]]) -> Change:
    """The change, once what the segments know of its article is deleted."""
    key = str(change.id).encode()
    for segment, keys in segments:
        if keys is not None and (number := keys.find(key)) is not None:
            for doc in keys.docs[keys.span(number)].tolist():
                segment.delete_document(doc)
    return change


def _add(writer: Any, changes: Iterable[Change]) -> None:
    """Adds the articles of the changes in new segments, each of as many as fit into memory."""
    batch = Batch()
    for change in changes:
        if change.article is not None:
            batch.add(change.article)
            if batch.tokens > _TOKENS or batch.size >= _ARTICLES:
                writer.segments.append(_segment(writer, batch))
                batch = Batch(before=batch)
    if batch.size:
        writer.segments.append(_segment(writer, batch))


def _segment(writer: Any, batch: Batch) -> ArraySegment:
    segment = ArraySegment(writer.indexname)
    segment.set_doc_count(batch.size)
    batch.arrays().write(segment.path(writer.storage))
    return segment
