"""The deal mentions of many articles, as deals over articles are merged from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.dates import PartialDate
from index.deal import ArchivedDealMention
from index.storage import detections
from index.storage.selection import want, want_all


def deal_mentions(connection: sqlite3.Connection, ids: Sequence[int] | None) -> list[ArchivedDealMention]:
    """The deal mentions of these articles (None: of all), in the order of the articles' numbers."""
    if ids is None:
        want_all(connection)
    else:
        want(connection, ids)
    dates = {
        article: PartialDate(date)
        for article, date in connection.execute(
            """
            SELECT article.id, date
            FROM wanted CROSS JOIN deal ON deal.article = wanted.id CROSS JOIN article ON article.id = deal.article
            WHERE deal.number = 0 AND date IS NOT NULL
            """
        )
    }
    return [
        ArchivedDealMention(mention, article, dates.get(article), texts)
        for article, mention, texts in detections.deal_mentions(connection)
    ]
