"""Joins what neighbouring sentences tell of one deal: "A trennt sich von B. Käufer ist C.".

What one sentence tells is left to `deals`, which tellings are one transaction to `transactions`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.detection.particulars import Stated
from index.detection.transactions import Telling, core
from index.document import DealType, Role

# Sentences between two halves of one telling: "den Verkauf von A untersagt. Die Übernahme durch B wäre ...".
_REACH = 2
# Sentences from a bid to that of a rival.
_RIVAL_REACH = 4
_WORTH = 0.9
_TWO = 2
# Who pays, by the types whose tellings are often cut in two: "B hat 50 Millionen eingesammelt. Die Runde führte A an."
_BUYERS = {DealType.ACQUISITION: Role.ACQUIRER, DealType.INVESTMENT: Role.INVESTOR, DealType.STAKE: Role.INVESTOR}


def completed(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings, and a whole one for each near pair of which one names the buyer, the other whom or what it buys."""
    found = list(tellings)
    whole = [t for t in tellings if t.whole]
    halves = [t for t in tellings if t.type in _BUYERS and _is_half(t) and not any(_tells_more(w, t) for w in whole)]
    spent: list[Telling] = []
    for i, one in enumerate(halves):
        for other in halves[i + 1 :]:
            # "A raised $1m. B led. C raised $2m.": who has bought one thing does not buy the next by the same words.
            if other.sentence - one.sentence > _REACH or one in spent or not _complement(one, other):
                continue
            spent += (half for half in (one, other) if _BUYERS[half.type] in half.roles)
            for sale in (t for t in (one, other) if t.whole and t in found):
                found[found.index(sale)] = replace(sale, whole=False)
            found.append(_joined(one, other))
            break
    return [*found, *_rival_bids(found)]


def _rival_bids(tellings: Sequence[Telling]) -> Iterator[Telling]:
    """For each further bidder its bid for what the sentences before tell to be bought."""
    for bid in tellings:
        if bid.whole or not bid.rival or set(bid.roles) != {Role.ACQUIRER}:
            continue
        before = [t for t in tellings if t.whole and 0 <= bid.sentence - t.sentence <= _RIVAL_REACH]
        bidder = set(bid.roles[Role.ACQUIRER])
        for other in reversed(before):
            target = other.roles.get(Role.TARGET)
            if target and other.type is bid.type and all(bidder.isdisjoint(ids) for ids in other.roles.values()):
                roles = {**bid.roles, Role.TARGET: target}
                yield replace(bid, roles=roles, whole=True, confidence=bid.confidence * _WORTH)
                break


def _tells_more(whole: Telling, half: Telling) -> bool:
    """Whether a whole telling near gives the parties of the half these very roles."""
    near = whole is not half and not half.whole and abs(whole.sentence - half.sentence) <= _REACH
    return near and all(set(ids) <= set(whole.roles.get(role, ())) for role, ids in half.roles.items())


def _joined(one: Telling, other: Telling) -> Telling:
    """What two halves tell together."""
    sales = [t for t in (one, other) if t.whole]
    sure = [t for t in (one, other) if not t.names_party]
    worth = max(t.confidence for t in sales) if sales else min(t.confidence for t in sure)
    votes = {s: one.votes.get(s, 0) + other.votes.get(s, 0) for s in {*one.votes, *other.votes}}
    buying = next(t for t in (one, other) if _BUYERS[t.type] in t.roles)
    told = next((t for t in sure if t.said.object), buying).said
    paid = buying.said
    return replace(
        buying,
        roles={**one.roles, **other.roles},
        whole=True,
        weak=all(t.weak for t in sure),
        votes=votes,
        confidence=worth * _WORTH,
        said=Stated(told.object, paid.value or told.value, paid.stake, paid.stake_before, paid.dates),
        names_party=False,
    )


def _complement(one: Telling, other: Telling) -> bool:
    """Whether one names the buyer and the other the rest: "A trennt sich von B. Käufer ist C" is a takeover."""
    buyers = [t for t in (one, other) if _BUYERS[t.type] in t.roles]
    shared = set(one.roles) & set(other.roles)
    seller = Role.SELLER
    agreed = not shared or (shared == {seller} and one.roles[seller] == other.roles[seller])
    same = one.type is other.type or shared == {seller}
    # Who only sells mostly sells goods: "A verkauft Schrauben." But then: "Käufer ist B."
    vague = any(set(t.roles) == {seller} for t in (one, other)) and not any(t.names_party for t in (one, other))
    return len(buyers) == 1 and agreed and same and not vague and len(core({**one.roles, **other.roles})) >= _TWO


def _is_half(telling: Telling) -> bool:
    """Whether a telling names one side alone, all but the buyer, or all but what is sold."""
    roles = set(telling.roles)
    if not telling.whole:
        return len(roles) == 1 or roles == {Role.SELLER, Role.TARGET}
    return roles in ({Role.SELLER, Role.TARGET}, {Role.SELLER, Role.ACQUIRER})
