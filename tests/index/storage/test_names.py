"""What storage keeps for detecting anew: names, beliefs, and what is due; on disk and in the fake alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.document import Detections, SureName
from index.ports import Placement, Storage
from index.storage import open_storage
from tests.fakes import FakeStorage
from tests.index.storage.examples import acme_and_bolt, article

ACME = SureName(("Acme", "Motors"), "acme-motors", 2)
SHORT = SureName(("Acme",), "acme-motors", 1)
WORD = SureName(("Bolt",), "", -1)


@pytest.fixture(params=["fake", "sqlite"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """A storage of either kind with three articles."""
    opened: Storage = FakeStorage() if request.param == "fake" else open_storage(tmp_path / "archive")
    for number, names in enumerate([(SHORT, ACME), (ACME, WORD), ()], start=1):
        opened.save(f"/{number}", article(f"Text {number}"), Detections(names=names))
    yield opened
    opened.close()


def test_names_come_back(storage: Storage) -> None:
    """What an article tells comes back with its detections, and in the sum over all."""
    assert (SHORT, ACME) == storage.article(1).detections.names
    assert [SHORT, replace(ACME, weight=4)] == storage.sure_names()


def test_names_go_with_their_article(storage: Storage) -> None:
    """What an article told is forgotten when it says something else, or is detected anew."""
    assert Placement.UPDATED == storage.save("/1", article("Other"), Detections())
    storage.save_detections(2, Detections(names=(WORD,)))
    assert [] == storage.sure_names()


def test_what_tells_against_a_name(storage: Storage) -> None:
    """That a word is none is told where some article says that it is a name."""
    storage.save_detections(3, Detections(names=(SureName(("Bolt",), "bolt", 2),)))
    assert [WORD, SureName(("Bolt",), "bolt", 2)] == [name for name in storage.sure_names() if name.words == ("Bolt",)]


def test_texts(storage: Storage) -> None:
    """Every article's number and text, and the names that it makes certain or half sees."""
    half_seen = SureName(("Bolt",), "", 0)
    storage.save_detections(3, Detections(names=(half_seen,)))
    found = {number: (text, set(names)) for number, text, names in storage.texts()}
    assert {1: ("Text 1", {SHORT, ACME}), 2: ("Text 2", {ACME}), 3: ("Text 3", {half_seen})} == found


def test_settling(storage: Storage) -> None:
    """What was settled last is remembered; articles that are not there are not due; the newest comes first."""
    assert ("", {}) == storage.settled()
    storage.settle("1 a", {"acme": "x", "bolt": "y"}, [1, 3, 99])
    storage.settle("1 b", {"acme": "z", "cog": "y"}, [1])
    assert ("1 b", {"acme": "z", "cog": "y"}) == storage.settled()
    assert [3, 1] == storage.due()


def test_due_until_detected(storage: Storage) -> None:
    """An article is due until it is detected anew, or says something else; the same detections are no change."""
    storage.settle("1", {}, [1, 2, 3])
    before = storage.coverage
    storage.save_detections(2, storage.article(2).detections)
    assert before == storage.coverage
    storage.save_detections(3, acme_and_bolt("Acme, Bolt"))
    assert before != storage.coverage
    storage.save("/1", article("Other"), Detections())
    assert [] == storage.due()


def test_level(storage: Storage) -> None:
    """All is level when what detection goes by is the same, nothing is due, and nothing has come since."""
    assert not storage.is_level("1")
    storage.settle("1", {}, [2])
    assert not storage.is_level("1")
    storage.save_detections(2, Detections())
    storage.settle("1", {}, [])
    assert [True, False] == [storage.is_level("1"), storage.is_level("2")]
    storage.save("/4", article("Text 4"), Detections())
    assert not storage.is_level("1")


def test_level_until_an_article_goes(storage: Storage) -> None:
    """An article that goes, since its only origin now says what another says, takes along what it told."""
    storage.settle("1", {}, [])
    assert Placement.DUPLICATE == storage.save("/1", article("Text 3"), None)
    assert not storage.is_level("1")
    assert [ACME] == storage.sure_names()


def test_level_in_spite_of_what_tells_nothing_new(storage: Storage) -> None:
    """Another origin of the same words, or having read an article, is nothing that came."""
    storage.settle("1", {}, [])
    storage.save("/5", article("Text 1"), None)
    storage.set_read(1, read=True)
    assert storage.is_level("1")
