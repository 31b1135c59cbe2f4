"""The nouns that every module speaks: article, span, mention, company, deal mention, event. All frozen, none clever.

Offsets count characters (code points) of `Article.text`, ends exclusive. An article's text never changes once it has
been cleaned, so a span found by any module stays right for all of them. What all articles together say of a deal is in
`index.deal`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from index.dates import PartialDate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of characters of an article's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The piece of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class RegionKind(StrEnum):
    """What a stretch of an article's text is."""

    TITLE = "title"
    BODY = "body"
    REPEATED = "repeated"
    """A line that says again what stands elsewhere in the article: a title or a caption printed twice."""
    BOILERPLATE = "boilerplate"
    """Page furniture: share buttons, teasers, comment forms, navigation, consent texts, job ads."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of an article's text and what it is.

    Attributes:
        span: Where it stands.
        kind: What it is.
        reason: Why it is thought to be boilerplate, a few words for the reader; empty for other kinds.
    """

    span: Span
    kind: RegionKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article: what the user reads; the unit that is indexed and annotated.

    Attributes:
        id: What the source calls it: a file's base name, a JSON line's id, a feed entry's guid.
        text: All of it, furniture included, as `visible` text.
        title: On one line; taken from the text or from what the source says; never empty.
        date: When it was published; None when the source does not tell.
        source: The paper, site or folder it comes from, as shown in the list; empty when unknown.
        url: Where a browser finds it; None when unknown.
        language: "de" or "en".
        regions: In text order, without overlap, covering every character of the text that is no blank.
        fingerprint: Equal for two articles that say the same, wherever they were found and whatever furniture is
            around them.
    """

    id: str
    text: str
    title: str
    date: PartialDate | None
    source: str
    url: str | None
    language: str
    regions: tuple[Region, ...]
    fingerprint: str

    def spans(self, *kinds: RegionKind) -> tuple[Span, ...]:
        """The spans of the regions of these kinds, in text order."""
        return tuple(region.span for region in self.regions if region.kind in kinds)


class MentionKind(StrEnum):
    """How a mention names its company."""

    NAME = "name"
    NOMINAL = "nominal"
    """A paraphrase: "die Wolfsburger", "der Softwarekonzern"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a company.

    Attributes:
        span: Exactly the name, without article, compound rest or genitive ending where these can be told apart.
        kind: By name or by paraphrase.
        why: What made it a mention, a few words for the reader: "lexicon", "legal form".
    """

    span: Span
    kind: MentionKind = MentionKind.NAME
    why: str = ""


@dataclass(frozen=True, slots=True)
class Company:
    """A company as one article shows it.

    Attributes:
        id: The same in every article: the lexicon's id, or one made of the name.
        name: The canonical name; its longest form in the article for a company that the lexicon does not know.
        about: Whether the article is about it, rather than only mentioning it.
        mentions: In text order, at least one.
        group: The id of the topmost company that it belongs to: "volkswagen" for Audi; None when that is itself, or
            not known.
        group_name: The canonical name of that one; None when `group` is.
    """

    id: str
    name: str
    about: bool
    mentions: tuple[Mention, ...]
    group: str | None = None
    group_name: str | None = None


class DealType(StrEnum):
    """What kind of transaction a deal is."""

    ACQUISITION = "acquisition"
    MERGER = "merger"
    STAKE = "stake"
    INVESTMENT = "investment"
    JOINT_VENTURE = "joint_venture"
    PARTNERSHIP = "partnership"
    SUPPLY = "supply"
    SPIN_OFF = "spin_off"


class Status(StrEnum):
    """How far along a deal is."""

    RUMOURED = "rumoured"
    TALKS = "talks"
    ANNOUNCED = "announced"
    SIGNED = "signed"
    COMPLETED = "completed"
    ENDED = "ended"
    """Terminated, rejected or blocked."""
    DENIED = "denied"


class Role(StrEnum):
    """What a company does in a deal."""

    ACQUIRER = "acquirer"
    TARGET = "target"
    SELLER = "seller"
    INVESTOR = "investor"
    PARTNER = "partner"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"
    PARENT = "parent"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Party:
    """A company taking part in a deal.

    Attributes:
        id: The company's id.
        name: Its canonical name.
        role: What it does in the deal.
    """

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in units of its currency: "knapp zwei Milliarden Dollar" is about 2,000,000,000 USD."""

    amount: float
    currency: str
    approximate: bool = False


