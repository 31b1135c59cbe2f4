"""What the user says against detection. All frozen; kept in order, undone from the end, applied after every detection.

Companies are corrected by their forms, since that is what the user sees; deals by id and only in the articles that
they had then: what a new article says is a new claim. Other events are corrected in the article that tells of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from index.document import EventType, Status


@dataclass(frozen=True, slots=True)
class NotACompany:
    """A form never names a company, in any article."""

    form: str


@dataclass(frozen=True, slots=True)
class IsCompany:
    """A form names this company, in every article: another name of a known one, or a company not known before.

    Attributes:
        company: A company's id, or the canonical name.
    """

    form: str
    company: str


@dataclass(frozen=True, slots=True)
class WrongDeal:
    """These articles tell of no such deal.

    Attributes:
        articles: The archive's numbers of the articles that the deal had.
    """

    deal: str
    articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WrongStatus:
    """By these articles the deal is as far along as `status`, not as they were read.

    Of several articles those that tell the deal's latest step are meant: the earlier steps were not wrong.
    """

    deal: str
    articles: tuple[int, ...]
    status: Status


@dataclass(frozen=True, slots=True)
class WrongParty:
    """In these articles the company, by id, is no party to the deal."""

    deal: str
    articles: tuple[int, ...]
    company: str


@dataclass(frozen=True, slots=True)
class SameDeal:
    """Two deals are one transaction: `other` becomes part of `deal`."""

    deal: str
    other: str


@dataclass(frozen=True, slots=True)
class OtherDeal:
    """What this article says of the deal is of another transaction: a merge taken back."""

    deal: str
    article: int


@dataclass(frozen=True, slots=True)
class WrongEvent:
    """The article tells of no such event.

    Attributes:
        article: The archive's number.
        type: The event's, as it was shown then. So are its companies.
        companies: The ids of those to which it was said to happen.
    """

    article: int
    type: EventType
    companies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongEventType:
    """What the article tells is an event of the type `right`; for the rest see `WrongEvent`."""

    article: int
    type: EventType
    companies: tuple[str, ...]
    right: EventType


@dataclass(frozen=True, slots=True)
class WrongEventCompany:
    """The event does not happen to one of its companies; for the rest see `WrongEvent`.

    Attributes:
        company: The id of the one that is wrong.
        other: The id of the company of the article to which it happens instead; empty for none.
    """

    article: int
    type: EventType
    companies: tuple[str, ...]
    company: str
    other: str = ""


CompanyCorrection = NotACompany | IsCompany
DealCorrection = WrongDeal | WrongStatus | WrongParty | SameDeal | OtherDeal
EventCorrection = WrongEvent | WrongEventType | WrongEventCompany
Correction = CompanyCorrection | DealCorrection | EventCorrection

_KINDS: dict[type[Correction], str] = {
    NotACompany: "not_a_company",
    IsCompany: "is_company",
    WrongDeal: "wrong_deal",
    WrongStatus: "wrong_status",
    WrongParty: "wrong_party",
    SameDeal: "same_deal",
    OtherDeal: "other_deal",
    WrongEvent: "wrong_event",
    WrongEventType: "wrong_event_type",
    WrongEventCompany: "wrong_event_company",
}


def kind_of(correction: Correction) -> str:
    """The name of its kind, in archives and for programs: never changed."""
    return _KINDS[type(correction)]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one article said of a deal or an event when it was corrected: found again by it in later detections.

    Attributes:
        deal: The id under which the deal was shown, one of those that the correction names; empty for an event.
        article: The archive's number.
        family: The kind of transaction, as `index.detection.transactions.family` names it; an event's type.
        parties: The ids of the companies that made the transaction what it was, or to which it happens, sorted.
        start: Where the best evidence began in the article's text.
    """

    deal: str
    article: int
    family: str
    parties: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class KeptCorrection:
    """A correction in the archive's log.

    Attributes:
        number: Its place in the log, from 1.
        made: When, ISO 8601, UTC, to the second.
        undone: Whether it has been undone since. It can be redone until another correction is made.
        anchors: What it is about, for one about a deal or an event; empty for one about a company.
        joined: Whether it was said together with the one before it: the two are undone and redone together.
    """

    number: int
    made: str
    undone: bool
    correction: Correction
    anchors: tuple[Anchor, ...] = ()
    joined: bool = False
