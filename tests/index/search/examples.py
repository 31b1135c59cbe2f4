"""Articles to search in, and an index of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from index.dates import PartialDate
from index.document import (
    Article,
    Company,
    CompanyEvent,
    DealMention,
    DealType,
    Detections,
    EventParty,
    EventType,
    Mention,
    MentionKind,
    Money,
    Region,
    RegionKind,
    Span,
    Status,
)
from index.ports import Change, Coverage, Search
from index.results import ArchivedArticle, Filter, SearchRequest, Sort
from index.search import open_search

FURNITURE = "Jetzt teilen und kommentieren"


def article(
    number: int,
    title: str,
    *paragraphs: str,
    language: str = "de",
    date: str | None = None,
    source: str = "Morgenpost",
    companies: Sequence[tuple[str, str]] = (),
    groups: Mapping[str, str] = MappingProxyType({}),
    deals: Sequence[tuple[DealType, Status]] = (),
    terms: Sequence[tuple[float | None, float | None]] = (),
    events: Sequence[EventType] = (),
    furniture: str = FURNITURE,
) -> ArchivedArticle:
    """An article whose text is title, paragraphs and a line of furniture.

    Companies are given by id and name; one whose name is not in the text is mentioned by a paraphrase. Groups are
    given by id for the ids of companies that belong to them; their names are their ids in capitals. The terms of deals
    are what they are worth, in euros, and the share acquired.
    """
    regions, text = [], ""
    kinds = [RegionKind.TITLE, *(RegionKind.BODY for _ in paragraphs), RegionKind.BOILERPLATE]
    for kind, piece in zip(kinds, [title, *paragraphs, furniture], strict=True):
        regions.append(Region(Span(len(text), len(text) + len(piece)), kind))
        text += piece + "\n\n"
    named = []
    for company, name in companies:
        at = text.find(name)
        mention = Mention(Span(at, at + len(name))) if at >= 0 else Mention(Span(0, 1), MentionKind.NOMINAL)
        group = groups.get(company)
        named.append(Company(company, name, True, (mention,), group, group and group.upper()))
    evidence = (Span(0, len(title)),)
    mentions = tuple(
        DealMention(kind, status, 0.9, (), None, None if value is None else Money(value, "EUR"), stake, evidence)
        for (kind, status), (value, stake) in zip(deals, [*terms, *[(None, None)] * len(deals)], strict=False)
    )
    told = tuple(CompanyEvent(kind, (EventParty("x", "X"),), 0.9, (Span(0, len(title)),)) for kind in events)
    day = PartialDate(date) if date else None
    cleaned = Article(f"a{number}", text, title, day, source, None, language, tuple(regions), f"f{number}")
    return ArchivedArticle(number, cleaned, Detections(tuple(named), mentions, told), (f"/a{number}",), False)


def changes(articles: Iterable[ArchivedArticle]) -> list[Change]:
    """The changes that bring articles into an index."""
    return [Change(each.id, each) for each in articles]


def coverage(revision: int = 1) -> Coverage:
    """How far an index has followed the storage of these tests."""
    return Coverage("storage of the tests", revision)


def built(folder: Path, articles: Iterable[ArchivedArticle]) -> Search:
    """A new index of these articles."""
    search = open_search(folder)
    search.rebuild(changes(articles), coverage())
    return search


def found(search: Search, query: str = "", sort: Sort = Sort.RELEVANCE, **chosen: tuple[str, ...]) -> list[int]:
    """The numbers of the articles that a query finds, in their order; `chosen` are the filter's companies."""
    return list(search.search(SearchRequest(query, Filter(**chosen), sort)).ids)


STORIES = (
    article(
        1,
        "BMW und Daimler sprechen über eine Kooperation",
        "Die Autobauer BMW und Daimler führen Gespräche. Es geht um Plattformen für Kleinwagen.",
        "Ein Sprecher von BMW wollte sich nicht äußern.",
        date="2016-12-20",
        companies=[("bmw", "BMW"), ("daimler", "Daimler")],
        deals=[(DealType.PARTNERSHIP, Status.TALKS)],
    ),
    article(
        2,
        "Jaguar Land Rover holt sich Motoren aus München",
        "Der BMW-Chef bestätigt: Jaguar Land Rover kauft künftig Elektromotoren bei den Bayern.",
        date="2019-06",
        source="Auto Woche",
        companies=[("bmw", "BMW"), ("jaguar-land-rover", "Jaguar Land Rover")],
        deals=[(DealType.SUPPLY, Status.ANNOUNCED), (DealType.PARTNERSHIP, Status.SIGNED)],
    ),
    article(
        3,
        "Volkswagen and Ford extend their alliance",
        "The companies said the alliance would issue vans from 2022. Volkswagen's managers are pleased.",
        language="en",
        date="2019-07-12",
        source="The Wire",
        companies=[("volkswagen", "Volkswagen"), ("ford", "Ford")],
        deals=[(DealType.PARTNERSHIP, Status.ANNOUNCED)],
    ),
    article(
        4,
        "VW übernimmt Müller Straßenbau nicht",
        "Die Übernahme ist geplatzt. Vorstand Mueller sagte, VW habe andere Größen im Blick.",
        date="2019",
        companies=[("volkswagen", "VW"), ("mueller-strassenbau", "Müller Straßenbau")],
        deals=[(DealType.ACQUISITION, Status.ENDED)],
    ),
    article(
        5,
        "E.ON tauscht mit RWE",
        "E.ON und RWE teilen die Ökostromtochter unter sich auf. Ford ist nicht dabei.",
        source="",
        companies=[("eon", "E.ON"), ("rwe", "RWE"), ("ford-credit", "Ford Credit")],
    ),
)
"""Five stories in two languages, dated to the day, the month, the year and not at all."""
