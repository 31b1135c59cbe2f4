"""The check finds what is wrong, and says where."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.remerging import remerge
from index.storage import open_storage
from tests.index.storage.examples import acme_and_bolt, article


@pytest.mark.parametrize(
    ("expected", "damage"),
    [
        ("1 articles have no origin (article 1).", "DELETE FROM origin WHERE article = 1"),
        ("2 articles are there and said to be gone (article 1).", "INSERT INTO gone SELECT id, 9 FROM article"),
        ("1 articles are newer than the archive itself (article 2).", "UPDATE archive SET revision = 1"),
        ("2 rows of the table read belong to nothing.", "INSERT INTO read VALUES (98), (99)"),
        ("4 articles name a company without saying where (article 1).", "DELETE FROM mention"),
        ("1 deals have no evidence (article 2).", "DELETE FROM evidence WHERE deal = 2"),
        ("1 events have no company or no evidence (article 1).", "DELETE FROM event_party WHERE event = 1"),
        ("2 events have no company or no evidence (article 1).", "DELETE FROM event_evidence"),
        (
            "1 names are not told as often as they are counted (Cog).",
            "INSERT INTO told_name VALUES ('Cog', 'cog', 1, 1, 1)",
        ),
        (
            "1 articles have spans that do not fit their text (article 1).",
            "UPDATE event_evidence SET text = 'strike' WHERE event = 1",
        ),
        (
            "1 articles have spans that do not fit their text (article 2).",
            "UPDATE mention SET start = start + 1 WHERE article = 2",
        ),
        (
            "1 articles have spans that do not fit their text (article 2).",
            """UPDATE article SET regions = '[[0,99,"body",""]]' WHERE id = 2""",
        ),
        ("1 mentions of deals are merged into no deal (article 2).", "DELETE FROM telling WHERE article = 2"),
        (
            "1 mentions of deals are merged that are not there (article 9).",
            "INSERT INTO telling SELECT 9, 9, bargain, deal, 1 FROM telling WHERE article = 1",
        ),
        (
            "1 deals cannot be read (deal cbc22806a0a5): dealwire rebuild merges them anew.",
            "UPDATE told_deal SET body = '{}'",
        ),
        ("2 articles cannot be read (article 1).", "UPDATE article SET date = 'soon'"),
        ("1 articles cannot be read (article 2).", "UPDATE article SET regions = '[' WHERE id = 2"),
        (
            "1 articles have spans that do not fit their text (article 1).",
            "UPDATE article SET text = upper(text) WHERE id = 1",
        ),
    ],
)
def test_damage_is_found(expected: str, damage: str, tmp_path: Path) -> None:
    """Each kind of damage is told in its sentence."""
    storage = open_storage(tmp_path)
    for text in ("Acme buys Bolt.", "Acme sells Bolt."):
        storage.save(text, article(text), acme_and_bolt(text))
    remerge(storage)
    assert [] == storage.check()
    with closing(sqlite3.connect(tmp_path / "articles.db", isolation_level=None)) as connection:
        connection.execute(damage)
    assert [expected] == storage.check()
    storage.close()
