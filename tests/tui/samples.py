"""Articles for the screen's tests, with the companies and deals that detection would find in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

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
    Money,
    Party,
    Region,
    RegionKind,
    Role,
    Span,
    Status,
)
from index.results import ArchivedArticle

BMW, DAIMLER, VW = "BMW", "Daimler", "Volkswagen"
IDS = {"Jaguar Land Rover": "jaguar-land-rover"}


def company_id(name: str) -> str:
    """The id that a sample's company has."""
    return IDS.get(name, name.casefold().replace(" ", "-"))


def spans_of(text: str, words: str) -> tuple[Span, ...]:
    """Everywhere that the words stand."""
    spans, start = [], text.find(words)
    while start >= 0:
        spans.append(Span(start, start + len(words)))
        start = text.find(words, start + 1)
    return tuple(spans)


def deal(
    type_: DealType,
    status: Status,
    parties: Mapping[str, Role],
    text: str,
    *evidence: str,
    value: Money | None = None,
    stake: float | None = None,
) -> DealMention:
    """A deal mention whose evidence is quoted from the text."""
    return DealMention(
        type=type_,
        status=status,
        confidence=0.8,
        parties=tuple(Party(company_id(name), name, role) for name, role in parties.items()),
        object=None,
        value=value,
        stake=stake,
        evidence=tuple(Span(text.index(words), text.index(words) + len(words)) for words in evidence),
    )


def _mentions(text: str, name: str, forms: Mapping[str, str]) -> tuple[Mention, ...]:
    """A company's, by its name and by other forms, in text order."""
    known = [Mention(span, why="lexicon") for span in spans_of(text, name)]
    other = [
        Mention(span, why="legal form")
        for form, company in forms.items()
        if company == name
        for span in spans_of(text, form)
    ]
    return tuple(sorted((*known, *other), key=lambda mention: mention.span))


def _company(text: str, name: str, groups: Mapping[str, str], forms: Mapping[str, str]) -> Company:
    return Company(
        company_id(name),
        name,
        about=True,
        mentions=_mentions(text, name, forms),
        group=company_id(groups[name]) if name in groups else None,
        group_name=groups.get(name),
    )


def _event(text: str, type_: EventType, names: Sequence[str], evidence: Sequence[str]) -> CompanyEvent:
    parties = tuple(EventParty(company_id(name), name) for name in names)
    return CompanyEvent(type_, parties, 0.8, tuple(spans_of(text, words)[0] for words in evidence))


def _article(number: int, title: str, paragraphs: Sequence[str], furniture: str, date: str | None) -> Article:
    """A German one without an address."""
    parts = [(title, RegionKind.TITLE), *((paragraph, RegionKind.BODY) for paragraph in paragraphs)]
    parts += [(furniture, RegionKind.BOILERPLATE)] if furniture else []
    text, regions = "", []
    for part, kind in parts:
        text += "\n\n" if text else ""
        regions.append(Region(Span(len(text), len(text) + len(part)), kind, "teasers" if furniture == part else ""))
        text += part
    published = PartialDate(date) if date else None
    return Article(f"{number}.txt", text, title, published, "", None, "de", tuple(regions), str(number))


def archived(
    number: int,
    title: str,
    paragraphs: Sequence[str],
    *,
    date: str | None,
    source: str = "Blechpost",
    companies: Sequence[str] = (),
    deals: Sequence[tuple[DealType, Status, Mapping[str, Role], Sequence[str]]] = (),
    furniture: str = "",
    url: str | None = None,
    language: str = "de",
    read: bool = False,
    events: Sequence[tuple[EventType, Sequence[str], Sequence[str]]] = (),
    groups: Mapping[str, str] | None = None,
    forms: Mapping[str, str] | None = None,
) -> ArchivedArticle:
    """An archived article: title, paragraphs, furniture, one after the other.

    Args:
        number: The archive's.
        title: The first line.
        paragraphs: The body's.
        date: When it was published.
        source: Who publishes it.
        companies: Named by their canonical names, and found by the lexicon.
        deals: Type, status, parties with their roles, evidence.
        furniture: The last paragraph.
        url: Where a browser finds it.
        language: "de" or "en".
        read: Whether it was read.
        events: Type, companies, evidence.
        groups: The names of companies' groups.
        forms: Other names in the text, and the companies that they name, which a legal form made known.
    """
    article = _article(number, title, paragraphs, furniture, date)
    text = article.text
    found = tuple(_company(text, name, groups or {}, forms or {}) for name in companies)
    happened = tuple(_event(text, *told) for told in events)
    mentions = tuple(deal(type_, status, parties, text, *evidence) for type_, status, parties, evidence in deals)
    return ArchivedArticle(
        id=number,
        article=replace(article, source=source, url=url, language=language),
        detections=Detections(found, mentions, happened),
        origins=(f"seeds/{number}.txt",),
        read=read,
    )


