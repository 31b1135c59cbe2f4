"""Tells when two tellings are about the same transaction, and what many tellings of one say together.

Used twice: for the sentences of an article (`deals`) and for the articles of an archive (`merging`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.detection.particulars import Particulars, Stated
from index.document import DealMention, DealType, Role, Span, Status

# Papers call one transaction by several names: a takeover a merger, a purchase of shares a stake or an investment.
_FAMILIES = {
    DealType.ACQUISITION: "control",
    DealType.MERGER: "control",
    DealType.STAKE: "control",
    DealType.INVESTMENT: "control",
    DealType.JOINT_VENTURE: "alliance",
    DealType.PARTNERSHIP: "alliance",
    DealType.SUPPLY: "supply",
    DealType.SPIN_OFF: "spin_off",
}
# In the order of their definition, which settles ties.
_TYPES = tuple(DealType)
_ROLES = tuple(Role)
_SIDE_ROLES = frozenset({Role.SELLER})
TWO_SIDED = frozenset({DealType.MERGER, DealType.JOINT_VENTURE, DealType.PARTNERSHIP})

Roles = Mapping[Role, tuple[str, ...]]


def family(kind: DealType) -> str:
    """What types may be names of one transaction: "control", "alliance", "supply" or "spin_off"."""
    return _FAMILIES[kind]


def roles_of(mention: DealMention) -> dict[Role, tuple[str, ...]]:
    """The mention's parties by role."""
    roles: dict[Role, tuple[str, ...]] = {}
    for party in mention.parties:
        roles[party.role] = (*roles.get(party.role, ()), party.id)
    return roles


def core(roles: Roles) -> frozenset[str]:
    """The companies that make the transaction what it is: all but the sellers, unless these are half of it."""
    inner = frozenset().union(*[ids for role, ids in roles.items() if role not in _SIDE_ROLES])
    return inner if len(inner) > 1 else frozenset().union(*roles.values())


def same_transaction(one: DealType, one_roles: Roles, other: DealType, other_roles: Roles) -> bool:
    """Whether two tellings may be about one transaction: types of one family, and the parties of one among the other's.

    Types need not be equal: the same takeover is a merger in one paper and a purchase of shares in another. Roles need
    not agree either: who acquires whom is the kind of thing that papers get wrong.
    """
    if family(one) != family(other):
        return False
    ones, others = core(one_roles), core(other_roles)
    small, large = sorted((ones, others), key=len)
    return (len(small) > 1 and small <= large) or (small == large and bool(small))


@dataclass(slots=True)
class Telling:
    """What one trigger in one sentence says of a deal.

    Attributes:
        whole: Whether every role that its type needs is filled; others only add to tellings that are whole.
        confidence: 0 to 1.
        weak: Whether its trigger ("Gespräche", "Partner") counts only where no other word tells what is going on.
        votes: Weights by status.
        evidence: The sentence.
        sentence: Its number.
        clause: The number of the trigger's clause in it.
        headline: Whether it is the article's title.
        said: What its sentence says of object, price, share and date.
        names_party: Whether it is only said who takes part in a deal told before: "Käufer ist A".
        rival: Whether it tells of one more bidder: "auch A prüft eine Offerte".
    """

    type: DealType
    roles: Roles
    whole: bool
    confidence: float
    weak: bool
    votes: Mapping[Status, float]
    evidence: Span
    sentence: int
    headline: bool
    said: Particulars | Stated
    clause: int = 0
    names_party: bool = False
    rival: bool = False


