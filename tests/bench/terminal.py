"""Measures how long a terminal waits from a key press for the painted result, in an archive as large as wanted.

    python -m tests.bench.terminal FOLDER

The same as `tests.bench.screen`, but behind a pseudo-terminal: with what Textual writes, its thread that writes it, and
the way of the keys in. The app is a process of its own, which marks each frame with the query whose result it shows.
Prints median and 95th percentile in milliseconds, and how many bytes were written until the result was there.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path
from time import perf_counter

import numpy as np

from tests.bench.archive import level
from tests.bench.search import queries

_PATIENCE = 20.0
"""Seconds after which a result will not come any more."""
_PAUSE, _REST = 0.2, 2.5
"""Seconds between two keys, as somebody types; and until all that comes at the start has come."""
_SIZES = {"narrow": (80, 24), "wide": (130, 32), "large": (200, 60)}
_MARK = re.compile(rb"\x1b\]777;([^\x07]*)\x07")
"""An operating system command that no terminal knows: it shows nothing."""


class Terminal:
    """What the app runs in, and somebody who types."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self._here, there = pty.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        call = [sys.executable, "-m", "tests.bench.terminal", str(folder), "--app"]
        self._app = subprocess.Popen(
            call, stdin=there, stdout=there, stderr=there, env=environment, start_new_session=True
        )
        os.close(there)

    def press(self, key: str, query: str) -> tuple[float, int]:
        """Presses a key: seconds until the result of the query is here, and the bytes until then."""
        started, read = perf_counter(), b""
        os.write(self._here, key.encode())
        while query.encode() not in _MARK.findall(read):
            assert perf_counter() - started < _PATIENCE, query
            read += self._read(1)
        return perf_counter() - started, len(read)

    def rest(self, seconds: float) -> None:
        """Reads what comes."""
        until = perf_counter() + seconds
        while (left := until - perf_counter()) > 0:
            self._read(left)

    def _read(self, seconds: float) -> bytes:
        ready, _, _ = select.select([self._here], [], [], seconds)
        return os.read(self._here, 1 << 16) if ready else b""

    def close(self) -> None:
        """Ends the app."""
        self._app.kill()
        self._app.wait()
        os.close(self._here)


def measure(folder: Path, size: tuple[int, int], words: list[str]) -> list[tuple[float, int]]:
    """Types the words, each into an empty field."""
    terminal = Terminal(folder, size)
    terminal.press("/", "")
    terminal.rest(_REST)
    times = []
    for word in words:
        lengths = [*range(1, len(word) + 1), *range(len(word) - 1, -1, -1)]
        for nth, length in enumerate(lengths):
            key = word[nth] if nth < len(word) else "\x7f"
            times.append(terminal.press(key, word[:length]))
            terminal.rest(_PAUSE)
    terminal.close()
    return times


def run_app(folder: Path) -> None:
    """The app, marking its frames."""
    from index.archive import open_archive  # noqa: PLC0415  (the other process measures only)
    from tui.app import DealwireApp  # noqa: PLC0415
    from tui.screens.main import MainScreen  # noqa: PLC0415

    archive = open_archive(folder, create=False)
    app = DealwireApp(archive)
    display = app._display

    def marked(*arguments: object) -> None:
        display(*arguments)  # type: ignore[arg-type]  # what it is given is Textual's own concern
        if isinstance(app.screen, MainScreen) and app._driver is not None:
            app._driver.write(f"\x1b]777;{app.screen.page.request.query}\x07")

    app._display = marked  # type: ignore[method-assign, assignment]
    app.run()
    archive.close()


def main() -> None:
    """Types, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=8)
    parser.add_argument("--sizes", nargs="+", choices=list(_SIZES), default=list(_SIZES))
    parser.add_argument("--app", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.app:
        run_app(asked.folder)
        return
    level(asked.folder)
    typed = [words[0] for kind, words in queries(asked.words) if kind == "term" and words[0].isascii()]
    print(f"{'':10}{'keys':>8}{'result, ms':>20}{'bytes':>10}")
    for name in asked.sizes:
        times, sizes = zip(*measure(asked.folder, _SIZES[name], typed), strict=True)
        median, worst = np.percentile(times, [50, 95]) * 1000
        print(f"{name:10}{len(times):8}{median:10.1f}{worst:10.1f}{np.median(sizes):10.0f}", flush=True)


if __name__ == "__main__":
    main()
