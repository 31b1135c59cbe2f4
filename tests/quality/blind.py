"""Articles whose author had not looked at detection, with their gold, and what is detected in them.

The facts asked of each set stand in its tests.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

from index.cleaning import clean
from index.detection.detector import load_detector
from index.document import Article, Detections
from index.raw import RawArticle
from tests.quality.scoring import Score


class BlindSet:
    """One set of such articles.

    Args:
        name: The name of its gold in this folder, without what it ends in.
    """

    def __init__(self, name: str) -> None:
        self._path = Path(__file__).with_name(f"{name}.jsonl")

    @cached_property
    def gold(self) -> list[dict[str, Any]]:
        """The articles and what is true of them."""
        return [json.loads(line) for line in self._path.read_text(encoding="utf-8").splitlines()]

    @cached_property
    def detected(self) -> dict[str, tuple[Article, Detections]]:
        """What is detected in them, by article."""
        cleaned = [clean(RawArticle(id=row["id"], text=row["text"], language=row["language"])) for row in self.gold]
        articles = [article for article in cleaned if isinstance(article, Article)]
        found = load_detector().detect(articles)
        return {article.id: (article, detections) for article, detections in zip(articles, found, strict=True)}

    def total(self, language: str, score: Callable[[dict[str, Any], Article, Detections], Score]) -> Score:
        """The sum over the articles of a language."""
        wanted = [article for article in self.gold if article["language"] == language]
        return sum((score(article, *self.detected[article["id"]]) for article in wanted), Score(0, 0, 0))

    def deals_where_there_are_none(self) -> tuple[int, int]:
        """How many articles tell no deal, and how many deals are found in those."""
        without = [row["id"] for row in self.gold if not row["deals"]]
        return len(without), sum(len(self.detected[name][1].deals) for name in without)

    def assert_offsets(self) -> None:
        """Each mention of the gold is a form of one of its companies, and no text was changed by cleaning."""
        for row in self.gold:
            assert row["text"] == self.detected[row["id"]][0].text
            entries = row["companies"] + row["companies_optional"]
            forms = {form for entry in entries for form in ([entry] if isinstance(entry, str) else entry)}
            assert forms >= {row["text"][mention["start"] : mention["end"]] for mention in row["mentions"]}