def transactions(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """The tellings sorted by transaction, each with a whole one first; a fragment goes to what it fits, or nowhere."""
    whole = [telling for telling in tellings if telling.whole]
    if not whole:
        return []
    groups: list[list[Telling]] = []
    for telling in sorted(whole, key=lambda t: (t.weak, -len(core(t.roles)), t.sentence)) if whole[1:] else whole:
        fitting = next((group for group in groups if _fits(telling, group)), None)
        if fitting is not None:
            fitting.append(telling)
        else:
            groups.append([telling])
    for group in groups:
        group.sort(key=lambda t: (t.sentence, t.evidence))
    groups.sort(key=lambda group: group[0].sentence)
    for fragment in tellings if len(whole) < len(tellings) else ():
        if fragment.whole:
            continue
        if (bought := _bought(fragment, groups) or _joined(fragment, groups)) is not None:
            bought.append(replace(fragment, whole=True))
        elif (nearest := _nearest(fragment, groups)) is not None:
            nearest.append(fragment)
    return groups


def _fits(telling: Telling, group: Sequence[Telling]) -> bool:
    if telling.weak and any(core(telling.roles) <= core(other.roles) for other in group):
        return True
    if any(other.whole and _apart(telling, other) for other in group):
        return False
    return any(same_transaction(telling.type, telling.roles, other.type, other.roles) for other in group)


_SETTLED = frozenset({Status.COMPLETED, Status.SIGNED})
_OPEN = frozenset({Status.TALKS, Status.RUMOURED})


def _apart(one: Telling, other: Telling) -> bool:
    """Whether partners do two things: what they have done for long is not what they talk about now."""
    if family(one.type) != "alliance":
        return False
    if one.sentence == other.sentence:
        # "A und B arbeiten mit C zusammen, und beide kooperieren auch ...": with a third it is another matter.
        partners, others = (set(t.roles.get(Role.PARTNER, ())) for t in (one, other))
        return partners != others and one.clause != other.clause
    statuses = {_leading(one.votes), _leading(other.votes)}
    if one.type is not other.type and Status.ENDED in statuses and len(statuses) > 1:
        return True
    return bool(statuses & _SETTLED) and bool(statuses & _OPEN)


def _leading(votes: Mapping[Status, float]) -> Status | None:
    return max(votes, key=lambda status: votes[status], default=None)


def _bought(fragment: Telling, groups: Sequence[list[Telling]]) -> list[Telling] | None:
    """The acquisition whose seller the fragment names: "A gibt B ab" beside "C kauft B"; None when several fit."""
    if fragment.type is not DealType.ACQUISITION or set(fragment.roles) != {Role.SELLER, Role.TARGET}:
        return None
    sold, sellers = fragment.roles[Role.TARGET], set(fragment.roles[Role.SELLER])
    fitting = [
        group
        for group in groups
        if any(t.whole and t.type is DealType.ACQUISITION and t.roles.get(Role.TARGET) == sold for t in group)
        and not any(sellers.intersection(ids) for t in group for ids in t.roles.values())
    ]
    return fitting[0] if len(fitting) == 1 else None


# Sentences back to the deal whose buyer, seller or further investor a sentence names.
_PARTY_REACH = 3


def _joined(fragment: Telling, groups: Sequence[list[Telling]]) -> list[Telling] | None:
    """The deal before that lacks the party which the fragment names: "Verkäufer ist A", "Zudem beteiligt sich A"."""
    if not fragment.names_party:
        return None
    [role] = fragment.roles
    parties = set(fragment.roles[role])
    for group in sorted(groups, key=lambda group: fragment.sentence - max(t.sentence for t in group if t.whole)):
        told = [t for t in group if t.whole]
        near = any(0 <= fragment.sentence - t.sentence <= _PARTY_REACH for t in told)
        known = {c for t in told for ids in t.roles.values() for c in ids}
        filled = role is not Role.INVESTOR and any(role in t.roles for t in told)
        paid = role is not Role.INVESTOR or any(role in t.roles for t in told)
        if near and paid and not filled and parties.isdisjoint(known) and any(t.type in _PAID[role] for t in told):
            return group
    return None


# The types of deals that have such a party.
_PAID = {
    Role.SELLER: {DealType.ACQUISITION, DealType.STAKE},
    Role.ACQUIRER: {DealType.ACQUISITION, DealType.STAKE},
    Role.INVESTOR: {DealType.INVESTMENT, DealType.STAKE},
}


# Sentences back that "die Übernahme" without a name may reach.
ANAPHOR_REACH = 4


def _nearest(fragment: Telling, groups: Sequence[list[Telling]]) -> list[Telling] | None:
    """The transaction that a telling with parties missing belongs to: same family, its parties among the others."""
    parties = {c for ids in fragment.roles.values() for c in ids}
    best: tuple[int, list[Telling]] | None = None
    for group in groups:
        whole = [t for t in group if t.whole]
        if not any(family(t.type) == family(fragment.type) for t in whole):
            continue
        known = {c for t in whole for ids in t.roles.values() for c in ids}
        distance = min(abs(fragment.sentence - t.sentence) for t in whole)
        meant = parties <= known if parties else distance <= ANAPHOR_REACH
        if meant and (best is None or distance < best[0]):
            best = distance, group
    return best[1] if best else None


def agreed_type(tellings: Collection[Telling]) -> DealType:
    """The type that most tellings speak for, surer ones and the headline counting more."""
    if len(kinds := {telling.type for telling in tellings if telling.whole}) == 1:
        return kinds.pop()
    weights: dict[DealType, float] = defaultdict(float)
    for telling in sorted(tellings, key=lambda t: t.weak):
        if telling.whole and (not telling.weak or weights.keys() <= {telling.type}):
            weights[telling.type] += telling.confidence * (1.5 if telling.headline else 1.0)
    return max(weights, key=lambda kind: (weights[kind], -_TYPES.index(kind)))


def agreed_roles(tellings: Iterable[Telling], kind: DealType) -> dict[Role, tuple[str, ...]]:
    """One role for each company, by the same weights, in the words of the type: a merger has partners only."""
    weights: dict[str, dict[Role, float]] = {}
    for telling in tellings:
        if telling.whole:
            for role, ids in telling.roles.items():
                for company in ids:
                    weight = telling.confidence * (1.0 if telling.type is kind else 0.3)
                    weights.setdefault(company, defaultdict(float))[_role(role, kind)] += weight
    roles: dict[Role, tuple[str, ...]] = {}
    for company, votes in weights.items():
        role = max(votes, key=lambda r: (votes[r], -_ROLES.index(r))) if len(votes) > 1 else next(iter(votes))
        roles[role] = (*roles.get(role, ()), company)
    return roles


def _role(role: Role, kind: DealType) -> Role:
    if kind in TWO_SIDED:
        return role if role is Role.UNIT else Role.PARTNER
    return _RENAMED.get((kind, role), role)


_RENAMED = {
    (DealType.ACQUISITION, Role.INVESTOR): Role.ACQUIRER,
    (DealType.STAKE, Role.ACQUIRER): Role.INVESTOR,
    (DealType.INVESTMENT, Role.ACQUIRER): Role.INVESTOR,
}
