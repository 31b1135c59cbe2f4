"""Detecting anew: what new names, corrections and a later detector change, in any order, and killed at any point."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.cleaning import clean
from index.corrections import CompanyCorrection, IsCompany, NotACompany
from index.detection.detector import Detector, load_detector
from index.detection.version import version_of
from index.document import Article, Detections, SureName
from index.ingest import ingest
from index.ports import Storage
from index.raw import RawArticle
from index.redetection import redetect, settle
from index.storage import open_storage
from tests.fakes import FakeSearch, FakeStorage
from tests.index.detection.deal_texts import article

CERTAIN = "Die Igelbräu GmbH wächst. Gegründet wurde die Igelbräu GmbH im Allgäu."
AGAIN = "Der Umsatz der Igelbräu GmbH & Co. KG sank."
BARE = "Viele loben Igelbräu."
LONG = "Die Hopfenwerk Kempten GmbH baut an. Das Hopfenwerk zahlt."
SHORT = "Die Hopfenwerk AG ist an der Börse."
OTHER = "Siemens wächst."
TEXTS = [CERTAIN, AGAIN, BARE, LONG, SHORT, OTHER]
DETECTOR = load_detector()


class Killed(Exception):
    """What stops a call in the middle, as a kill would."""


def put(storage: Storage, detector: Detector, *texts: str) -> None:
    """Saves articles as they are read with what the archive knows."""
    for text in texts:
        given_article = replace(article(text), fingerprint=text)
        (found,) = settle(storage, detector).detect_apart([given_article])
        storage.save(f"/{text}", given_article, found)


def shown(storage: Storage) -> dict[str, list[str]]:
    """The ids of the companies of every article, by its text."""
    changes = (change.article for change in storage.changes(0))
    return {
        archived.article.text: [company.id for company in archived.detections.companies]
        for archived in changes
        if archived is not None
    }


@pytest.fixture(params=["fake", "sqlite"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """An empty storage of either kind."""
    opened: Storage = FakeStorage() if request.param == "fake" else open_storage(tmp_path / "archive")
    yield opened
    opened.close()


def test_older_articles_learn_from_later_ones(storage: Storage) -> None:
    """An article is read anew when others have come that make a name in it certain; those without it are not."""
    put(storage, DETECTOR, BARE, OTHER)
    assert [] == shown(storage)[BARE]
    put(storage, DETECTOR, CERTAIN, AGAIN)
    steps: list[tuple[int, int]] = []
    redetect(storage, DETECTOR, progress=lambda done, total: steps.append((done, total)))
    assert ["igelbraeu"] == shown(storage)[BARE]
    assert [(0, 1), (1, 1)] == steps


def test_what_is_told_no_longer_is_believed_no_longer(storage: Storage) -> None:
    """When an article that made a name certain says something else, the others forget the name."""
    put(storage, DETECTOR, CERTAIN, AGAIN, BARE)
    redetect(storage, DETECTOR)
    changed = article(OTHER)
    storage.save(f"/{AGAIN}", changed, Detections())
    redetect(storage, DETECTOR)
    assert [] == shown(storage)[BARE]


def test_a_correction_takes_back_everywhere(storage: Storage) -> None:
    """One correction reaches all articles with the form, and its undoing too."""
    put(storage, DETECTOR, *TEXTS)
    redetect(storage, DETECTOR)
    before = shown(storage)
    redetect(storage, DETECTOR, [NotACompany("Igelbräu")])
    assert [] == shown(storage)[BARE]
    redetect(storage, DETECTOR, [IsCompany("Igelbräu", "BMW")])
    assert ["bmw"] == shown(storage)[BARE]
    redetect(storage, DETECTOR)
    assert before == shown(storage)


def test_a_later_detector_reads_all_anew(storage: Storage) -> None:
    """Another version makes all articles due, once."""
    put(storage, DETECTOR, *TEXTS)
    redetect(storage, DETECTOR)
    later = replace(DETECTOR, version="later")
    settle(storage, later)
    assert len(TEXTS) == len(storage.due())
    redetect(storage, later)
    settle(storage, later)
    assert [] == storage.due()


def test_nothing_changes_twice(storage: Storage) -> None:
    """Where all is level nothing is due, and no article gets a new revision."""
    put(storage, DETECTOR, *TEXTS)
    redetect(storage, DETECTOR)
    before = storage.coverage
    redetect(storage, DETECTOR)
    assert before == storage.coverage


@pytest.mark.parametrize("steps", range(4))
def test_killed_at_any_step(tmp_path: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped before whichever write, the next call goes on, and ends where an undisturbed one does."""
    said: list[CompanyCorrection] = [NotACompany("Hopfenwerk")]
    ends = []
    for killed in (False, True):
        storage = open_storage(tmp_path / f"{killed}")
        put(storage, DETECTOR, *TEXTS)
        if killed:
            left = iter(range(steps))
            for name in ("settle", "save_detections"):
                monkeypatch.setattr(storage, name, partial(_counted, getattr(storage, name), left))
            with pytest.raises(Killed):
                redetect(storage, DETECTOR, said)
            storage.close()
            storage = open_storage(tmp_path / f"{killed}")
        redetect(storage, DETECTOR, said)
        ends.append(shown(storage))
        storage.close()
    assert ends[0] == ends[1]


def _counted(call: Callable[..., object], left: Iterator[int], *given_arguments: object, **named: object) -> None:
    if next(left, None) is None:
        raise Killed
    call(*given_arguments, **named)


