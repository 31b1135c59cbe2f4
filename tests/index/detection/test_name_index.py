"""Names in a row of words: the longest, in any case ending, in a fitting case."""

from __future__ import annotations

import pytest

from index.detection.compounds import words
from index.detection.name_index import NameIndex, alias
from index.detection.tokens import tokenize

INDEX = NameIndex(
    [
        alias("Deutsche Bank", "deutsche-bank"),
        alias("Deutsche Bank Park", "!institution"),
        alias("BMW", "bmw"),
        alias("MAN", "man"),
        alias("adidas", "adidas"),
        alias("Hermes", "hermes"),
        alias("Hermès", "hermes-paris"),
        alias("Rolls-Royce", "rolls-royce"),
    ]
)


def found(text: str) -> str | None:
    """The company of the name with which the text begins."""
    match = INDEX.longest(words(tokenize(text)), 0)
    return match.alias.company if match else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deutsche Bank", "deutsche-bank"),
        ("Deutschen Bank", "deutsche-bank"),
        ("Deutsche-Bank-Chef", "deutsche-bank"),
        ("DEUTSCHE BANK", "deutsche-bank"),
        ("Deutsche Bank Park", "!institution"),
        ("deutsche Bank", None),
        ("Deutsche bank", None),
        ("Deutsches Haus", None),
        ("BMWs", "bmw"),
        ("Bmw", "bmw"),
        ("bmw", None),
        ("MAN", "man"),
        ("Man", None),
        ("adidas", "adidas"),
        ("Adidas", "adidas"),
        ("Hermès", "hermes-paris"),
        ("Hermes", "hermes"),
        ("Rolls Royce", "rolls-royce"),
        ("BMWler", None),
    ],
)
def test_longest(text: str, expected: str | None) -> None:
    """The longest name wins; endings of case are allowed, another case of letters only where it stays a name."""
    assert expected == found(text)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("deutschebank", "deutsche-bank"),
        ("DeutscheBank", "deutsche-bank"),
        ("Deutsche_Bank", "deutsche-bank"),
        ("bmw", "bmw"),
        ("deutschebankier", None),
        ("x" * 41, None),
    ],
)
def test_tagged(tag: str, expected: str | None) -> None:
    """A hashtag or handle writes a name in one word, in any case; no tag is longer than 40 characters."""
    entry = INDEX.tagged(tag)
    assert expected == (entry.company if entry else None)
