"""Draws deals together and apart as the user says. What belongs together without a word is `grouping`'s concern."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby

from index.corrections import Anchor, Correction, KeptCorrection, OtherDeal, SameDeal
from index.deal import ArchivedDealMention
from index.detection.rulings import meant
from index.document import Status


@dataclass(frozen=True, slots=True)
class Group:
    """The mentions of one transaction.

    Attributes:
        id: The deal's.
        mentions: As detected, oldest first, undated ones last.
        joined: Whether the user said that some of them belong together.
    """

    id: str
    mentions: tuple[ArchivedDealMention, ...]
    joined: bool = False


def ordered(mentions: Iterable[ArchivedDealMention]) -> list[ArchivedDealMention]:
    """By date, undated ones last, then by how far they say it is, then by what they say.

    The articles' numbers, which tell the order in which they were added, come last: they only count for equal texts.
    """
    found: list[ArchivedDealMention] = []
    for _, same in groupby(sorted(mentions, key=_place), key=_place):
        tied = list(same)  # their content is compared for these few only: it takes half the time of a whole merge
        found += tied if len(tied) == 1 else sorted(tied, key=_content)
    return found


_RANKS = {status: rank for rank, status in enumerate(Status)}


def _place(archived: ArchivedDealMention) -> tuple[str, int, tuple[str, ...]]:
    return archived.date.iso if archived.date else "9999", _RANKS[archived.mention.status], archived.texts


def _content(archived: ArchivedDealMention) -> tuple[str, int]:
    return repr(archived.mention), archived.article


def hashed(*parts: str) -> str:
    """A deal's id, made of what makes the deal."""
    return hashlib.sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the user's drawing together and apart is about, as far as it holds.

    Attributes:
        numbers: The corrections' in the log.
        articles: Those that told of the deals when they were drawn.
        ids: Those of groups that are meant whoever tells of them.
    """

    numbers: tuple[int, ...]
    articles: frozenset[int]
    ids: frozenset[str]


def drawing(kept: Iterable[KeptCorrection]) -> Drawing:
    """What of a log draws deals together or apart: `regrouped` leaves all groups alone that it is not about."""
    held = [one for one in kept if not one.undone and isinstance(one.correction, SameDeal | OtherDeal)]
    return Drawing(
        numbers=tuple(one.number for one in held),
        articles=frozenset(anchor.article for one in held for anchor in one.anchors),
        ids=frozenset(chain.from_iterable(_named(one.correction) for one in held)),
    )


def _named(correction: Correction) -> Iterator[str]:
    match correction:
        case SameDeal(deal=deal, other=other):
            yield from (deal, other)
        case OtherDeal(deal=deal, article=article):
            yield from (deal, _apart(deal, article))


def _apart(deal: str, article: int) -> str:
    """The id of what an article says of a deal when it is of another one."""
    return hashed(deal, str(article))


def regrouped(groups: Sequence[Group], kept: Iterable[KeptCorrection]) -> list[Group]:
    """The groups as the user has them.

    Args:
        groups: As they belong together without a word.
        kept: The log: those that hold and draw deals together or apart count, in its order.
    """
    corrections = [
        (one.correction, one.anchors)
        for one in kept
        if not one.undone and isinstance(one.correction, SameDeal | OtherDeal)
    ]
    if not corrections:
        return list(groups)
    regrouping = _Regrouping(groups, {anchor.article for _, anchors in corrections for anchor in anchors})
    for correction, anchors in corrections:
        if isinstance(correction, SameDeal):
            regrouping.join(correction, anchors)
        else:
            regrouping.part(correction, anchors)
    return list(regrouping.groups.values())


class _Regrouping:
    """The groups so far, and which of them tell of the articles that corrections are about."""

    def __init__(self, groups: Iterable[Group], articles: set[int]) -> None:
        self.groups = {group.id: group for group in groups}
        self._articles = articles
        self._telling: dict[int, set[str]] = defaultdict(set)
        for group in self.groups.values():
            self._note(group)

    def _note(self, group: Group) -> None:
        for article in self._articles.intersection(archived.article for archived in group.mentions):
            self._telling[article].add(group.id)

    def _replace(self, old: Iterable[Group], new: Iterable[Group]) -> None:
        for group in old:
            self.groups.pop(group.id)
        for group in new:
            self.groups[group.id] = group
            self._note(group)

    def join(self, correction: SameDeal, anchors: Sequence[Anchor]) -> None:
        """Makes two groups one, under the id of the first."""
        first, other = (self._held(deal, anchors) for deal in (correction.deal, correction.other))
        if first is not None and other is not None and first.id != other.id:
            mentions = tuple(ordered((*first.mentions, *other.mentions)))
            free = correction.deal == other.id or correction.deal not in self.groups
            one = Group(correction.deal if free else first.id, mentions, joined=True)
            self._replace([first, other], [one])

    def part(self, correction: OtherDeal, anchors: Sequence[Anchor]) -> None:
        """Makes what an article says a group of its own."""
        whole = self._held(correction.deal, anchors)
        if whole is None:
            return
        taken = tuple(one for one in whole.mentions if one.article == correction.article)
        left = tuple(one for one in whole.mentions if one.article != correction.article)
        if taken and left:
            apart = Group(_apart(correction.deal, correction.article), taken)
            self._replace([whole], [Group(whole.id, left, whole.joined), apart])

    def _held(self, deal: str, anchors: Iterable[Anchor]) -> Group | None:
        """The group that holds most of what the deal held when it was corrected; the one of its id when none does."""
        votes: Counter[str] = Counter()
        for anchor in anchors:
            if anchor.deal != deal:
                continue
            for name in self._telling[anchor.article] & self.groups.keys():
                own = [one.mention for one in self.groups[name].mentions if one.article == anchor.article]
                votes[name] += meant(anchor, own) is not None
        chosen = max(votes, key=lambda name: (votes[name], name == deal, name), default=deal)
        return self.groups.get(chosen if votes[chosen] else deal)
