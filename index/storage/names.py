"""What articles tell each other of names, and what every article was read with that is not due to be read anew."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from index.document import SureName
from index.storage.selection import want, want_all

_BASIS = "detection"
"""The key in `meta` of what detection went by when every article was last read, or became due."""
_UNSETTLED = "unsettled"
"""The key in `meta` that is there while articles have come since then."""


def write(connection: sqlite3.Connection, article: int, names: Iterable[SureName]) -> None:
    """Replaces what an article tells; it is due no longer, but others may become so."""
    unsettle(connection)
    connection.execute("DELETE FROM due WHERE article = ?", (article,))
    connection.execute("DELETE FROM sure_name WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO sure_name (article, words, company, weight) VALUES (?, ?, ?, ?)",
        [(article, " ".join(name.words), name.company, name.weight) for name in names],
    )


def unsettle(connection: sqlite3.Connection) -> None:
    """Remembers that articles have come, changed or gone."""
    connection.execute("INSERT OR IGNORE INTO meta (key, value) VALUES (?, '')", (_UNSETTLED,))


def read(connection: sqlite3.Connection) -> dict[int, list[SureName]]:
    """What the wanted articles tell."""
    found = defaultdict[int, list[SureName]](list)
    for article, *name in connection.execute(
        """
        SELECT article, words, company, weight FROM wanted CROSS JOIN sure_name ON sure_name.article = wanted.id
        """
    ):
        found[article].append(_name(*name))
    return {article: sorted(names, key=lambda name: (name.words, name.company)) for article, names in found.items()}


def summed(connection: sqlite3.Connection) -> list[SureName]:
    """What all articles tell together of the names that some article makes certain."""
    rows = connection.execute(
        """
        SELECT words, company, weight FROM told_name
        WHERE words IN (SELECT words FROM told_name WHERE certain > 0) ORDER BY words, company
        """
    )
    return [_name(*row) for row in rows]


def _name(words: str, company: str, weight: int) -> SureName:
    return SureName(tuple(words.split(" ")), company, weight)


def settled(connection: sqlite3.Connection) -> tuple[str, dict[str, str]]:
    """The basis and the beliefs with which every article was read, or is due to be; "" for none yet."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_BASIS,)).fetchone()
    return row["value"] if row else "", dict(connection.execute("SELECT name, meaning FROM belief").fetchall())


def is_level(connection: sqlite3.Connection, basis: str) -> bool:
    """Whether every article was read with this, and none has come since."""
    row = connection.execute(
        """
        SELECT (SELECT value FROM meta WHERE key = ?) = ? AND NOT EXISTS (SELECT 1 FROM meta WHERE key = ?)
            AND NOT EXISTS (SELECT 1 FROM due)
        """,
        (_BASIS, basis, _UNSETTLED),
    ).fetchone()
    return bool(row[0])


def settle(connection: sqlite3.Connection, basis: str, beliefs: Mapping[str, str], due: Iterable[int]) -> None:
    """Makes articles due, and remembers with what the others were read."""
    connection.execute("DELETE FROM meta WHERE key = ?", (_UNSETTLED,))
    connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_BASIS, basis))
    before = settled(connection)[1]
    connection.executemany("DELETE FROM belief WHERE name = ?", [(name,) for name in before.keys() - beliefs.keys()])
    connection.executemany(
        "INSERT OR REPLACE INTO belief (name, meaning) VALUES (?, ?)",
        [(name, meaning) for name, meaning in beliefs.items() if before.get(name) != meaning],
    )
    connection.execute(
        "INSERT OR IGNORE INTO due (article) SELECT article.id FROM json_each(?) JOIN article ON article.id = value",
        (json.dumps(list(due)),),
    )


def due(connection: sqlite3.Connection) -> list[int]:
    """The articles that are due, the newest first: they are what the user sees."""
    return [row["article"] for row in connection.execute("SELECT article FROM due ORDER BY article DESC")]


def texts(
    connection: sqlite3.Connection, among: Collection[int] | None, since: int
) -> Iterator[tuple[int, str, tuple[SureName, ...]]]:
    """Articles' numbers and texts, and what they tell of names, but for what is none.

    Args:
        connection: Whose.
        among: Which, and besides those of later revisions than `since`; None for all.
        since: A revision.
    """
    if among is None:
        want_all(connection)
    else:
        want(connection, among)
        connection.execute("INSERT OR IGNORE INTO wanted SELECT id FROM article WHERE revision > ?", (since,))
    for row in connection.execute(
        """
        SELECT id, text, (
            SELECT group_concat(words || char(9) || company || char(9) || weight, char(10))
            FROM sure_name WHERE sure_name.article = article.id AND weight >= 0
        ) AS names FROM wanted CROSS JOIN article USING (id) ORDER BY id
        """
    ):
        told = (line.split("\t") for line in (row["names"].split("\n") if row["names"] else ()))
        yield row["id"], row["text"], tuple(_name(words, company, int(weight)) for words, company, weight in told)
