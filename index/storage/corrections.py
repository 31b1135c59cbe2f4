"""The log of what the user corrected: it only grows. What is undone stays in it, marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from index.corrections import Anchor, Correction, KeptCorrection, kind_of
from index.storage import articles, wording

# Undone ones after the last one that holds can be redone, in their order; making another correction drops them.
_HOLDS, _UNDONE, _DROPPED = "holds", "undone", "dropped"


def corrections(connection: sqlite3.Connection) -> list[KeptCorrection]:
    """The corrections that this dealwire understands, in the order in which they were made."""
    return list(_understood(connection.execute("SELECT * FROM correction ORDER BY number")))


def correct(
    connection: sqlite3.Connection, correction: Correction, made: str, anchors: Sequence[Anchor], *, joined: bool
) -> KeptCorrection:
    """Appends a correction that holds; what was undone before it can no longer be redone."""
    connection.execute("UPDATE correction SET state = ? WHERE state = ?", (_DROPPED, _UNDONE))
    row = connection.execute(
        "INSERT INTO correction (made, state, kind, body) VALUES (?, ?, ?, ?) RETURNING *",
        (made, _HOLDS, kind_of(correction), wording.written(correction, anchors, joined=joined)),
    ).fetchone()
    kept = KeptCorrection(row["number"], made, False, correction, tuple(anchors), joined)
    _follow(connection, kept)
    return kept


def undo(connection: sqlite3.Connection) -> list[KeptCorrection]:
    """Undoes the newest that holds, and those said together with it; empty when none holds."""
    rows = connection.execute("SELECT * FROM correction WHERE state = ? ORDER BY number DESC", (_HOLDS,))
    newest: list[KeptCorrection] = []
    for kept in _understood(rows):
        newest.insert(0, kept)
        if not kept.joined:
            break
    return _turned(connection, newest, _UNDONE)


def redo(connection: sqlite3.Connection) -> list[KeptCorrection]:
    """Does again what was undone last; empty when nothing was since the last correction."""
    rows = connection.execute("SELECT * FROM correction WHERE state = ? ORDER BY number", (_UNDONE,))
    undone = list(_understood(rows))
    together = undone[:1] + list(takewhile(lambda kept: kept.joined, undone[1:]))
    return _turned(connection, together, _HOLDS)


def _turned(connection: sqlite3.Connection, together: Sequence[KeptCorrection], state: str) -> list[KeptCorrection]:
    turned = [replace(kept, undone=state != _HOLDS) for kept in together]
    for kept in turned:
        connection.execute("UPDATE correction SET state = ? WHERE number = ?", (state, kept.number))
        _follow(connection, kept)
    return turned


def _follow(connection: sqlite3.Connection, kept: KeptCorrection) -> None:
    """Gives the articles that the correction is about a new revision: index and views show them anew."""
    for number in sorted({anchor.article for anchor in kept.anchors}):
        articles.touch(connection, number)


def _understood(rows: Iterable[sqlite3.Row]) -> Iterator[KeptCorrection]:
    for row in rows:
        if (understood := wording.read(row["kind"], row["body"])) is not None:
            correction, anchors, joined = understood
            yield KeptCorrection(row["number"], row["made"], row["state"] != _HOLDS, correction, anchors, joined)
