"""Decides which deal mentions of an archive tell of one transaction. What they say together is `merging`'s concern.

Two mentions are of one transaction when their types are names of one kind of it (acquisition, merger, stake and
investment; partnership and joint venture; supply; spin-off) and their parties, sellers aside, are the same. A mention
with fewer parties joins a transaction that has them all, if only one does: "Bain buys Stada" belongs to "Bain and
Cinven buy Stada". So no chain of such steps can draw two transactions together. Partnerships join only with the same
partners: what two do together is not what they do with a third.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.corrections import Anchor, KeptCorrection, OtherDeal, SameDeal
from index.detection.rulings import meant
from index.detection.transactions import core, family, roles_of
from index.document import ArchivedDealMention, DealType

_Key = tuple[str, frozenset[str]]


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


def grouped(mentions: Iterable[ArchivedDealMention], kept: Iterable[KeptCorrection] = ()) -> list[Group]:
    """The transactions of an archive; the same for any order of `mentions`.

    Args:
        mentions: As detected: corrections of what they say do not change what belongs together.
        kept: The log of corrections: those that hold and draw deals together or apart count.
    """
    ordered = sorted(mentions, key=_order)
    by_key: dict[_Key, list[ArchivedDealMention]] = defaultdict(list)
    for archived in ordered:
        by_key[family(archived.mention.type), core(roles_of(archived.mention))].append(archived)
    larger = _by_party(key for key in by_key if len(key[1]) > 2)
    merged: dict[_Key, list[ArchivedDealMention]] = defaultdict(list)
    for key, members in by_key.items():
        merged[_home(key, larger)] += members
    groups = {_id(key): Group(_id(key), tuple(sorted(members, key=_order))) for key, members in merged.items()}
    for one in kept:
        if not one.undone and isinstance(one.correction, SameDeal | OtherDeal):
            _regroup(groups, one.correction, one.anchors)
    return list(groups.values())


def _order(archived: ArchivedDealMention) -> tuple[str, int, int, str]:
    """By date, undated ones last, then by article, place and content, so that input order does not matter."""
    date = archived.date.iso if archived.date else "9999"
    return date, archived.article, archived.mention.evidence[0].start, repr(archived.mention)


def _by_party(keys: Iterable[_Key]) -> dict[tuple[str, str], list[_Key]]:
    """The groups by kind and each of their parties: 25,000 of them are not compared pair by pair."""
    found: dict[tuple[str, str], list[_Key]] = defaultdict(list)
    for key in keys:
        for party in key[1]:
            found[key[0], party].append(key)
    return found


def _home(key: _Key, larger: Mapping[tuple[str, str], Sequence[_Key]]) -> _Key:
    """The group that a group joins: the only one of more parties that has all of its own."""
    kind, parties = key
    if kind == family(DealType.PARTNERSHIP) or len(parties) < 2:
        return key
    candidates = min((larger.get((kind, party), ()) for party in parties), key=len)
    homes = [candidate for candidate in candidates if parties < candidate[1]]
    return homes[0] if len(homes) == 1 else key


def _id(key: _Key) -> str:
    """A hash of the type's family and the parties: the same in any archive, whatever else the articles say."""
    kind, parties = key
    return _hashed(kind, *sorted(parties))


def _hashed(*parts: str) -> str:
    return hashlib.sha1("\n".join(parts).encode(), usedforsecurity=False).hexdigest()[:12]


def _regroup(groups: dict[str, Group], correction: SameDeal | OtherDeal, anchors: Sequence[Anchor]) -> None:
    """Draws two groups together under the id of the first, or takes an article's mentions out of one."""
    first = _held(groups, correction.deal, anchors)
    if first is None:
        return
    if isinstance(correction, SameDeal):
        other = _held(groups, correction.other, anchors)
        if other is not None and other.id != first.id:
            del groups[first.id], groups[other.id]
            mentions = tuple(sorted((*first.mentions, *other.mentions), key=_order))
            groups[correction.deal] = Group(correction.deal, mentions, joined=True)
        return
    taken = tuple(archived for archived in first.mentions if archived.article == correction.article)
    left = tuple(archived for archived in first.mentions if archived.article != correction.article)
    if taken and left:
        apart = _hashed(correction.deal, str(correction.article))
        groups[first.id] = Group(first.id, left, first.joined)
        groups[apart] = Group(apart, taken)


def _held(groups: Mapping[str, Group], deal: str, anchors: Sequence[Anchor]) -> Group | None:
    """The group that now holds most of what the deal held when it was corrected; the one of its id when none does."""
    by_article: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        if anchor.deal == deal:
            by_article[anchor.article].append(anchor)
    votes: Counter[str] = Counter()
    for group in groups.values():
        for article in by_article.keys() & {archived.article for archived in group.mentions}:
            own = [archived.mention for archived in group.mentions if archived.article == article]
            votes[group.id] += sum(meant(anchor, own) is not None for anchor in by_article[article])
    chosen = max(votes, key=lambda found: (votes[found], found == deal, found), default=deal)
    return groups.get(chosen if votes[chosen] else deal)
