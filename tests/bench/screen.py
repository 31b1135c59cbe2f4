"""Measures how long the screen takes from a key press to the painted result, in an archive as large as wanted.

    python -m tests.bench.screen FOLDER

The folder is one that `python -m tests.bench.archive --folder FOLDER` has made. Words are typed letter by letter into
the app, which runs without a terminal: that takes all but the terminal's own time. A key is only pressed when the
result of the one before has been painted. Prints median and 95th percentile in milliseconds, of what is typed until
it stands in the field, and until its result is painted.
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

import tui  # noqa: F401  (it says how often Textual paints, before that is imported)
from index.archive import open_archive
from tests.bench.archive import level
from tests.bench.search import queries

if TYPE_CHECKING:
    from tests.tui.running import Running

_PATIENCE = 20.0
"""Seconds after which a result will not come any more."""
_PAUSE = 0.2
"""Seconds between two keys, as somebody types."""
_SIZES = {"narrow": (80, 24), "wide": (130, 32), "large": (200, 60)}


class Watch:
    """Notes when the screen is painted."""

    def __init__(self, ran: Running) -> None:
        self._ran = ran
        self.painted: list[tuple[float, str]] = []
        display = ran.app._display

        def watched(*arguments: object) -> None:
            display(*arguments)  # type: ignore[arg-type]  # what it is given is Textual's own concern
            self.painted.append((perf_counter(), ran.screen.page.request.query))

        ran.app._display = watched  # type: ignore[method-assign, assignment]

    async def press(self, key: str, query: str) -> tuple[float, float]:
        """Presses a key: seconds until something is painted, and until the result of the query is."""
        from textual import events  # noqa: PLC0415  (see the import of `tui`)

        self.painted.clear()
        started = perf_counter()
        self._ran.app.post_message(events.Key(key, key if len(key) == 1 else None))
        while not any(shown == query for _, shown in self.painted):
            await asyncio.sleep(0.001)
            assert perf_counter() - started < _PATIENCE, query
        answered = next(at for at, shown in self.painted if shown == query)
        return self.painted[0][0] - started, answered - started


async def measure(folder: Path, size: tuple[int, int], words: list[str]) -> list[tuple[float, float]]:
    """Types the words, each into an empty field."""
    from tests.tui.running import running  # noqa: PLC0415  (see the import of `tui`)

    archive = open_archive(folder, create=False)
    times = []
    async with running(archive, size) as ran:
        watch = Watch(ran)
        await ran.press("slash")
        for word in words:
            for length in range(1, len(word) + 1):
                times.append(await watch.press(word[length - 1], word[:length]))
                await asyncio.sleep(_PAUSE)
            for length in range(len(word) - 1, -1, -1):
                times.append(await watch.press("backspace", word[:length]))
                await asyncio.sleep(_PAUSE)
    archive.close()
    return times


def main() -> None:
    """Types, and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=8)
    parser.add_argument("--sizes", nargs="+", choices=list(_SIZES), default=list(_SIZES))
    asked = parser.parse_args()
    level(asked.folder)
    typed = [words[0] for kind, words in queries(asked.words) if kind == "term"]
    print(f"{'':10}{'keys':>8}{'echo, ms':>20}{'result, ms':>20}")
    for name in asked.sizes:
        times = asyncio.run(measure(asked.folder, _SIZES[name], typed))
        cells = [f"{median:10.1f}{worst:10.1f}" for median, worst in np.percentile(times, [50, 95], axis=0).T * 1000]
        print(f"{name:10}{len(times):8}" + "".join(cells), flush=True)


if __name__ == "__main__":
    main()
