"""What the façade does about the user's corrections: keeping them, and heeding what they say of companies.

Storage keeps detections as they were detected, and the log; what is shown and indexed is the one corrected by the
other. So undoing is exact, and a correction outlives every new detection.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from index.corrections import (
    Anchor,
    CompanyCorrection,
    Correction,
    DealCorrection,
    EventCorrection,
    KeptCorrection,
    OtherDeal,
    SameDeal,
    WrongStatus,
)
from index.deal import ArchivedDealMention
from index.detection.event_rulings import EventRulings
from index.detection.merging import latest_step
from index.detection.regrouping import ordered
from index.detection.rulings import Rulings, anchored
from index.detection.version import basis, version_of
from index.due import is_behind
from index.errors import ArticleNotFound, DealNotFound, EventNotFound
from index.ports import Search, Storage
from index.remerging import remerge


def said(listed: Iterable[CompanyCorrection], kept: Iterable[KeptCorrection]) -> tuple[CompanyCorrection, ...]:
    """What the user says of companies; what is later holds.

    Args:
        listed: In the file of the configuration folder, which any archive heeds.
        kept: In the archive's log.
    """
    held = (one.correction for one in kept if not one.undone)
    return (*listed, *(correction for correction in held if isinstance(correction, CompanyCorrection)))


def is_heeded(storage: Storage, corrections: Sequence[CompanyCorrection], *, upgrade: bool = True) -> bool:
    """Whether every article has been read with what the user says of companies, and by the installed detector.

    Detections that did not come by adding, which leaves its basis, are left alone until the user says something.

    Args:
        storage: Whose articles.
        corrections: What the user says.
        upgrade: Whether the installed detector must have read them; else any may.
    """
    now = basis(corrections)
    if storage.is_level(now):
        return True
    earlier = storage.settled()[0]
    if not earlier:
        return not corrections
    if upgrade:
        return False
    return earlier == basis(corrections, version_of(earlier)) and is_behind(storage, version_of(now))


def heed(
    storage: Storage,
    corrections: Sequence[CompanyCorrection],
    progress: Callable[[int, int], None],
    index: Search | None = None,
    *,
    upgrade: bool = False,
) -> None:
    """Detects anew in the articles that what the user says concerns. Killed meanwhile, the next call goes on.

    Args:
        storage: Whose articles.
        corrections: What the user says.
        progress: Told how far it is.
        index: Spares looking for names in every text.
        upgrade: Whether to read what a later detector makes due, too.
    """
    if is_heeded(storage, corrections, upgrade=upgrade):
        return
    from index.detection.detector import load_detector  # noqa: PLC0415  (the lexicon is needed only here)
    from index.redetection import redetect  # noqa: PLC0415

    redetect(storage, load_detector(), corrections, progress, index, upgrade=upgrade)


def concerned(storage: Storage, kept: Iterable[KeptCorrection]) -> list[int]:
    """The articles that the corrections that hold are about, by number: those anchored, and those with a form said."""
    held = [one for one in kept if not one.undone]
    found = {anchor.article for one in held for anchor in one.anchors}
    forms = {one.correction.form for one in held if isinstance(one.correction, CompanyCorrection)}
    if forms:
        found.update(number for number, text, _ in storage.texts() if any(form in text for form in forms))
    return sorted(found)


def keep(storage: Storage, corrections: Iterable[Correction]) -> None:
    """Puts corrections that are said together into the log, with what they are about.

    Raises:
        DealNotFound: One is about a deal that is not there; those before it are kept.
        EventNotFound: Likewise for an event.
    """
    made = datetime.now(UTC).isoformat(timespec="seconds")
    for place, correction in enumerate(corrections):
        storage.correct(correction, made, tuple(_anchors(storage, correction)), joined=place > 0)


def _anchors(storage: Storage, correction: Correction) -> Iterator[Anchor]:
    """What the articles that a correction is about now say of its deals, or of its event."""
    if isinstance(correction, DealCorrection):
        yield from _deal_anchors(storage, correction)
    elif isinstance(correction, EventCorrection):
        anchors = EventRulings(storage.corrections()).anchors(correction, storage.article(correction.article))
        if not anchors:
            raise EventNotFound(correction.article, f"{correction.type.value}, {', '.join(correction.companies)}")
        yield from anchors


def _deal_anchors(storage: Storage, correction: DealCorrection) -> Iterator[Anchor]:
    remerge(storage)  # of corrections said together each finds the deals as those before have left them
    rulings = Rulings(storage.corrections())
    for deal in (correction.deal, correction.other) if isinstance(correction, SameDeal) else (correction.deal,):
        for archived in _meant(_mentions(storage, deal), correction, rulings):
            yield anchored(deal, archived.article, archived.mention)


def _mentions(storage: Storage, deal: str) -> list[ArchivedDealMention]:
    """The mentions of a deal as detected, oldest first. Raises: DealNotFound."""
    places = storage.deals.tellers(deal)
    if places is None:
        raise DealNotFound(deal)
    told: dict[int, list[ArchivedDealMention]] = defaultdict(list)
    for archived in storage.deal_mentions(sorted({article for article, _ in places})):
        told[archived.article].append(archived)
    return ordered(told[article][number] for article, number in places)


def events_changed(storage: Storage, rulings: EventRulings, articles: Collection[int] | None) -> Counter[str]:
    """How many events more, or fewer, companies have by the user's corrections than by detection alone.

    Args:
        storage: Counts as detected.
        rulings: What the user says.
        articles: Of which ones; None for all.
    """
    changed: Counter[str] = Counter()
    for number in rulings.articles if articles is None else rulings.articles.intersection(articles):
        with suppress(ArticleNotFound):  # it has gone since it was corrected
            detected = storage.article(number)
            for archived, step in ((detected, -1), (rulings.corrected(detected), 1)):
                for event in archived.detections.events:
                    changed.update({party.id: step for party in event.companies})
    return changed


def _meant(
    mentions: Sequence[ArchivedDealMention], correction: DealCorrection, rulings: Rulings
) -> list[ArchivedDealMention]:
    """The mentions of a deal that a correction is about.

    A status that is wrong by several articles is the deal's latest: those that told of an earlier step were not wrong.
    """
    match correction:
        case SameDeal():
            return list(mentions)
        case OtherDeal(article=article):
            articles = {article}
        case _:
            articles = set(correction.articles)
    named = [archived for archived in mentions if archived.article in articles]
    if isinstance(correction, WrongStatus):
        told = rulings.told(mentions)
        latest = latest_step([one for archived in mentions if (one := told.get(archived, archived)) is not None])
        step = {archived.article for archived in latest}
        named = [archived for archived in named if archived.article in step] or named
    return named
