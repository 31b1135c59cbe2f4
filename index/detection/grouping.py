"""Decides which deal mentions of an archive tell of one transaction. What they say together is `merging`'s concern.

Two mentions are of one transaction when their types are names of one kind of it (acquisition, merger, stake and
investment; partnership and joint venture; supply; spin-off) and their parties, sellers aside, are the same. A mention
with fewer parties joins a transaction that has them all, if only one does: "Bain buys Stada" belongs to "Bain and
Cinven buy Stada". So no chain of such steps can draw two transactions together. Partnerships join only with the same
partners: what two do together is not what they do with a third. Transactions of the same parties are told apart in
`occasions`; what the user says of all this, `regrouping` follows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from index.corrections import KeptCorrection
from index.deal import ArchivedDealMention
from index.detection.occasions import occasions
from index.detection.regrouping import Group, hashed, ordered, regrouped
from index.detection.transactions import core, family, roles_of
from index.document import DealType, Role

_Key = tuple[str, frozenset[str]]
_Sides = tuple[frozenset[str], ...]
_Larger = Mapping[tuple[str, str], Sequence[tuple[_Key, _Sides]]]

_SIDES = {
    Role.ACQUIRER: "buying",
    Role.INVESTOR: "buying",
    Role.CUSTOMER: "buying",
    Role.TARGET: "bought",
    Role.SUPPLIER: "selling",
    Role.SELLER: "selling",
}
"""The roles of parties that have no deal with each other when they share one; partners do."""


def grouped(mentions: Iterable[ArchivedDealMention], kept: Iterable[KeptCorrection] = ()) -> list[Group]:
    """The transactions of an archive; the same for any order of `mentions`.

    Args:
        mentions: As detected: corrections of what they say do not change what belongs together.
        kept: The log of the user's corrections.
    """
    by_key: dict[_Key, list[ArchivedDealMention]] = defaultdict(list)
    for archived in mentions:
        by_key[family(archived.mention.type), core(roles_of(archived.mention))].append(archived)
    larger = _by_party({key: members for key, members in by_key.items() if len(key[1]) > 2})
    merged: dict[_Key, list[ArchivedDealMention]] = defaultdict(list)
    for key, members in by_key.items():
        merged[_home(key, larger)] += members
    found = [group for key, members in merged.items() for group in _groups(key, members)]
    return regrouped(found, kept)


def _by_party(keys: Mapping[_Key, Iterable[ArchivedDealMention]]) -> _Larger:
    """The groups by kind and each of their parties: 25,000 of them are not compared pair by pair.

    With each stand the parties on its sides: two buyers of one company have no deal with each other.
    """
    found: dict[tuple[str, str], list[tuple[_Key, _Sides]]] = defaultdict(list)
    for key, members in keys.items():
        sides = defaultdict[str, set[str]](set)
        for party in (party for archived in members for party in archived.mention.parties):
            sides[_SIDES.get(party.role, party.id)].add(party.id)
        for company in key[1]:
            found[key[0], company].append((key, tuple(map(frozenset, sides.values()))))
    return found


def _home(key: _Key, larger: _Larger) -> _Key:
    """The group that a group joins: the only one of more parties that has all of its own, on more than one side."""
    kind, parties = key
    if kind == family(DealType.PARTNERSHIP) or len(parties) < 2:
        return key
    candidates = min((larger.get((kind, party), ()) for party in parties), key=len)
    homes = [home for home, sides in candidates if parties < home[1] and not any(parties <= side for side in sides)]
    return homes[0] if len(homes) == 1 else key


def _groups(key: _Key, members: Iterable[ArchivedDealMention]) -> Iterator[Group]:
    """The transactions of one kind between the same parties, the earliest first."""
    kind, parties = key
    for number, mentions in enumerate(occasions(ordered(members)), start=1):
        yield Group(hashed(kind, *sorted(parties), *([str(number)] if number > 1 else [])), tuple(mentions))
