"""The keys by which the tables of merged deals know bargains, read and given in one transaction.

A bargain of more than two parties is also found by each of them, the others by all of them together.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from index.deal import Bargain

PAIR = 2
"""Parties of the bargains that are found by all of them together only."""
_BETWEEN = "\n"


class BargainKeys:
    """The bargains of a database, each read once.

    Args:
        connection: In a transaction.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[int, Bargain] = {}
        self._keys: dict[Bargain, int] = {}

    def key(self, bargain: Bargain) -> int:
        """The bargain's key; one that was not there belongs nowhere yet."""
        if bargain not in self._keys:
            parties = joined(sorted(bargain.parties))
            row = self._connection.execute(
                "SELECT key FROM bargain WHERE kind = ? AND parties = ?", (bargain.kind, parties)
            ).fetchone()
            self._keys[bargain] = row["key"] if row else self._add(bargain, parties)
            self._known[self._keys[bargain]] = bargain
        return self._keys[bargain]

    def _add(self, bargain: Bargain, parties: str) -> int:
        size = len(bargain.parties)
        row = self._connection.execute(
            "INSERT INTO bargain (kind, parties, size) VALUES (?, ?, ?) RETURNING key", (bargain.kind, parties, size)
        ).fetchone()
        key = int(row["key"])
        if size > PAIR:
            self._connection.executemany(
                "INSERT INTO bargain_party (company, bargain) VALUES (?, ?)",
                [(company, key) for company in bargain.parties],
            )
        return key

    def drop(self, bargain: Bargain) -> None:
        """Forgets a bargain, whose key has been asked for before."""
        key = self._keys.pop(bargain)
        self._known.pop(key)
        self._connection.execute("DELETE FROM bargain_party WHERE bargain = ?", (key,))
        self._connection.execute("DELETE FROM bargain WHERE key = ?", (key,))

    def found(self, query: str, values: Sequence[object], *parameters: object) -> set[Bargain]:
        """The bargains whose keys a query over a list gives; the list is its first parameter, as JSON."""
        keys = {row[0] for row in self._connection.execute(query, (json.dumps(values), *parameters))}
        return set(self.named(keys).values())

    def named(self, keys: set[int]) -> dict[int, Bargain]:
        """The bargains of these keys."""
        missing = list(keys - self._known.keys())
        if missing:
            rows = self._connection.execute(
                "SELECT bargain.key, kind, parties FROM json_each(?) CROSS JOIN bargain ON bargain.key = value",
                (json.dumps(missing),),
            ).fetchall()
            for row in rows:
                self.note(*row)
        return {key: self._known[key] for key in keys}

    def note(self, key: int, kind: str, parties: str) -> Bargain:
        """The bargain of a row that has been read."""
        if key not in self._known:
            bargain = Bargain(kind, frozenset(parties.split(_BETWEEN) if parties else ()))
            self._known[key] = bargain
            self._keys[bargain] = key
        return self._known[key]


def joined(parties: Iterable[str]) -> str:
    """Parties, sorted, as the table has them."""
    return _BETWEEN.join(parties)
