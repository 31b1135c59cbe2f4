"""The process beside the reader's in which is done what takes long, so that nobody who types or reads feels it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from threading import Lock


class Task(StrEnum):
    """What is done beside."""

    INDEX = "index"
    """Articles are indexed: until then words do not find them."""
    DEALS = "deals"
    """Deals are merged over articles."""
    READING = "reading"
    """Articles are read anew by a later detector, or with what the user says now."""


Progress = Callable[[Task, int, int], None]
"""Told after each turn: at what, how many articles are done, and of how many."""

_STEP = re.compile(rf"({'|'.join(Task)}) (\d+) (\d+)\n")


def step_line(task: Task, done: int, total: int) -> str:
    """A step of progress as the process prints it, without the end of the line."""
    return f"{task} {done} {total}"


class Upkeep:
    """Runs `index.upkeep` for the archive in a folder, at most one at a time. Thread-safe.

    Args:
        folder: The archive's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._guard = Lock()
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self, progress: Progress) -> str:
        """Waits until all is done, or `stop` is called; at once if another thread waits already.

        Args:
            progress: Told how far it is.

        Returns:
            What was in the way, a sentence; empty when nothing was.
        """
        with self._guard:
            if self._stopped or self._process is not None:
                return ""
            self._process = self._start()
        problem = ""
        with self._process as process:
            for line in process.stdout or ():
                if step := _STEP.fullmatch(line):
                    progress(Task(step[1]), int(step[2]), int(step[3]))
                else:
                    problem = line.strip()
        with self._guard:
            self._process = None
            if process.returncode and not (problem or self._stopped):
                problem = f"The archive could not be brought up to date (exit status {process.returncode})."
        return problem

    def _start(self) -> subprocess.Popen[str]:
        """Imports what this process would, but never from the working folder, which may be anyone's."""
        path = os.pathsep.join(str(Path(place).absolute()) for place in sys.path if place)
        return subprocess.Popen(  # noqa: S603  (nothing in it comes from outside)
            [sys.executable, "-P", "-m", "index.upkeep", str(self._folder.absolute())],
            env={**os.environ, "PYTHONPATH": path},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
        )

    def stop(self) -> None:
        """Ends it, if it runs, for good; what it has done is kept."""
        with self._guard:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()
