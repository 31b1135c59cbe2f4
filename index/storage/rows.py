"""The rows of a result, as a list shows them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from index.ports import HitRow
from index.storage import articles
from index.storage.selection import want


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[HitRow]:
    """The rows of these articles, in their order; those that are not there are left out."""
    want(connection, ids)
    companies = defaultdict[int, list[str]](list)
    for article, name in connection.execute(
        """
        SELECT appearance.article, company.name
        FROM wanted CROSS JOIN appearance ON appearance.article = wanted.id
            JOIN company ON company.key = appearance.company
        ORDER BY appearance.article, about DESC, number
        """
    ):
        companies[article].append(name)
    found = {
        row["id"]: HitRow(
            id=row["id"],
            article=articles.from_row(row),
            companies=tuple(companies[row["id"]]),
            deals=row["deals"],
            read=bool(row["seen"]),
        )
        for row in connection.execute(
            """
            SELECT article.*, read.article IS NOT NULL AS seen,
                (SELECT count(*) FROM deal WHERE deal.article = article.id) AS deals
            FROM wanted CROSS JOIN article USING (id) LEFT JOIN read ON read.article = article.id
            """
        )
    }
    return [found[number] for number in ids if number in found]
