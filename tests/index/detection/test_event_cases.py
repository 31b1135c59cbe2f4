"""Every file of tests/cases/events holds: the events of its text, given the companies by name, are those it lists.

A file tells its one fact in `fact`. `companies` are names, or lists of forms with the canonical name first.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from index.detection.event_cues import load_event_cues
from index.detection.events import find_events
from index.detection.sentences import split
from tests.index.detection.deal_texts import article, companies

_CASES = sorted((Path(__file__).parents[2] / "cases" / "events").glob("*.toml"))


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """The text's events are those that the file lists."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    given = article(case["text"], case["language"])
    found = find_events(given, split(given), companies(case["text"], case["companies"]), load_event_cues())
    expected = [(event["type"], sorted(event["companies"]), event.get("feared", False)) for event in case["events"]]
    told = [(event.type.value, sorted(party.name for party in event.companies), event.feared) for event in found]
    assert sorted(expected) == sorted(told), case["fact"]


def test_there_are_many_cases() -> None:
    """A missing folder would pass every case."""
    assert len(_CASES) >= 185