def write(folder: Path, name: str, *texts: str) -> str:
    """A file of these articles; its path."""
    lines = [json.dumps({"id": text, "text": text, "language": "de"}) for text in texts]
    (folder / name).write_text("\n".join(lines), "utf-8")
    return str(folder / name)


@st.composite
def _orders(draw: st.DrawFn) -> list[list[str]]:
    """The texts in any order, in any number of files."""
    texts = draw(st.permutations(TEXTS))
    cuts = sorted(draw(st.sets(st.integers(1, len(texts) - 1), max_size=3)))
    return [texts[start:end] for start, end in zip([0, *cuts], [*cuts, len(texts)], strict=True)]


def cleaned(text: str) -> Article:
    """The text as adding makes an article of it."""
    made = clean(RawArticle(id=text, text=text, language="de"))
    assert isinstance(made, Article)
    return made


@settings(max_examples=25, deadline=None)
@given(_orders())
def test_order_is_nothing(tmp_path_factory: pytest.TempPathFactory, parts: list[list[str]]) -> None:
    """However articles come, the archive ends the same: as if all had been detected together."""
    folder = tmp_path_factory.mktemp("files")
    archive = Archive(FakeStorage(), FakeSearch())
    for number, part in enumerate(parts):
        ingest(archive, [write(folder, f"{number}.jsonl", *part)], detector=DETECTOR)
    found = [change.article for change in archive.storage.changes(0)]
    expected = dict(zip(TEXTS, DETECTOR.detect([cleaned(text) for text in TEXTS]), strict=True))
    assert expected == {one.article.text: one.detections for one in found if one is not None}


def test_adding_that_was_broken_off_is_finished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What new articles tell reaches the others when the archive is opened, if adding did not come so far."""
    archive = Archive(FakeStorage(), FakeSearch())
    with monkeypatch.context() as broken:
        broken.setattr("index.ingest.redetect", partial(_counted, redetect, iter(())))
        with pytest.raises(Killed):
            ingest(archive, [write(tmp_path, "a.jsonl", BARE, CERTAIN, AGAIN)])
    assert [] == shown(archive.storage)[BARE]
    archive.catch_up()
    assert ["igelbraeu"] == shown(archive.storage)[BARE]


def test_nothing_new_needs_no_detector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Adding again what is there asks nothing of what articles tell each other."""
    archive = Archive(FakeStorage(), FakeSearch())
    path = write(tmp_path, "a.jsonl", *TEXTS)
    ingest(archive, [path])
    for name in ("settle", "redetect"):
        monkeypatch.setattr(f"index.ingest.{name}", partial(_counted, settle, iter(())))
    assert len(TEXTS) == ingest(archive, [path, write(tmp_path, "b.jsonl", *TEXTS)]).duplicates


def test_progress_tells_what_is_due(tmp_path: Path) -> None:
    """Adding tells how many articles are still to be read anew."""
    archive = Archive(FakeStorage(), FakeSearch())
    ingest(archive, [write(tmp_path, "a.jsonl", BARE, OTHER)])
    steps: list[int] = []
    ingest(archive, [write(tmp_path, "b.jsonl", CERTAIN, AGAIN)], lambda step: steps.append(step.due))
    assert [0, 0, 1, 0, 0] == steps


def test_who_only_asks_waits_for_no_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an upgrade all articles are read anew when the screen is opened, not before an answer is printed."""
    archive = Archive(FakeStorage(), FakeSearch())
    earlier = replace(DETECTOR, version="earlier")
    ingest(archive, [write(tmp_path, "a.jsonl", *TEXTS)], detector=earlier)
    monkeypatch.setattr("index.detection.detector.load_detector", lambda: DETECTOR)
    archive.catch_up(upgrade=False)
    assert "earlier" == version_of(archive.storage.settled()[0])
    archive.catch_up()
    assert DETECTOR.version == version_of(archive.storage.settled()[0])


def test_a_correction_does_not_wait_for_an_upgrade(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a later detector's work is to be done, what the user says reaches the articles it concerns, no more."""
    storage = FakeStorage()
    put(storage, replace(DETECTOR, version="earlier"), *TEXTS)
    redetect(storage, DETECTOR, [NotACompany("Siemens")], upgrade=False)
    assert [] == shown(storage)[OTHER]
    number = {change.article.article.text: change.id for change in storage.changes(0) if change.article}
    assert {*number.values()} - {number[OTHER]} == {*storage.due()}
    monkeypatch.setattr("index.due._MANY", 2)
    redetect(storage, DETECTOR, [], upgrade=False)
    assert ["siemens"] == shown(storage)[OTHER]
    assert len(TEXTS) - 1 == len(storage.due())
    redetect(storage, DETECTOR, [])
    assert [] == storage.due()


def test_few_texts_are_looked_through(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index tells which of the articles that it has seen may have a name; later ones are looked through, all."""
    put(storage, DETECTOR, BARE, OTHER)
    index = FakeSearch()
    index.rebuild(storage.changes(0), storage.coverage)
    put(storage, DETECTOR, CERTAIN, AGAIN)
    looked_through: list[str] = []
    texts = storage.texts

    def watched(
        among: Collection[int] | None = None, since: int = 0
    ) -> Iterator[tuple[int, str, tuple[SureName, ...]]]:
        for row in texts(among, since):
            looked_through.append(row[1])
            yield row

    monkeypatch.setattr(storage, "texts", watched)
    settle(storage, DETECTOR, index=index)
    assert ([BARE, CERTAIN, AGAIN], [1]) == (looked_through, storage.due())
