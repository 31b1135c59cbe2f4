"""SQLite's errors, said in sentences that a user can act on."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveBusy, ArchiveError, ArchiveUnusable

_PRIMARY = 0xFF  # an extended result code carries the primary one in its lowest byte (sqlite.org/rescode.html)
_SENTENCES = {
    sqlite3.SQLITE_FULL: "There is no space left for the archive {path}: free some and try again.",
    sqlite3.SQLITE_READONLY: "dealwire may not write to {path}: change its permissions or name another archive.",
    sqlite3.SQLITE_PERM: "dealwire may not use {path}: change its permissions or name another archive.",
    sqlite3.SQLITE_CANTOPEN: "The archive {path} cannot be opened: its folder must be there and writable.",
    sqlite3.SQLITE_IOERR: "The archive {path} cannot be read or written ({error}): see whether its disk is in order.",
    sqlite3.SQLITE_NOTADB: "{path} is no archive of dealwire: move it away, or name another archive.",
    sqlite3.SQLITE_CORRUPT: "The archive {path} is damaged: move it away and add the articles again.",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite's complaints about the database file into archive errors; faults of our own pass as they are.

    Raises:
        ArchiveBusy: The database stayed locked for the whole waiting time.
        ArchiveUnusable: Anything else about the file or its disk.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError | sqlite3.ProgrammingError | sqlite3.DataError):
            raise
        raise _explanation(error, path) from error


def _explanation(error: sqlite3.DatabaseError, path: Path) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return ArchiveBusy("Another dealwire is writing to this archive; try again when it is done.")
    sentence = _SENTENCES.get(code, "The archive {path} cannot be used ({error}): dealwire check tells more.")
    return ArchiveUnusable(sentence.format(path=path, error=error))
