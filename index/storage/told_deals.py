"""The deals over articles as they were last merged: whoever reads them, by their keys, in the order of a list.

They are derived from articles and corrections, and lag behind them until they are merged again: articles they tell of
may have gone meanwhile. Which mentions make which deal is written by `index.storage.tellings`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Lock

from index.deal import Deal
from index.ports import DealTables
from index.storage import deal_form, order, tellings
from index.storage.database import Database
from index.storage.order import DealOrder
from index.storage.selection import want
from index.storage.tellings import Tellings


class SqliteDeals:
    """The deals of a database; `index.ports.KeptDeals` tells what each method does."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._order: tuple[object, DealOrder] = (None, DealOrder((), (), ()))

    def merged(self) -> tuple[str, int]:
        """By which rules, and up to which revision of the archive; ("", 0) for never."""
        with self._database.reading() as connection:
            return tellings.merged(connection)

    @contextmanager
    def merging(self) -> Iterator[DealTables]:
        """One transaction in which they are changed: as a whole, or not at all when it raises."""
        with self._database.writing() as connection:
            yield Tellings(connection)

    def keys(self, ids: Sequence[int] | None) -> Sequence[int]:
        """The deals that any of these articles (None: of all) tells of, the newest first."""
        with self._lock, self._database.reading() as connection:
            state = order.state(connection)
            if self._order[0] != state:
                self._order = state, order.read(connection)
            found = self._order[1]
        return found.keys if ids is None else found.told_by(ids)

    def keys_of(self, company: str) -> Sequence[int]:
        """The deals that a company is a party to, the newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT key FROM told_party JOIN told_deal ON key = deal WHERE company = ? ORDER BY last DESC, id",
                (company,),
            )
            return [row["key"] for row in rows]

    def key(self, deal_id: str) -> int | None:
        """The key of a deal; None where there is none of that id any more."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT key FROM told_deal WHERE id = ? AND body IS NOT NULL", (deal_id,)
            ).fetchone()
        return row["key"] if row else None

    def load(self, keys: Sequence[int]) -> dict[int, Deal]:
        """These deals by their keys; those that are not told any more are left out."""
        with self._database.reading() as connection:
            rows = connection.execute(
                """
                SELECT told_deal.key, told_deal.id, body FROM json_each(?) CROSS JOIN told_deal ON told_deal.key = value
                WHERE body IS NOT NULL
                """,
                (json.dumps(list(keys)),),
            ).fetchall()
        return {key: deal_form.read(deal_id, body) for key, deal_id, body in rows}

    def counts(self, ids: Sequence[int] | None) -> dict[str, int]:
        """In how many of the deals that these articles (None: of all) tell of a company is a party, by its id."""
        with self._database.reading() as connection:
            if ids is None:
                rows = connection.execute("SELECT company, count(*) FROM told_party GROUP BY company")
            else:
                want(connection, ids)
                rows = connection.execute(
                    """
                    SELECT company, count(*) FROM told_party WHERE deal IN (
                        SELECT deal FROM wanted CROSS JOIN telling ON telling.article = wanted.id WHERE holds
                    ) GROUP BY company
                    """
                )
            return dict(rows.fetchall())

    def tellers(self, deal_id: str) -> list[tuple[int, int]] | None:
        """The mentions of a deal, as article and place in it, those included that the user has ruled out."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT key FROM told_deal WHERE id = ?", (deal_id,)).fetchone()
            if row is None:
                return None
            return [
                (article, number)
                for article, number in connection.execute(
                    "SELECT article, number FROM telling WHERE deal = ? ORDER BY article, number", (row["key"],)
                )
            ]
