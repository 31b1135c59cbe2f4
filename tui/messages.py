"""What the archive answers from its worker threads. Each answer carries what it answers: an old one is known by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from index.beside import Task
    from index.corrections import KeptCorrection
    from index.deals import Deals
    from index.document import Span
    from index.ports import Coverage
    from index.results import ArchivedArticle, Completion, Hit, Reason, SearchPage
    from tui.named import Named
    from tui.profiles import Profile
    from tui.stories import Story


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
        coverage: What was searched; None where there was no index, or that was not asked.
    """

    ticket: int
    page: SearchPage
    start: int
    hits: Sequence[Hit]
    cursor: int
    total: int | None
    coverage: Coverage | None


@dataclass
class NewsCame(Message):
    """A search finds something else now: articles have come or gone, from this process or from another one."""

    coverage: Coverage | None


@dataclass
class CompaniesCounted(Message):
    """The companies of a page are counted: its company facet is there without work."""

    page: SearchPage


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
    deals: Deals


@dataclass
class FormsFetched(Message):
    """How articles name a company that is to be corrected.

    Attributes:
        other: The company that it is; None where it is to be none.
        forms: As they are written, and how often, the most frequent first.
    """

    company: Named
    other: Named | None
    forms: Sequence[tuple[str, int]]


@dataclass
class ProfileFetched(Message):
    """A company's profile, with the first of its articles."""

    profile: Profile
    hits: Sequence[Hit]


@dataclass
class StoryFetched(Message):
    """A deal with the articles that tell it; None where there is no such deal any more."""

    story: Story | None


@dataclass
class CorrectionsFetched(Message):
    """All corrections, the oldest first, and beside them what they say."""

    kept: Sequence[KeptCorrection]
    sentences: Sequence[str]


@dataclass
class GroupFetched(Message):
    """The group that a company belongs to; None where none is known."""

    company: Named
    group: Named | None


@dataclass
class Corrected(Message):
    """A correction was kept, taken back or made again, or could not be.

    Attributes:
        told: What came of it, a sentence.
        changed: Whether the archive answers otherwise now.
        failed: Whether it could not be.
    """

    told: str
    changed: bool = False
    failed: bool = False


@dataclass
class Completed(Message):
    """How a query could go on at its end."""

    query: str
    completions: Sequence[Completion]


@dataclass
class Explained(Message):
    """Why an article matches a query."""

    article_id: int
    query: str
    reasons: Sequence[Reason]


@dataclass
class Progressed(Message):
    """A call that takes long: so many steps done, of so many."""

    what: str
    done: int
    total: int


@dataclass
class KeptUp(Message):
    """So far has come what is done beside all else.

    Attributes:
        task: What that is.
        done: How many articles it has come to.
        total: Of how many.
    """

    task: Task
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
