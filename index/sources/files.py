"""Files and folders as blobs. Folders are entered to the bottom, in the order of their names.

Skipped in a folder: hidden names and what version control and package tools keep, without a word, and files whose
suffix says that they are no articles, which the caller may count. A file that the user names is always tried.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

from index.raw import MAX_BYTES, Blob, Failure, unreadable
from index.sources.media_types import may_be_article, media_type
from index.text import visible

FolderKey = tuple[int, int]
"""A folder's device and inode number: the same by whatever path it is reached."""

_SKIPPED_FOLDERS = frozenset({"CVS", "__pycache__", "node_modules"})
_READ_IN_LINES = "application/jsonl"


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through sources.

    Attributes:
        tell_skipped: Called with the uri of every file in a folder that is not opened for its suffix.
        entered: The folders that were entered and are not entered again.
    """

    tell_skipped: Callable[[str], None]
    entered: set[FolderKey] = field(default_factory=set)


def blobs(source: str, walk: Walk) -> Iterator[Blob | Failure]:
    """The file, or every article file of the folder, at a path or file address.

    Args:
        source: A path, or a "file:" address.
        walk: What other sources led to before.
    """
    path = _path(source)
    try:
        status = path.stat()
    except OSError as error:
        yield _no_file(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from _folder(path, (status.st_dev, status.st_ino), (), walk)
    else:
        yield _file(path, status)


def _path(source: str) -> Path:
    """The absolute path of a source, links in it as the user named them."""
    if source.startswith("file:"):
        source = os.fsdecode(unquote_to_bytes(urlsplit(source).path))
    return Path(os.path.abspath(Path(source).expanduser() if source.startswith("~/") else source))  # noqa: PTH100


def uri(path: Path) -> str:
    """The path as it stands, or its "file:" address where its bytes are no text: every store can keep either."""
    text = str(path)
    try:
        text.encode()
    except UnicodeEncodeError:
        return path.as_uri()
    return text


def _folder(folder: Path, key: FolderKey, above: tuple[FolderKey, ...], walk: Walk) -> Iterator[Blob | Failure]:
    """The articles of a folder and of those in it; `above` are the folders that it lies in."""
    if key in above:
        yield Failure(visible(uri(folder)), "is a link to a folder that it lies in itself")
        return
    if key in walk.entered:
        return
    walk.entered.add(key)
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries)
    except OSError as error:
        yield unreadable(uri(folder), error)
        return
    for name in names:
        if not name.startswith("."):
            yield from _entry(folder / name, (*above, key), walk)


def _entry(path: Path, above: tuple[FolderKey, ...], walk: Walk) -> Iterator[Blob | Failure]:
    """What one name in a folder stands for."""
    try:
        status = path.stat()
    except OSError as error:
        if may_be_article(path.name):
            yield _no_file(path, error)
        return
    if stat.S_ISDIR(status.st_mode):
        if path.name not in _SKIPPED_FOLDERS:
            yield from _folder(path, (status.st_dev, status.st_ino), above, walk)
    elif may_be_article(path.name):
        yield _file(path, status, named=False)
    else:
        walk.tell_skipped(uri(path))


def _file(path: Path, status: os.stat_result, *, named: bool = True) -> Blob | Failure:
    """One file; a failure where it is none that can be read to its end, or is too large."""
    if not stat.S_ISREG(status.st_mode):
        return Failure(visible(uri(path)), "is no regular file")
    kind = media_type(path.name)
    if status.st_size > MAX_BYTES and kind != _READ_IN_LINES:
        size, limit = status.st_size // 2**20, MAX_BYTES // 2**20
        return Failure(visible(uri(path)), f"is too large ({size} MB; at most {limit} MB are read)")
    return Blob(
        uri=uri(path),
        name=visible(os.fsencode(path.name).decode("utf-8", "backslashreplace")),
        media_type=kind,
        charset=None,
        size=status.st_size,
        stamp=f"{status.st_mtime_ns}:{status.st_size}",
        open=lambda: path.open("rb"),
        named=named,
    )


def _no_file(path: Path, error: OSError) -> Failure:
    """Why nothing is known of a path: it is a link that leads nowhere or in a circle, or the system says no."""
    if path.is_symlink() and isinstance(error, FileNotFoundError):
        return Failure(visible(uri(path)), "is a link to something that does not exist")
    if path.is_symlink() and not isinstance(error, PermissionError):
        return Failure(visible(uri(path)), "is a link that leads back to itself")
    return unreadable(uri(path), error)
