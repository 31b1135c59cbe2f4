"""Which deal mentions make which deal over articles: the tables that a merge reads and writes, in one transaction.

A bargain is kept while a mention tells of it; `home` is the one that its mentions belong to, mostly itself. By which
keys the tables know bargains is left to `bargain_keys`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations

from index.deal import Bargain, Deal, Sides
from index.ports import MergedDeal
from index.storage import deal_form
from index.storage.bargain_keys import PAIR, BargainKeys, joined

_MERGED = "deals"
"""The key in `meta` of the rules by which deals were merged, and of the revision up to which they were."""
_DRAWN = "deals drawn"
"""The key in `meta` of the corrections by which deals were drawn together and apart."""
_FORGETTING = (
    "DELETE FROM telling",
    "DELETE FROM told_party",
    "DELETE FROM told_deal",
    "DELETE FROM bargain_party",
    "DELETE FROM bargain",
)
_UNDATED = ""
_AFTER_ANY_MONTH = "~"  # of "2019" and "2019-05" the first is shown first


def merged(connection: sqlite3.Connection) -> tuple[str, int]:
    """By which rules, and up to which revision deals were merged; ("", 0) for never."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_MERGED,)).fetchone()
    rules, _, revision = row["value"].rpartition(" ") if row else ("", "", "0")
    return rules, int(revision)


