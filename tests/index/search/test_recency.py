"""Relevance and newness together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.results import SearchRequest, Sort
from index.search.recency import LEAST, weights
from tests.index.search.examples import article, built, found


def test_an_article_keeps_half_of_what_it_can_lose_after_a_year() -> None:
    """The newest keeps all, an old one and one without a date the least; a year alone counts as its beginning."""
    moments = np.array([202402270000, 202302270000, 202300000000, 190001010000, 0])
    kept = weights(moments, int(moments.max()))
    assert pytest.approx([1.0, 0.75, 0.71, LEAST, LEAST], abs=0.01) == kept.tolist()


def test_of_two_that_say_as_much_the_newer_is_first(folder: Path) -> None:
    """But one that says much more stays before one that is a little newer; nothing else is found."""
    padding = "und noch ein langer Satz ohne weiteren Belang " * 4
    search = built(
        folder,
        [
            article(1, "Alt", f"Der Motor läuft {padding}", date="2015"),
            article(2, "Neu", f"Der Motor läuft {padding}", date="2024"),
            article(3, "Motor", "Motor Motor Motor", date="2023"),
            article(4, "Anderes", padding, date="2024"),
        ],
    )
    assert [3, 2, 1] == found(search, "motor ", Sort.RECENT)
    page, plain = (search.search(SearchRequest("motor ", sort=sort)) for sort in (Sort.RECENT, Sort.RELEVANCE))
    assert plain.scores[-1] == pytest.approx(plain.scores[-2])
    assert page.scores[-1] < page.scores[-2]


def test_without_words_the_newest_are_first(folder: Path) -> None:
    """As by relevance."""
    search = built(folder, [article(1, "Alt", date="2015"), article(2, "Neu", date="2024")])
    assert [2, 1] == found(search, "", Sort.RECENT)
