"""Narrowing by what is in a result, as words of the query or as choices."""

from __future__ import annotations

import pytest

from index.results import FacetCount, SearchPage, SearchRequest
from tui.narrowing import Narrowing, narrowed, narrowings
from tui.searching import Asking, Choice, ChoiceKind


@pytest.mark.parametrize(
    ("facet", "value", "query"),
    [
        ("type", "joint_venture", "bmw type:joint_venture"),
        ("status", "talks", "bmw status:talks"),
        ("year", "2019", "bmw date:2019"),
        ("language", "de", "bmw language:de"),
        ("source", "Auto Woche", 'bmw source:"Auto Woche"'),
        ("source", "blog.example", 'bmw source:"blog.example"'),
    ],
)
def test_words(facet: str, value: str, query: str) -> None:
    """Most facets become a word of the query; the same again takes it out."""
    narrowing = Narrowing(facet, value, value)
    once = narrowed(Asking("bmw"), narrowing)
    assert query == once.query
    assert Asking("bmw") == narrowed(once, narrowing)


def test_alternatives() -> None:
    """A word that narrows holds for every alternative of the query."""
    narrowing = Narrowing("type", "merger", "merger")
    assert "(bmw OR daimler) type:merger" == narrowed(Asking("bmw OR daimler"), narrowing).query


@pytest.mark.parametrize(
    ("facet", "kind", "name"), [("event", ChoiceKind.EVENT, "X"), ("group", ChoiceKind.GROUP, "X group")]
)
def test_choices(facet: str, kind: ChoiceKind, name: str) -> None:
    """Events and groups become choices; the same again takes them back."""
    narrowing = Narrowing(facet, "x", "X")
    once = narrowed(Asking(), narrowing)
    assert (Choice("x", name, kind=kind),) == once.choices
    assert Asking() == narrowed(once, narrowing)


def test_a_company_and_its_group() -> None:
    """A company and a group of the same id are two choices."""
    company, group = Choice("vw", "VW"), Choice("vw", "VW group", kind=ChoiceKind.GROUP)
    both = Asking().toggled(company).toggled(group)
    assert (company, group) == both.choices
    assert (("vw",), ("vw",)) == (both.request.filter.companies, both.request.filter.groups)
    assert (company,) == both.companies


def test_offers() -> None:
    """Companies have their own panel; everything else is offered with its count."""
    facets = {
        "company": (FacetCount("bmw", "BMW", 3),),
        "type": (FacetCount("merger", "merger", 1_200),),
        "source": (FacetCount("Blechpost", "Blechpost", 2),),
    }
    offers = narrowings(SearchPage(SearchRequest(), (), facets=facets))
    assert [("type: merger", "1,200"), ("source: Blechpost", "2")] == [(offer.text, offer.detail) for offer in offers]
