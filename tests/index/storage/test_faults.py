"""A disk that is full, a database that stays locked, a storage that was closed: told in sentences, nothing lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.document import Detections
from index.errors import ArchiveBusy, ArchiveUnusable
from index.storage import SqliteStorage
from index.storage.faults import explained
from tests.index.storage.examples import acme_and_bolt, article, company


def test_full_disk(tmp_path: Path) -> None:
    """An article for which there is no space is told, and leaves nothing; what was there stays readable."""
    storage = SqliteStorage(tmp_path)
    storage.save("/a", article(), acme_and_bolt())
    with storage._database.writing() as connection:  # no disk is filled: SQLite's own limit says the same
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    before = storage.coverage
    with pytest.raises(ArchiveUnusable, match="no space left"):
        storage.save("/b", article("many words " * 10_000), Detections())
    assert (before, article(), []) == (storage.coverage, storage.article(1).article, storage.check())
    storage.close()


def test_locked_database(tmp_path: Path) -> None:
    """A database that another program writes to for longer than the waiting time is busy; reading goes on."""
    storage = SqliteStorage(tmp_path, waiting_time=0.05)
    storage.save("/a", article(), Detections())
    with closing(sqlite3.connect(tmp_path / "articles.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveBusy, match="try again"):
            storage.set_read(1, read=True)
        assert not storage.article(1).read
    storage.set_read(1, read=True)
    storage.close()


def test_interrupted_save_leaves_nothing(tmp_path: Path) -> None:
    """A save that fails half-way leaves no trace of the article."""
    storage = SqliteStorage(tmp_path)
    twice = company("Acme", "Acme")
    with pytest.raises(sqlite3.IntegrityError):
        storage.save("/a", article("Acme"), Detections((twice, twice)))
    assert (0, [], {}) == (storage.coverage.revision, storage.rows([1]), storage.company_names())
    storage.save("/b", article("Acme"), Detections((twice,)))
    storage.close()


def test_closed_storage(tmp_path: Path) -> None:
    """A call that comes after closing, from a screen that is going, says so; closing again does no harm."""
    storage = SqliteStorage(tmp_path)
    storage.save("/a", article(), Detections())
    stream = storage.changes(0)
    assert 1 == next(stream).id
    storage.close()
    storage.close()
    assert [] == list(stream)
    with pytest.raises(ArchiveUnusable, match="closed"):
        storage.article(1)


@pytest.mark.parametrize(
    ("expected", "code"),
    [
        ("may not write to a.db", sqlite3.SQLITE_READONLY),
        ("may not use a.db", sqlite3.SQLITE_PERM),
        ("a.db cannot be read or written", sqlite3.SQLITE_IOERR),
        ("a.db cannot be read or written", sqlite3.SQLITE_IOERR_READ),
        ("a.db cannot be used", sqlite3.SQLITE_ERROR),
    ],
)
def test_sentences(expected: str, code: int) -> None:
    """Every complaint of SQLite about the file, in its extended forms too, becomes a sentence that names the file."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(ArchiveUnusable, match=expected), explained(Path("a.db")):
        raise error
