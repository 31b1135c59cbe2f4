"""The log of corrections: whatever is said comes back, and what a later dealwire said is kept."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corrections import (
    Anchor,
    Correction,
    IsCompany,
    NotACompany,
    OtherDeal,
    SameDeal,
    WrongDeal,
    WrongEvent,
    WrongEventCompany,
    WrongEventType,
    WrongParty,
    WrongStatus,
    kind_of,
)
from index.document import EventType, Status
from index.storage import open_storage, wording

_MADE = "2024-01-01T00:00:00+00:00"
_TEXT = st.text(max_size=20)
_ARTICLES = st.lists(st.integers(1, 2**62), max_size=3).map(tuple)
_EVENT = (st.integers(1), st.sampled_from(EventType), st.lists(_TEXT, max_size=3).map(tuple))
_CORRECTIONS: st.SearchStrategy[Correction] = st.one_of(
    st.builds(NotACompany, _TEXT),
    st.builds(IsCompany, _TEXT, _TEXT),
    st.builds(WrongDeal, _TEXT, _ARTICLES),
    st.builds(WrongStatus, _TEXT, _ARTICLES, st.sampled_from(Status)),
    st.builds(WrongParty, _TEXT, _ARTICLES, _TEXT),
    st.builds(SameDeal, _TEXT, _TEXT),
    st.builds(OtherDeal, _TEXT, st.integers(1, 2**62)),
    st.builds(WrongEvent, *_EVENT),
    st.builds(WrongEventType, *_EVENT, st.sampled_from(EventType)),
    st.builds(WrongEventCompany, *_EVENT, _TEXT, _TEXT),
)
_ANCHORS = st.lists(
    st.builds(Anchor, _TEXT, st.integers(1), _TEXT, st.lists(_TEXT, max_size=3).map(tuple), st.integers(0)), max_size=3
).map(tuple)


@given(_CORRECTIONS, _ANCHORS, st.booleans())
def test_round_trip(correction: Correction, anchors: tuple[Anchor, ...], joined: bool) -> None:
    """Any correction is read as it was written."""
    written = wording.written(correction, anchors, joined=joined)
    assert (correction, anchors, joined) == wording.read(kind_of(correction), written)


def test_a_log_without_joins() -> None:
    """Logs of earlier versions do not tell what was said together: each correction stands alone."""
    assert (NotACompany("Acme"), (), False) == wording.read("not_a_company", '{"form": "Acme", "anchors": []}')


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("wrong_mood", {"deal": "d1", "anchors": []}),
        ("wrong_status", {"deal": "d1", "articles": [1], "status": "dreamt", "anchors": []}),
        ("wrong_deal", {"deal": "d1", "anchors": []}),
        ("wrong_deal", ["d1"]),
        ("is_company", {"form": 1, "company": "acme", "anchors": []}),
        ("wrong_deal", {"deal": "d1", "articles": "12", "anchors": []}),
        ("wrong_event", {"article": 1, "type": "flood", "companies": ["acme"], "anchors": []}),
        ("not_a_company", {"form": "Acme", "anchors": [{"deal": "d1"}]}),
    ],
)
def test_what_is_not_understood_is_left_alone(tmp_path: Path, kind: str, body: object) -> None:
    """It stays in the log, is not shown, and nothing that comes after it suffers."""
    open_storage(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "articles.db", isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO correction (made, state, kind, body) VALUES (?, 'holds', ?, ?)",
            (_MADE, kind, json.dumps(body)),
        )
    storage = open_storage(tmp_path)
    assert [] == storage.undo()
    kept = storage.correct(NotACompany("Bolt"), _MADE)
    assert [kept] == storage.corrections()
    assert (2, NotACompany("Bolt")) == (kept.number, kept.correction)
    storage.close()
