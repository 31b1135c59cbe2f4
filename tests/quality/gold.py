"""The gold of the sample archive, and the articles as they are read from `seeds/`."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from index.cleaning import clean
from index.document import Article
from index.raw import Failure
from index.readers import read
from index.sources import blobs

ROOT = Path(__file__).parents[2]


@cache
def samples() -> dict[str, Article]:
    """The articles of `seeds/`, by id."""
    articles: dict[str, Article] = {}
    for blob in blobs([str(ROOT / "seeds")]):
        assert not isinstance(blob, Failure), blob
        for raw in read(blob):
            assert not isinstance(raw, Failure), raw
            article = clean(raw)
            assert not isinstance(article, Failure), article
            articles[article.id] = article
    return articles


@cache
def gold() -> list[dict[str, Any]]:
    """What is true of them, in the form of `seeds_gold.jsonl`."""
    lines = (ROOT / "tests" / "quality" / "seeds_gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
