"""What the user did with articles: so far, which ones were opened."""

from __future__ import annotations

import sqlite3

from index.errors import ArticleNotFound


def set_read(connection: sqlite3.Connection, number: int, *, read: bool) -> None:
    """Remembers whether the user has opened an article. Raises: ArticleNotFound."""
    if not connection.execute("SELECT 1 FROM article WHERE id = ?", (number,)).fetchone():
        raise ArticleNotFound(number)
    if read:
        connection.execute("INSERT INTO read (article) VALUES (?) ON CONFLICT DO NOTHING", (number,))
    else:
        connection.execute("DELETE FROM read WHERE article = ?", (number,))
