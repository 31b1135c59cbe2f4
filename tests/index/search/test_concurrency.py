"""Searches while others write, in threads and processes, and writers that are killed."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from index.ports import Coverage
from index.results import SearchRequest
from index.search import open_search
from tests.index.search.examples import STORIES, article, built, changes, coverage, found

ROOT = Path(__file__).parents[3]
UPDATE = """
import sys
from itertools import count
from pathlib import Path
from index.search import open_search
from tests.index.search.examples import article, changes, coverage

search = open_search(Path(sys.argv[1]))
for revision in count(search.coverage.revision + 1):
    search.update(changes([article(revision, f"Meldung {revision}", "Ein Satz.")]), coverage(revision))
    print(revision, flush=True)
"""
MERGE = """
import sys
from itertools import count
from pathlib import Path
from index.search import open_search, writer
from index.search.folder import IndexFolder
from index.search.merging import merge_once
from tests.index.search.examples import article, changes, coverage

folder = IndexFolder(Path(sys.argv[1]))
for revision in count(max(10, folder.read().coverage.revision + 1)):
    path = folder.path / folder.read().name
    with folder.writing():
        writer.update(path, changes([article(revision, f"Meldung {revision}", "Ein Satz.")]))
        folder.publish(path, coverage(revision))
    merge_once(folder, lambda: True)
    print(revision, flush=True)
"""
REBUILD = """
import sys
from itertools import count
from pathlib import Path
from index.search import open_search
from tests.index.search.examples import STORIES, changes, coverage

search = open_search(Path(sys.argv[1]))
for revision in count(search.coverage.revision + 1):
    search.rebuild(changes(STORIES), coverage(revision))
    print(revision, flush=True)
"""


def test_searches_see_one_state_while_a_writer_commits(tmp_path: Path) -> None:
    """Four threads search one index while it is updated and rebuilt: every page is that of one revision."""
    search = built(tmp_path / "index", STORIES)
    done = Event()

    def look(query: str) -> int:
        pages = 0
        while not done.is_set() or not pages:
            page = search.search(SearchRequest(query))
            assert () == page.problems
            extra = [number for number in page.ids if number > 10]
            assert extra == list(range(11, 11 + len(extra)))
            assert sum(count.count for count in page.facets["language"]) == page.total
            pages += 1
        return pages

    with ThreadPoolExecutor(4) as pool:
        looking = [pool.submit(look, query) for query in ("", "meldung ", "me", "-bmw")]
        try:
            for number in range(11, 21):
                search.update(changes([article(number, f"Meldung {number}", "Ein Satz.")]), coverage(number))
            search.rebuild(changes(STORIES), coverage(21))
        finally:
            done.set()
        assert all(future.result(timeout=60) for future in looking)
    assert [3, 2, 4, 1, 5] == found(search)


def _killed(program: str, folder: Path, after: float) -> int:
    """Runs a program for so many seconds after its first line, kills it, and says which number it printed last."""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        first = running.stdout.readline()
        time.sleep(after)
        running.kill()
        return int((first + running.stdout.read()).split()[-1])


def test_a_killed_update_leaves_the_old_state_or_the_new(tmp_path: Path) -> None:
    """What was finished is there; following on from the revision that the index covers makes it whole."""
    search = built(tmp_path / "index", STORIES)
    chance = random.Random(4)
    search.update(changes([article(6, "Meldung 6", "Ein Satz.")]), coverage(6))
    for _ in range(4):
        finished = _killed(UPDATE, tmp_path / "index", chance.uniform(0, 0.2))
        again = open_search(tmp_path / "index")
        assert again.coverage is not None
        assert finished <= again.coverage.revision
        assert [] == again.check()
        assert set(range(1, finished + 1)) <= set(found(again))
        again.update(changes([article(1, "Meldung 1", "Ein Satz.")]), again.coverage)
        again.close()


def test_a_killed_merge_leaves_the_segments_or_the_merged_one(tmp_path: Path) -> None:
    """Nothing is lost or twice; what it left behind is gone after the next commit and merge."""
    folder = tmp_path / "index"
    built(folder, STORIES).close()
    chance = random.Random(6)
    for _ in range(5):
        _killed(MERGE, folder, chance.uniform(0, 0.15))
        again = open_search(folder)
        assert [] == again.check()
        assert [3, 2, 4, 1, 5] == [number for number in found(again) if number < 10]
        assert again.coverage is not None
        assert set(range(10, again.coverage.revision + 1)) <= set(found(again))
    again.update(changes(STORIES[:1]), coverage(999))
    again.close()  # a merge, if one is due, is done then
    assert len(list(folder.glob("*/*.seg"))) <= 8
    assert [] == list(folder.glob("*/*.part"))


def test_a_killed_rebuild_leaves_an_index(tmp_path: Path) -> None:
    """The old one or the new one, and no more than one leftover that the next rebuild sweeps away."""
    search = built(tmp_path / "index", STORIES)
    chance = random.Random(5)
    for _ in range(3):
        finished = _killed(REBUILD, tmp_path / "index", chance.uniform(0, 0.2))
        again = open_search(tmp_path / "index")
        assert again.coverage is not None
        assert finished <= again.coverage.revision
        assert [3, 2, 4, 1, 5] == found(again)
    search.rebuild(changes(STORIES), Coverage("storage of the tests", 99))
    assert 1 == len([path for path in (tmp_path / "index").iterdir() if path.is_dir()])
