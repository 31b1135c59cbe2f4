"""What can be wrong with the database, and what must always be true of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain

from index.document import Article
from index.storage import articles, deal_form
from index.text import one_line

_MOST = 10  # problems of one kind that are told; a damaged file has thousands

_RULES = (
    (
        "{count} articles have no origin (article {first}).",
        "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM origin WHERE origin.article = article.id) ORDER BY id",
    ),
    (
        "{count} articles are there and said to be gone (article {first}).",
        "SELECT id FROM article JOIN gone ON gone.article = article.id ORDER BY id",
    ),
    (
        "{count} articles are newer than the archive itself (article {first}).",
        "SELECT id FROM article, archive WHERE article.revision > archive.revision ORDER BY id",
    ),
    (
        "{count} articles name a company without saying where (article {first}).",
        """
        SELECT article FROM appearance WHERE NOT EXISTS (
            SELECT 1 FROM mention JOIN alias ON alias.key = mention.alias
            WHERE mention.article = appearance.article AND alias.company = appearance.company
        ) ORDER BY article
        """,
    ),
    (
        "{count} deals have no evidence (article {first}).",
        """
        SELECT article FROM deal WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.deal = deal.id)
        ORDER BY article
        """,
    ),
    (
        "{count} events have no company or no evidence (article {first}).",
        """
        SELECT article FROM event
        WHERE NOT EXISTS (SELECT 1 FROM event_party WHERE event_party.event = event.id)
            OR NOT EXISTS (SELECT 1 FROM event_evidence WHERE event_evidence.event = event.id)
        ORDER BY article
        """,
    ),
    (
        "{count} names are not told as often as they are counted ({first}).",
        """
        SELECT words FROM (
            SELECT words, company, sum(weight) AS weight, count(*) AS articles, sum(weight > 0) AS certain
            FROM sure_name GROUP BY words, company
            UNION ALL SELECT words, company, weight, articles, certain FROM told_name
        ) GROUP BY words, company, weight, articles, certain HAVING count(*) <> 2 ORDER BY words
        """,
    ),
    (
        "{count} mentions of deals are merged into no deal (article {first}).",
        # Unless the deals lag behind the articles: the value is the rules, and the revision that they have seen.
        """
        SELECT article FROM deal, archive JOIN meta ON meta.key = 'deals' AND value LIKE '% ' || archive.revision
        WHERE NOT EXISTS (
            SELECT 1 FROM telling JOIN told_deal ON told_deal.key = telling.deal
            WHERE telling.article = deal.article AND telling.number = deal.number
        ) ORDER BY article
        """,
    ),
    (
        "{count} mentions of deals are merged that are not there (article {first}).",
        """
        SELECT article FROM telling, archive JOIN meta ON meta.key = 'deals' AND value LIKE '% ' || archive.revision
        WHERE NOT EXISTS (
            SELECT 1 FROM deal WHERE deal.article = telling.article AND deal.number = telling.number
        ) ORDER BY article
        """,
    ),
)


def problems(connection: sqlite3.Connection) -> list[str]:
    """What is wrong, a sentence each; empty when all is well."""
    found = [
        f"The database is damaged: {row[0]}."
        for row in connection.execute(f"PRAGMA integrity_check({_MOST})")
        if row[0] != "ok"
    ]
    if found:
        return found
    lost: dict[str, int] = {}
    for row in connection.execute("PRAGMA foreign_key_check"):
        lost[row["table"]] = lost.get(row["table"], 0) + 1
    found += [f"{count} rows of the table {table} belong to nothing." for table, count in lost.items()]
    for sentence, query in _RULES:
        numbers = connection.execute(query).fetchall()
        if numbers:
            found.append(sentence.format(count=len(numbers), first=numbers[0][0]))
    return [*found, *_torn(connection), *_blurred(connection)]


def _torn(connection: sqlite3.Connection) -> Iterator[str]:
    """Articles that cannot be read, and those whose spans do not fit their text."""
    unreadable, torn = [], []
    for row in connection.execute("SELECT * FROM article ORDER BY id"):
        try:
            article = articles.from_row(row)
        except ValueError:  # a date, a kind of region or JSON that cannot be
            unreadable.append(row["id"])
        else:
            if not _fits(connection, row["id"], article):
                torn.append(row["id"])
    if unreadable:
        yield f"{len(unreadable)} articles cannot be read (article {unreadable[0]})."
    if torn:
        yield f"{len(torn)} articles have spans that do not fit their text (article {torn[0]})."


def _blurred(connection: sqlite3.Connection) -> Iterator[str]:
    """Deals over articles that cannot be read."""
    unreadable = []
    for row in connection.execute("SELECT id, body FROM told_deal WHERE body IS NOT NULL ORDER BY id"):
        try:
            deal_form.read(row["id"], row["body"])
        except (KeyError, TypeError, ValueError):
            unreadable.append(row["id"])
    if unreadable:
        yield f"{len(unreadable)} deals cannot be read (deal {unreadable[0]}): dealwire rebuild merges them anew."


def _fits(connection: sqlite3.Connection, number: int, article: Article) -> bool:
    """Whether regions, mentions and evidence of an article stand where they say."""
    spans = connection.execute(
        """
        SELECT start, stop, alias.text FROM mention JOIN alias ON alias.key = mention.alias WHERE article = :article
        UNION ALL
        SELECT start, stop, evidence.text FROM deal JOIN evidence ON evidence.deal = deal.id WHERE article = :article
        UNION ALL
        SELECT start, stop, event_evidence.text FROM event JOIN event_evidence ON event_evidence.event = event.id
        WHERE article = :article
        """,
        {"article": number},
    )
    ends = [0, *chain.from_iterable((region.span.start, region.span.end) for region in article.regions)]
    return (
        ends == sorted(ends)
        and ends[-1] <= len(article.text)
        and all(one_line(article.text[start:stop]) == one_line(covered) for start, stop, covered in spans)
    )
