"""Decides which German words of an index are compounds of which, beforehand: 3 s for 100,000 articles.

What is decided stands in a file beside that of a segment. An index without such files finds the same, more slowly; they
go with their segments, because Whoosh removes what is named after a segment that it does not have any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from index.search.codec.merging import Stopped
from index.search.codec.reading import opened
from index.search.compounds import Compounding
from index.search.deciding import Words, decide
from index.search.folder import IndexFolder
from index.search.pieces import Stretch, TermSet, stretches
from index.search.splits import Splits
from index.search.vocabulary import Vocabulary
from index.search.whoosh import FileStorage, index

_DRAFT = ".part"


def split_once(folder: IndexFolder, go_on: Callable[[], bool]) -> None:
    """Decides on the stems of the good index's segments that have not been decided on.

    Args:
        folder: The index's.
        go_on: Asked every 0.1 s; False gives it up.

    Raises:
        OSError: The folder cannot be read or written.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415  (not before the first merge)

    manifest = folder.read()
    if manifest is not None:
        with suppress(Timeout, Stopped, index.EmptyIndexError), FileLock(folder.path / "merging.lock", timeout=0):
            split(folder.path / manifest.name, go_on)


def split(path: Path, go_on: Callable[[], bool] = lambda: True) -> None:
    """The same for the index in a folder that nobody else does this to.

    Raises:
        OSError: It cannot be read or written.
        Stopped: It was given up.
    """
    storage = FileStorage(str(path))
    vocabulary = Vocabulary([opened(segment.path(storage)) for segment in storage.open_index()._segments()])
    worth = {each.path: each for each in vocabulary.segments if each.path is not None}
    due = {file: segment for file, segment in worth.items() if Splits.read(file, len(segment)) is None}
    if not due:
        return

    def undecided() -> Iterator[Stretch]:
        fields = (field for segment in due.values() for field in segment.fields)
        return _watched((stretch for field in fields for stretch in field.stretches()), go_on)

    masks, first = decide(undecided, _words(vocabulary, go_on)), 0
    for file, segment in due.items():
        _keep(file, segment.gathered(Splits.of(masks[first : first + len(segment)])))
        first += len(segment)


def _words(vocabulary: Vocabulary, go_on: Callable[[], bool]) -> Words:
    """All words of an index."""
    in_fields = (stretch for field in vocabulary.fields for stretch in field.stretches())
    stems = [stretch.whole() for stretch in _watched(in_fields, go_on)]
    every = (postings for segment in vocabulary.segments for postings in segment.forms)
    in_forms = (stretch for each in every for stretch in stretches(each, slice(0, len(each)), 0))
    forms = [stretch.whole() for stretch in _watched(in_forms, go_on)]
    return Words(TermSet(stems), TermSet(stems + forms), Compounding(vocabulary.has))


def _watched(each: Iterable[Stretch], go_on: Callable[[], bool]) -> Iterator[Stretch]:
    for stretch in each:
        if not go_on():
            raise Stopped
        yield stretch


def _keep(path: Path, splits: Splits) -> None:
    """Puts what has been decided into a file, in one step."""
    draft = path.with_suffix(_DRAFT)
    draft.unlink(missing_ok=True)  # of one that was killed
    splits.write(draft)
    draft.replace(path)
