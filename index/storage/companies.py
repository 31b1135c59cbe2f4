"""Companies by key; and those of many articles: under which names, how often, in how many deals and events."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.results import CompanySummary
from index.storage.selection import want


@dataclass(frozen=True, slots=True)
class _Counts:
    """Queries that count by company.

    Attributes:
        articles: Company and number of articles.
        forms: Company, form, how often it is mentioned by it, the most frequent form first, and how often only
            paraphrased.
        deals: Company and number of deals.
        events: Company and number of events.
    """

    articles: str
    forms: str
    deals: str
    events: str


# Everything is counted along the indexes; joined to a list of all 100,000 articles the same takes five times as long.
_OF_ALL = _Counts(
    articles="SELECT company, count(*) FROM appearance GROUP BY company",
    forms="""
        SELECT alias.company, alias.text, counted.mentions, coalesce(other.paraphrases, 0)
        FROM (SELECT alias, count(*) AS mentions FROM mention GROUP BY alias) AS counted
            JOIN alias ON alias.key = counted.alias
            LEFT JOIN (
                SELECT alias, count(*) AS paraphrases FROM mention WHERE kind = 'nominal' GROUP BY alias
            ) AS other ON other.alias = counted.alias
        ORDER BY counted.mentions DESC, alias.text
        """,
    deals="""
        SELECT party.company, count(DISTINCT deal.identity)
        FROM party JOIN deal ON deal.id = party.deal
        GROUP BY party.company
        """,
    events="SELECT company, count(*) FROM event_party GROUP BY company",
)
_OF_WANTED = _Counts(
    articles="""
        SELECT appearance.company, count(*)
        FROM wanted CROSS JOIN appearance ON appearance.article = wanted.id
        GROUP BY appearance.company
        """,
    forms="""
        SELECT alias.company, alias.text, counted.mentions, counted.paraphrases
        FROM (
            SELECT mention.alias, count(*) AS mentions, sum(mention.kind = 'nominal') AS paraphrases
            FROM wanted CROSS JOIN mention ON mention.article = wanted.id
            GROUP BY mention.alias
        ) AS counted JOIN alias ON alias.key = counted.alias
        ORDER BY counted.mentions DESC, alias.text
        """,
    deals="""
        SELECT party.company, count(DISTINCT deal.identity)
        FROM wanted CROSS JOIN deal ON deal.article = wanted.id JOIN party ON party.deal = deal.id
        GROUP BY party.company
        """,
    events="""
        SELECT event_party.company, count(*)
        FROM wanted CROSS JOIN event ON event.article = wanted.id JOIN event_party ON event_party.event = event.id
        GROUP BY event_party.company
        """,
)


def key(connection: sqlite3.Connection, company_id: str, name: str) -> int:
    """The key of a company, which gets this name unless articles name it."""
    row = connection.execute("SELECT key, name FROM company WHERE id = ?", (company_id,)).fetchone()
    if row is None:
        cursor = connection.execute("INSERT INTO company (id, name) VALUES (?, ?) RETURNING key", (company_id, name))
        return int(cursor.fetchone()["key"])
    if row["name"] != name:
        connection.execute(
            """
            UPDATE company SET name = ?
            WHERE key = ? AND NOT EXISTS (SELECT 1 FROM appearance WHERE company = company.key)
            """,
            (name, row["key"]),
        )
    return int(row["key"])


def agree(connection: sqlite3.Connection, names: Mapping[int, str]) -> None:
    """Lets companies go by the name that most articles give them; of equals the longest, then the alphabet's first.

    So the order in which articles come does not matter.

    Args:
        connection: In whose tables the articles are.
        names: What an article that has just come calls them, by their keys.
    """
    connection.executemany(
        """
        UPDATE company SET name = (
            SELECT appearance.name FROM appearance WHERE appearance.company = company.key
            GROUP BY appearance.name ORDER BY count(*) DESC, length(appearance.name) DESC, appearance.name LIMIT 1
        )
        WHERE key = ? AND name <> ?
        """,
        names.items(),
    )


def companies(connection: sqlite3.Connection, ids: Sequence[int] | None) -> list[CompanySummary]:
    """The companies of these articles (None: of all), the one in most articles first."""
    if ids is not None:
        want(connection, ids)
    counts = _OF_ALL if ids is None else _OF_WANTED
    articles: dict[int, int] = dict(connection.execute(counts.articles).fetchall())
    deals: dict[int, int] = dict(connection.execute(counts.deals).fetchall())
    events: dict[int, int] = dict(connection.execute(counts.events).fetchall())
    names = defaultdict[int, list[str]](list)
    mentions: Counter[int] = Counter()
    for company, text, count, paraphrases in connection.execute(counts.forms):
        mentions[company] += count
        if count > paraphrases:
            names[company].append(text)
    summaries = [
        CompanySummary(
            id=company_id,
            name=name,
            aliases=tuple(form for form in names[number] if form != name),
            articles=articles[number],
            mentions=mentions[number],
            deals=deals.get(number, 0),
            group=group,
            events=events.get(number, 0),
        )
        for number, company_id, name, group in connection.execute(
            """
            SELECT company.key, company.id, company.name, top.id
            FROM company LEFT JOIN company AS top ON top.key = company.belongs_to
            """
        )
        if number in articles
    ]
    return sorted(summaries, key=lambda company: (-company.articles, company.name, company.id))


def names(connection: sqlite3.Connection) -> dict[str, str]:
    """The canonical name of every company of the archive, and of every group of theirs, by its id."""
    found = connection.execute(
        """
        SELECT id, name FROM company
        WHERE EXISTS (SELECT 1 FROM appearance WHERE appearance.company = company.key)
            OR EXISTS (SELECT 1 FROM party WHERE party.company = company.key)
            OR EXISTS (SELECT 1 FROM event_party WHERE event_party.company = company.key)
            OR EXISTS (SELECT 1 FROM company AS unit WHERE unit.belongs_to = company.key)
        """
    )
    return dict(found.fetchall())
