"""How good the detection of company events is: floors on our own samples, and on the reference data where it is.

Counted are types with a company, each once an article. A floor is what was measured, rounded down, and is never
lowered in silence.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.cleaning import clean
from index.detection.detector import load_detector
from index.document import Article, Detections
from index.raw import RawArticle
from tests.quality.gold import gold, samples
from tests.quality.scoring import Score

_REFERENCE = Path(__file__).parents[3] / "shared" / "data" / "smartdata" / "train.jsonl.gz"
_TYPES = {"Insolvency": "insolvency", "Layoffs": "layoffs", "Strike": "strike"}
"""The reference data's names of the types; what it calls leadership is who leads, not that it changes."""

Told = set[tuple[str, str]]
"""Types, each with a company."""


def told(detections: Detections) -> Told:
    """The events of an article, with the companies' ids."""
    return {(event.type.value, party.id) for event in detections.events for party in event.companies}


def score(wanted: Told, optional: Told, found: Told) -> Score:
    """What is optional neither rewards nor punishes."""
    return Score(len(wanted & found), len(found - (optional - wanted)), len(wanted))


def test_events_of_the_samples() -> None:
    """The events of our samples, and hardly one that is not there."""
    articles = list(samples().values())
    expected = {article["id"]: article.get("events", []) for article in gold()}
    total = Score(0, 0, 0)
    for article, found in zip(articles, load_detector().detect(articles), strict=True):
        ids = {company.name.casefold(): company.id for company in found.companies}
        wanted, optional = (
            {
                (event["type"], ids.get(event["company"].casefold(), event["company"]))
                for event in expected[article.id]
                if event["optional"] is is_optional
            }
            for is_optional in (False, True)
        )
        total += score(wanted, optional, told(found))
    assert total.precision >= 0.99
    assert total.recall >= 0.83


@cache
def reference() -> list[tuple[dict[str, Any], Detections]]:
    """The reference articles with what is detected in them."""
    rows = [json.loads(line) for line in gzip.decompress(_REFERENCE.read_bytes()).splitlines()]
    cleaned = [(row, clean(RawArticle(id=row["id"], text=row["text"], language=row["language"]))) for row in rows]
    kept = [(row, article) for row, article in cleaned if isinstance(article, Article) and article.text == row["text"]]
    found = load_detector().detect([article for _, article in kept])
    return [(row, detections) for (row, _), detections in zip(kept, found, strict=True)]


def reference_score(kind: str) -> Score:
    """The events of one type in the reference articles; a company is what is found where the gold names it."""
    total = Score(0, 0, 0)
    for row, found in reference():
        spans = {
            (argument["start"], argument["end"], argument["text"])
            for event in row["events"]
            if _TYPES.get(event["type"]) == kind
            for argument in event["args"]
            if argument["role"] == "company"
        }
        wanted = {(kind, _company(found, start, end) or text.casefold()) for start, end, text in spans}
        total += score(wanted, set(), {each for each in told(found) if each[0] == kind})
    return total


def _company(found: Detections, start: int, end: int) -> str | None:
    """The id of the company that is found in a stretch of the text."""
    for company in found.companies:
        if any(mention.span.start < end and start < mention.span.end for mention in company.mentions):
            return company.id
    return None


@pytest.mark.skipif(not _REFERENCE.exists(), reason="../shared, the reference data, is not here")
@pytest.mark.parametrize(
    ("kind", "precision", "recall"), [("insolvency", 0.83, 0.70), ("layoffs", 0.63, 0.72), ("strike", 0.67, 0.62)]
)
def test_reference_events(kind: str, precision: float, recall: float) -> None:
    """Events in German news and tweets. Of 21 that count as wrong there, 16 are right and only not annotated."""
    figures = reference_score(kind)
    assert precision <= figures.precision
    assert recall <= figures.recall
