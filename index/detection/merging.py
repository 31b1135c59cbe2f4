"""Tells what the mentions of one transaction say together: one deal, with its history and all its evidence.

Nothing is thrown away, so a merge can be explained by the evidence and done again after a correction. Which mentions
are one transaction is decided in `grouping`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from index.corrections import KeptCorrection
from index.deal import ArchivedDealMention, Claim, Deal, Evidence, StatusChange
from index.detection.explaining import why_one
from index.detection.grouping import grouped
from index.detection.regrouping import Group
from index.detection.rulings import Rulings
from index.detection.terms import dates, objects, stakes, stakes_before, values
from index.document import (
    DealType,
    Party,
    Role,
    Status,
)


def merge(mentions: Sequence[ArchivedDealMention], kept: Sequence[KeptCorrection] = ()) -> list[Deal]:
    """The deals of an archive, the latest first; the same for any order of `mentions`.

    Args:
        mentions: As detected.
        kept: The log of the user's corrections.
    """
    told = Rulings(kept).told(mentions)
    deals = (deal_of(group, told) for group in grouped(mentions, kept))
    return sorted((deal for deal in deals if deal is not None), key=newest_first)


def deal_of(group: Group, told: Mapping[ArchivedDealMention, ArchivedDealMention | None]) -> Deal | None:
    """What is said of one transaction as the user has it; None when the user has left nothing of it.

    Args:
        group: Its mentions as detected, oldest first.
        told: What corrections leave of mentions, see `Rulings.told`; of others they leave all.
    """
    rest = [told.get(archived, archived) for archived in group.mentions] if told else group.mentions
    left = [archived for archived in rest if archived is not None]
    return _deal(group, left) if left else None


_RANKS = {role: rank for rank, role in enumerate(Role)}


def _deal(group: Group, told: Sequence[ArchivedDealMention]) -> Deal:
    """One transaction as the user has its mentions, oldest first."""
    newest = [a for a in reversed(told) if a.date] + [a for a in reversed(told) if not a.date]
    kind = _type(told)
    seen = [archived.date for archived in told if archived.date]
    history = tuple(_history(_forward(told)))
    evidence = dict.fromkeys(
        Evidence(archived.article, span, text)
        for archived in newest
        for span, text in zip(archived.mention.evidence, archived.texts, strict=True)
    )
    said_objects, said_values, said_stakes, said_dates = objects(newest), values(newest), stakes(newest), dates(newest)
    return Deal(
        id=group.id,
        type=kind,
        status=_latest(history).status,
        parties=_parties(told, kind),
        object=said_objects[0].value if said_objects else None,
        value=said_values[0].value if said_values else None,
        stake=said_stakes[0].value if said_stakes else None,
        first_seen=min(seen, default=None),
        last_seen=max(seen, default=None),
        history=history,
        evidence=tuple(evidence),
        objects=said_objects,
        values=said_values,
        stakes=said_stakes,
        why=why_one(group),
        stake_before=next((a.mention.stake_before for a in newest if _changes_to(a, said_stakes)), None),
        stakes_before=stakes_before(newest),
        dates=said_dates,
    )


def _changes_to(archived: ArchivedDealMention, claims: Sequence[Claim[float]]) -> bool:
    """Whether the mention says from which share the newest one comes."""
    newest = claims[0].articles if claims else ()
    return archived.mention.stake_before is not None and archived.article in newest


def _type(group: Iterable[ArchivedDealMention]) -> DealType:
    """The type that the mentions speak for with the most confidence."""
    weights: dict[DealType, float] = defaultdict(float)
    for archived in group:
        weights[archived.mention.type] += archived.mention.confidence
    return max(weights, key=lambda kind: (round(weights[kind], 6), -list(DealType).index(kind)))


_OPEN = frozenset({Status.RUMOURED, Status.TALKS, Status.ANNOUNCED, Status.SIGNED})


def _forward(told: Iterable[ArchivedDealMention]) -> Iterator[ArchivedDealMention]:
    """The mentions, oldest first, without those that only look back: what is completed is not announced again.

    An ended deal may begin anew, and the user's word on a status always counts.
    """
    completed = False
    for archived in told:
        status = archived.mention.status
        if completed and status in _OPEN and not archived.status_said:
            continue
        completed = status is Status.COMPLETED
        yield archived


def _history(group: Iterable[ArchivedDealMention]) -> Iterable[StatusChange]:
    """The changes of status over the dated articles, then those that undated ones add."""
    seen: StatusChange | None = None
    for archived in group:
        change = StatusChange(archived.mention.status, archived.date, archived.article, archived.status_said)
        if seen is None or seen.status is not change.status:
            yield change
            seen = change


def _latest(history: Sequence[StatusChange]) -> StatusChange:
    """The last dated step; the last of all when none is dated."""
    dated = [change for change in history if change.date is not None]
    return (dated or history)[-1]


def latest_step(told: Sequence[ArchivedDealMention]) -> list[ArchivedDealMention]:
    """The mentions, of those oldest first, that make a deal's status what it is: the last dated ones that agree.

    Those that only look back are among them: they would speak were the others corrected.
    """
    dated = [archived for archived in told if archived.date] or list(told)
    forward = list(_forward(dated))
    if not forward:
        return []
    last = forward[-1].mention.status
    return [*takewhile(lambda archived: archived not in forward or archived.mention.status is last, reversed(dated))]


def _parties(group: Sequence[ArchivedDealMention], kind: DealType) -> tuple[Party, ...]:
    """Each company once: in the roles that most mentions of the deal's type give them together, then by company.

    Roles go together: of "A buys B" and "B is sold by A" no vote by company makes two buyers.
    """
    casts: Counter[tuple[tuple[str, Role], ...]] = Counter()
    votes: dict[str, Counter[Role]] = defaultdict(Counter)
    names: dict[str, str] = {}
    for archived in group:
        weight = 10 if archived.mention.type is kind else 1
        casts[tuple(sorted((party.id, party.role) for party in archived.mention.parties))] += weight
        for party in archived.mention.parties:
            votes[party.id][party.role] += weight
            names[party.id] = party.name
    chosen = {company: max(roles, key=lambda role: (roles[role], -_RANKS[role])) for company, roles in votes.items()}
    _, _, cast = max((count, len(cast), cast) for cast, count in casts.items())
    chosen |= dict(cast)
    ranked = sorted(chosen, key=lambda company: (_RANKS[chosen[company]], names[company], company))
    return tuple(Party(company, names[company], chosen[company]) for company in ranked)


def newest_first(deal: Deal) -> tuple[bool, tuple[int, ...], str]:
    """What deals are sorted by: the last that is heard of them, undated ones last, then the id."""
    return deal.last_seen is None, tuple(-ord(c) for c in deal.last_seen.iso) if deal.last_seen else (), deal.id
