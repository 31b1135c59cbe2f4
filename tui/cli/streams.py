"""Stdout and stderr: results, messages, and a progress bar where someone is watching."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from index.raw import Failure
from index.text import one_line, visible

if TYPE_CHECKING:
    from index.ingest import IngestStep

DONE, FAILED, WRONG_CALL = 0, 1, 2


def say(message: str) -> None:
    """Tells the user something, on stderr."""
    print(_encodable(f"dealwire: {one_line(message)}", sys.stderr), file=sys.stderr, flush=True)


def put(text: str = "") -> None:
    """Prints a result, made visible, on stdout."""
    print(_encodable(visible(text), sys.stdout))


def put_exact(text: str) -> None:
    """Prints a result that must not be changed (JSON, CSV) and is safe as it is."""
    sys.stdout.write(text)


def tell_failures(failures: Iterable[Failure]) -> int:
    """Names each failure on stderr. Returns the exit status that they make."""
    status = DONE
    for failure in failures:
        say(str(failure))
        status = FAILED
    return status


def is_watched(stream: TextIO) -> bool:
    """Whether colour and progress bars are wanted there: a terminal, and no NO_COLOR (see no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


@contextmanager
def ingest_progress() -> Iterator[Callable[[IngestStep], None]]:
    """A progress bar for adding: blobs done, articles read, the one that is being read; at the end those due again."""
    with _bar("reading") as update:
        yield lambda step: update(
            step.done,
            step.total,
            f"{step.articles} articles  {one_line(step.name)[:40]}" if not step.due else f"{step.due} to be read anew",
        )


@contextmanager
def index_progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar for building the search index; none is shown for a handful of articles."""
    with _bar("indexing") as update:
        yield lambda done, total: update(done, total, f"{done} articles") if total > 20 else None


@contextmanager
def sign_of_life(what: str) -> Iterator[None]:
    """Tells that something is done that takes long and cannot tell how far it is."""
    if not is_watched(sys.stderr):
        yield
        return
    from rich.console import Console  # noqa: PLC0415  (not needed where nobody is watching)

    with Console(stderr=True).status(f"{what} …"):
        yield


@contextmanager
def _bar(what: str) -> Iterator[Callable[[int, int, str], None]]:
    if not is_watched(sys.stderr):
        yield lambda *_: None
        return
    from rich.console import Console  # noqa: PLC0415  (not needed where nobody is watching)
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}", markup=False),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=1, note="", visible=False)
        yield lambda done, total, note: progress.update(task, completed=done, total=total, note=note, visible=True)


def _encodable(text: str, stream: TextIO) -> str:
    """The text with what the stream's encoding cannot say written as escapes: no output fails for an accent."""
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, errors="backslashreplace").decode(encoding)