class Tellings:
    """The tables of a database in one transaction; `index.ports.DealTables` tells what each method does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._bargains = BargainKeys(connection)
        self._key = self._bargains.key

    def cover(self, rules: str, revision: int) -> None:
        """Remembers by which rules, and up to which revision deals have been merged."""
        self._connection.execute(
            "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_MERGED, f"{rules} {revision}")
        )

    def clear(self) -> None:
        """Forgets everything."""
        for statement in _FORGETTING:
            self._connection.execute(statement)
        self._connection.execute("DELETE FROM meta WHERE key IN (?, ?)", (_MERGED, _DRAWN))

    def bargains(self, articles: Iterable[int]) -> set[Bargain]:
        """What these articles told of when they were merged last."""
        return self._bargains.found(
            "SELECT DISTINCT bargain FROM json_each(?) CROSS JOIN telling ON telling.article = value", list(articles)
        )

    def tell(self, articles: Mapping[int, Sequence[Bargain]]) -> None:
        """Replaces what these articles tell of: a bargain for each of their mentions, in their order."""
        self._connection.executemany("DELETE FROM telling WHERE article = ?", [(article,) for article in articles])
        self._connection.executemany(
            "INSERT INTO telling (article, number, bargain, holds) VALUES (?, ?, ?, 0)",
            [
                (article, number, self._key(bargain))
                for article, told in articles.items()
                for number, bargain in enumerate(told)
            ],
        )

    def mentions(self, bargain: Bargain) -> list[tuple[int, int]]:
        """The mentions that tell of a bargain, as article and place in it."""
        rows = self._connection.execute("SELECT article, number FROM telling WHERE bargain = ?", (self._key(bargain),))
        return [(article, number) for article, number in rows]

    def belonging(self, home: Bargain) -> list[tuple[int, int, Bargain]]:
        """The mentions of all bargains that belong to this one, and of which they tell."""
        rows = self._connection.execute(
            """
            SELECT article, number, bargain FROM bargain JOIN telling ON telling.bargain = bargain.key WHERE home = ?
            """,
            (self._key(home),),
        ).fetchall()
        bargains = self._bargains.named({row["bargain"] for row in rows})
        return [(article, number, bargains[key]) for article, number, key in rows]

    def within(self, bargain: Bargain) -> set[Bargain]:
        """The bargains of some of its parties, two at least."""
        parties = sorted(bargain.parties)
        pairs = [joined(pair) for pair in combinations(parties, PAIR)]
        return self._bargains.found(
            """
            SELECT bargain.key FROM json_each(?) CROSS JOIN bargain ON kind = ? AND parties = value
            """,
            pairs,
            bargain.kind,
        ) | self._bargains.found(
            """
            SELECT key FROM (
                SELECT bargain, count(*) AS shared FROM json_each(?) CROSS JOIN bargain_party ON company = value
                GROUP BY bargain
            ) JOIN bargain ON key = bargain WHERE kind = ? AND size = shared AND size < ?
            """,
            parties,
            bargain.kind,
            len(parties),
        )

    def around(self, bargain: Bargain) -> dict[Bargain, Sides]:
        """The bargains of all its parties and others, with who is on one side of them."""
        parties = sorted(bargain.parties)
        rows = self._connection.execute(
            """
            SELECT key, kind, parties, sides FROM (
                SELECT bargain, count(*) AS shared FROM json_each(?) CROSS JOIN bargain_party ON company = value
                GROUP BY bargain
            ) JOIN bargain ON key = bargain WHERE kind = ? AND shared = ? AND size > ?
            """,
            (json.dumps(parties), bargain.kind, len(parties), len(parties)),
        )
        return {self._bargains.note(*row): tuple(map(frozenset, json.loads(sides))) for *row, sides in rows}

    def side(self, bargain: Bargain, sides: Sides) -> None:
        """Remembers who is on one side of a bargain."""
        self._connection.execute(
            "UPDATE bargain SET sides = ? WHERE key = ?",
            (json.dumps([sorted(side) for side in sides]), self._key(bargain)),
        )

    def homes(self, bargains: Iterable[Bargain]) -> set[Bargain]:
        """The bargains that these belong to."""
        return self._bargains.found(
            "SELECT DISTINCT home FROM json_each(?) CROSS JOIN bargain ON bargain.key = value WHERE home IS NOT NULL",
            [self._key(one) for one in bargains],
        )

    def settle(self, homes: Mapping[Bargain, Bargain]) -> None:
        """Remembers to which bargain each belongs."""
        self._connection.executemany(
            "UPDATE bargain SET home = :home WHERE key = :key AND home IS NOT :home",
            [{"home": self._key(home), "key": self._key(bargain)} for bargain, home in homes.items()],
        )

    def untold(self, bargains: Iterable[Bargain]) -> set[Bargain]:
        """Those of which no mention tells any more."""
        return self._bargains.found(
            """
            SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM telling WHERE bargain = value)
            """,
            [self._key(bargain) for bargain in bargains],
        )

    def drop(self, bargains: Iterable[Bargain]) -> None:
        """Forgets bargains of which no mention tells any more."""
        for bargain in bargains:
            self._bargains.drop(bargain)

    def drawn(self) -> set[Bargain]:
        """Those whose deals the user has drawn together or apart."""
        rows = self._connection.execute("SELECT key FROM bargain WHERE drawn")
        return set(self._bargains.named({row["key"] for row in rows}).values())

    def drawn_by(self) -> str:
        """By which corrections; empty for none."""
        row = self._connection.execute("SELECT value FROM meta WHERE key = ?", (_DRAWN,)).fetchone()
        return row["value"] if row else ""

    def draw(self, bargains: Iterable[Bargain], said: str) -> None:
        """Remembers of which bargains deals are drawn together or apart, and by which corrections; others are not."""
        self._connection.execute("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (_DRAWN, said))
        self._connection.execute("UPDATE bargain SET drawn = 0 WHERE drawn")
        self._connection.executemany(
            "UPDATE bargain SET drawn = 1 WHERE key = ?", [(self._key(bargain),) for bargain in bargains]
        )

    def homes_named(self, ids: Iterable[str]) -> set[Bargain]:
        """The bargains whose deals have one of these ids, those that the user has drawn together or apart left out."""
        return self._bargains.found(
            """
            SELECT DISTINCT home FROM json_each(?) CROSS JOIN told_deal ON told_deal.id = value WHERE home IS NOT NULL
            """,
            list(ids),
        )

    def replace(self, homes: Collection[Bargain | None], deals: Iterable[MergedDeal]) -> None:
        """Replaces the deals of these bargains; None stands for those that the user has drawn together or apart."""
        deals = list(deals)
        self._drop(homes, {merged.id for merged in deals})
        keyed = [(self._write(merged), merged) for merged in deals]
        self._connection.executemany(
            "INSERT INTO told_party (deal, company) VALUES (?, ?)",
            [(key, company) for key, merged in keyed if merged.deal for company in _companies(merged.deal)],
        )
        self._connection.executemany(
            """
            UPDATE telling SET deal = :deal, holds = :holds
            WHERE article = :article AND number = :number AND (deal IS NOT :deal OR holds <> :holds)
            """,
            [
                {"deal": key, "holds": holds, "article": article, "number": number}
                for key, merged in keyed
                for article, number, holds in merged.mentions
            ],
        )

    def _drop(self, homes: Collection[Bargain | None], ids: Collection[str]) -> None:
        """Removes the deals of these bargains but those with these ids, which keep their keys."""
        before = self._connection.execute(
            "SELECT told_deal.key, told_deal.id FROM json_each(?) CROSS JOIN told_deal ON home = value",
            (json.dumps([self._key(home) for home in homes if home is not None]),),
        ).fetchall()
        if None in homes:
            before += self._connection.execute("SELECT key, id FROM told_deal WHERE home IS NULL").fetchall()
        self._connection.executemany("DELETE FROM told_party WHERE deal = ?", [(row["key"],) for row in before])
        self._connection.executemany(
            "DELETE FROM told_deal WHERE key = ?", [(row["key"],) for row in before if row["id"] not in ids]
        )

    def _write(self, merged: MergedDeal) -> int:
        deal = merged.deal
        row = self._connection.execute(
            """
            INSERT INTO told_deal (id, home, last, body) VALUES (?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET home = excluded.home, last = excluded.last, body = excluded.body
            RETURNING key
            """,
            (
                merged.id,
                None if merged.home is None else self._key(merged.home),
                f"{deal.last_seen.iso}{_AFTER_ANY_MONTH}" if deal and deal.last_seen else _UNDATED,
                None if deal is None else deal_form.written(deal),
            ),
        ).fetchone()
        return int(row["key"])


def _companies(deal: Deal) -> set[str]:
    return {party.id for party in deal.parties}
