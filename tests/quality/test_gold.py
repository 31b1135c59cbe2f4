"""The gold of the sample archive belongs to what is read there: every article, and the offsets in its text."""

from typing import Any

import pytest

from tests.quality.gold import gold, samples


def test_every_sample_has_gold() -> None:
    """No sample is without gold, and no gold without its sample."""
    assert {article["id"] for article in gold()} == set(samples())


@pytest.mark.parametrize("expected", [pytest.param(article, id=article["id"]) for article in gold()])
def test_text(expected: dict[str, Any]) -> None:
    """The gold's offsets count in the text as it is read."""
    assert expected["text"] == samples()[expected["id"]].text
