"""What the sample archive's gold tells of deals becomes the deals that there were, over articles and years."""

from __future__ import annotations

from functools import cache

import pytest

from index.archive import Archive
from index.dates import PartialDate
from index.deal import ArchivedDealMention, Deal
from index.detection.merging import merge
from index.document import DealMention, DealType, Party, Role, Span, Status
from index.ingest import ingest
from tests.fakes import FakeSearch, FakeStorage
from tests.quality.gold import ROOT, gold

_ABGESAGT = "deutsche-bank-commerzbank-abgesagt.html"
_ERNST = "deutsche-bank-commerzbank-es-wird-ernst.txt"
_UNICREDIT = "bl-2024-unicredit-commerzbank"
_ARGO = "ford-volkswagen-argo.md"
_RUMOUR = "vw-argo-geruecht-2019"
_LINDE = "linde-praxair-vertrag-2017"
_BMW_TOYOTA = "bl-2013-bmw-toyota"

ONE_DEAL = [
    # Talks of 2019, their end, and an article of 2024 that looks back.
    ("Commerzbank", "Deutsche Bank", {_ERNST, _ABGESAGT, _UNICREDIT}),
    ("Linde", "Praxair", {"linde-praxair-gespraeche-beendet.txt", _LINDE, "wire-linde-praxair-closing"}),
    ("PSA", "Opel", {"opel-peugeot-brautschau.txt", "psa-fiat-chrysler-vertrag.html"}),
    ("Fiat Chrysler", "Renault", {"fca-renault-antrag-zurueckgezogen.txt", "psa-fiat-chrysler-vertrag.html"}),
    ("Siemens", "Alstom", {"siemens-alstom-zug-um-zug.html", "siemens-alstom-bruessel-sagt-nein.txt"}),
    ("Nvidia", "Arm", {"nvidia-arm-deal.html", "nvidia-arm-called-off.txt"}),
    ("Microsoft", "Activision Blizzard", {"wire-activision-veto", "microsoft-activision-closes.md"}),
    ("Microsoft", "Volkswagen", {"vw-microsoft-cloud-china-usa.txt", "wire-vw-microsoft-2019", _RUMOUR}),
    ("Midea", "Kuka", {"kuka-midea-voith.html", "aixtron-veto-aus-washington.txt"}),
    ("BMW", "General Motors", {"gm-bmw-beschnuppern.txt", _BMW_TOYOTA}),
    # Vans and pick-ups, told in German and in English; electric cars are another project.
    ("Ford", "Volkswagen", {_RUMOUR, _ARGO}),
]
APART = [
    # A rumour of 2019 and the stake of 2024.
    ("UniCredit", "Commerzbank", _ABGESAGT, _UNICREDIT),
]


@cache
def deals() -> dict[str, list[tuple[Deal, set[str]]]]:
    """The merged deals with the ids of their articles, by the name of each party."""
    mentions, ids = [], {}
    for number, line in enumerate(gold(), start=1):
        ids[number] = line["id"]
        for told in line["deals"]:
            evidence = tuple(Span(place["start"], place["end"]) for place in told["evidence"])
            mention = DealMention(
                type=DealType(told["type"]),
                status=Status(told["status"]),
                confidence=0.9,
                parties=tuple(Party(p["name"], p["name"], Role(p["role"])) for p in told["parties"]),
                object=told["object"],
                value=None,
                stake=None,
                evidence=evidence,
            )
            date = PartialDate(line["date"]) if line["date"] else None
            texts = tuple(span.of(line["text"]) for span in evidence)
            mentions.append(ArchivedDealMention(mention, number, date, texts))
    found: dict[str, list[tuple[Deal, set[str]]]] = {}
    for deal in merge(mentions):
        for party in deal.parties:
            found.setdefault(party.name, []).append((deal, {ids[number] for number in deal.articles}))
    return found


def between(one: str, other: str) -> list[set[str]]:
    """The articles of each deal between two companies."""
    return [articles for deal, articles in deals()[one] if other in {party.name for party in deal.parties}]


def test_one_partnership_of_two_sources() -> None:
    """The five articles that the project started from: two tell of one cloud for cars."""
    folder = ROOT.parent / "shared" / "seeds"
    if not folder.is_dir():
        pytest.skip("../shared/seeds, the articles that this is measured on, is not there")
    archive = Archive(FakeStorage(), FakeSearch())
    ingest(archive, [str(folder)])
    both = [deal for deal in archive.deals() if {"microsoft", "volkswagen"} <= {party.id for party in deal.parties}]
    assert [(DealType.PARTNERSHIP, 2)] == [(deal.type, len(deal.articles)) for deal in both]


@pytest.mark.parametrize(("one", "other", "articles"), ONE_DEAL)
def test_one_deal_of_several_articles(one: str, other: str, articles: set[str]) -> None:
    """One deal has just these articles."""
    assert articles in between(one, other)


@pytest.mark.parametrize(("one", "other", "early", "late"), APART)
def test_two_deals_of_one_pair(one: str, other: str, early: str, late: str) -> None:
    """Each article has a deal of the two, and none has both."""
    assert {early, late} <= set().union(*between(one, other))
    assert not [articles for articles in between(one, other) if {early, late} <= articles]
