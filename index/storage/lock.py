"""One writer at a time: a lock of the operating system on a file beside the database. It goes with its process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from index.errors import ArchiveBusy, ArchiveUnusable

if TYPE_CHECKING:
    from filelock import BaseFileLock

WAITING_TIME = 10.0
"""Seconds that a second writer waits for the first."""


class WriterLock:
    """Held while articles are added. A thread that holds it may take it again; other threads wait like processes.

    Attributes:
        waiting_time: Seconds to wait for another holder.
    """

    def __init__(self, path: Path, waiting_time: float = WAITING_TIME) -> None:
        self.waiting_time = waiting_time
        self._path = path
        self._file: BaseFileLock | None = None
        self._making = Lock()
        # Beside the lock file, not in it: a waiting process opens that one, and older filelocks empty it thereby.
        self._holder = path.with_suffix(".pid")

    @contextmanager
    def held(self, *, wait: bool = True) -> Iterator[None]:
        """Holds the lock.

        Args:
            wait: Whether to wait for another holder.

        Raises:
            ArchiveBusy: Another thread or process did not let go in time.
            ArchiveUnusable: The lock file cannot be made.
        """
        lock = self._file_lock()
        try:
            lock.acquire(timeout=self.waiting_time if wait else 0)
        except TimeoutError:  # filelock's own is one
            raise ArchiveBusy(self._busy()) from None
        except OSError as error:
            raise ArchiveUnusable(f"The archive's lock {self._path} cannot be taken ({error.strerror}).") from error
        try:
            with suppress(OSError):  # a full disk is told by what is written next; this is only a courtesy
                self._holder.write_text(str(os.getpid()), encoding="ascii")
            yield
        finally:
            lock.release()

    def _file_lock(self) -> BaseFileLock:
        from filelock import FileLock  # noqa: PLC0415  (40 ms to import, and reading does without)

        with self._making:
            self._file = self._file or FileLock(self._path)
            return self._file

    def _busy(self) -> str:
        try:
            holder = f" (process {int(self._holder.read_text(encoding='ascii'))})"
        except (OSError, ValueError):  # it has not come to writing its number, or was killed while it did
            holder = ""
        return f"Another dealwire{holder} is adding to this archive; try again when it is done."
