"""Merging in the background: many small segments become few, while searches and commits go on.

A search looks into each segment, which takes it 0.1 ms for each; Whoosh merges in the commit, posting by posting, and a
commit takes seconds then. Here the merged segment is written under another name first, beside the others; taking their
place is a commit of a few milliseconds, which also deletes from it what was deleted meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from index.search import schema
from index.search.codec import docs
from index.search.codec.merging import Part, Stopped, merge
from index.search.codec.reading import opened
from index.search.codec.segment import ArraySegment
from index.search.folder import IndexFolder
from index.search.whoosh import FileStorage, index

MOST = docs.MOST
"""Documents of a segment at most. A query takes a third longer with two segments than with one."""
_SMALL = 8
"""Segments of less than half as many that are left alone."""
_AT_LEAST = 4
"""Segments that are worth a merge."""
_BRIEF = 2_000
"""Documents whose merge, of 0.1 s, is not given up: so that programs that run briefly leave few segments, too."""

_DRAFT = ".part"


def merge_once(folder: IndexFolder, go_on: Callable[[], bool]) -> bool:
    """Merges some segments of the good index, if it has too many.

    Args:
        folder: The index's.
        go_on: Asked now and then; False gives a merge up that is not brief.

    Returns:
        Whether something was merged.

    Raises:
        ArchiveBusy: Another thread is writing to the index.
        OSError: The folder cannot be read or written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415  (not before the first merge)

    manifest = folder.read()
    if manifest is None:
        return False
    path = folder.path / manifest.name
    with suppress(Timeout, Stopped, index.EmptyIndexError), FileLock(folder.path / "merging.lock", timeout=0):
        for draft in path.glob(f"*{_DRAFT}"):
            draft.unlink()  # of a merge that was killed
        storage = FileStorage(str(path))
        segments = storage.open_index()._segments()
        old = [segments[number] for number in due([segment.doc_count() for segment in segments])]
        if old:
            brief = sum(segment.doc_count() for segment in old) <= _BRIEF
            return _merge(folder, path, old, (lambda: True) if brief else go_on)
    return False


def _merge(folder: IndexFolder, path: Path, old: Sequence[ArraySegment], go_on: Callable[[], bool]) -> bool:
    from index.search import writer  # noqa: PLC0415  (it asks this module how large a segment may be)

    whole = ArraySegment(old[0].indexname)
    draft = path / f"merging-{whole.segid}{_DRAFT}"  # a name that Whoosh does not take for a segment's
    storage = FileStorage(str(path))
    parts = [every(segment, storage) for segment in old]

    def placed(now: Sequence[ArraySegment | None]) -> ArraySegment:
        for doc in _deleted_since(parts, now):
            whole.delete_document(doc)
        draft.rename(whole.path(storage))
        return whole

    try:
        whole.set_doc_count(merge(draft, parts, schema.WIDTHS, go_on))
        checked = folder.checked(draft)
        with folder.writing():
            manifest = folder.read()
            if manifest is None or manifest.name != path.name:
                return False  # it has been built anew
            writer.exchange(path, old, placed)
            folder.publish(path, manifest.coverage, {whole.path(storage).name: checked})
    finally:
        draft.unlink(missing_ok=True)
    return True


def every(segment: ArraySegment, storage: Any) -> Part:
    """A segment with what is left of it now."""
    arrays = opened(segment.path(storage))
    left = np.ones(arrays.documents, dtype=bool)
    left[np.fromiter(segment.deleted_docs(), dtype=np.int64)] = False
    return arrays, left


def _deleted_since(parts: Sequence[Part], now: Sequence[ArraySegment | None]) -> list[int]:
    """What has been deleted from some segments since they were merged, by its number in the merged one."""
    gone, base = [], 0
    for (_, left), segment in zip(parts, now, strict=True):
        place = np.cumsum(left) - 1 + base
        deleted = range(len(left)) if segment is None else segment.deleted_docs()
        gone += [int(place[doc]) for doc in deleted if left[doc]]
        base += int(left.sum())
    return gone


def due(sizes: Sequence[int]) -> list[int]:
    """Which segments to merge, as indexes into their sizes in documents, the smallest first; none if they are few.

    As many as can be while none is much larger than those before it together: so an article is merged again only when
    as many new ones have come.
    """
    ordered = sorted((size, number) for number, size in enumerate(sizes) if size <= MOST // 2)
    if len(ordered) <= _SMALL:
        return []
    chosen: list[int] = []
    total = 0
    for size, number in ordered:
        if total + size > MOST or (len(chosen) >= _AT_LEAST and size > 2 * total):
            break
        chosen.append(number)
        total += size
    return chosen
