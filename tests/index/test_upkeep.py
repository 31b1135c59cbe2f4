"""Reading articles anew beside all else: in turns, with others in between, in a process of its own, killed or not."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from index import indexing, remerging
from index.archive import Archive, open_archive
from index.beside import Task, Upkeep
from index.corrections import NotACompany
from index.detection.detector import load_detector
from index.ingest import ingest
from index.remerging import is_merged
from index.results import SearchRequest
from index.storage import open_storage
from index.storage.lock import WriterLock
from index.upkeep import _LOCK, _TURN, bring_index_level, keep_up
from tests.fakes import FakeSearch, FakeStorage
from tests.index.test_redetection import AGAIN, BARE, CERTAIN, OTHER, put, shown

ROOT = Path(__file__).parents[2]
DETECTOR = load_detector()
EARLIER = replace(DETECTOR, version="earlier")
Step = tuple[Task, int, int]
TEXTS = [f"Siemens wächst zum {number}. Mal." for number in range(2 * _TURN)]


def behind() -> Archive:
    """An archive that an earlier detector has read."""
    archive = Archive(FakeStorage(), FakeSearch())
    put(archive.storage, EARLIER, *TEXTS)
    return archive


def behind_on_disk(folder: Path, count: int = len(TEXTS)) -> Path:
    """The same in a folder; its articles have lost their companies."""
    storage = open_storage(folder)
    put(storage, EARLIER, *TEXTS[:count])
    for number in range(1, count + 1):
        article = storage.article(number)
        storage.save_detections(number, replace(article.detections, companies=()))
    storage.close()
    return folder


def behind_count(folder: Path) -> int:
    """How many of its articles are due."""
    storage = open_storage(folder)
    due = len(storage.due())
    storage.close()
    return due


def test_all_is_read_in_turns() -> None:
    """All articles are read anew, a few at a time; the index follows, and nothing is due any more."""
    archive = behind()
    assert archive.is_behind
    steps: list[Step] = []
    keep_up(archive, DETECTOR, lambda *step: steps.append(step), pause=0)
    assert [(Task.READING, _TURN, len(TEXTS)), (Task.READING, 2 * _TURN, len(TEXTS))] == steps
    assert (False, archive.storage.coverage) == (archive.is_behind, archive.index.coverage)


def test_deals_are_merged_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many are to be merged the reader's process leaves them alone; here they are in turns, before all else."""
    monkeypatch.setattr(remerging, "_MANY", 10)
    monkeypatch.setattr(remerging, "_STEP", 20)
    archive = Archive(FakeStorage(), FakeSearch())
    archive.helped = True
    put(archive.storage, DETECTOR, *TEXTS)
    archive.catch_up()
    assert (("", 0), True) == (archive.storage.deals.merged(), archive.is_behind)
    assert archive.storage.coverage == archive.index.coverage
    steps: list[Step] = []
    keep_up(archive, DETECTOR, lambda *step: steps.append(step), pause=0)
    assert [(Task.DEALS, 20, len(TEXTS)), (Task.DEALS, 40, len(TEXTS))] == steps
    assert is_merged(archive.storage)
    archive.catch_up()
    assert not archive.is_behind


def test_articles_are_indexed_before_all_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where many are to be indexed the reader's process leaves them alone, lists them all, and finds those indexed."""
    monkeypatch.setattr(indexing, "_MANY", 2)
    monkeypatch.setattr(indexing, "_FIRST", 5)
    monkeypatch.setattr(indexing, "_STEP", 20)
    archive = Archive(FakeStorage(), FakeSearch())
    archive.helped = True
    put(archive.storage, DETECTOR, *TEXTS)
    archive.catch_up()
    assert (None, True) == (archive.index.coverage, archive.is_behind)
    found: list[tuple[Step, int, int]] = []

    def meanwhile(*step: *Step) -> None:
        pages = [archive.search(SearchRequest(query)) for query in ("Siemens", "")]
        found.append((step, pages[0].total, pages[1].total))

    bring_index_level(archive, meanwhile, pause=0)
    every = len(TEXTS)
    assert [((Task.INDEX, done, every), done, every) for done in (5, 25, 45, 48)] == found
    assert archive.storage.coverage == archive.index.coverage


def test_others_write_between_two_turns() -> None:
    """What is said and added meanwhile holds in the end for every article, those read before included."""
    archive = behind()

    def meanwhile(_task: Task, done: int, _total: int) -> None:
        if done == _TURN:
            archive.correct(NotACompany("Siemens"))
            put(archive.storage, DETECTOR.with_corrections(archive.said()), BARE, CERTAIN, AGAIN, OTHER)

    keep_up(archive, DETECTOR, meanwhile, pause=0)
    found = shown(archive.storage)
    assert ["igelbraeu"] == found[BARE]
    assert {()} == {tuple(found[text]) for text in [*TEXTS, OTHER]}
    assert not archive.is_behind


