"""The archive's folder: private, ours, writable, or a sentence that says why not."""

from __future__ import annotations

import multiprocessing
import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ArchiveUnusable
from index.storage import open_storage

NOBODY = 65534  # the user id that Linux gives to no user


def mode(path: Path) -> int:
    """The permission bits."""
    return stat.S_IMODE(path.stat().st_mode)


def test_new_folder_is_private(tmp_path: Path) -> None:
    """A folder that is missing is made, its parents too, and only its owner may look into it."""
    folder = tmp_path / "deep" / "archive"
    open_storage(folder).close()
    assert (0o700, True) == (mode(folder), (folder / "articles.db").is_file())


def test_open_folder_is_closed(tmp_path: Path) -> None:
    """An archive's folder that others may look into is closed to them."""
    open_storage(tmp_path).close()
    tmp_path.chmod(0o755)
    open_storage(tmp_path).close()
    assert 0o700 == mode(tmp_path)


def test_stricter_folder_stays(tmp_path: Path) -> None:
    """An empty folder that already is private keeps its mode."""
    tmp_path.chmod(0o2700)
    before = mode(tmp_path)
    open_storage(tmp_path).close()
    assert before & 0o777 == mode(tmp_path) & 0o777


def test_folder_of_other_files_is_left_alone(tmp_path: Path) -> None:
    """A folder that holds something else is neither closed to others nor written to."""
    tmp_path.chmod(0o755)
    (tmp_path / "index.html").touch()
    with pytest.raises(ArchiveUnusable, match=r"holds other files \(index\.html\)"):
        open_storage(tmp_path)
    assert (0o755, [tmp_path / "index.html"]) == (mode(tmp_path), list(tmp_path.iterdir()))


def test_dot_files_do_not_count(tmp_path: Path) -> None:
    """What a file browser leaves in a folder does not make it somebody else's."""
    (tmp_path / ".DS_Store").touch()
    open_storage(tmp_path).close()


def test_rest_of_an_archive_is_no_stranger(tmp_path: Path) -> None:
    """A new archive starts where the damaged database of an old one was moved away."""
    open_storage(tmp_path).close()
    (tmp_path / "index").mkdir()
    (tmp_path / "articles.db").unlink()
    open_storage(tmp_path).close()


def test_file_in_place_of_the_folder(tmp_path: Path) -> None:
    """A file is no folder, nor is what is below it."""
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveUnusable, match="is a file"):
        open_storage(tmp_path / "file")
    with pytest.raises(ArchiveUnusable, match="Not a directory"):
        open_storage(tmp_path / "file" / "archive")


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_impossible_name(tmp_path: Path, name: str) -> None:
    """A name that no folder can have is told as such."""
    with pytest.raises(ArchiveUnusable, match="cannot be kept"):
        open_storage(tmp_path / name)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that other users can reach; pytest's own cannot be."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _open_as_nobody(folder: Path, answer: multiprocessing.SimpleQueue[str]) -> None:
    if os.geteuid() == 0:  # the superuser may write anywhere
        os.setuid(NOBODY)
    try:
        open_storage(folder).close()
        answer.put("opened")
    except ArchiveUnusable as error:
        answer.put(str(error))


def as_nobody(folder: Path) -> str:
    """What a user without any rights is told on opening the archive."""
    context = multiprocessing.get_context("fork")
    answer: multiprocessing.SimpleQueue[str] = context.SimpleQueue()
    child = context.Process(target=_open_as_nobody, args=(folder, answer))
    child.start()
    child.join()
    return answer.get()


def test_folder_without_permission(shared_folder: Path) -> None:
    """A folder that may not be looked into, or below which none may be made, is told."""
    closed = shared_folder / "closed"
    closed.mkdir(mode=0o000)
    read_only = shared_folder / "read-only"
    read_only.mkdir(mode=0o555)
    assert "Permission denied" in as_nobody(closed / "archive")
    assert "Permission denied" in as_nobody(closed)
    assert "Permission denied" in as_nobody(read_only / "archive")
    assert "may not write" in as_nobody(read_only)


def test_database_without_permission(shared_folder: Path) -> None:
    """A database that may not be written to is told."""
    open_storage(shared_folder).close()
    (shared_folder / "articles.db").chmod(0o444)
    shared_folder.chmod(0o777)
    assert "may not write to" in as_nobody(shared_folder)
