"""What is done in the background between commits, and what is put off until there are no more."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from index.search import background
from index.search.background import Merger
from index.search.folder import IndexFolder


def test_compounds_are_decided_on_when_no_more_commits_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each commit is merged; what would be decided on between two of them would be lost with the next merge."""
    done: list[str] = []
    merged = Event()

    def merge_once(*_: object) -> bool:
        done.append("merged")
        merged.set()
        return False

    monkeypatch.setattr(background, "merge_once", merge_once)
    monkeypatch.setattr(background, "split_once", lambda *_: done.append("decided"))
    monkeypatch.setattr(background, "_QUIET", 600.0)
    merger = Merger(IndexFolder(tmp_path), lambda: None)
    for _ in range(3):
        merger.wake()
        assert merged.wait(60)
        merged.clear()
    merger.wait()
    assert ["merged", "merged", "merged", "decided"] == done


def test_nobody_waits_for_commits_that_do_not_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waits has all done at once; who stops has nothing begun."""
    done: list[str] = []
    monkeypatch.setattr(background, "merge_once", lambda *_: False)
    monkeypatch.setattr(background, "split_once", lambda *_: done.append("decided"))
    monkeypatch.setattr(background, "_QUIET", 600.0)
    merger = Merger(IndexFolder(tmp_path), lambda: None)
    merger.wake()
    merger.wait()
    assert ["decided"] == done
    merger.wake()
    merger.stop()
    assert ["decided"] == done


def test_compounds_are_decided_on_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though nobody waits for it."""
    decided = Event()
    monkeypatch.setattr(background, "merge_once", lambda *_: False)
    monkeypatch.setattr(background, "split_once", lambda *_: decided.set())
    monkeypatch.setattr(background, "_QUIET", 0.01)
    Merger(IndexFolder(tmp_path), lambda: None).wake()
    assert decided.wait(60)
