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
from collections.abc import Iterable, Mapping

from index.corrections import KeptCorrection
from index.deal import ArchivedDealMention, Bargain, Sides
from index.detection.occasions import occasions
from index.detection.regrouping import Group, hashed, ordered, regrouped
from index.detection.transactions import core, family, roles_of
from index.document import DealMention, DealType, Role

_ALLIANCE = family(DealType.PARTNERSHIP)
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
    told: dict[Bargain, list[ArchivedDealMention]] = defaultdict(list)
    for archived in mentions:
        told[bargain_of(archived.mention)].append(archived)
    larger = _by_party({bargain: sides_of(members) for bargain, members in told.items() if is_large(bargain)})
    merged: dict[Bargain, list[ArchivedDealMention]] = defaultdict(list)
    for bargain, members in told.items():
        around = min((larger.get((bargain.kind, party), {}) for party in bargain.parties), key=len)
        merged[home_of(bargain, around)] += members
    return regrouped([group for home, members in merged.items() for group in groups_of(home, members)], kept)


def bargain_of(mention: DealMention) -> Bargain:
    """What a mention tells of, whatever it says of it."""
    return Bargain(family(mention.type), core(roles_of(mention)))


def can_join(bargain: Bargain) -> bool:
    """Whether its tellings may be of a bargain of more parties."""
    return bargain.kind != _ALLIANCE and len(bargain.parties) > 1


def is_large(bargain: Bargain) -> bool:
    """Whether tellings of bargains of fewer parties may be of it."""
    return can_join(bargain) and len(bargain.parties) > 2


def sides_of(mentions: Iterable[ArchivedDealMention]) -> Sides:
    """Who is on one side of a bargain by all that tell of it: two who buy one company have no deal with each other."""
    sides = defaultdict[str, set[str]](set)
    for party in (party for archived in mentions for party in archived.mention.parties):
        sides[_SIDES.get(party.role, party.id)].add(party.id)
    return tuple(frozenset(side) for side in sides.values() if len(side) > 1)


def _by_party(larger: Mapping[Bargain, Sides]) -> Mapping[tuple[str, str], Mapping[Bargain, Sides]]:
    """The bargains by kind and each of their parties: 25,000 of them are not compared pair by pair."""
    found: dict[tuple[str, str], dict[Bargain, Sides]] = defaultdict(dict)
    for bargain, sides in larger.items():
        for company in bargain.parties:
            found[bargain.kind, company][bargain] = sides
    return found


def home_of(bargain: Bargain, larger: Mapping[Bargain, Sides]) -> Bargain:
    """What its tellings are of: the only one of more parties that has all of its own, on more than one side.

    Args:
        bargain: The one that they name.
        larger: Large bargains of its kind, those that have all of its parties among them.
    """
    if not can_join(bargain):
        return bargain
    parties = bargain.parties
    homes = [
        other
        for other, sides in larger.items()
        if parties < other.parties and not any(parties <= side for side in sides)
    ]
    return homes[0] if len(homes) == 1 else bargain


def groups_of(home: Bargain, members: Iterable[ArchivedDealMention]) -> list[Group]:
    """The transactions of one kind between the same parties, the earliest first."""
    parties = sorted(home.parties)
    return [
        Group(hashed(home.kind, *parties, *([str(number)] if number > 1 else [])), tuple(mentions))
        for number, mentions in enumerate(occasions(ordered(members)), start=1)
    ]
