"""Merges what several articles say of one transaction into one deal, with its history and all its evidence.

Nothing is thrown away, so a merge can be explained by the evidence and done again after a correction. Which mentions
may be one transaction is told in `transactions.same_transaction`; this module decides which of them are.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.detection.transactions import core, family
from index.document import (
    ArchivedDealMention,
    Deal,
    DealMention,
    DealType,
    Evidence,
    Party,
    Role,
    StatusChange,
)


def merge(mentions: Sequence[ArchivedDealMention]) -> list[Deal]:
    """The deals of an archive, the latest first; the same for any order of `mentions`.

    Two mentions are one deal when their types are names of one kind of transaction (acquisition, merger, stake and
    investment; partnership and joint venture; supply; spin-off) and their parties, sellers aside, are the same. A
    mention with fewer parties joins a deal that has them all, if only one does: "Bain buys Stada" belongs to "Bain and
    Cinven buy Stada". So no chain of such steps can draw two transactions together. Partnerships join only with the
    same partners: what two do together is not what they do with a third.
    """
    ordered = sorted(mentions, key=_order)
    groups: dict[_Key, list[int]] = defaultdict(list)
    for place, archived in enumerate(ordered):
        groups[family(archived.mention.type), core(_roles(archived.mention))].append(place)
    larger = _by_party(key for key in groups if len(key[1]) > 2)
    merged: dict[_Key, list[int]] = defaultdict(list)
    for key, places in groups.items():
        merged[_home(key, larger)] += places
    deals = [_deal(key, [ordered[place] for place in sorted(places)]) for key, places in merged.items()]
    return sorted(deals, key=_newest_first)


_RANKS = {role: rank for rank, role in enumerate(Role)}
_Key = tuple[str, frozenset[str]]


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


def _order(archived: ArchivedDealMention) -> tuple[str, int, int, str]:
    """By date, undated ones last, then by article, place and content, so that input order does not matter."""
    date = archived.date.iso if archived.date else "9999"
    return date, archived.article, archived.mention.evidence[0].start, repr(archived.mention)


def _roles(mention: DealMention) -> dict[Role, tuple[str, ...]]:
    roles: dict[Role, tuple[str, ...]] = {}
    for party in mention.parties:
        roles[party.role] = (*roles.get(party.role, ()), party.id)
    return roles


def _deal(key: _Key, group: Sequence[ArchivedDealMention]) -> Deal:
    """One transaction's mentions, oldest first, as a deal."""
    newest = [a for a in reversed(group) if a.date] + [a for a in reversed(group) if not a.date]
    kind = _type(group)
    dates = [archived.date for archived in group if archived.date]
    history = tuple(_history(group))
    evidence = dict.fromkeys(
        Evidence(archived.article, span, text)
        for archived in newest
        for span, text in zip(archived.mention.evidence, archived.texts, strict=True)
    )
    return Deal(
        id=_id(key),
        type=kind,
        status=_latest(history).status,
        parties=_parties(group, kind),
        object=next((a.mention.object for a in newest if a.mention.object), None),
        value=next((a.mention.value for a in newest if a.mention.value), None),
        stake=next((a.mention.stake for a in newest if a.mention.stake is not None), None),
        first_seen=min(dates, default=None),
        last_seen=max(dates, default=None),
        history=history,
        evidence=tuple(evidence),
    )


def _id(key: _Key) -> str:
    """A hash of the type's family and the parties: the same in any archive, whatever else the articles say."""
    kind, parties = key
    return hashlib.sha1("\n".join((kind, *sorted(parties))).encode(), usedforsecurity=False).hexdigest()[:12]


def _type(group: Iterable[ArchivedDealMention]) -> DealType:
    """The type that the mentions speak for with the most confidence."""
    weights: dict[DealType, float] = defaultdict(float)
    for archived in group:
        weights[archived.mention.type] += archived.mention.confidence
    return max(weights, key=lambda kind: (round(weights[kind], 6), -list(DealType).index(kind)))


def _history(group: Iterable[ArchivedDealMention]) -> Iterable[StatusChange]:
    """The changes of status over the dated articles, then those that undated ones add."""
    seen: StatusChange | None = None
    for archived in group:
        change = StatusChange(archived.mention.status, archived.date, archived.article)
        if seen is None or seen.status is not change.status:
            yield change
            seen = change


def _latest(history: Sequence[StatusChange]) -> StatusChange:
    """The last dated step; the last of all when none is dated."""
    dated = [change for change in history if change.date is not None]
    return (dated or history)[-1]


def _parties(group: Sequence[ArchivedDealMention], kind: DealType) -> tuple[Party, ...]:
    """Each company once, in the role that most mentions of the deal's type give it."""
    votes: dict[str, Counter[Role]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for archived in group:
        for party in archived.mention.parties:
            votes[party.id][party.role] += 10 if archived.mention.type is kind else 1
            names[party.id] = party.name
    chosen = {company: max(roles, key=lambda role: (roles[role], -_RANKS[role])) for company, roles in votes.items()}
    ranked = sorted(chosen, key=lambda company: (_RANKS[chosen[company]], names[company], company))
    return tuple(Party(company, names[company], chosen[company]) for company in ranked)


def _newest_first(deal: Deal) -> tuple[bool, tuple[int, ...], str]:
    return deal.last_seen is None, tuple(-ord(c) for c in deal.last_seen.iso) if deal.last_seen else (), deal.id
