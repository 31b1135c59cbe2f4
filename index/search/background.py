"""The thread that merges: woken by a commit, it goes on until nothing is left to be merged.

Then it decides on compounds, once no more commits come: what is decided on a segment that is merged next is lost, and
while 100,000 articles were indexed in steps of 4,000 that took four tenths of all time.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Condition, Event, Thread

from index.errors import ArchiveBusy
from index.search.codec.container import Malformed
from index.search.folder import IndexFolder
from index.search.merging import merge_once
from index.search.splitting import split_once

_QUIET = 15.0
"""Seconds after a commit in which the next one of many would have come."""


class Merger:
    """Merges an index's segments in the background. What it cannot do now is done after a later commit.

    Args:
        folder: The index's.
        merged: Called, in the thread that merges, whenever there are fewer segments.
    """

    def __init__(self, folder: IndexFolder, merged: Callable[[], None]) -> None:
        self._folder, self._merged = folder, merged
        self._stopped = Event()
        self._stirred = Condition()
        self._thread: Thread | None = None
        self._woken = False
        self._awaited = 0

    def wake(self) -> None:
        """Looks whether there is something to merge, in the background."""
        with self._stirred:
            self._woken = True
            self._stirred.notify()
            if self._thread is None or not self._thread.is_alive():
                self._thread = Thread(target=self._run, name="merging", daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Waits until nothing is left to be merged or decided on."""
        with self._stirred:
            self._awaited += 1
            self._stirred.notify()
            thread = self._thread
        if thread is not None:
            thread.join()
        with self._stirred:
            self._awaited -= 1

    def stop(self) -> None:
        """Gives up what would take long, and waits for the rest."""
        self._stopped.set()
        self.wait()

    def _run(self) -> None:
        while self._goes_on():
            with suppress(ArchiveBusy, OSError, Malformed):
                while merge_once(self._folder, self._may_go_on):
                    self._merged()
                if self._is_quiet():
                    split_once(self._folder, self._may_go_on)

    def _is_quiet(self) -> bool:
        """Whether it is not woken again for a while; that is not waited for when somebody waits for the end."""
        with self._stirred:
            self._stirred.wait_for(lambda: self._woken or self._awaited, _QUIET)
            return not self._woken and self._may_go_on()

    def _may_go_on(self) -> bool:
        return not self._stopped.is_set()

    def _goes_on(self) -> bool:
        """Whether it has been woken again; the thread ends when it has not."""
        with self._stirred:
            woken, self._woken = self._woken, False
            if not woken:
                self._thread = None
            return woken
