"""The log of what the user corrected: it only grows. What is undone stays in it, marked."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.corrections import Anchor, Correction, KeptCorrection, kind_of
from index.storage import articles, wording

# Undone ones after the last one that holds can be redone, in their order; making another correction drops them.
_HOLDS, _UNDONE, _DROPPED = "holds", "undone", "dropped"


def corrections(connection: sqlite3.Connection) -> list[KeptCorrection]:
    """The corrections that this dealwire understands, in the order in which they were made."""
    rows = connection.execute("SELECT * FROM correction ORDER BY number")
    return [kept for row in rows if (kept := _kept(row)) is not None]


def correct(
    connection: sqlite3.Connection, correction: Correction, made: str, anchors: Sequence[Anchor]
) -> KeptCorrection:
    """Appends a correction that holds; what was undone before it can no longer be redone."""
    connection.execute("UPDATE correction SET state = ? WHERE state = ?", (_DROPPED, _UNDONE))
    row = connection.execute(
        "INSERT INTO correction (made, state, kind, body) VALUES (?, ?, ?, ?) RETURNING number",
        (made, _HOLDS, kind_of(correction), wording.written(correction, anchors)),
    ).fetchone()
    return _followed(connection, KeptCorrection(int(row["number"]), made, False, correction, tuple(anchors)))


def undo(connection: sqlite3.Connection) -> KeptCorrection | None:
    """Undoes the newest that holds; None when none does."""
    return _turned(connection, _HOLDS, _UNDONE, "SELECT * FROM correction WHERE state = ? ORDER BY number DESC")


def redo(connection: sqlite3.Connection) -> KeptCorrection | None:
    """Does again what was undone last; None when nothing was since the last correction."""
    return _turned(connection, _UNDONE, _HOLDS, "SELECT * FROM correction WHERE state = ? ORDER BY number")


def _turned(connection: sqlite3.Connection, before: str, after: str, query: str) -> KeptCorrection | None:
    row = next((row for row in connection.execute(query, (before,)) if _kept(row)), None)
    if row is None:
        return None
    connection.execute("UPDATE correction SET state = ? WHERE number = ?", (after, row["number"]))
    kept = _kept(connection.execute("SELECT * FROM correction WHERE number = ?", (row["number"],)).fetchone())
    return _followed(connection, kept) if kept else None


def _followed(connection: sqlite3.Connection, kept: KeptCorrection) -> KeptCorrection:
    """Gives the articles that the correction is about a new revision: index and views show them anew."""
    for number in sorted({anchor.article for anchor in kept.anchors}):
        articles.touch(connection, number)
    return kept


def _kept(row: sqlite3.Row) -> KeptCorrection | None:
    understood = wording.read(row["kind"], row["body"])
    if understood is None:
        return None
    correction, anchors = understood
    return KeptCorrection(row["number"], row["made"], row["state"] != _HOLDS, correction, anchors)
