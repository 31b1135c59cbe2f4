"""How good detection is: floors on our own samples, and on the reference data where it lies beside the checkout.

A floor is what was measured, rounded down. It is raised when detection gets better, and never lowered in silence.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index.cleaning import clean
from index.detection.detector import load_detector
from index.document import Article, Detections
from index.raw import RawArticle
from tests.quality import scoring
from tests.quality.gold import gold, samples
from tui.cli.forms import detected_form

SHARED = Path(__file__).parents[3] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared, the reference data, is not here")


@cache
def detected() -> dict[str, tuple[Article, Detections]]:
    """What is detected in the samples, by article."""
    articles = list(samples().values())
    found = load_detector().detect(articles)
    return {article.id: (article, detections) for article, detections in zip(articles, found, strict=True)}


def sample_score(language: str, score: Callable[[dict[str, Any], Article, Detections], scoring.Score]) -> scoring.Score:
    """The sum over the samples of a language."""
    wanted = [article for article in gold() if article["language"] == language]
    return sum((score(article, *detected()[article["id"]]) for article in wanted), scoring.Score(0, 0, 0))


@pytest.mark.parametrize(("language", "precision", "recall"), [("de", 0.97, 0.96), ("en", 0.97, 0.95)])
def test_companies_of_the_samples(language: str, precision: float, recall: float) -> None:
    """The companies of our samples."""
    score = sample_score(language, scoring.companies)
    assert precision <= score.precision
    assert recall <= score.recall


@pytest.mark.parametrize(("language", "precision", "recall"), [("de", 0.78, 0.66), ("en", 0.82, 0.54)])
def test_deals_of_the_samples(language: str, precision: float, recall: float) -> None:
    """The deals of our samples, by type and parties."""
    score = sample_score(language, lambda wanted, _, found: scoring.deals(wanted, found))
    assert precision <= score.precision
    assert recall <= score.recall


def test_no_deal_where_there_is_none() -> None:
    """No deal is found in the samples without one."""
    without = [article["id"] for article in gold() if not article["deals"]]
    assert without
    assert {} == {name: detected()[name][1].deals for name in without if detected()[name][1].deals}


@pytest.mark.parametrize("expected", [pytest.param(article, id=article["id"]) for article in gold()])
def test_nothing_from_furniture(expected: dict[str, Any]) -> None:
    """No company and no deal of a sample comes from its page furniture."""
    article, found = detected()[expected["id"]]
    furniture = [
        (start, start + len(quote))
        for quote in expected.get("boilerplate", [])
        if (start := article.text.find(quote)) >= 0
    ]
    spans = [mention.span for company in found.companies for mention in company.mentions]
    spans += [span for deal in found.deals for span in deal.evidence]
    assert [] == [span for span in spans for start, end in furniture if span.start < end and start < span.end]


def reference_figures(name: str) -> dict[str, dict[str, float]]:
    """The reference scorer's figures for one of its gold files."""
    wanted = reference_gold(name)
    cleaned = [clean(RawArticle(id=row["id"], text=row["text"], language=row["language"])) for row in wanted]
    articles = [article for article in cleaned if isinstance(article, Article)]
    found = load_detector().detect(articles)
    return reference_score(wanted, zip(articles, found, strict=True))


def reference_gold(name: str) -> list[dict[str, Any]]:
    """The rows of one of the reference data's gold files."""
    path = SHARED / "data" / name
    lines = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).splitlines()
    return [json.loads(line) for line in lines]


def reference_score(
    wanted: list[dict[str, Any]], found: Iterable[tuple[Article, Detections]]
) -> dict[str, dict[str, float]]:
    """The reference scorer's figures for what was found in these articles."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    predicted = [detected_form(article, detections) for article, detections in found]
    figures: dict[str, dict[str, float]] = scorer.score(wanted, predicted, [])
    return figures


@needs_shared
@pytest.mark.parametrize(
    ("name", "floors"),
    [
        ("seeds_gold.jsonl", {"company set": 1.0, "deal found": 1.0, "deal typed": 1.0}),
        ("smartdata/train.jsonl.gz", {"mention strict": 0.76, "mention overlap": 0.81, "company set": 0.79}),
        ("deals_dev.jsonl.gz", {"company set": 0.91, "deal found": 0.83, "deal typed": 0.83}),
    ],
)
def test_reference(name: str, floors: dict[str, float]) -> None:
    """F1 on the reference data. Rules were made on it: on unseen articles expect less."""
    figures = reference_figures(name)
    assert {} == {what: figures[what]["f1"] for what, floor in floors.items() if figures[what]["f1"] < floor}