def test_a_correction_does_not_read_what_else_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    """A correction waits for no upgrade: the articles with the name are read, the others stay due."""
    monkeypatch.setattr("index.detection.detector.load_detector", lambda: DETECTOR)
    archive = behind()
    put(archive.storage, EARLIER, "Bosch wächst.")
    archive.correct(NotACompany("Bosch"))
    assert ([], len(TEXTS)) == (shown(archive.storage)["Bosch wächst."], len(archive.storage.due()))


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The process tells how far it is, and ends when all is read; the archive is sound then."""
    folder = behind_on_disk(tmp_path / "archive")
    steps: list[Step] = []
    assert "" == Upkeep(folder).run(lambda *step: steps.append(step))
    archive = open_archive(folder, create=False)
    assert (Task.READING, len(TEXTS), len(TEXTS)) == steps[-1]
    assert len(TEXTS) == archive.search(SearchRequest("company:siemens")).total
    assert (False, []) == (archive.is_behind, archive.check())
    archive.close()


def test_stopped_and_taken_up_again(tmp_path: Path) -> None:
    """Killed after its first turn it has kept what it read; the next one does the rest, and no more."""
    folder = behind_on_disk(tmp_path / "archive")
    upkeep = Upkeep(folder)
    upkeep.run(lambda *_step: upkeep.stop())
    left = behind_count(folder)
    assert 0 < left < len(TEXTS)
    steps: list[Step] = []
    Upkeep(folder).run(lambda *step: steps.append(step))
    assert (Task.READING, left, left) == steps[-1]
    assert "" == upkeep.run(lambda *_step: pytest.fail("it was stopped for good"))


def test_one_at_a_time(tmp_path: Path) -> None:
    """A second process leaves it to the first, and tells how far that is; when it ends, the second does the rest."""
    folder = behind_on_disk(tmp_path / "archive")
    first, steps = Upkeep(folder), list[Step]()
    first.run(lambda *_step: first.stop())
    left = behind_count(folder)
    second = Thread(target=Upkeep(folder).run, args=(lambda *step: steps.append(step),))
    with WriterLock(folder / _LOCK, 10).held():
        second.start()
        while not steps and second.is_alive():
            second.join(0.1)
        assert ([(Task.READING, 0, left)], left) == (steps[:1], behind_count(folder))
    second.join()
    assert ((Task.READING, left, left), 0) == (steps[-1], behind_count(folder))


def test_it_waits_for_who_adds(tmp_path: Path) -> None:
    """While others add it waits."""
    folder = behind_on_disk(tmp_path / "archive", 2)
    steps: list[Step] = []
    storage = open_storage(folder)
    with storage.writing():
        waiting = Thread(target=Upkeep(folder).run, args=(lambda *step: steps.append(step),))
        waiting.start()
        waiting.join(0.5)
        assert [] == steps
    waiting.join()
    storage.close()
    assert [(Task.READING, 2, 2)] == steps


def test_it_ends_with_the_reader(tmp_path: Path) -> None:
    """When the reader is killed the process beside it ends, too, and lets go of the archive."""
    folder = behind_on_disk(tmp_path / "archive")
    code = "import sys, pathlib, index.beside as b; b.Upkeep(pathlib.Path(sys.argv[1])).run(print)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    with subprocess.Popen(
        [sys.executable, "-uc", code, str(folder)], env=environment, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert f"reading {_TURN} {len(TEXTS)}\n" == reader.stdout.readline()
        reader.kill()
    with WriterLock(folder / _LOCK, 10).held():
        assert behind_count(folder) < len(TEXTS)


def test_one_that_breaks_off_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends for no reason that it could tell is told of."""
    monkeypatch.setattr("sys.executable", "/bin/false")
    assert "exit status 1" in Upkeep(tmp_path).run(lambda *_step: None)


def test_what_is_in_the_way(tmp_path: Path) -> None:
    """An archive that cannot be opened is told of, a sentence."""
    (tmp_path / "articles.db").write_text("no database", encoding="utf-8")
    assert "articles.db" in Upkeep(tmp_path).run(lambda *_step: None)


def test_adding_leaves_an_upgrade_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who adds to look at it now does not wait until all older articles are read anew."""
    monkeypatch.setattr("index.due._MANY", 10)
    archive = behind()
    file = tmp_path / "new.txt"
    file.write_text("Bosch wächst.", encoding="utf-8")
    ingest(archive, [str(file)], detector=DETECTOR, upgrade=False)
    assert len(TEXTS) == len(archive.storage.due())
    ingest(archive, [str(file)], detector=DETECTOR)
    assert [] == archive.storage.due()
