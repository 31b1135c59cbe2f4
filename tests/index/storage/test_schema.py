"""Databases that are older, newer, damaged or none at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.document import Detections
from index.errors import ArchiveTooNew, ArchiveUnusable
from index.storage import open_storage, schema
from tests.index.storage.examples import acme_and_bolt, article


def change(folder: Path, statement: str) -> None:
    """Does something to an archive's database behind its back."""
    with closing(sqlite3.connect(folder / "articles.db", isolation_level=None)) as connection:
        connection.execute(statement)


def test_later_version(tmp_path: Path) -> None:
    """The archive of a later dealwire is left alone."""
    open_storage(tmp_path).close()
    change(tmp_path, f"PRAGMA user_version = {schema.newest() + 1}")
    before = (tmp_path / "articles.db").read_bytes()
    with pytest.raises(ArchiveTooNew, match="A later dealwire"):
        open_storage(tmp_path)
    assert before == (tmp_path / "articles.db").read_bytes()


def test_too_old_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python with an SQLite that lacks what the tables need is told so, and which one is needed."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 9))
    with pytest.raises(ArchiveUnusable, match=r"dealwire needs 3\.37 or later"):
        open_storage(tmp_path)


def test_name_stays(tmp_path: Path) -> None:
    """An archive keeps its name for good, and no two have the same."""
    names = []
    for folder in (tmp_path / "a", tmp_path / "a", tmp_path / "b"):
        storage = open_storage(folder)
        names.append(storage.coverage.archive)
        storage.close()
    assert names[0] == names[1] != names[2]


def test_upgrade_keeps_what_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older archive gets the tables it lacks, and keeps name and articles."""
    storage = open_storage(tmp_path)
    storage.save("/a", article(), acme_and_bolt())
    before = storage.coverage
    storage.close()
    star = "CREATE TABLE star (article INTEGER PRIMARY KEY REFERENCES article) STRICT"
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, (star,)))
    storage = open_storage(tmp_path)
    assert (before, article()) == (storage.coverage, storage.article(1).article)
    storage.close()
    change(tmp_path, "INSERT INTO star VALUES (1)")


def test_upgrade_is_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade that fails in the middle leaves the archive as it was."""
    open_storage(tmp_path).close()
    with monkeypatch.context() as patch:
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE star (x INTEGER)", "CREATE NONSENSE")))
        with pytest.raises(ArchiveUnusable, match="NONSENSE"):
            open_storage(tmp_path)
    open_storage(tmp_path).close()
    change(tmp_path, "CREATE TABLE star (x INTEGER)")


def test_no_database(tmp_path: Path) -> None:
    """A file that is no database is told, and left as it is."""
    (tmp_path / "articles.db").write_bytes(b"Dear diary, " * 1000)
    with pytest.raises(ArchiveUnusable, match="is no archive of dealwire: move it away"):
        open_storage(tmp_path)
    assert b"Dear diary, " * 1000 == (tmp_path / "articles.db").read_bytes()


def test_database_of_another_program(tmp_path: Path) -> None:
    """Another program's database is told, and gets no tables of ours."""
    change(tmp_path, "CREATE TABLE diary (day TEXT)")
    with pytest.raises(ArchiveUnusable, match="is no archive of dealwire"):
        open_storage(tmp_path)
    change(tmp_path, "CREATE TABLE article (day TEXT)")


def test_folder_in_place_of_the_database(tmp_path: Path) -> None:
    """A folder that has the database's name is told."""
    (tmp_path / "articles.db").mkdir()
    with pytest.raises(ArchiveUnusable, match="cannot be opened"):
        open_storage(tmp_path)


def test_empty_database(tmp_path: Path) -> None:
    """An empty file, as a kill on the first start leaves, becomes an archive."""
    (tmp_path / "articles.db").touch()
    storage = open_storage(tmp_path)
    storage.save("/a", article(), Detections())
    storage.close()


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The folder of an archive of fifty articles."""
    storage = open_storage(tmp_path)
    for number in range(50):
        text = f"Acme buys Bolt {number}."
        storage.save(f"/{number}", article(text), acme_and_bolt(text))
    storage.close()
    return tmp_path


def test_truncated_database(filled: Path) -> None:
    """A database that lost its end is told on opening."""
    whole = (filled / "articles.db").read_bytes()
    (filled / "articles.db").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ArchiveUnusable, match="is damaged: move it away"):
        open_storage(filled)


def test_damaged_while_open(filled: Path) -> None:
    """A database whose pages are overwritten meanwhile is told by the calls that meet them, and by the check."""
    storage = open_storage(filled)
    whole = (filled / "articles.db").read_bytes()
    with (filled / "articles.db").open("r+b") as file:
        file.write(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(ArchiveUnusable, match="is damaged"):
        storage.article(25)
    with pytest.raises(ArchiveUnusable, match="is damaged"):
        storage.save("/a", article(), Detections())
    assert any("damaged" in problem for problem in storage.check())
    storage.close()