class Milestone(StrEnum):
    """What a date of a deal is of."""

    DEAL = "deal"
    """The deal itself, no word tells of which step: "übernahm 2016"."""
    AGREEMENT = "agreement"
    COMPLETION = "completion"

    @property
    def weight(self) -> int:
        """How much a date of it tells, against others."""
        return list(Milestone).index(self)


@dataclass(frozen=True, slots=True)
class DealDate:
    """When a deal came, or will come, to a milestone."""

    date: PartialDate
    of: Milestone


@dataclass(frozen=True, slots=True)
class DealMention:
    """What one article says of one deal.

    Attributes:
        confidence: 0 to 1, how sure the detection is.
        object: What is bought, built or supplied, in the article's words; None where it does not say.
        value: What is paid; None where it does not say.
        stake: The share acquired, 0 to 1; None where it does not say.
        evidence: The spans that say it, the best first, at least one.
        stake_before: The share held before, 0 to 1, where `stake` is what it changes to; None where it does not say.
        dates: When the deal was or will be completed and agreed, or is dated otherwise, as far as the article says so
            and the year can be told: the most telling first, one of each milestone. A quarter, a half or a season is
            told as its year.
    """

    type: DealType
    status: Status
    confidence: float
    parties: tuple[Party, ...]
    object: str | None
    value: Money | None
    stake: float | None
    evidence: tuple[Span, ...]
    stake_before: float | None = None
    dates: tuple[DealDate, ...] = ()

    @property
    def date(self) -> DealDate | None:
        """The most telling of its dates; None where there is none."""
        return self.dates[0] if self.dates else None


class EventType(StrEnum):
    """What happens to a company, other than a deal."""

    INSOLVENCY = "insolvency"
    """It is insolvent, has filed for protection from its creditors, or is about to."""
    LAYOFFS = "layoffs"
    """It cuts jobs."""
    LEADERSHIP = "leadership"
    """Who leads it changes: a chief, a board member or a chair comes, goes or is replaced."""
    STRIKE = "strike"
    """Its employees strike, or are called to."""


_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class EventParty:
    """A company to which an event happens.

    Attributes:
        id: The company's id.
        name: Its canonical name.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class CompanyEvent:
    """What one article says of one event that is no deal.

    Attributes:
        companies: Those to which it happens, at least one; in no other event of this type and article.
        confidence: 0 to 1, how sure the detection is; below one half what is only feared.
        evidence: The spans that say it, in text order, at least one.
    """

    type: EventType
    companies: tuple[EventParty, ...]
    confidence: float
    evidence: tuple[Span, ...]

    @property
    def feared(self) -> bool:
        """Whether the article only fears, threatens or imagines it."""
        return self.confidence < _EVEN


@dataclass(frozen=True, slots=True)
class SureName:
    """What an article tells of a name that the lexicon does not know: that it is a company's, or none, or may be one.

    It rests on the article alone: what names together tell of other articles is `index.detection.learned`'s.

    Attributes:
        words: As written, cut at hyphens, without legal form.
        company: The company's id as the article alone tells it; empty where it makes no company of it.
        weight: How much speaks for it: 1 one reason, 2 several or a legal form, -1 the use as a common noun; 0 where
            the article only half sees a company, so that others may decide.
    """

    words: tuple[str, ...]
    company: str
    weight: int


@dataclass(frozen=True, slots=True)
class Detections:
    """What detection found in one article.

    Attributes:
        names: What the article tells the others, in the order of the words.
    """

    companies: tuple[Company, ...] = ()
    deals: tuple[DealMention, ...] = ()
    events: tuple[CompanyEvent, ...] = ()
    names: tuple[SureName, ...] = ()
