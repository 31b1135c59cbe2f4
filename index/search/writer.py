"""Brings a Whoosh index level with changes of the archive.

Every change is a deletion by the article's number and, unless the article has gone, an addition; so that following the
same changes twice is the same as following them once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from index.errors import ArchiveBusy
from index.ports import Change
from index.search import schema
from index.search.batch import Batch
from index.search.chunks import Known
from index.search.codec import ArrayCodec
from index.search.codec.merging import merge
from index.search.codec.postings import Postings
from index.search.codec.reading import opened
from index.search.codec.segment import ArraySegment
from index.search.folder import sync
from index.search.merging import MOST, every
from index.search.splitting import split
from index.search.whoosh import FileStorage, index

_TOKENS = 2_000_000
"""Tokens of a batch, about: 5,700 articles of 350; each takes 60 bytes meanwhile."""
_MANY = 200_000
"""Tokens from which on more may come soon: those of 600 articles."""
_PATIENCE = 10.0
"""Seconds to wait for another thread's writer; other processes are kept out by the archive's own lock."""


class SyncedStorage(FileStorage):  # type: ignore[misc]  # Whoosh is untyped
    """A folder of Whoosh's files in which a table of contents only names what is on the disk.

    Whoosh itself never syncs; after a power cut its newest table of contents can be empty, and the older one gone.
    """

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Whoosh writes a table of contents under another name and renames it: that is the commit."""
        folder = Path(self.folder)
        sync(folder / oldname)  # the segments that it names were synced when they were written
        sync(folder)
        super().rename_file(oldname, newname, safe=safe)
        sync(folder)


def build(folder: Path, changes: Iterable[Change]) -> None:
    """Makes a new index of these articles in an empty folder. Raises: OSError."""
    with _writer(SyncedStorage(str(folder)).create_index(schema.make_schema())) as writer:
        _add(writer, changes)
    split(folder)


def update(folder: Path, changes: Iterable[Change], words: Known | None = None) -> Known | None:
    """Follows changes in an index, in one commit: all of them are seen, or none.

    Args:
        folder: A Whoosh index.
        changes: The changes.
        words: What an update before this one has returned. It is used up.

    Returns:
        What is known of words after many changes, to go on with: 4,000 articles then take 1.9 s instead of 2.7. None
        after few, because it takes up to 100 MB.

    Raises:
        ArchiveBusy: Another thread is writing to it.
        OSError: The folder cannot be written to.
    """
    with _writer(SyncedStorage(str(folder)).open_index()) as writer:
        before = [(segment, _keys(writer.storage, segment)) for segment in writer.segments]
        batch = _add(writer, (_forgotten(change, before) for change in changes), words)
    return batch.words if batch.tokens >= _MANY else None


def exchange(
    folder: Path, old: Sequence[ArraySegment], new: Callable[[Sequence[ArraySegment | None]], ArraySegment]
) -> None:
    """Replaces segments by one of all their articles, in one commit.

    Args:
        folder: A Whoosh index.
        old: The segments, as they were some time ago.
        new: Given the same segments as they are now, None for one that has gone since because all of it was deleted,
            what to put in their place.

    Raises:
        ArchiveBusy: Another thread is writing to it.
        OSError: The folder cannot be written to.
    """
    names = [segment.segment_id() for segment in old]
    with _writer(SyncedStorage(str(folder)).open_index()) as writer:
        there = {segment.segment_id(): segment for segment in writer.segments}
        whole = new([there.get(name) for name in names])
        writer.segments = [*(each for name, each in there.items() if name not in names), whole]


def _writer(opened: Any) -> Any:
    try:
        writer = opened.writer(timeout=_PATIENCE, codec=ArrayCodec())
    except index.LockError as error:
        raise ArchiveBusy("The search index is being written; try again when that is done.") from error
    writer.mergetype = _without_empty
    return writer


def _without_empty(_: Any, segments: list[Any]) -> list[Any]:
    """The segments that have any article left: for Whoosh's `commit`, which would merge them posting by posting."""
    return [segment for segment in segments if segment.doc_count()]


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


def _add(writer: Any, changes: Iterable[Change], words: Known | None = None) -> Batch:
    """Adds the articles of the changes in new segments, made of as many at a time as fit into memory; the last ones."""
    made: list[ArraySegment] = []
    batch = Batch(words)
    for change in changes:
        if change.article is not None:
            batch.add(change.article)
            if batch.tokens > _TOKENS or batch.size >= MOST:
                made = _made(writer, made, batch)
                batch = Batch(batch.words)
    if batch.size:
        made = _made(writer, made, batch)
    _together(writer, made)
    return batch


def _made(writer: Any, made: list[ArraySegment], batch: Batch) -> list[ArraySegment]:
    """The segments that wait for being merged, when a batch has become one, too."""
    if sum(segment.doc_count() for segment in made) + batch.size > MOST:
        _together(writer, made)
        made = []
    segment = ArraySegment(writer.indexname)
    segment.set_doc_count(batch.size)
    batch.arrays().write(segment.path(writer.storage))
    return [*made, segment]


def _together(writer: Any, made: list[ArraySegment]) -> None:
    """Adds segments as one."""
    if len(made) > 1:
        whole = ArraySegment(writer.indexname)
        parts = [every(segment, writer.storage) for segment in made]
        whole.set_doc_count(merge(whole.path(writer.storage), parts, schema.WIDTHS))
        for segment in made:
            segment.path(writer.storage).unlink()
        made = [whole]
    writer.segments += made
