"""Tells transactions of the same parties apart: what two did in 2007 is not what they do in 2018.

Signs are weighed against time. Tellings of one kind of transaction between the same companies are one deal unless
something speaks against it: another object, quite another value, buyer and bought the other way round, talks that begin
anew. One sign needs years between the tellings, several need less. An article that tells of two transactions between
the same companies has told them apart already, and is followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from datetime import date

from index.dates import PartialDate
from index.deal import ArchivedDealMention
from index.detection.terms import share_a_word, words
from index.detection.transactions import family
from index.document import DealType, Money, Role, Status

_DAYS = {1: 730, 2: 90, 3: 30}
"""Days between two tellings from which so many signs make them two transactions. Nothing is heard of few deals for two
years between the first talks and the closing; the same partners' next project may follow in a quarter."""

_FORGOTTEN = 1461
"""Days after which a rumour or talks that came to nothing are no longer what is told of, signs or not: four years."""

_ANOTHER_VALUE = 2.0
"""Offers are raised and rounded; amounts that differ by more than this factor are of different things."""

_BUYING = frozenset({Role.ACQUIRER, Role.INVESTOR})
_BOUGHT = frozenset({Role.TARGET})
_UNDECIDED = frozenset({Status.RUMOURED, Status.TALKS, Status.DENIED})
_OPENING = frozenset({Status.RUMOURED, Status.TALKS, Status.ANNOUNCED, Status.SIGNED})
_UNDER_WAY = frozenset({Status.ANNOUNCED, Status.SIGNED})


@dataclass(slots=True)
class _Occasion:
    """The tellings of one transaction so far, the oldest first."""

    mentions: list[ArchivedDealMention] = field(default_factory=list)
    articles: set[int] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    buyers: set[str] = field(default_factory=set)
    bought: set[str] = field(default_factory=set)
    words: frozenset[str] = frozenset()
    values: list[Money] = field(default_factory=list)

    def add(self, archived: ArchivedDealMention) -> None:
        """Takes a mention in."""
        self.mentions.append(archived)
        self.articles.add(archived.article)
        self.parties.update(party.id for party in archived.mention.parties)
        self.buyers |= _in(archived, _BUYING)
        self.bought |= _in(archived, _BOUGHT)
        self.words |= words(archived.mention.object or "")
        if archived.mention.value:
            self.values.append(archived.mention.value)


def _in(archived: ArchivedDealMention, roles: Set[Role]) -> set[str]:
    return {party.id for party in archived.mention.parties if party.role in roles}


def occasions(ordered: Iterable[ArchivedDealMention]) -> list[list[ArchivedDealMention]]:
    """The mentions of one kind of transaction between the same parties, by transaction, the earliest first.

    Args:
        ordered: The oldest first, undated ones last.
    """
    found: list[_Occasion] = []
    for archived in ordered:
        fitting = [one for one in found if archived.article not in one.articles and not _apart(one, archived)]
        home = max(reversed(fitting), key=lambda one: _likeness(one, archived), default=None)
        if home is None:
            home = _Occasion()
            found.append(home)
        home.add(archived)
    return [one.mentions for one in found]


def _apart(one: _Occasion, archived: ArchivedDealMention) -> bool:
    last = one.mentions[-1]
    days = _days(last.date, archived.date)
    if days > _FORGOTTEN and last.mention.status in _UNDECIDED:
        return True
    signs = _signs(one, archived)
    return bool(signs) and days > _DAYS[min(signs, max(_DAYS))]


def _signs(one: _Occasion, archived: ArchivedDealMention) -> int:
    """How much speaks for another transaction than the one told so far."""
    mention, last = archived.mention, one.mentions[-1].mention
    signs = 0
    if not share_a_word(one.words, words(mention.object or "")):
        # What partners make or a supplier delivers is what their deal is; in a takeover the target is.
        signs += 1 if family(mention.type) == family(DealType.ACQUISITION) else 2
    if mention.value and one.values and not any(_comparable(mention.value, value) for value in one.values):
        signs += 1
    if _in(archived, _BUYING) & one.bought - one.buyers or _in(archived, _BOUGHT) & one.buyers - one.bought:
        signs += 1  # who buys whom is the other way round
    if mention.status in _OPENING and not {mention.status, last.status} <= _UNDER_WAY:
        signs += 1  # it begins anew; what is over is still told of years later
    return signs


def _comparable(one: Money, other: Money) -> bool:
    low, high = sorted((one.amount, other.amount))
    return one.currency != other.currency or high <= low * _ANOTHER_VALUE


def _likeness(one: _Occasion, archived: ArchivedDealMention) -> tuple[int, bool, bool]:
    """What speaks for the same transaction, where a mention may be of several: parties, object, value."""
    own = words(archived.mention.object or "")
    value = archived.mention.value
    return (
        len(one.parties.intersection(party.id for party in archived.mention.parties)),
        bool(own and one.words) and share_a_word(one.words, own),
        value is not None and any(value.currency == v.currency and _comparable(value, v) for v in one.values),
    )


def _days(earlier: PartialDate | None, later: PartialDate | None) -> int:
    """The days that surely lie between two dates; 0 where one is unknown."""
    if earlier is None or later is None:
        return 0
    return (date.fromisoformat(later.first_day) - date.fromisoformat(earlier.last_day)).days
