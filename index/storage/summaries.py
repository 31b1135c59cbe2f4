"""What lists and side panels show: rows of a result, companies and deal mentions over many articles."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from index.dates import PartialDate
from index.document import ArchivedDealMention
from index.ports import HitRow
from index.results import CompanySummary
from index.storage import articles, detections
from index.storage.selection import want, want_all


def rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[HitRow]:
    """The rows of these articles, in their order; those that are not there are left out."""
    want(connection, ids)
    companies = defaultdict[int, list[str]](list)
    for row in connection.execute(
        """
        SELECT appearance.article, company.name
        FROM wanted CROSS JOIN appearance ON appearance.article = wanted.id
            JOIN company ON company.key = appearance.company
        ORDER BY appearance.article, about DESC, number
        """
    ):
        companies[row["article"]].append(row["name"])
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


def company_names(connection: sqlite3.Connection) -> dict[str, str]:
    """The canonical name of every company of the archive, by its id."""
    found = connection.execute(
        """
        SELECT id, name FROM company
        WHERE EXISTS (SELECT 1 FROM appearance WHERE appearance.company = company.key)
            OR EXISTS (SELECT 1 FROM party WHERE party.company = company.key)
        """
    )
    return {row["id"]: row["name"] for row in found}


def companies(connection: sqlite3.Connection, ids: Sequence[int] | None) -> list[CompanySummary]:
    """The companies of these articles (None: of all), the one in most articles first."""
    if ids is None:
        want_all(connection)
    else:
        want(connection, ids)
    forms = _forms(connection)
    deals = dict(
        connection.execute(
            """
            SELECT party.company, count(DISTINCT deal.identity)
            FROM wanted CROSS JOIN deal ON deal.article = wanted.id JOIN party ON party.deal = deal.id
            GROUP BY party.company
            """
        ).fetchall()
    )
    found = connection.execute(
        """
        SELECT company.key, company.id, company.name, counted.articles
        FROM (
            SELECT appearance.company, count(*) AS articles
            FROM wanted CROSS JOIN appearance ON appearance.article = wanted.id
            GROUP BY appearance.company
        ) AS counted JOIN company ON company.key = counted.company
        ORDER BY counted.articles DESC, company.name, company.id
        """
    )
    return [
        CompanySummary(
            id=row["id"],
            name=row["name"],
            aliases=tuple(form for form, _ in forms[row["key"]] if form != row["name"]),
            articles=row["articles"],
            mentions=sum(count for _, count in forms[row["key"]]),
            deals=deals.get(row["key"], 0),
        )
        for row in found
    ]


def _forms(connection: sqlite3.Connection) -> dict[int, list[tuple[str, int]]]:
    """How often the wanted articles use each form of each company, the most frequent first."""
    forms = defaultdict[int, list[tuple[str, int]]](list)
    for company, text, count in connection.execute(
        """
        SELECT alias.company, alias.text, counted.mentions
        FROM (
            SELECT mention.alias, count(*) AS mentions
            FROM wanted CROSS JOIN mention ON mention.article = wanted.id
            GROUP BY mention.alias
        ) AS counted JOIN alias ON alias.key = counted.alias
        ORDER BY counted.mentions DESC, alias.text
        """
    ):
        forms[company].append((text, count))
    return forms


def deal_mentions(connection: sqlite3.Connection, ids: Sequence[int] | None) -> list[ArchivedDealMention]:
    """The deal mentions of these articles (None: of all), in the order of the articles' numbers."""
    if ids is None:
        want_all(connection)
    else:
        want(connection, ids)
    dates = {
        row["id"]: PartialDate(row["date"])
        for row in connection.execute(
            """
            SELECT article.id, date FROM wanted CROSS JOIN article USING (id)
            WHERE date IS NOT NULL AND EXISTS (SELECT 1 FROM deal WHERE deal.article = article.id)
            """
        )
    }
    return [
        ArchivedDealMention(mention, article, dates.get(article), texts)
        for article, mention, texts in detections.deal_mentions(connection)
    ]
