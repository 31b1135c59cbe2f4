"""What the user says of companies, through the façade: heeded in every article, at once or at the next opening."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.corrections import IsCompany, NotACompany
from index.detection.detector import load_detector
from index.results import SearchRequest
from index.storage import open_storage
from tests.fakes import FakeSearch, FakeStorage
from tests.index.storage.examples import article
from tests.index.test_correcting import indexed, shown

ROOT = Path(__file__).parents[2]

ROVER = "Rover GmbH verkauft Räder.\nRover wächst."


@pytest.fixture
def rovers(tmp_path: Path) -> Iterator[Archive]:
    """An archive of one article, as the detector reads it, whose company is called Rover."""
    archive = Archive(open_storage(tmp_path / "rovers"), FakeSearch())
    read = article(ROVER)
    archive.storage.save("/1", read, next(load_detector().detect_apart([read])))
    archive.catch_up()
    yield archive
    archive.close()


def names(archive: Archive) -> list[str]:
    """The ids of the companies that the index knows of its article."""
    return [company.id for company in indexed(archive, 1).detections.companies]


def test_no_company_and_back(rovers: Archive) -> None:
    """The articles that have the name are read anew, when it is said and when it is taken back."""
    before = shown(rovers)
    rovers.correct(NotACompany("Rover"))
    rovers.correct(NotACompany("Rover GmbH"))
    assert [] == names(rovers)
    rovers.undo()
    rovers.undo()
    assert before == shown(rovers)


def test_another_company(rovers: Archive) -> None:
    """A name is given to a known company."""
    rovers.correct(IsCompany("Rover", "jaguar-land-rover"))
    assert "jaguar-land-rover" in names(rovers)


def test_what_is_said_for_every_archive(rovers: Archive) -> None:
    """Is heeded when the archive is opened next; the archive's own corrections go before."""
    listed = (IsCompany("Rover", "jaguar-land-rover"), NotACompany("Rover GmbH"))
    again = Archive(rovers.storage, rovers.index, listed)
    again.catch_up()
    assert ["jaguar-land-rover"] == names(again)
    again.correct(NotACompany("Rover"))
    assert [] == names(again)


def test_killed_between_saying_and_heeding(rovers: Archive) -> None:
    """What was said is in the log; the next opening heeds it."""
    for form in ("Rover", "Rover GmbH"):
        rovers.storage.correct(NotACompany(form), "2024-01-01T00:00:00+00:00")
    Archive(rovers.storage, rovers.index).catch_up()
    assert [] == names(rovers)


def test_heeding_needs_no_lock_when_all_is_heeded() -> None:
    """Opening an archive does not wait for a writer."""
    storage = FakeStorage()
    archive = Archive(storage, FakeSearch())
    archive.catch_up()
    storage.busy = True
    archive.catch_up()


_KILLED = """
import os, sys
from pathlib import Path
import index.redetection
from index.archive import open_archive
from index.corrections import NotACompany

index.redetection.redetect = lambda *_, **__: os._exit(9)
open_archive(Path(sys.argv[1])).correct(NotACompany("Bosch"))
"""


def test_what_was_said_before_a_kill_is_heeded(tmp_path: Path) -> None:
    """The process ends in the middle; the archive is neither locked nor forgetful."""
    archive = open_archive(tmp_path / "archive")
    read = article("Bosch wächst. Der Autozulieferer Bosch baut aus.")
    archive.storage.save("/1", read, next(load_detector().detect_apart([read])))
    archive.catch_up()
    archive.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    done = subprocess.run([sys.executable, "-c", _KILLED, str(tmp_path / "archive")], env=environment, check=False)
    assert 9 == done.returncode
    again = open_archive(tmp_path / "archive")
    assert [NotACompany("Bosch")] == [kept.correction for kept in again.corrections()]
    assert again.article(1).detections.companies
    again.catch_up()
    assert () == again.article(1).detections.companies
    assert 0 == again.search(SearchRequest("company:bosch")).total
    again.close()
