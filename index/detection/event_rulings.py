"""Applies the user's corrections of events to what was detected in articles.

As for deals a correction keeps anchors, and finds again by them what it is about when an article is detected anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.corrections import Anchor, EventCorrection, KeptCorrection, WrongEventCompany, WrongEventType
from index.document import CompanyEvent, Detections, EventParty
from index.results import ArchivedArticle


@dataclass(frozen=True, slots=True)
class RuledEvent:
    """An event after the user's corrections.

    Attributes:
        places: Which of the detected events it is made of: two that the user made alike are one.
    """

    event: CompanyEvent
    places: tuple[int, ...]


class EventRulings:
    """What the corrections that hold say of the articles' events.

    Args:
        kept: The log; what is undone, or is not about events, is left out.
    """

    def __init__(self, kept: Iterable[KeptCorrection] = ()) -> None:
        self._by_article: dict[int, list[tuple[EventCorrection, tuple[Anchor, ...]]]] = defaultdict(list)
        for one in kept:
            if not one.undone and isinstance(one.correction, EventCorrection):
                self._by_article[one.correction.article].append((one.correction, one.anchors))

    @property
    def articles(self) -> frozenset[int]:
        """The archive's numbers of the articles that it says something of."""
        return frozenset(self._by_article)

    def corrected(self, archived: ArchivedArticle) -> ArchivedArticle:
        """The article with its events as the user has them."""
        if archived.id not in self._by_article:
            return archived
        events = tuple(ruled.event for ruled in self._ruled(archived))
        return replace(archived, detections=replace(archived.detections, events=events))

    def anchors(self, correction: EventCorrection, archived: ArchivedArticle) -> tuple[Anchor, ...]:
        """What a correction keeps, to find again what it is about; nothing where the article, as detected, has it not.

        The correction names the event as earlier corrections made it; the anchors hold what was detected.
        """
        wanted = (correction.type, frozenset(correction.companies))
        return tuple(
            _anchored(archived.id, archived.detections.events[place])
            for ruled in self._ruled(archived)
            if wanted == (ruled.event.type, _ids(ruled.event))
            for place in ruled.places
        )

    def _ruled(self, archived: ArchivedArticle) -> list[RuledEvent]:
        """The article's events as the user has them, in text order."""
        found = archived.detections
        names = {company.id: company.name for company in found.companies}
        ruled: list[CompanyEvent | None] = list(found.events)
        for correction, anchors in self._by_article.get(archived.id, ()):
            for place in {place for anchor in anchors if (place := _meant(anchor, found)) is not None}:
                ruled[place] = _apply(correction, ruled[place], names)
        return _joined(RuledEvent(event, (place,)) for place, event in enumerate(ruled) if event is not None)


def _apply(correction: EventCorrection, event: CompanyEvent | None, names: Mapping[str, str]) -> CompanyEvent | None:
    if event is None:
        return None
    match correction:
        case WrongEventType(right=right):
            return replace(event, type=right)
        case WrongEventCompany(company=company, other=other):
            instead = EventParty(other, names[other]) if other in names else None
            parties = [instead if party.id == company else party for party in event.companies]
            left = tuple(dict.fromkeys(party for party in parties if party is not None))
            return replace(event, companies=left) if left else None
        case _:
            return None


def _joined(ruled: Iterable[RuledEvent]) -> list[RuledEvent]:
    """One event of those of a type that have a company in common, as detection tells them, too."""
    found: list[RuledEvent] = []
    for one in ruled:
        same = [other for other in found if other.event.type is one.event.type and _ids(other.event) & _ids(one.event)]
        found = [other for other in found if other not in same]
        found.append(_one([*same, one]))
    return sorted(found, key=lambda one: one.event.evidence)


def _one(same: Sequence[RuledEvent]) -> RuledEvent:
    events = [ruled.event for ruled in same]
    event = CompanyEvent(
        type=events[0].type,
        companies=tuple(dict.fromkeys(party for event in events for party in event.companies)),
        confidence=max(event.confidence for event in events),
        evidence=tuple(sorted({span for event in events for span in event.evidence})),
    )
    return RuledEvent(event, tuple(sorted(place for ruled in same for place in ruled.places)))


def _ids(event: CompanyEvent) -> frozenset[str]:
    return frozenset(party.id for party in event.companies)


def _anchored(article: int, event: CompanyEvent) -> Anchor:
    return Anchor("", article, event.type.value, tuple(sorted(_ids(event))), event.evidence[0].start)


def _meant(anchor: Anchor, found: Detections) -> int | None:
    """Which of the detected events an anchor is about; None when none is left.

    It is one of the same type that happens to one of the same companies; or, where the article names none of these any
    more, one told in the same sentence: the company goes by another id by now.
    """
    parties = set(anchor.parties)
    renamed = parties.isdisjoint(company.id for company in found.companies)
    ranked = sorted(
        (_ids(event) != parties, abs(event.evidence[0].start - anchor.start), place)
        for place, event in enumerate(found.events)
        if event.type.value == anchor.family
        and (
            not parties.isdisjoint(_ids(event))
            or (renamed and any(span.start <= anchor.start < span.end for span in event.evidence))
        )
    )
    return ranked[0][-1] if ranked else None
