"""Kills what changes an archive, at every step of it, and looks at what is left; run by `test_killed`.

    python -m tests.index.killing ACTION FOLDER [EVERY]

Steps are the beginning, the commit and the end of every transaction, and both sides of every sync to the disk. Each
time a process is forked that does the action on a copy of the archive until it kills itself; a second one opens what is
left, checks it, and does the rest. EVERY says how many steps to go on each time, 1 if it is not given. Prints the step
at which the action came to its end.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from sqlite3 import Connection

import index.search.snapshot
import index.search.writer  # noqa: F401  (loaded before the first fork)
from index import indexing
from index.archive import Archive, open_archive
from index.cleaning import clean
from index.corrections import NotACompany
from index.detection.detector import load_detector
from index.document import Article
from index.ingest import ingest
from index.raw import RawArticle
from index.results import SearchRequest
from index.storage.database import Database

TEXTS = ["Viele loben Igelbräu.", "Siemens kauft Bolt.", "Siemens wächst.", "Igelbräu und Siemens reden."]
NEW = ["Die Igelbräu GmbH wächst. Gegründet wurde die Igelbräu GmbH im Allgäu.", "Siemens und Bosch reden."]
SAID = NotACompany("Siemens")


def write(path: Path, texts: list[str]) -> str:
    """A file of these articles; its path."""
    lines = [json.dumps({"id": text, "text": text, "language": "de"}) for text in texts]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def add(archive: Archive) -> None:
    """Adds articles that tell the others of a name."""
    ingest(archive, [str(archive_folder(archive).parent / "new.jsonl")])


def correct(archive: Archive) -> None:
    """Says something of a company, unless that is in the log."""
    if not any(kept.correction == SAID and not kept.undone for kept in archive.corrections()):
        archive.correct(SAID)


def undo(archive: Archive) -> None:
    """Takes it back, unless that is done."""
    if any(not kept.undone for kept in archive.corrections()):
        archive.undo()


def reindex(archive: Archive) -> None:
    """Makes the index anew, as for one of another version, an article a step."""
    (archive_folder(archive) / "index" / "index.json").unlink(missing_ok=True)
    indexing._FIRST = indexing._STEP = 1
    archive.catch_up()


ACTIONS: dict[str, Callable[[Archive], None]] = {"add": add, "correct": correct, "undo": undo, "reindex": reindex}
_folders: dict[int, Path] = {}


def archive_folder(archive: Archive) -> Path:
    """Where an archive is that was opened here."""
    return _folders[id(archive)]


def opened(folder: Path) -> Archive:
    """The archive in a folder, level."""
    archive = open_archive(folder)
    _folders[id(archive)] = folder
    archive.catch_up()
    return archive


def state(archive: Archive) -> dict[str, object]:
    """What the archive and its index say of every article and company."""
    found = {
        change.article.article.text: [company.id for company in change.article.detections.companies]
        for change in archive.storage.changes(0)
        if change.article is not None
    }
    ids = {company for companies in found.values() for company in companies} | {"siemens", "igelbraeu"}
    return {
        "articles": found,
        "index": {company: archive.search(SearchRequest(f"company:{company}")).total for company in sorted(ids)},
        "problems": archive.check(),
    }


def in_child(call: Callable[[], object]) -> int:
    """Calls it in a forked process; its exit status, negative for the signal that killed it."""
    child = os.fork()
    if not child:
        status = 1
        try:
            call()
            status = 0
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_at(step: int) -> None:
    """Has this process kill itself at its step of this number."""
    left = iter(range(1, step))

    def passed() -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    writing, sync = Database.writing, os.fsync

    @contextmanager
    def stepwise(self: Database) -> Iterator[Connection]:
        passed()
        with writing(self) as connection:
            yield connection
            passed()
        passed()

    def synced(handle: int) -> None:
        passed()
        sync(handle)
        passed()

    Database.writing = stepwise  # type: ignore[method-assign]
    os.fsync = synced  # type: ignore[assignment]


def main(action: str, folder: Path, every: int = 1) -> None:
    """Kills at the first step, and later ones until the action comes to its end."""
    read = clean(RawArticle(id="", text=NEW[0], language="de"))
    assert isinstance(read, Article)
    list(load_detector().detect_apart([read]))  # what takes long to load is loaded once, before the first fork
    call, base, expected, left = ACTIONS[action], folder / "base", folder / "expected.json", folder / "left"
    write(folder / "new.jsonl", NEW)

    def prepare() -> None:
        archive = opened(base)
        ingest(archive, [write(folder / "old.jsonl", TEXTS)])
        if action == "undo":
            archive.correct(SAID)
        archive.close()

    def finish(place: Path, told: Path) -> None:
        archive = opened(place)
        before = state(archive)
        call(archive)
        after = state(archive)
        told.write_text(json.dumps([before["problems"], after]), encoding="utf-8")

    def broken_off(step: int) -> None:
        archive = opened(left)
        kill_at(step)
        call(archive)

    assert in_child(prepare) == 0
    shutil.copytree(base, folder / "whole")
    assert in_child(lambda: finish(folder / "whole", expected)) == 0
    for step in count(1, every):
        shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(base, left)
        ended = in_child(lambda step=step: broken_off(step))  # type: ignore[misc]
        assert ended in (0, -signal.SIGKILL), (step, ended)
        assert in_child(lambda: finish(left, folder / "found.json")) == 0, step
        assert json.loads(expected.read_text()) == json.loads((folder / "found.json").read_text()), step
        if ended == 0:
            print(step)
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:]))