_PARTNERS = {DAIMLER: Role.PARTNER, BMW: Role.PARTNER}
_RIVALS = {DAIMLER: Role.PARTNER, VW: Role.PARTNER}

ARTICLES: tuple[ArchivedArticle, ...] = (
    archived(
        1,
        "Zwei Verehrer für einen Stern",
        [
            (
                "Nach allem, was aus der Branche zu hören ist, verhandeln Daimler und BMW seit einiger Zeit über eine "
                "Kooperation bei der Software für ihre künftigen Stromautos. Fachleute aus beiden Häusern sollen schon "
                "Einzelheiten durchgegangen sein, und die Kooperation gilt in Stuttgart als beschlossene Sache."
            ),
            (
                "Das ist nur die halbe Geschichte. Manager von Daimler saßen zugleich mit Vertretern von Volkswagen am "
                "Tisch, in kleinster Runde und ohne dass die Münchner davon wussten. Das Thema war dasselbe."
            ),
            "Heikel ist das vor allem für BMW. Die Kosten der Kooperation übernimmt dann jeder selbst.",
        ],
        date="2020-03-27",
        companies=[DAIMLER, BMW, VW],
        deals=[
            (DealType.PARTNERSHIP, Status.TALKS, _PARTNERS, ["verhandeln Daimler und BMW seit einiger Zeit"]),
            (DealType.PARTNERSHIP, Status.RUMOURED, _RIVALS, ["Manager von Daimler saßen zugleich mit Vertretern"]),
        ],
        furniture="Teilen   Twittern\n\nDas könnte Sie auch interessieren\nPorsche: Warum der Neunelfer nicht altert",
        url="https://blechpost.example/zwei-verehrer",
    ),
    archived(
        2,
        "BMW und Jaguar Land Rover bauen Antriebe gemeinsam",
        [
            (
                "BMW und Jaguar Land Rover entwickeln die nächste Generation elektrischer Antriebe zusammen. Beide "
                "Seiten haben die Kooperation am Mittwoch bekannt gegeben. Gebaut wird in den eigenen Werken."
            )
        ],
        date="2019-06-05",
        source="mobil-blog.example",
        companies=[BMW, "Jaguar Land Rover"],
        deals=[
            (
                DealType.PARTNERSHIP,
                Status.ANNOUNCED,
                {BMW: Role.PARTNER, "Jaguar Land Rover": Role.PARTNER},
                ["entwickeln die nächste Generation elektrischer Antriebe zusammen"],
            )
        ],
        url="https://mobil-blog.example/bmw-jlr",
        read=True,
    ),
    archived(
        3,
        "Microsoft closes its purchase of Activision Blizzard",
        [
            (
                "Microsoft has completed its acquisition of Activision Blizzard, the largest purchase in the history "
                "of video games. Regulators in Britain had held the deal up for months."
            )
        ],
        date="2023-10-13",
        source="The Ledger",
        companies=["Microsoft", "Activision Blizzard"],
        deals=[
            (
                DealType.ACQUISITION,
                Status.COMPLETED,
                {"Microsoft": Role.ACQUIRER, "Activision Blizzard": Role.TARGET},
                ["Microsoft has completed its acquisition of Activision Blizzard"],
            )
        ],
        language="en",
    ),
    archived(
        4,
        "Daimler und BMW legen die Kooperation auf Eis",
        [
            (
                "Aus der Kooperation wird vorerst nichts: Daimler und BMW beenden ihre Gespräche über eine gemeinsame "
                "Software. Der Zeitpunkt sei nicht der richtige, hieß es aus beiden Häusern."
            )
        ],
        date="2020-06",
        source="Börsenkurier",
        companies=[DAIMLER, BMW],
        deals=[(DealType.PARTNERSHIP, Status.ENDED, _PARTNERS, ["Daimler und BMW beenden ihre Gespräche"])],
    ),
    archived(
        5,
        "Warum der Winter den Bauern nützt",
        ["Ein Frost im Januar tötet die Schädlinge, die im Boden überwintern. So sagen es die Alten."],
        date=None,
        source="",
    ),
)
