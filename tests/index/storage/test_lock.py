"""The writer's lock: one at a time, again for whoever holds it, gone with its process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.errors import ArchiveBusy, ArchiveUnusable
from index.storage.lock import WriterLock

ROOT = Path(__file__).parents[3]
HOLD = """
import sys
from pathlib import Path
from index.storage.lock import WriterLock
with WriterLock(Path(sys.argv[1])).held():
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock; it lets go on a line."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert "held\n" == process.stdout.readline()
        yield process
        process.kill()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the lock is."""
    return tmp_path / "writer.lock"


def test_other_process_is_named(path: Path) -> None:
    """A lock that another process holds is busy after the waiting time, and tells which process that is."""
    with holder(path) as other, pytest.raises(ArchiveBusy) as raised, WriterLock(path, 0.05).held():
        pass
    expected = f"Another dealwire (process {other.pid}) is adding to this archive; try again when it is done."
    assert expected == str(raised.value)


def test_waiting_pays(path: Path) -> None:
    """A lock that is let go within the waiting time is taken then."""
    with holder(path) as other, ThreadPoolExecutor() as pool:
        waiting = pool.submit(_take, WriterLock(path, 30))
        assert other.stdin is not None
        other.stdin.write("\n")
        other.stdin.flush()
        assert os.getpid() == waiting.result()


def _take(lock: WriterLock) -> int:
    with lock.held():
        return os.getpid()


def test_killed_process_lets_go(path: Path) -> None:
    """The lock goes with the process that held it."""
    with holder(path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        with WriterLock(path, 0.05).held():
            pass


def test_same_thread_may_take_it_again(path: Path) -> None:
    """Whoever holds the lock may take it again; it is let go with the first that was taken."""
    lock = WriterLock(path, 0.05)
    with lock.held():
        with lock.held():
            pass
        with ThreadPoolExecutor() as pool, pytest.raises(ArchiveBusy):
            pool.submit(_take, lock).result()
    with ThreadPoolExecutor() as pool:
        pool.submit(_take, lock).result()


def test_error_lets_go(path: Path) -> None:
    """What fails while the lock is held passes, and lets go."""
    lock = WriterLock(path, 0.05)
    with pytest.raises(KeyError), lock.held():
        raise KeyError
    with WriterLock(path, 0.05).held():
        pass


@pytest.mark.parametrize("number", ["", "x", None])
def test_unknown_holder(path: Path, number: str | None) -> None:
    """A holder whose number cannot be read is not named."""
    with WriterLock(path).held():
        path.with_suffix(".pid").unlink()
        if number is not None:
            path.with_suffix(".pid").write_text(number)
        with pytest.raises(ArchiveBusy, match=r"Another dealwire is adding"), WriterLock(path, 0.05).held():
            pass


def test_no_place_for_the_lock(tmp_path: Path) -> None:
    """A lock file that cannot be made is told."""
    (tmp_path / "file").touch()
    with pytest.raises(ArchiveUnusable, match="cannot be taken"), WriterLock(tmp_path / "file" / "lock").held():
        pass
