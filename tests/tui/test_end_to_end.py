"""The whole path once, on a real archive: files are added, searched, filtered, read, and their deals jumped to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive, open_archive
from index.ingest import ingest
from tests.tui.running import LARGE, running

FILES = {
    "talks.txt": """Siemens und Alstom reden über ihre Züge

Erstellt am 22. September 2017

Siemens verhandelt mit Alstom über eine Fusion der Zugsparten. Beide Konzerne haben die Gespräche bestätigt.

Teilen   Twittern   Per E-Mail versenden
""",
    "blocked.md": """---
title: EU blocks Siemens-Alstom merger
date: 2019-02-06
source: Rail Post
url: https://example.org/rail/blocked
language: en
---
The European Commission has blocked the merger of Siemens and Alstom. The two companies called off the deal.
""",
    "cells.jsonl": '{"id": "cells-1", "title": "BMW bestellt Zellen", "date": "2020-07", "language": "de", '
    '"text": "Northvolt liefert künftig Batteriezellen an BMW. Den Vertrag haben beide unterzeichnet."}\n',
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A real archive of three articles."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    opened = open_archive(tmp_path / "archive")
    assert 3 == ingest(opened, [str(tmp_path / name) for name in FILES]).added
    yield opened
    opened.close()


async def test_search_filter_read_and_jump(archive: Archive) -> None:
    """As a journalist would: who talks to Siemens about a merger, how far is it, and where does it say so?"""
    async with running(archive, LARGE) as ran:
        await ran.until(lambda: "3 articles" in ran.text, "the articles")
        await ran.search("fusion")
        await ran.until(lambda: ran.titles == ["Siemens und Alstom reden über ihre Züge"], "the hit")
        await ran.press("enter", "n")
        await ran.until(lambda: "match 1 of 1" in ran.text, "the match")
        assert "2017-09-22" in ran.text
        assert "page furniture (b shows)" in ran.text
        await ran.press("escape")
        await ran.until(lambda: ran.screen.page.total == 3, "every article")

        await ran.press("c")
        for name in ("Siemens", "Alstom"):
            panel = ran.screen.companies
            panel.cursor = next(row for row in range(panel.row_count) if panel.company_at(row).name == name)
            await ran.press("space")
            await ran.answered()
        assert 2 == ran.screen.page.total

        await ran.until(lambda: ran.screen.deals.row_count == 1, "the deal of both articles")
        await ran.press("d", "enter")
        await ran.until(lambda: ran.screen.article.highlights.jumped, "the evidence")
        first = ran.screen.article.archived
        await ran.press("enter")
        await ran.until(lambda: ran.screen.article.archived is not first, "the other article's evidence")
        await ran.press("q")
    assert [] == archive.check()


async def test_read_for_good(archive: Archive) -> None:
    """What was opened is read when the archive is opened again."""
    async with running(archive, LARGE) as ran:
        opened = ran.screen.articles.article_id
        assert opened is not None
        await ran.press("enter")
        await ran.until(lambda: archive.article(opened).read, "marked read")
    async with running(archive, LARGE) as ran:
        hit = ran.screen.articles.hit
        assert hit is not None
        assert hit.read


async def test_correct_and_undo(archive: Archive) -> None:
    """What the user says is no company goes from the panel and its deals, and comes back when taken back."""
    async with running(archive, LARGE) as ran:
        panel = ran.screen.companies

        def names() -> set[str]:
            return {panel.company_at(row).name for row in range(panel.row_count)}

        await ran.until(lambda: "Northvolt" in names() and ran.screen.deals.row_count == 2, "companies and deals")
        await ran.press("c")
        panel.cursor = next(row for row in range(panel.row_count) if panel.company_at(row).name == "Northvolt")
        await ran.press("exclamation_mark")
        await ran.until(lambda: names() and "Northvolt" not in names(), "the panel without it")
        await ran.until(lambda: ran.screen.deals.row_count == 1, "the deals without it")
        await ran.press("u")
        await ran.until(lambda: "Northvolt" in names(), "the panel with it")
    assert [True] == [kept.undone for kept in archive.corrections()]
    assert [] == archive.check()


async def test_pages(archive: Archive) -> None:
    """From a deal of two articles to its page, to a party, to an article, and all the way back."""
    async with running(archive, LARGE) as ran:
        await ran.until(lambda: ran.screen.deals.row_count == 2, "the deals")
        deals = ran.screen.deals
        await ran.press("d")
        deals.cursor = next(row for row in range(2) if "Alstom" in str(deals.deal_at(row).parties))
        await ran.press("i")
        await ran.until(lambda: "Rail Post" in ran.text and "2 articles" in ran.text, "the deal's page")
        assert "talks 2017-09-22 → ended 2019-02-06" in ran.text
        await ran.press("c", "enter")
        await ran.until(lambda: "known as" in ran.text, "the party's page")
        await ran.press("enter")
        await ran.until(lambda: "places" in ran.text, "its article")
        await ran.press("escape", "escape", "escape")
        assert ran.app.screen is ran.screen
