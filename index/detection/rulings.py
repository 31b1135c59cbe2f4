"""Applies the user's corrections of deals to what was detected in articles; those of other events are `event_rulings`'.

Merging deals is `merging`'s concern.

A correction keeps anchors: what each article said of the deal when it was corrected. Detected anew, the article may say
it in other words, so an anchor takes the mention of its kind that is most like it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.corrections import Anchor, DealCorrection, KeptCorrection, WrongDeal, WrongParty, WrongStatus
from index.deal import ArchivedDealMention
from index.detection.event_rulings import EventRulings
from index.detection.transactions import core, family, roles_of
from index.document import DealMention, Span
from index.results import ArchivedArticle


@dataclass(frozen=True, slots=True)
class Ruled:
    """A deal mention after the user's corrections.

    Attributes:
        mention: None when the user said that there is no such deal, or that none of its parties is one.
        status_said: Whether its status is the user's.
    """

    mention: DealMention | None
    status_said: bool = False

    def of(self, archived: ArchivedDealMention) -> ArchivedDealMention | None:
        """The archived mention with what is left of it."""
        if self.mention is None:
            return None
        return replace(archived, mention=self.mention, status_said=self.status_said)


class Rulings:
    """What the corrections that hold say of the articles' deal mentions, and of their events.

    Args:
        kept: The log; what is undone, or is about companies, is left out.

    Attributes:
        events: What they say of events.
    """

    def __init__(self, kept: Iterable[KeptCorrection] = ()) -> None:
        kept = tuple(kept)
        self.events = EventRulings(kept)
        self._by_article: dict[int, list[tuple[DealCorrection, Anchor]]] = defaultdict(list)
        for one in kept:
            correction = one.correction
            if one.undone or not isinstance(correction, WrongDeal | WrongStatus | WrongParty):
                continue
            for anchor in one.anchors:
                if anchor.article in correction.articles:
                    self._by_article[anchor.article].append((correction, anchor))

    def __contains__(self, article: int) -> bool:
        return article in self._by_article

    def ruled(self, article: int, mentions: Sequence[DealMention]) -> tuple[Ruled, ...]:
        """The article's deal mentions as the user has them, in their order."""
        ruled = [Ruled(mention) for mention in mentions]
        for correction, anchor in self._by_article.get(article, ()):
            place = meant(anchor, mentions)
            if place is not None:
                ruled[place] = _apply(correction, ruled[place])
        return tuple(ruled)

    def told(self, mentions: Iterable[ArchivedDealMention]) -> dict[ArchivedDealMention, ArchivedDealMention | None]:
        """The mentions of articles that corrections are about, and what the user leaves of each."""
        by_article: dict[int, list[ArchivedDealMention]] = defaultdict(list)
        for archived in mentions:
            if archived.article in self:
                by_article[archived.article].append(archived)
        return {
            archived: ruled.of(archived)
            for article, own in by_article.items()
            for archived, ruled in zip(own, self.ruled(article, [one.mention for one in own]), strict=True)
        }

    def corrected(self, archived: ArchivedArticle) -> ArchivedArticle:
        """The article with its deal mentions and events as the user has them."""
        archived = self.events.corrected(archived)
        if archived.id not in self:
            return archived
        ruled = self.ruled(archived.id, archived.detections.deals)
        deals = tuple(one.mention for one in ruled if one.mention is not None)
        return replace(archived, detections=replace(archived.detections, deals=deals))


def _apply(correction: DealCorrection, ruled: Ruled) -> Ruled:
    mention = ruled.mention
    if mention is None:
        return ruled
    match correction:
        case WrongStatus(status=status):
            return Ruled(replace(mention, status=status), status_said=True)
        case WrongParty(company=company):
            parties = tuple(party for party in mention.parties if party.id != company)
            return replace(ruled, mention=replace(mention, parties=parties) if parties else None)
        case _:
            return Ruled(None)


def anchored(deal: str, article: int, mention: DealMention) -> Anchor:
    """What a correction of `deal` keeps of a mention, to find it again."""
    parties = tuple(sorted(core(roles_of(mention))))
    return Anchor(deal, article, family(mention.type), parties, mention.evidence[0].start)


def meant(anchor: Anchor, mentions: Sequence[DealMention]) -> int | None:
    """Which of the article's mentions an anchor is about; None when none is left.

    It is one of the same kind of transaction between the same companies; or, when companies were detected otherwise,
    between some of them, in the same sentence.
    """
    ranked = sorted(
        (not same, abs(mention.evidence[0].start - anchor.start), repr(mention), place)
        for place, mention in enumerate(mentions)
        if family(mention.type) == anchor.family
        if (same := anchor.parties == (parties := tuple(sorted(core(roles_of(mention))))))
        or (not set(parties).isdisjoint(anchor.parties) and _tells_at(mention.evidence, anchor.start))
    )
    return ranked[0][-1] if ranked else None


def _tells_at(evidence: Sequence[Span], place: int) -> bool:
    return any(span.start <= place < span.end for span in evidence)
