"""The tables, and how an older archive gets them. The version is SQLite's `user_version`: the migrations applied."""

from __future__ import annotations

import secrets
import sqlite3

NEEDED_SQLITE = (3, 37)
"""The SQLite that these tables need, for STRICT (sqlite.org/stricttables.html); Debian 12 has 3.40."""

APPLICATION_ID = 0x6465616C
"""Marks a database as dealwire's: "deal" in ASCII."""

_FIRST = (
    "CREATE TABLE archive (name TEXT NOT NULL, revision INTEGER NOT NULL) STRICT",
    # What is known of the whole archive, such as the version of the detector that has seen every article.
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # The numbers of articles are never given again: search results and deals' histories refer to them. The text comes
    # last, so that the other columns are read without it.
    """
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        revision INTEGER NOT NULL,
        fingerprint TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        title TEXT NOT NULL,
        date TEXT,
        source TEXT NOT NULL,
        url TEXT,
        language TEXT NOT NULL,
        regions TEXT NOT NULL,
        text TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX article_by_revision ON article (revision)",
    "CREATE TABLE gone (article INTEGER PRIMARY KEY, revision INTEGER NOT NULL) STRICT",
    "CREATE INDEX gone_by_revision ON gone (revision)",
    # A path may hold bytes that are no UTF-8: names of places are kept as bytes.
    """
    CREATE TABLE origin (
        id INTEGER PRIMARY KEY,
        uri BLOB NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE
    ) STRICT
    """,
    "CREATE INDEX origin_of_article ON origin (article)",
    "CREATE TABLE blob (uri BLOB PRIMARY KEY, stamp TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # Numbers stand for the companies' ids and forms: aliases of 100,000 articles are counted without a text compared.
    "CREATE TABLE company (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL) STRICT",
    """
    CREATE TABLE alias (
        key INTEGER PRIMARY KEY,
        company INTEGER NOT NULL REFERENCES company,
        text TEXT NOT NULL,
        UNIQUE (company, text)
    ) STRICT
    """,
    """
    CREATE TABLE appearance (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        company INTEGER NOT NULL REFERENCES company,
        name TEXT NOT NULL,
        about INTEGER NOT NULL,
        PRIMARY KEY (article, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX appearance_of_company ON appearance (company, article)",
    """
    CREATE TABLE mention (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        alias INTEGER NOT NULL REFERENCES alias,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        kind TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (article, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX mention_of_alias ON mention (alias)",
    # Mentions of equal identity (type and parties) are counted as one deal.
    """
    CREATE TABLE deal (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        identity TEXT NOT NULL,
        type TEXT NOT NULL,
        status TEXT NOT NULL,
        confidence REAL NOT NULL,
        object TEXT,
        amount REAL,
        currency TEXT,
        approximate INTEGER,
        stake REAL,
        UNIQUE (article, number)
    ) STRICT
    """,
    """
    CREATE TABLE party (
        deal INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
        number INTEGER NOT NULL,
        company INTEGER NOT NULL REFERENCES company,
        name TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (deal, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX party_of_company ON party (company, deal)",
    """
    CREATE TABLE evidence (
        deal INTEGER NOT NULL REFERENCES deal ON DELETE CASCADE,
        number INTEGER NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (deal, number)
    ) STRICT, WITHOUT ROWID
    """,
    # What the user did stands in tables of its own: it outlives every new detection.
    "CREATE TABLE read (article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE) STRICT",
)

_CORRECTIONS = (
    # What the user said against detection. A row is never deleted; `state` says whether it holds.
    """
    CREATE TABLE correction (
        number INTEGER PRIMARY KEY,
        made TEXT NOT NULL,
        state TEXT NOT NULL,
        kind TEXT NOT NULL,
        body TEXT NOT NULL
    ) STRICT
    """,
)

_EVENTS = (
    # The topmost company that one belongs to; it may be named by no article.
    "ALTER TABLE company ADD COLUMN belongs_to INTEGER REFERENCES company",
    "CREATE INDEX company_of_group ON company (belongs_to) WHERE belongs_to IS NOT NULL",
    """
    CREATE TABLE event (
        id INTEGER PRIMARY KEY,
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        number INTEGER NOT NULL,
        type TEXT NOT NULL,
        confidence REAL NOT NULL,
        UNIQUE (article, number)
    ) STRICT
    """,
    """
    CREATE TABLE event_party (
        event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
        number INTEGER NOT NULL,
        company INTEGER NOT NULL REFERENCES company,
        name TEXT NOT NULL,
        PRIMARY KEY (event, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX event_party_of_company ON event_party (company, event)",
    """
    CREATE TABLE event_evidence (
        event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,
        number INTEGER NOT NULL,
        start INTEGER NOT NULL,
        stop INTEGER NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (event, number)
    ) STRICT, WITHOUT ROWID
    """,
)

_NAMES = (
    # What articles tell each other of names; `words` is what `index.document.SureName` calls so, with blanks between.
    """
    CREATE TABLE sure_name (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        words TEXT NOT NULL,
        company TEXT NOT NULL,
        weight INTEGER NOT NULL,
        PRIMARY KEY (article, words, company)
    ) STRICT, WITHOUT ROWID
    """,
    # What every article was read with that is not due to be read anew.
    "CREATE TABLE belief (name TEXT PRIMARY KEY, meaning TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE due (article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE) STRICT",
)

_SHARES = ("ALTER TABLE deal ADD COLUMN stake_before REAL",)

_TOLD = (
    # What all articles tell together, kept up by the database itself: for a new article nothing is summed anew.
    # `certain` counts the articles that make the name certain.
    """
    CREATE TABLE told_name (
        words TEXT NOT NULL,
        company TEXT NOT NULL,
        weight INTEGER NOT NULL,
        articles INTEGER NOT NULL,
        certain INTEGER NOT NULL,
        PRIMARY KEY (words, company)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO told_name
    SELECT words, company, sum(weight), count(*), sum(weight > 0) FROM sure_name GROUP BY words, company
    """,
    """
    CREATE TRIGGER sure_name_comes AFTER INSERT ON sure_name BEGIN
        INSERT INTO told_name VALUES (new.words, new.company, new.weight, 1, new.weight > 0)
        ON CONFLICT (words, company) DO UPDATE SET
            weight = weight + excluded.weight, articles = articles + 1, certain = certain + excluded.certain;
    END
    """,
    """
    CREATE TRIGGER sure_name_goes AFTER DELETE ON sure_name BEGIN
        UPDATE told_name
        SET weight = weight - old.weight, articles = articles - 1, certain = certain - (old.weight > 0)
        WHERE words = old.words AND company = old.company;
        DELETE FROM told_name WHERE words = old.words AND company = old.company AND articles = 0;
    END
    """,
)

_DATES = ("ALTER TABLE deal ADD COLUMN deal_date TEXT",)

# Forms by which a company is only paraphrased are told from its names: by this index, which holds little, in no time.
_PARAPHRASES = ("CREATE INDEX paraphrase_of_alias ON mention (alias) WHERE kind = 'nominal'",)

_TOLD_DEALS = (
    # Deals over articles, derived from `deal` and `correction` and merged anew where these change; until then they may
    # refer to articles that have gone. See `index.remerging` for what the words mean.
    """
    CREATE TABLE bargain (
        key INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        parties TEXT NOT NULL,
        size INTEGER NOT NULL,
        sides TEXT NOT NULL DEFAULT '[]',
        home INTEGER,
        drawn INTEGER NOT NULL DEFAULT 0,
        UNIQUE (parties, kind)
    ) STRICT
    """,
    "CREATE INDEX bargain_of_home ON bargain (home)",
    "CREATE INDEX bargain_drawn ON bargain (drawn) WHERE drawn",
    # Only of bargains of more than two parties.
    """
    CREATE TABLE bargain_party (
        company TEXT NOT NULL,
        bargain INTEGER NOT NULL,
        PRIMARY KEY (company, bargain)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX bargain_party_of_bargain ON bargain_party (bargain)",
    # Keys are never given again: screens refer to them. `body` is NULL where the user has left nothing of a deal.
    """
    CREATE TABLE told_deal (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        home INTEGER,
        last TEXT NOT NULL,
        body TEXT
    ) STRICT
    """,
    "CREATE INDEX told_deal_by_time ON told_deal (last DESC, id) WHERE body IS NOT NULL",
    "CREATE INDEX told_deal_of_home ON told_deal (home)",
    """
    CREATE TABLE told_party (
        deal INTEGER NOT NULL,
        company TEXT NOT NULL,
        PRIMARY KEY (deal, company)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX told_party_of_company ON told_party (company, deal)",
    # For each mention (of `deal`) what it tells of; `holds` where the user has left something of it.
    """
    CREATE TABLE telling (
        article INTEGER NOT NULL,
        number INTEGER NOT NULL,
        bargain INTEGER NOT NULL,
        deal INTEGER REFERENCES told_deal ON DELETE SET NULL,
        holds INTEGER NOT NULL,
        PRIMARY KEY (article, number)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX telling_of_bargain ON telling (bargain)",
    "CREATE INDEX telling_of_deal ON telling (deal)",
)

# A JSON array of dates, each with its milestone; `deal_date` has the one date of a deal that was detected before.
_MILESTONES = ("ALTER TABLE deal ADD COLUMN dates TEXT",)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _FIRST,
    _CORRECTIONS,
    _EVENTS,
    _NAMES,
    _SHARES,
    _TOLD,
    _DATES,
    _PARAPHRASES,
    _TOLD_DEALS,
    _MILESTONES,
)
"""The statements that lead from each version to the next; what has been released is never edited, only added to."""


def newest() -> int:
    """The version that this dealwire writes."""
    return len(MIGRATIONS)


def version(connection: sqlite3.Connection) -> int:
    """The version of a database: 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the database is an archive, or empty and about to become one."""
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    return application == APPLICATION_ID or not connection.execute("SELECT 1 FROM sqlite_schema").fetchone()


def upgrade(connection: sqlite3.Connection) -> None:
    """Brings a database to the newest version; the caller's transaction makes it all or nothing."""
    before = version(connection)
    if before >= newest():  # another process was faster
        return
    for statements in MIGRATIONS[before:]:
        for statement in statements:
            connection.execute(statement)
    if before == 0:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("INSERT INTO archive (name, revision) VALUES (?, 0)", (secrets.token_hex(8),))
    connection.execute(f"PRAGMA user_version = {newest()}")
