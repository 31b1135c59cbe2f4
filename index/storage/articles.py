"""Articles and their origins: what is there, and saving what comes. The decision is `index.storage.placement`'s."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from index.dates import PartialDate
from index.document import Article, Region, RegionKind, Span
from index.errors import ArticleNotFound
from index.ports import Placement
from index.storage import names
from index.storage.placement import Held, place
from index.storage.selection import LARGEST


def from_row(row: sqlite3.Row) -> Article:
    """The article of a row of the table `article`."""
    return Article(
        id=row["name"],
        text=row["text"],
        title=row["title"],
        date=PartialDate(row["date"]) if row["date"] else None,
        source=row["source"],
        url=row["url"],
        language=row["language"],
        regions=tuple(
            Region(Span(start, stop), RegionKind(kind), reason)
            for start, stop, kind, reason in json.loads(row["regions"])
        ),
        fingerprint=row["fingerprint"],
    )


def _columns(article: Article) -> dict[str, str | None]:
    regions = [[region.span.start, region.span.end, region.kind, region.reason] for region in article.regions]
    return {
        "name": article.id,
        "text": article.text,
        "title": article.title,
        "date": article.date.iso if article.date else None,
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "regions": json.dumps(regions, ensure_ascii=False, separators=(",", ":")),
        "fingerprint": article.fingerprint,
    }


def key_of(uri: str) -> bytes:
    """The form in which an origin's name is kept: a path may hold bytes that are no UTF-8."""
    return uri.encode("utf-8", "surrogatepass")


def origin_of(key: bytes) -> str:
    """The origin's name again."""
    return key.decode("utf-8", "surrogatepass")


def number_at(connection: sqlite3.Connection, origin: str) -> int | None:
    """The number of the article that was last saved from this origin; None when there is none."""
    row = connection.execute("SELECT article FROM origin WHERE uri = ?", (key_of(origin),)).fetchone()
    return row["article"] if row else None


def count_from(connection: sqlite3.Connection, uri: str) -> int:
    """How many articles came from a blob: by its own name, or by "name#id" where it holds several."""
    row = connection.execute(
        "SELECT count(*) FROM origin WHERE uri = ? OR (uri >= ? AND uri < ?)",
        (key_of(uri), key_of(f"{uri}#"), key_of(f"{uri}{chr(ord('#') + 1)}")),
    ).fetchone()
    return int(row[0])


def number_like(connection: sqlite3.Connection, fingerprint: str) -> int | None:
    """The number of the article with this fingerprint; None when there is none."""
    row = connection.execute("SELECT id FROM article WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return row["id"] if row else None


def text_of(connection: sqlite3.Connection, number: int) -> str:
    """The text of an article. Raises: ArticleNotFound."""
    row = None
    if abs(number) <= LARGEST:
        row = connection.execute("SELECT text FROM article WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise ArticleNotFound(number)
    return str(row["text"])


def placement(connection: sqlite3.Connection, origin: str, article: Article) -> Placement:
    """What saving this article from this origin does."""
    number = number_at(connection, origin)
    like = number_like(connection, article.fingerprint)
    held = None if number is None else _held(connection, number, origin)
    return place(article, held, elsewhere=like not in (None, number))


def _held(connection: sqlite3.Connection, number: int, origin: str) -> Held:
    row = connection.execute("SELECT * FROM article WHERE id = ?", (number,)).fetchone()
    origins = connection.execute("SELECT uri FROM origin WHERE article = ? ORDER BY id LIMIT 2", (number,)).fetchall()
    return Held(from_row(row), oldest=origins[0]["uri"] == key_of(origin), only=len(origins) == 1)


def add(connection: sqlite3.Connection, article: Article) -> int:
    """Writes a new article and returns its number."""
    cursor = connection.execute(
        """
        INSERT INTO article (revision, fingerprint, name, title, date, source, url, language, regions, text)
        VALUES (:revision, :fingerprint, :name, :title, :date, :source, :url, :language, :regions, :text)
        RETURNING id
        """,
        {**_columns(article), "revision": next_revision(connection)},
    )
    return int(cursor.fetchone()["id"])


def replace(connection: sqlite3.Connection, number: int, article: Article) -> None:
    """Writes an article over the one of this number; other words make it unread again."""
    connection.execute(
        "DELETE FROM read WHERE article IN (SELECT id FROM article WHERE id = ? AND fingerprint <> ?)",
        (number, article.fingerprint),
    )
    connection.execute(
        """
        UPDATE article SET
            revision = :revision, fingerprint = :fingerprint, name = :name, title = :title, date = :date,
            source = :source, url = :url, language = :language, regions = :regions, text = :text
        WHERE id = :id
        """,
        {**_columns(article), "revision": next_revision(connection), "id": number},
    )


def move_origin(connection: sqlite3.Connection, origin: str, number: int) -> None:
    """Makes the origin the youngest of this article; the article that had it goes when it has no other."""
    before = number_at(connection, origin)
    connection.execute("DELETE FROM origin WHERE uri = ?", (key_of(origin),))
    connection.execute("INSERT INTO origin (uri, article) VALUES (?, ?)", (key_of(origin), number))
    if before is not None and not connection.execute("SELECT 1 FROM origin WHERE article = ?", (before,)).fetchone():
        connection.execute("DELETE FROM article WHERE id = ?", (before,))
        names.unsettle(connection)
        connection.execute("INSERT INTO gone (article, revision) VALUES (?, ?)", (before, next_revision(connection)))


def touch(connection: sqlite3.Connection, number: int) -> None:
    """Gives the article a new revision, so that the search index takes it up again."""
    connection.execute("UPDATE article SET revision = ? WHERE id = ?", (next_revision(connection), number))


def next_revision(connection: sqlite3.Connection) -> int:
    """Counts the archive's revision up."""
    return int(connection.execute("UPDATE archive SET revision = revision + 1 RETURNING revision").fetchone()[0])


def origins(connection: sqlite3.Connection) -> Iterable[tuple[int, str]]:
    """The origins of the wanted articles, with their article's number, the oldest first."""
    rows = connection.execute(
        "SELECT origin.article, uri FROM wanted CROSS JOIN origin ON origin.article = wanted.id ORDER BY origin.id"
    )
    return ((row["article"], origin_of(row["uri"])) for row in rows)
