"""Tokens: what stays together, what is cut, and that no text is too odd."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.detection.tokens import tokenize

WHOLE = """
    Daimler-BMW-VW C&A H&M E.ON E.ON-Chef 1&1 T-Mobile McDonald's L’Oréal S.p.A. z.B. U.S.-based 1.000,50 27.03.2020
    10:30 Amazon.com Disney+ DB_Bahn news@example.org https://example.org/a?b=c 3M iPhone LinkedIn ThyssenKrupp Kaiser´s
"""


def texts(text: str) -> list[str]:
    """The texts of the tokens."""
    return [token.text for token in tokenize(text)]


@pytest.mark.parametrize("whole", WHOLE.split())
def test_whole(whole: str) -> None:
    """Names, numbers and addresses are one token."""
    assert [whole] == texts(whole)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4,5%", ["4,5", "%"]),
        ("Inc.", ["Inc", "."]),
        ("„Nein“, sagte", ["„", "Nein", "“", ",", "sagte"]),
        ("#BMW", ["#", "BMW"]),
        ("Fiat/Chrysler", ["Fiat", "/", "Chrysler"]),
        ("wurde.Die", ["wurde", ".", "Die"]),
        ("geht...", ["geht", "..."]),
    ],
)
def test_apart(text: str, expected: list[str]) -> None:
    """Signs that belong to no word are tokens of their own."""
    assert expected == texts(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("exklusivBei", ["exklusiv", "Bei"]), ("GmbHDie", ["GmbH", "Die"]), ("AGDer", ["AG", "Der"])],
)
def test_glued(text: str, expected: list[str]) -> None:
    """A sentence opener that lost its blank is cut off."""
    assert expected == texts(text)


@given(st.text())
def test_tokens_cover_the_text(text: str) -> None:
    """Tokens are pieces of the text in order, without overlap, and leave out only blanks."""
    position = 0
    for token in tokenize(text):
        assert text[position : token.start].strip() == ""
        assert token.text == text[token.start : token.end] != ""
        position = token.end
    assert text[position:].strip() == ""


@given(st.text(), st.integers(0, 40), st.integers(0, 40))
def test_a_part(text: str, start: int, end: int) -> None:
    """Tokens of a part of a text stay inside it."""
    assert all(start <= token.start < token.end <= end for token in tokenize(text, start, end))
