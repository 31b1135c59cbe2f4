"""What the archive answers from its worker threads. Each answer carries what it answers: an old one is known by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from index.document import Deal, Span
from index.results import ArchivedArticle, Hit, SearchPage


@dataclass
class SearchAnswered(Message):
    """A search is done.

    Attributes:
        ticket: The number of the search; only the newest one's answer is shown.
        page: The answer.
        start: The first row in `hits`.
        hits: The rows that are shown first.
        cursor: The row for the cursor.
        total: How many articles the archive has; None when that was not asked.
    """

    ticket: int
    page: SearchPage
    start: int
    hits: Sequence[Hit]
    cursor: int
    total: int | None


@dataclass
class RowsFetched(Message):
    """These rows of a page, but for articles that have gone."""

    page: SearchPage
    rows: range
    hits: Sequence[Hit]


@dataclass
class ArticleFetched(Message):
    """An article, with the matches of the query that was on then."""

    archived: ArchivedArticle
    query: str
    matches: tuple[Span, ...]


@dataclass
class DealsFetched(Message):
    """The deals of a page."""

    page: SearchPage
    deals: Sequence[Deal]


@dataclass
class IndexProgress(Message):
    """The search index follows the articles: so many done, of so many."""

    done: int
    total: int


@dataclass
class CaughtUp(Message):
    """The search index is level with the articles, or cannot be for now.

    Attributes:
        changed: Whether something new can be found.
        problem: Why it cannot be brought level, a sentence; empty when it is.
    """

    changed: bool
    problem: str = ""


@dataclass
class UrlOpened(Message):
    """A browser was asked to open a URL.

    Attributes:
        problem: Why it could not, a sentence; empty when it could.
    """

    url: str
    problem: str
