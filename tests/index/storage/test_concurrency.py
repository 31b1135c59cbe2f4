"""Several threads, several processes, and processes that are killed: nothing is torn, nothing finished is lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.document import Detections
from index.ports import Placement
from index.storage import open_storage
from tests.index.storage.examples import acme_and_bolt, article

ROOT = Path(__file__).parents[3]
ADD = """
import sys
from itertools import count
from pathlib import Path
from index.storage import open_storage
from tests.index.storage.examples import acme_and_bolt, article

storage = open_storage(Path(sys.argv[1]))
for number in count():
    text = f"Acme buys Bolt: {sys.argv[2]} {number}. " + "And so on. " * 200
    with storage.writing():
        storage.save(f"/{sys.argv[2]}/{number}", article(text), acme_and_bolt(text))
    print(f"/{sys.argv[2]}/{number}", flush=True)
"""


def adding(folder: Path, name: str) -> subprocess.Popen[str]:
    """Another process that adds articles until it is killed, and tells the origin of each that is finished."""
    return subprocess.Popen([sys.executable, "-c", ADD, str(folder), name], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_killed_while_adding(tmp_path: Path) -> None:
    """A process that is killed at any moment loses no article that it had finished, and leaves nothing half done."""
    moments = random.Random(2)
    finished: list[str] = []
    for round_ in range(3):
        with adding(tmp_path, str(round_)) as process:
            assert process.stdout is not None
            finished.append(process.stdout.readline().strip())
            time.sleep(moments.uniform(0, 0.1))
            process.kill()
            finished += process.stdout.read().split()
        storage = open_storage(tmp_path)
        there = {origin for change in storage.changes(0) if change.article for origin in change.article.origins}
        assert [] == storage.check()
        storage.close()
        assert there >= set(finished)
        assert len(there) <= len(finished) + round_ + 1


def test_reading_while_another_process_adds(tmp_path: Path) -> None:
    """A reader sees what is finished, never waits, and its stream of changes stays as it was when it began."""
    storage = open_storage(tmp_path, waiting_time=0.05)
    with adding(tmp_path, "x") as process:
        assert process.stdout is not None
        process.stdout.readline()
        stream = storage.changes(0)
        first = next(stream)
        revision = storage.coverage.revision
        while storage.coverage.revision < revision + 5:
            assert None is process.poll()
            assert storage.rows([first.id])[0].companies == ("Acme", "Bolt")
        streamed = [first, *stream]
        process.kill()
    numbers = [change.id for change in streamed]
    assert list(range(1, len(numbers) + 1)) == numbers
    assert len(numbers) < storage.count_changes(0)
    storage.close()


def test_two_processes_add(tmp_path: Path) -> None:
    """Two processes that add at once both get on, and together leave an archive without fault."""
    with adding(tmp_path, "x") as one, adding(tmp_path, "y") as other:
        assert one.stdout is not None
        assert other.stdout is not None
        lines = [process.stdout.readline() for _ in range(5) for process in (one, other) if process.stdout]
        one.kill()
        other.kill()
    storage = open_storage(tmp_path)
    assert ([], True) == (storage.check(), storage.count_changes(0) >= len(lines))
    storage.close()


@pytest.mark.parametrize("opened_before", [True, False])
def test_threads(opened_before: bool, tmp_path: Path) -> None:
    """Threads may save, mark and read at once, through one storage; the first start may be several at once too."""
    storage = open_storage(tmp_path)
    storages = [storage if opened_before else open_storage(tmp_path) for _ in range(4)]

    def work(worker: int) -> list[Placement]:
        placements = []
        for number in range(20):
            text = f"Acme buys Bolt {number}."
            placements.append(storages[worker].save(f"/{worker}/{number}", article(text), acme_and_bolt(text)))
            storages[worker].set_read(1, read=bool(number % 2))
            assert len(storages[worker].companies(None)) == 2
            assert storages[worker].company_names() == {"acme": "Acme", "bolt": "Bolt", "cog": "Cog Group"}
        return placements

    with ThreadPoolExecutor(4) as pool:
        placements = [placement for worker in pool.map(work, range(4)) for placement in worker]
    assert (20, 60) == (placements.count(Placement.ADDED), placements.count(Placement.DUPLICATE))
    assert [] == storage.check()
    for each in {id(each): each for each in (storage, *storages)}.values():
        each.close()


def test_first_start_of_several(tmp_path: Path) -> None:
    """Several that start on a folder without an archive make one archive."""
    with ThreadPoolExecutor(8) as pool:
        storages = list(pool.map(lambda _: open_storage(tmp_path / "archive"), range(8)))
    assert 1 == len({storage.coverage.archive for storage in storages})
    for storage in storages:
        storage.close()


def test_write_while_changes_stream(tmp_path: Path) -> None:
    """The thread that follows changes may write meanwhile; the stream does not see it."""
    storage = open_storage(tmp_path)
    for number in range(3):
        storage.save(f"/{number}", article(f"number {number}"), Detections())
    seen = []
    for change in storage.changes(0):
        seen.append(change.id)
        storage.save(f"/more/{change.id}", article(f"more {change.id}"), Detections())
    assert [1, 2, 3] == seen
    storage.close()
