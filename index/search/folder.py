"""The index's folder: which of the indexes in it is the good one, and how far it has followed storage.

    index.json          names the good one and its coverage; replaced in one step when all else is on the disk
    8f3a09c1/           a Whoosh index

Whoosh reads its table of contents with pickle, which runs whatever code a stranger put there: a folder that others
could have written to is not opened. Damage is noticed by the sizes and checksums in index.json, and an index that is
damaged counts as missing.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import ArchiveBusy, ArchiveUnusable
from index.ports import Coverage

VERSION = 9
"""Grows with every change of the schema or the analysis; an index of another version counts as missing."""

_MANIFEST = "index.json"
_PATIENCE = 10.0
"""Seconds to wait for another thread's or process' change."""
_SEGMENT, _CONTENTS = ".seg", ".toc"  # what Whoosh calls its files

Stamp = tuple[int, int, int]
"""Changes whenever index.json is replaced: its inode, time and size."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What index.json says.

    Attributes:
        name: The folder of the good index.
        coverage: What it has seen, at least.
        files: Size and checksum of each of its files.
    """

    name: str
    coverage: Coverage
    files: dict[str, tuple[int, int]]


class IndexFolder:
    """The folder that the index lives in."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._manifest = str(path / _MANIFEST)  # asked for at every search

    def stamp(self) -> Stamp | None:
        """What `read` would read; None when there is nothing."""
        try:
            found = os.stat(self._manifest)  # noqa: PTH116  (in half of a path's time)
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def read(self) -> Manifest | None:
        """The manifest of an index that can be opened; None when there is none."""
        try:
            if not _private(self.path):
                return None
            manifest = _parse(json.loads((self.path / _MANIFEST).read_text(encoding="utf-8")))
            folder = self.path / manifest.name
            sound = (
                _private(folder) and any(folder.glob(f"*{_CONTENTS}")) and not _damaged(folder, manifest, deep=False)
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return manifest if sound else None

    def damaged(self, manifest: Manifest) -> list[str]:
        """The names of the files whose content is not what was written; takes about a second for each gigabyte."""
        return _damaged(self.path / manifest.name, manifest, deep=True)

    def make(self) -> Path:
        """Makes a folder for a new index, beside the good one. Raises: ArchiveUnusable."""
        folder = self.path / secrets.token_hex(4)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            if stat.S_IMODE(self.path.stat().st_mode) & 0o077:
                self.path.chmod(0o700)
            folder.mkdir(mode=0o700)
        except OSError as error:
            raise unwritable(self.path, error) from error
        return folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Keeps other threads and processes from changing the index meanwhile. Raises: ArchiveBusy."""
        from filelock import FileLock, Timeout  # noqa: PLC0415  (not before the first change)

        try:
            with FileLock(self.path / "writing.lock", timeout=_PATIENCE):
                yield
        except Timeout as error:
            raise ArchiveBusy("The search index is being written; try again when that is done.") from error

    def checked(self, path: Path) -> tuple[int, int]:
        """The size and the checksum of a file."""
        return path.stat().st_size, _checksum(path)

    def publish(self, folder: Path, coverage: Coverage, checked: Mapping[str, tuple[int, int]] | None = None) -> None:
        """Makes an index the good one, in one step. All of it must be on the disk.

        Args:
            folder: The index's.
            coverage: What it has seen, at least.
            checked: Sizes and checksums of new files, as far as they are known.
        """
        known = self.read()
        files = (known.files if known and known.name == folder.name else {}) | dict(checked or {})
        present = {path.name: path for path in folder.iterdir() if path.suffix in (_SEGMENT, _CONTENTS)}
        files = {name: files.get(name) or self.checked(path) for name, path in present.items()}
        written = {
            "version": VERSION,
            "stemmer": _stemmer(),
            "name": folder.name,
            "archive": coverage.archive,
            "revision": coverage.revision,
            "files": files,
        }
        draft = self.path / f"{_MANIFEST}.new"
        draft.write_text(json.dumps(written, indent=1), encoding="utf-8")
        sync(draft)
        draft.replace(self.path / _MANIFEST)
        sync(self.path)

    def sweep(self, keep: str | None) -> None:
        """Removes the indexes that are not the good one, as far as they can be removed."""
        for path in self.path.iterdir():
            named_by_us = len(path.name) == 8 and set(path.name) <= set("0123456789abcdef")
            if named_by_us and path.name != keep and path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)

    def forget(self) -> None:
        """Makes the index count as missing."""
        try:
            (self.path / _MANIFEST).unlink(missing_ok=True)
        except OSError:
            return  # a folder that cannot be written to is read as it is


def sync(path: Path) -> None:
    """Waits until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritable(path: Path, error: OSError) -> ArchiveUnusable:
    """The error for an index that cannot be written."""
    return ArchiveUnusable(f"The search index in {path} cannot be written ({error.strerror or error}).")


def _private(folder: Path) -> bool:
    """Whether nobody but this user could have written into a folder."""
    found = folder.stat()
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022


def _parse(written: Any) -> Manifest:
    if written["version"] != VERSION or written["stemmer"] != _stemmer():
        raise ValueError("written by another version")
    name, archive, revision = written["name"], written["archive"], written["revision"]
    if not (isinstance(name, str) and name.isalnum() and isinstance(archive, str) and isinstance(revision, int)):
        raise TypeError("not a manifest")
    files = {str(file): (int(size), int(checksum)) for file, (size, checksum) in written["files"].items()}
    return Manifest(name, Coverage(archive, revision), files)


def _damaged(folder: Path, manifest: Manifest, *, deep: bool) -> list[str]:
    """The files that differ from the manifest.

    When its table of contents has gone, a later commit was not written down any more: that one took other files away
    too, and they are not missed.
    """
    later = not all((folder / name).exists() for name in manifest.files if name.endswith(_CONTENTS))
    found = []
    for name, (size, checksum) in manifest.files.items():
        path = folder / name
        if not path.exists():
            differs = not later
        else:
            read = deep or name.endswith(_CONTENTS)
            differs = path.stat().st_size != size or (read and _checksum(path) != checksum)
        if differs:
            found.append(name)
    return found


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(2**20):
            checksum = zlib.crc32(block, checksum)
    return checksum


def _stemmer() -> str:
    """The stemmer's version: a later one may make other stems."""
    import Stemmer  # noqa: PLC0415

    return str(Stemmer.version())
