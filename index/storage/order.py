"""The order of deals, and which articles tell of them: small columns that answer every query typed in milliseconds.

A query narrows to tens of thousands of articles; to hand their numbers to SQLite takes ten times as long as this.
"""

from __future__ import annotations

import json
import sqlite3
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from index.storage import tellings

_FEW = 1_000
"""Articles that are looked for one by one."""


class DealOrder:
    """The keys of all deals, the newest first, and who tells of which.

    Args:
        keys: In their order.
        articles: The article of each telling, ascending.
        deals: The key of the deal that it tells of, beside it.
    """

    def __init__(self, keys: Sequence[int], articles: Iterable[int], deals: Iterable[int]) -> None:
        places = {key: place for place, key in enumerate(keys)}
        self.keys = array("q", keys)
        self._articles = array("q", articles)
        self._places = array("q", map(places.__getitem__, deals))

    def told_by(self, articles: Sequence[int]) -> Sequence[int]:
        """The keys of the deals that any of these articles tells of, the newest first."""
        return array("q", [self.keys[place] for place in sorted(self._found(articles))])

    def _found(self, articles: Sequence[int]) -> set[int]:
        if len(articles) > _FEW:
            wanted = set(articles)
            return {place for article, place in zip(self._articles, self._places, strict=True) if article in wanted}
        found: set[int] = set()
        for article in articles:
            start = bisect_left(self._articles, article)
            found.update(self._places[start : bisect_right(self._articles, article, start)])
        return found


def state(connection: sqlite3.Connection) -> object:
    """What changes whenever the order may have."""
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'told_deal'").fetchone()
    return tellings.merged(connection), row and row["seq"]


def read(connection: sqlite3.Connection) -> DealOrder:
    """The order as it is. All come in one row: of 50,000 rows each would have to wait for the interpreter."""
    keys, articles, deals = connection.execute(
        """
        SELECT
            (SELECT json_group_array(key) FROM (
                SELECT key FROM told_deal WHERE body IS NOT NULL ORDER BY last DESC, id
            )),
            json_group_array(article),
            json_group_array(deal)
        FROM (SELECT article, deal FROM telling WHERE holds AND deal IS NOT NULL ORDER BY article)
        """
    ).fetchone()
    return DealOrder(json.loads(keys), json.loads(articles), json.loads(deals))
