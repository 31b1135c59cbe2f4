"""What is asked of an archive and what it answers: filter, request, page, hit, facet, ingest result. All frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from index.dates import PartialDate
from index.document import Article, Detections, RegionKind, Span
from index.raw import Failure


class Sort(StrEnum):
    """The order of hits."""

    RELEVANCE = "relevance"
    RECENT = "recent"
    """By relevance, of which an article loses up to half as it grows old."""
    DATE = "date"
    """Newest first, undated last."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Choices that narrow a result, beside the query text.

    Attributes:
        companies: Ids of companies that an article must name, all of them.
        excluded: Ids of companies that an article must not name.
        groups: Ids of groups of which an article must name a company, all of them.
        events: Values of `EventType` of which an article must tell, all of them.
    """

    companies: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    events: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.companies or self.excluded or self.groups or self.events)


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What the user asks for.

    Attributes:
        query: In the query language; blank asks for every article.
        sort: The order of hits; a blank query is always in the order of dates.
    """

    query: str = ""
    filter: Filter = Filter()
    sort: Sort = Sort.RELEVANCE


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """What could not be understood in a query; the rest of the query was still searched.

    Attributes:
        message: One sentence for the user.
        span: Where it stands in the query text.
    """

    message: str
    span: Span


class CompletionKind(StrEnum):
    """What a piece of a query is completed to."""

    WORD = "word"
    COMPANY = "company"
    FIELD = "field"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on with a query that is being typed.

    Attributes:
        text: What takes the place of `span`, quoted where it must be: "Kooperation", "company:", '"Auto Woche"'.
        span: The part of the query that it takes the place of; it ends at the cursor.
        name: What is shown; a company's name where `text` is its id.
        articles: How many articles have it; None for a field's name.
        example: The archive's number of an article with the word; None for what is no word of a text.
    """

    kind: CompletionKind
    text: str
    span: Span
    name: str
    articles: int | None = None
    example: int | None = None


class Likeness(StrEnum):
    """How a word of an article is what the query asks for."""

    EXACT = "exact"
    INFLECTED = "inflected"
    COMPOUND = "compound"
    """The article's word is a compound of it: "Motorenkooperation" for "Kooperation"."""
    BEGINNING = "beginning"
    """The article's word begins so."""
    PATTERN = "pattern"
    SIMILAR = "similar"
    """At most so many letters off."""
    PHRASE = "phrase"
    """Words side by side, or near each other."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article matches a query: one form that it uses of one part of the query.

    Attributes:
        wanted: The part of the query, as it was typed.
        found: How the article writes it.
        area: Where: the title or a body.
        count: How often.
    """

    wanted: str
    found: str
    area: RegionKind
    likeness: Likeness
    count: int


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many articles of a result have this value.

    Attributes:
        value: What a filter or a query field takes: a company's id, "merger", "2019".
        name: What is shown: the company's name; the same as `value` for other facets.
    """

    value: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The answer to one request: which articles, in which order, with what in them.

    Attributes:
        request: What it answers.
        ids: The archive's numbers of all hits, best first. The rows are fetched apart, as they are shown.
        scores: Beside `ids`, higher is better; empty when the order is by date.
        facets: Over all hits, by facet: "company", "group", "type", "status", "event", "source", "language", "year";
            the most frequent value first.
        elapsed_ms: Time taken, in milliseconds.
        problems: What could not be understood in the query.
        corrections: Words that are found and may have been meant instead of some of the query's that are not.
        suggestion: The query as it may have been meant; None for no idea.
    """

    request: SearchRequest
    # Not shown by `repr`, which would work all of them out: Textual takes it of whatever a worker is given.
    ids: Sequence[int] = field(repr=False)
    scores: Sequence[float] = field(default=(), repr=False)
    facets: Mapping[str, Sequence[FacetCount]] = field(default_factory=dict, repr=False)
    elapsed_ms: float = 0.0
    problems: tuple[QueryProblem, ...] = ()
    corrections: tuple[Completion, ...] = ()
    suggestion: str | None = None

    @property
    def total(self) -> int:
        """How many articles were found."""
        return len(self.ids)

    def with_corrections(self, corrections: Sequence[Completion]) -> SearchPage:
        """The same page with corrections, in the order of the text, and the suggestion that they make."""
        suggestion = self.request.query
        for each in reversed(corrections):
            suggestion = f"{suggestion[: each.span.start]}{each.text}{suggestion[each.span.end :]}"
        return replace(self, corrections=tuple(corrections), suggestion=suggestion if corrections else None)


@dataclass(frozen=True, slots=True)
class Snippet:
    """An excerpt on one line, and where the query's matches stand in it."""

    text: str
    matches: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One row of a result.

    Attributes:
        id: The archive's number of the article.
        score: Higher is better; None when the order is by date.
        companies: Canonical names, those that the article is about first.
        deals: How many deal mentions it has.
        read: Whether the user has opened it.
    """

    id: int
    title: str
    date: PartialDate | None
    source: str
    language: str
    score: float | None
    snippet: Snippet
    companies: tuple[str, ...]
    deals: int
    read: bool


@dataclass(frozen=True, slots=True)
class ArchivedArticle:
    """An article in the archive, with what was detected in it and what the user did with it.

    Attributes:
        id: The archive's number, given when it was first added; it stays when the article changes.
        origins: Where it was found: paths and URLs, the oldest first.
        read: Whether the user has opened it.
    """

    id: int
    article: Article
    detections: Detections
    origins: tuple[str, ...]
    read: bool


@dataclass(frozen=True, slots=True)
class CompanySummary:
    """A company over a whole archive or result.

    Attributes:
        aliases: The names that articles use, the most frequent first, the canonical one and paraphrases left out.
        articles: How many articles name it.
        mentions: How often they do.
        deals: How many deals it is a party to.
        group: The id of the topmost company that it belongs to; None when that is itself, or not known.
        events: In how many articles something else happens to it, each type counted apart.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    articles: int
    mentions: int
    deals: int
    group: str | None = None
    events: int = 0


@dataclass(frozen=True, slots=True)
class IngestResult:
    """What adding sources did, in articles; of a source that had not changed all that it gave are unchanged.

    Attributes:
        skipped: The files of folders that are no articles by their names: pictures, tables, programs.
    """

    added: int = 0
    updated: int = 0
    duplicates: int = 0
    unchanged: int = 0
    failures: tuple[Failure, ...] = ()
    skipped: tuple[str, ...] = ()

    @property
    def articles(self) -> int:
        """How many articles were read, or known to be the same without reading."""
        return self.added + self.updated + self.duplicates + self.unchanged
