"""Articles with a piece of a word: none is let through that another room's rules could find it in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.detection.beliefs import words_of
from index.search import open_search
from index.search.analysis import TOKEN, keys
from index.search.holding import pattern
from tests.index.search.examples import article, built

_LETTERS = st.text("abenosrmuäöüßéAEOSUÄÜ", min_size=1, max_size=8)
_JOINED = st.sampled_from([" ", "-", "'", "’", "#", ".", "&", "\xad"])


@given(_LETTERS, _JOINED, _LETTERS)
def test_no_word_escapes(first: str, joint: str, second: str) -> None:
    """Whatever detection takes for a plain word of a text is found in the words that the index has of it."""
    text = first + joint + second
    forms = [key.form.encode() for token in TOKEN.findall(text) for key in keys(token, "de")]
    plain = [word for word in words_of(text) if word.isascii()]
    assert [] == [word for word in plain if not any(re.search(pattern(word), form) for form in forms)]


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        ("igelbraeu", {1, 2, 3}),
        ("loreal", {4}),
        ("goethe", {5}),
        ("erle", {6}),
        ("nichts", set()),
    ],
)
def test_articles_with_a_piece(piece: str, expected: set[int], tmp_path: Path) -> None:
    """However it is spelled or inflected, in compounds and hashtags, in title or body."""
    texts = ["Igelbräus Umsatz", "Was die #SüdIgelbraeu tut", "Igelbräu-Chef geht", "L´Oréal", "Göthe", "Bauerle"]
    search = built(tmp_path / "index", [article(number, text, "Mehr.") for number, text in enumerate(texts, start=1)])
    assert expected == search.holding([piece])


def test_terms_side_by_side(tmp_path: Path) -> None:
    """A piece that seems to stand across two terms hides none in the next."""
    search = built(tmp_path / "index", [article(1, "xana", "Mehr."), article(2, "xanana", "Mehr.")])
    assert {2} <= (search.holding(["anan"]) or set())


def test_no_index(tmp_path: Path) -> None:
    """Without an index nothing is told."""
    assert open_search(tmp_path / "none").holding(["igel"]) is None
