"""Bringing an archive up to date while it is used: a few articles at a time, in a process of its own.

    python -m index.upkeep FOLDER
    index -> deals -> articles read anew, the index following

For 100,000 articles an index takes a minute, merging deals twenty seconds, and reading anew, after a new detector,
an hour. Others go before: whoever wants to write meanwhile comes in between two turns. Killed at any time, the next one
goes on. Each turn prints how far it is; what is in the way is printed at the end. It ends with whoever reads that.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import closing
from pathlib import Path

from index import indexing
from index.archive import Archive, open_archive
from index.beside import Progress, Task, step_line
from index.companies_file import read_companies_file
from index.detection.detector import Detector, load_detector
from index.errors import ArchiveBusy, DealwireError
from index.ports import Storage
from index.redetection import read_anew, settle
from index.remerging import is_far_behind, outstanding, remerge
from index.storage.lock import WriterLock

_TURN = 24
"""Articles read while other writers wait: about half a second."""
_PAUSE = 0.1
"""Seconds between two turns; who waits for the lock looks every 0.05 seconds."""
_COMMIT = 1000
"""Articles read after which the index follows. Each time costs the reader's next search some 0.1 s."""
_BUSY = 2.0
"""Seconds after which one tries again while another process adds articles, or does what this one would."""
_LOCK = "upkeep.lock"


def keep_up(archive: Archive, detector: Detector, progress: Progress, *, pause: float = _PAUSE) -> None:
    """Merges the deals anew, reads all articles anew that would be read otherwise today, and brings the index level.

    `bring_index_level` goes before: a detector takes seconds to load.

    Args:
        archive: Whose articles.
        detector: The installed one.
        progress: Told how far it is.
        pause: Seconds between two turns.

    Raises:
        ArchiveBusy: Another process has been writing for longer than one waits.
    """
    storage, done, followed, ready = archive.storage, 0, 0, detector
    _merge(storage, progress, pause)
    while True:
        with storage.writing():
            ready = settle(storage, ready, archive.said(), archive.index)
            state = _state(archive)
            if not storage.due():
                archive.follow()
                return
        while True:
            with storage.writing():
                due = storage.due()
                if not due or state != _state(archive):  # others know more now
                    break
                done += sum(1 for _ in read_anew(storage, ready, due[:_TURN]))
                state = _state(archive)
                if done - followed >= _COMMIT:
                    followed = done
                    archive.follow()
            progress(Task.READING, done, done + max(0, len(due) - _TURN))
            time.sleep(pause)


def bring_index_level(archive: Archive, progress: Progress, *, pause: float = _PAUSE) -> None:
    """Indexes what is outstanding, if that is much; see `keep_up` for the arguments and what it raises."""
    if not archive.is_index_behind:
        return
    while indexing.outstanding(archive.storage, archive.index):
        with archive.storage.writing():
            archive.bring_index_level(once=True)
        _tell_of_index(archive, progress)
        time.sleep(pause)
    archive.index.settle()


def _tell_of_index(archive: Archive, progress: Progress) -> None:
    """How many of all articles are indexed: the same whoever goes on after a kill."""
    left, total = indexing.outstanding(archive.storage, archive.index), archive.storage.count_changes(0)
    progress(Task.INDEX, max(0, total - left), total)


def _merge(storage: Storage, progress: Progress, pause: float) -> None:
    """Merges deals, as articles were read before, until only a few are left for the index to follow with."""
    total = outstanding(storage)
    while is_far_behind(storage):
        with storage.writing():
            remerge(storage, once=True)
        progress(Task.DEALS, total - outstanding(storage), total)
        time.sleep(pause)


def _state(archive: Archive) -> tuple[object, ...]:
    """What changes when somebody else writes: the newest revision, and what is said of companies."""
    return archive.storage.coverage, archive.said()


def _tell(task: Task, done: int, total: int) -> None:
    print(step_line(task, done, total), flush=True)


def _keep_up_by_and_by(archive: Archive) -> None:
    while True:
        try:
            bring_index_level(archive, _tell)
            return keep_up(archive, load_detector(), _tell)
        except ArchiveBusy:
            print(flush=True)  # fails where nobody reads it any more
            time.sleep(_BUSY)


def _keep_up_alone(archive: Archive, lock: WriterLock) -> None:
    """While another process is at it, tells how far that one is; when it ends, whether done or not, does the rest."""
    most: dict[Task, int] = {}
    while True:
        try:
            with lock.held():
                return _keep_up_by_and_by(archive)
        except ArchiveBusy:
            print(flush=True)  # fails where nobody reads it any more
            _tell_of_another(archive, most)
            time.sleep(_BUSY)


def _tell_of_another(archive: Archive, most: dict[Task, int]) -> None:
    """Tells how far another process is with what it does now.

    Args:
        archive: Whose articles.
        most: How many articles each task had at most, as far as that has been seen.
    """
    if archive.is_index_behind:
        _tell_of_index(archive, _tell)
        return
    storage = archive.storage
    left = {
        Task.DEALS: outstanding(storage) if is_far_behind(storage) else 0,
        Task.READING: len(storage.due()),
    }
    task = next((task for task, count in left.items() if count), None)
    if task is not None:
        most[task] = max(left[task], most.get(task, 0))
        _tell(task, most[task] - left[task], most[task])


def main(folder: Path) -> None:
    """Keeps up the archive in a folder, as soon as no other process does."""
    if hasattr(os, "nice"):
        os.nice(10)
    try:
        listed = read_companies_file().corrections
        with closing(open_archive(folder, create=False, listed=listed)) as archive:
            _keep_up_alone(archive, WriterLock(folder / _LOCK, 0))
    except BrokenPipeError:
        os._exit(0)  # what has been saved is safe, and nobody is left to be told anything
    except DealwireError as error:
        print(error, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
