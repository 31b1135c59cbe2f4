"""What is read from the sample archive is what a person reads there: every article, none of the furniture."""

from typing import Any

import pytest

from index.document import RegionKind
from tests.quality.gold import gold, samples

ARTICLES = [pytest.param(article, id=article["id"]) for article in gold()]


def test_every_sample_has_gold() -> None:
    """No sample is without gold, and no gold without its sample."""
    assert {article["id"] for article in gold()} == set(samples())


@pytest.mark.parametrize("expected", ARTICLES)
def test_head(expected: dict[str, Any]) -> None:
    """Title, date and language are those that the page tells, the date as precisely as the gold has it."""
    article = samples()[expected["id"]]
    date = article.date.iso[: len(expected["date"])] if article.date and expected["date"] else None
    assert (expected["title"], expected["date"], expected["language"]) == (article.title, date, article.language)


@pytest.mark.parametrize("expected", ARTICLES)
def test_text(expected: dict[str, Any]) -> None:
    """The gold's offsets count in the text as it is read."""
    assert expected["text"] == samples()[expected["id"]].text


@pytest.mark.parametrize("expected", ARTICLES)
def test_furniture_is_no_body(expected: dict[str, Any]) -> None:
    """No page furniture is left in title or body."""
    article = samples()[expected["id"]]
    body = " ".join(
        " ".join(span.of(article.text).split()) for span in article.spans(RegionKind.TITLE, RegionKind.BODY)
    )
    assert [] == [quote for quote in expected.get("boilerplate", []) if " ".join(quote.split()) in body]


@pytest.mark.parametrize("expected", ARTICLES)
def test_evidence_is_read(expected: dict[str, Any]) -> None:
    """No sentence that tells of a deal is taken for furniture."""
    article = samples()[expected["id"]]
    furniture = article.spans(RegionKind.BOILERPLATE)
    evidence = [said for deal in expected["deals"] for said in deal["evidence"]]
    assert [] == [
        said for said in evidence if any(span.start < said["end"] and said["start"] < span.end for span in furniture)
    ]
