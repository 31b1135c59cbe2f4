"""Connections and transactions: the edge to SQLite. What is read and written is not its concern."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock

from index.errors import ArchiveTooNew, ArchiveUnusable
from index.storage import schema
from index.storage.faults import explained
from index.storage.lock import WriterLock

_SETTINGS = (
    "PRAGMA foreign_keys = ON",
    # In WAL mode NORMAL loses nothing when a process is killed; only a power cut may take the last transactions.
    "PRAGMA synchronous = NORMAL",
    "PRAGMA trusted_schema = OFF",
    # The articles that a query is about (index.storage.selection). Typed: SQLite joins untyped columns row by row.
    "CREATE TEMP TABLE wanted (id INTEGER PRIMARY KEY) STRICT",
)


class Database:
    """A database file. Readers never wait for the writer (WAL); writers wait for each other.

    A connection serves one transaction at a time, whatever the thread; idle ones are kept for the next. So there are
    never more than there were transactions at once.

    Args:
        path: The database file, made where it is missing.
        waiting_time: Seconds to wait for another writer.
    """

    def __init__(self, path: Path, waiting_time: float) -> None:
        self.path = path
        self._waiting_time = waiting_time
        self._idle: list[sqlite3.Connection] = []
        self._guard = Lock()
        self._closed = Event()

    def open(self, lock: WriterLock) -> None:
        """Makes or upgrades the tables where that is due.

        Raises:
            ArchiveTooNew: A later dealwire wrote it.
            ArchiveUnusable: It is no archive, damaged, or cannot be opened; or Python's SQLite is too old.
            ArchiveBusy: It must be upgraded while another process is adding.
        """
        if sqlite3.sqlite_version_info < schema.NEEDED_SQLITE:
            needed = ".".join(map(str, schema.NEEDED_SQLITE))
            raise ArchiveUnusable(f"This Python has SQLite {sqlite3.sqlite_version}: dealwire needs {needed} or later.")
        if not self._is_current():
            with lock.held(), explained(self.path), self._connection() as connection:
                connection.execute("PRAGMA journal_mode = WAL")
            with lock.held(), self.writing() as connection:
                schema.upgrade(connection)

    def _is_current(self) -> bool:
        with explained(self.path), self._connection() as connection:
            found = schema.version(connection)
            if not schema.is_ours(connection):
                raise ArchiveUnusable(f"{self.path} is no archive of dealwire: move it away, or name another archive.")
        if found > schema.newest():
            raise ArchiveTooNew(f"A later dealwire wrote the archive {self.path}: open it with that one, or upgrade.")
        return found == schema.newest()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A transaction that sees the database as it is now, whatever others write meanwhile.

        Raises:
            ArchiveUnusable: The database cannot be read.
        """
        with explained(self.path), self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if connection.in_transaction:  # SQLite itself ends it when the file turns out to be damaged
                    connection.execute("COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that is written as a whole, or not at all when it raises.

        Raises:
            ArchiveBusy: Others wrote for the whole waiting time.
            ArchiveUnusable: The database cannot be written.
        """
        with explained(self.path), self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self._guard:
            if self._closed.is_set():
                raise ArchiveUnusable("The archive has been closed.")
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            with self._guard:
                if self._closed.is_set():
                    connection.close()
                else:
                    self._idle.append(connection)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=self._waiting_time, isolation_level=None, check_same_thread=False
        )
        try:
            connection.row_factory = sqlite3.Row
            for setting in _SETTINGS:
                connection.execute(setting)
        except BaseException:
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Closes the connections; one in use is closed when its transaction ends."""
        with self._guard:
            self._closed.set()
            while self._idle:
                self._idle.pop().close()
