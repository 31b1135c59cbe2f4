"""Corrections from the command line: listed, turned back, exported as gold; the file of companies is heeded."""

import json
from pathlib import Path
from typing import Any

import pytest

from index.archive import open_archive
from index.corrections import Correction, IsCompany, NotACompany, WrongEventType, WrongStatus
from index.document import EventType, Status
from tests.tui.cli.calling import Caller


def correct(dealwire: Caller, *corrections: Correction) -> None:
    """Says this of the caller's archive, as the screen does."""
    archive = open_archive(dealwire.archive)
    for correction in corrections:
        archive.correct(correction)
    archive.close()


@pytest.fixture
def merger(filled: Caller) -> Any:
    """The deal that two of the articles tell of, as `deals --json` has it."""
    return next(deal for deal in filled.json("deals") if deal["type"] == "merger")


def say(dealwire: Caller, *lines: str) -> None:
    """Writes the file of companies."""
    path = dealwire.archive.parent / "config" / "dealwire" / "companies.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8")


def test_corrections_are_listed(filled: Caller, merger: Any) -> None:
    """For people and for programs, undone ones marked."""
    assert [] == filled.json("corrections")
    articles = tuple(int(step["article"]) for step in merger["history"])
    correct(filled, NotACompany("Northvolt"), WrongStatus(merger["id"], articles, Status.DENIED))
    assert 0 == filled("undo").returncode
    told = filled("corrections").stdout.splitlines()
    assert told[0].endswith("“Northvolt” is no company")
    assert told[1].endswith("Siemens: denied  (undone)") or told[1].endswith("Alstom: denied  (undone)")
    first, second = filled.json("corrections")
    assert (1, False, "not_a_company", "Northvolt") == tuple(first[k] for k in ("number", "undone", "kind", "form"))
    assert (merger["id"], "denied", [str(a) for a in articles]) == tuple(
        second[key] for key in ("deal", "status", "articles")
    )


def test_undo_and_redo(filled: Caller) -> None:
    """Each says what it did, and fails where there is nothing to do."""
    assert (1, "dealwire: There is nothing to be taken back.\n") == (
        (done := filled("undo")).returncode,
        done.stderr,
    )
    correct(filled, NotACompany("Northvolt"))
    assert "Northvolt" not in [company["name"] for company in filled.json("companies")]
    assert "dealwire: Taken back: “Northvolt” is no company\n" == filled("undo").stderr
    assert "Northvolt" in [company["name"] for company in filled.json("companies")]
    assert "dealwire: Said again: “Northvolt” is no company\n" == filled("redo").stderr
    assert (1, "dealwire: There is nothing to be said again.\n") == ((done := filled("redo")).returncode, done.stderr)


def test_what_is_said_together_is_turned_together(filled: Caller) -> None:
    """One `undo` takes all of it back."""
    archive = open_archive(filled.archive)
    archive.correct(NotACompany("Northvolt"), NotACompany("BMW"))
    archive.close()
    assert "dealwire: Taken back: “Northvolt” is no company; “BMW” is no company\n" == filled("undo").stderr
    assert [(False, True), (True, True)] == [(one["joined"], one["undone"]) for one in filled.json("corrections")]


def test_a_status_that_the_user_said_is_told_apart(filled: Caller, merger: Any) -> None:
    """In the history of `deals --json`."""
    last = merger["history"][-1]
    correct(filled, WrongStatus(merger["id"], (int(last["article"]),), Status.DENIED))
    [deal] = [deal for deal in filled.json("deals") if deal["id"] == merger["id"]]
    assert ("denied", True) == (deal["history"][-1]["status"], deal["history"][-1]["by_user"])
    assert not deal["history"][0]["by_user"]


def test_gold_is_what_the_user_says(filled: Caller) -> None:
    """Only the articles that corrections are about, each with what is true of it by them."""
    correct(filled, NotACompany("Northvolt"), IsCompany("Batteriezellen", "Cell SE"))
    [line] = filled("corrections", "--gold").stdout.splitlines()
    gold = json.loads(line)
    assert ("cells-1", "de", "2020-07", ["Northvolt"]) == tuple(
        gold[key] for key in ("id", "language", "date", "not_companies")
    )
    assert [["Cell SE", "Batteriezellen"], ["BMW"]] == gold["companies"]
    assert ["Batteriezellen", "BMW"] == [gold["text"][m["start"] : m["end"]] for m in gold["mentions"]]


def test_gold_of_deals(filled: Caller, merger: Any) -> None:
    """With its evidence as spans of the text."""
    last = int(merger["history"][-1]["article"])
    correct(filled, WrongStatus(merger["id"], (last,), Status.DENIED))
    [gold] = [json.loads(line) for line in filled("corrections", "--gold").stdout.splitlines()]
    [deal] = [deal for deal in gold["deals"] if deal["status"] == "denied"]
    assert [{"name": "Alstom", "role": "partner"}, {"name": "Siemens", "role": "partner"}] == sorted(
        deal["parties"], key=lambda party: str(party["name"])
    )
    [span, *_] = deal["evidence"]
    assert "Alstom" in gold["text"][span["start"] : span["end"]]


def test_gold_of_events(dealwire: Caller, tmp_path: Path) -> None:
    """One for each company that it happens to, as the user has them; what is only feared may be left out."""
    text = "Die Piloten der Lufthansa haben am Montag gestreikt. Auch BMW ist in der Halle."
    path = tmp_path / "strike.jsonl"
    path.write_text(json.dumps({"id": "s", "text": text, "language": "de"}), encoding="utf-8")
    assert 0 == dealwire("add", str(path)).returncode
    correct(dealwire, WrongEventType(1, EventType.STRIKE, ("lufthansa",), EventType.LAYOFFS))
    [gold] = [json.loads(line) for line in dealwire("corrections", "--gold").stdout.splitlines()]
    assert [{"type": "layoffs", "company": "Lufthansa", "optional": False}] == gold["events"]
    [kept] = dealwire.json("corrections")
    assert ("wrong_event_type", "1", "strike", "layoffs", "Lufthansa: layoffs, no strike") == tuple(
        kept[key] for key in ("kind", "article", "type", "right", "sentence")
    )


def test_the_file_of_companies_is_heeded(filled: Caller) -> None:
    """When the archive is opened next; a line that cannot be read is told, and the others hold."""
    say(filled, "# mine", "Northvolt is no company", "BMW")
    done = filled("companies", "--json")
    assert (0, 1) == (done.returncode, done.stderr.count("line 3"))
    assert "Northvolt" not in [company["name"] for company in json.loads(done.stdout)]
    say(filled)
    assert "Northvolt" in [company["name"] for company in filled.json("companies")]


def test_the_file_of_companies_is_heeded_by_detect(dealwire: Caller, articles: Path) -> None:
    """Though no archive is opened."""
    say(dealwire, "Northvolt = Voltmacher AB")
    [found] = [dealwire.json("detect", str(articles / "cells.jsonl"))]
    assert "Voltmacher AB" in [company["name"] for company in found["companies"]]
