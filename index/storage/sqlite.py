"""Storage in an SQLite database: the port's calls, each one transaction. The work is done in the modules beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from index.corrections import Anchor, Correction, KeptCorrection
from index.deal import ArchivedDealMention
from index.document import Article, Detections, SureName
from index.errors import ArchiveError, ArticleNotFound
from index.ports import Change, Coverage, HitRow, KeptDeals, Placement, Storage
from index.results import ArchivedArticle, CompanySummary
from index.storage import articles, checks, companies, corrections, deals, loading, marks, names, rows, saving
from index.storage.database import Database
from index.storage.folder import DATABASE, LOCK, private_folder
from index.storage.lock import WAITING_TIME, WriterLock
from index.storage.told_deals import SqliteDeals


class SqliteStorage:
    """The archive of a folder. Every method may raise ArchiveUnusable; `index.ports.Storage` tells what each does.

    Args:
        folder: Made (mode 0700) where it is missing.
        waiting_time: Seconds to wait for another writer.

    Raises:
        ArchiveUnusable: The folder or the database cannot be used.
        ArchiveTooNew: A later dealwire wrote it.
        ArchiveBusy: It must be made or upgraded, and another process is at it.
    """

    def __init__(self, folder: Path, *, waiting_time: float = WAITING_TIME) -> None:
        private_folder(folder)
        self._lock = WriterLock(folder / LOCK, waiting_time)
        self._database = Database(folder / DATABASE, waiting_time)
        self._names: tuple[int, dict[str, str]] = (-1, {})
        self._deals = SqliteDeals(self._database)
        try:
            self._database.open(self._lock)
        except BaseException:
            self._database.close()
            raise

    @property
    def coverage(self) -> Coverage:
        """The storage's name and its newest revision."""
        with self._database.reading() as connection:
            return _coverage(connection)

    @property
    def deals(self) -> KeptDeals:
        """The deals over articles, level or not."""
        return self._deals

    def writing(self, *, wait: bool = True) -> AbstractContextManager[None]:
        """Keeps other processes and threads from adding articles meanwhile. Raises: ArchiveBusy."""
        return self._lock.held(wait=wait)

    def stamp(self, uri: str) -> str | None:
        """The blob's stamp when all of it was last read; None when it never was."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT stamp FROM blob WHERE uri = ?", (articles.key_of(uri),)).fetchone()
        return row["stamp"] if row else None

    def set_stamp(self, uri: str, stamp: str) -> None:
        """Remembers that all of the blob was read."""
        with self._database.writing() as connection:
            connection.execute(
                "INSERT INTO blob (uri, stamp) VALUES (?, ?) ON CONFLICT (uri) DO UPDATE SET stamp = excluded.stamp",
                (articles.key_of(uri), stamp),
            )

    def count_articles(self, uri: str) -> int:
        """How many articles the blob gave so far."""
        with self._database.reading() as connection:
            return articles.count_from(connection, uri)

    def placement(self, origin: str, article: Article) -> Placement:
        """What saving this article from this origin would do."""
        with self._database.reading() as connection:
            return articles.placement(connection, origin, article)

    def save(self, origin: str, article: Article, detections: Detections | None) -> Placement:
        """Saves an article from an origin; `detections` may be None only for a duplicate or unchanged one."""
        with self._database.writing() as connection:
            return saving.save(connection, origin, article, detections)

    def save_detections(self, article_id: int, detections: Detections) -> None:
        """Replaces what was detected in an article. Raises: ArticleNotFound."""
        with self._database.writing() as connection:
            saving.save_detections(connection, article_id, detections)

    def sure_names(self) -> list[SureName]:
        """What all articles together tell of the names that some article makes certain, the weights summed."""
        with self._database.reading() as connection:
            return names.summed(connection)

    def settled(self) -> tuple[str, dict[str, str]]:
        """The basis and the beliefs with which every article was read, or is due to be; "" for none yet."""
        with self._database.reading() as connection:
            return names.settled(connection)

    def is_level(self, basis: str) -> bool:
        """Whether every article was read with this, and none has come since."""
        with self._database.reading() as connection:
            return names.is_level(connection, basis)

    def settle(self, basis: str, beliefs: Mapping[str, str], due: Iterable[int]) -> None:
        """Makes articles due, and remembers with what the others were read."""
        with self._database.writing() as connection:
            names.settle(connection, basis, beliefs, due)

    def due(self) -> list[int]:
        """The articles that are due to be read anew, the newest first."""
        with self._database.reading() as connection:
            return names.due(connection)

    def texts(
        self, among: Collection[int] | None = None, since: int = 0
    ) -> Iterator[tuple[int, str, tuple[SureName, ...]]]:
        """Articles' numbers and texts, and what they tell of names, but for what is none; they stream."""
        with self._database.reading() as connection:
            yield from names.texts(connection, among, since)

    def changes(self, since: int, until: int | None = None) -> Iterator[Change]:
        """Every article that came, changed or went last after the first revision, each once; 0 gives all articles.

        They stream, and show the archive as it is at the first one, whatever is written meanwhile.
        """
        with self._database.reading() as connection:
            yield from loading.changes(connection, since, until)

    def count_changes(self, since: int) -> int:
        """How many there are."""
        with self._database.reading() as connection:
            return loading.count_changes(connection, since)

    def revised(self, since: int, most: int) -> list[tuple[int, int]]:
        """The numbers of the first articles that came, changed or went after that revision, with their revisions."""
        with self._database.reading() as connection:
            return loading.revised(connection, since, most)

    def newest(self) -> Sequence[int]:
        """The numbers of all articles, the newest first, undated ones last."""
        with self._database.reading() as connection:
            return loading.newest(connection)

    def article(self, article_id: int) -> ArchivedArticle:
        """One whole article. Raises: ArticleNotFound."""
        with self._database.reading() as connection:
            found = loading.load(connection, [article_id])
        if article_id not in found:
            raise ArticleNotFound(article_id)
        return found[article_id]

    def rows(self, ids: Sequence[int]) -> list[HitRow]:
        """The rows of these articles, in their order; those that have gone meanwhile are left out."""
        with self._database.reading() as connection:
            return rows.rows(connection, ids)

    def company_names(self) -> dict[str, str]:
        """The canonical name of every company id in the archive: the name that was saved last."""
        with self._database.reading() as connection:
            revision = _coverage(connection).revision
            if self._names[0] != revision:  # asked for with every query typed
                self._names = (revision, companies.names(connection))
            return dict(self._names[1])

    def companies(self, ids: Sequence[int] | None) -> list[CompanySummary]:
        """The companies of these articles (None: of all), the one in most articles first."""
        with self._database.reading() as connection:
            return companies.companies(connection, ids)

    def deal_mentions(self, ids: Sequence[int] | None) -> list[ArchivedDealMention]:
        """The deal mentions of these articles (None: of all), in the order of the articles' numbers."""
        with self._database.reading() as connection:
            return deals.deal_mentions(connection, ids)

    def set_read(self, article_id: int, *, read: bool) -> None:
        """Remembers whether the user has opened an article. Raises: ArticleNotFound."""
        with self._database.writing() as connection:
            marks.set_read(connection, article_id, read=read)

    def corrections(self) -> list[KeptCorrection]:
        """What the user has corrected, in the order in which it was made."""
        with self._database.reading() as connection:
            return corrections.corrections(connection)

    def correct(
        self, correction: Correction, made: str, anchors: Sequence[Anchor] = (), *, joined: bool = False
    ) -> KeptCorrection:
        """Keeps a correction, and gives the articles of its anchors a new revision."""
        with self._database.writing() as connection:
            return corrections.correct(connection, correction, made, anchors, joined=joined)

    def undo(self) -> list[KeptCorrection]:
        """Undoes the newest correction that holds, and those said together with it; empty when none holds."""
        with self._database.writing() as connection:
            return corrections.undo(connection)

    def redo(self) -> list[KeptCorrection]:
        """Does again what was undone last; empty when nothing was since the last correction."""
        with self._database.writing() as connection:
            return corrections.redo(connection)

    def check(self) -> list[str]:
        """What is wrong with the storage, a sentence each; empty when all is well."""
        try:
            with self._database.reading() as connection:
                return checks.problems(connection)
        except ArchiveError as error:
            return [str(error)]

    def close(self) -> None:
        """Lets go of everything. Calls that still run end as they would; later ones raise ArchiveUnusable."""
        self._database.close()


def _coverage(connection: sqlite3.Connection) -> Coverage:
    row = connection.execute("SELECT name, revision FROM archive").fetchone()
    return Coverage(row["name"], row["revision"])


def open_storage(folder: Path, *, waiting_time: float = WAITING_TIME) -> Storage:
    """Opens the storage of an archive's folder, made (mode 0700) where it is missing.

    Args:
        folder: The archive's.
        waiting_time: Seconds to wait for another writer.

    Raises:
        ArchiveUnusable: The folder or the database cannot be used.
        ArchiveTooNew: A later dealwire wrote it.
        ArchiveBusy: It must be made or upgraded, and another process is at it.
    """
    return SqliteStorage(folder, waiting_time=waiting_time)
