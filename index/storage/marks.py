"""What the user did with articles: so far, which ones were opened."""

from __future__ import annotations

import sqlite3

from index.storage import articles


def set_read(connection: sqlite3.Connection, number: int, *, read: bool) -> None:
    """Remembers whether the user has opened an article. Raises: ArticleNotFound."""
    articles.text_of(connection, number)
    if read:
        connection.execute("INSERT INTO read (article) VALUES (?) ON CONFLICT DO NOTHING", (number,))
    else:
        connection.execute("DELETE FROM read WHERE article = ?", (number,))
