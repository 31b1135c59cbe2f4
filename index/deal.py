"""The nouns of deals over articles: what all articles together say of one transaction. All frozen, none clever."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from index.dates import PartialDate
from index.document import DealDate, DealMention, DealType, Milestone, Money, Party, Span, Status

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ArchivedDealMention:
    """A deal mention of an article in the archive: what deals over articles are merged from.

    Attributes:
        article: The archive's number of the article.
        date: The article's; None when it has none.
        texts: What the spans of the mention's evidence cover, in their order.
        status_said: Whether the mention's status is the user's, not the detection's.
    """

    mention: DealMention
    article: int
    date: PartialDate | None
    texts: tuple[str, ...]
    status_said: bool = False


@dataclass(frozen=True, slots=True)
class Bargain:
    """What may be one transaction, or several in a row: one kind of it between the same companies.

    Attributes:
        kind: As `index.detection.transactions.family` names it.
        parties: The ids of the companies that make it what it is.
    """

    kind: str
    parties: frozenset[str]


Sides = tuple[frozenset[str], ...]
"""Parties of a bargain that stand on one side of it; one may be on several, since papers get that wrong."""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A step in a deal's history: what an article of that date says of it.

    Attributes:
        date: The article's; None when the article has none.
        article: The archive's number of the article.
        by_user: Whether the user said that the article means this status, against what was detected.
    """

    status: Status
    date: PartialDate | None
    article: int
    by_user: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of an article that tells of a deal.

    Attributes:
        article: The archive's number of the article.
        text: What the span covers.
    """

    article: int
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Claim(Generic[T]):
    """What some articles say of one term of a deal: a value, a stake, an object or a date.

    Attributes:
        articles: The archive's numbers of the articles that say so, the newest first.
    """

    value: T
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Deal:
    """What all articles say of one transaction.

    Attributes:
        id: Made of the kind of transaction and its parties: the same in any archive, but for later transactions of
            the same parties, which are numbered. The user's corrections do not change it.
        status: The latest in the history.
        object: The newest claim; None where no article says it. So are `value` and `stake`.
        first_seen: The earliest dated article that tells of it; None when none is dated.
        last_seen: The latest, likewise.
        history: Changes of status in the order of their dates, undated ones last.
        evidence: The newest article first.
        objects: Every claim, the newest first; more than one where the articles disagree. So are `values`, `stakes`,
            `stakes_before` and `dates`, but that dates of different milestones agree; they stand in no other order.
        why: Why tellings of several articles are thought to be one deal, a few words for the reader; empty for a deal
            told once.
        stake_before: The share held before, where an article that tells of `stake` says so.
    """

    id: str
    type: DealType
    status: Status
    parties: tuple[Party, ...]
    object: str | None
    value: Money | None
    stake: float | None
    first_seen: PartialDate | None
    last_seen: PartialDate | None
    history: tuple[StatusChange, ...] = field(default=())
    evidence: tuple[Evidence, ...] = field(default=())
    objects: tuple[Claim[str], ...] = ()
    values: tuple[Claim[Money], ...] = ()
    stakes: tuple[Claim[float], ...] = ()
    why: str = ""
    stake_before: float | None = None
    stakes_before: tuple[Claim[float], ...] = ()
    dates: tuple[Claim[DealDate], ...] = ()

    @property
    def date(self) -> DealDate | None:
        """When it was or will be completed, else agreed, else dated otherwise: the newest claim; None for none."""
        dates = (claim.value for claim in self.dates)
        return max(dates, key=lambda dated: dated.of.weight, default=None)

    def dates_of(self, milestone: Milestone) -> tuple[Claim[DealDate], ...]:
        """When it is said to come to a milestone, the newest claim first."""
        return tuple(claim for claim in self.dates if claim.value.of is milestone)

    @property
    def articles(self) -> tuple[int, ...]:
        """The archive's numbers of the articles that tell of it, the newest first."""
        return tuple(dict.fromkeys(said.article for said in self.evidence))
