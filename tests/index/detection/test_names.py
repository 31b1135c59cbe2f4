"""Names as strings: folding, cores, ids, parts of compounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.detection.compounds import words
from index.detection.names import company_id, core, fold, folded_text, name_words
from index.detection.tokens import tokenize


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Münchener", "Muenchener"),
        ("Société", "Societe"),
        ("Voß", "Voss"),
        ("BMW", "bmw"),
        ("Kaiser’s", "Kaiser's"),
        ("Kaiser´s", "Kaisers"),
        ("Luft\xadhansa", "Lufthansa"),
        ("u\u0308ber", "über"),
        ("Ørsted", "Oersted"),
    ],
)
def test_same_spelling(one: str, other: str) -> None:
    """Case, umlauts, accents, apostrophes and soft hyphens make no other name."""
    assert fold(other) == fold(one)


@given(st.text(), st.text(min_size=1), st.text())
def test_folded_text(before: str, word: str, after: str) -> None:
    """A folded word that is plain is found in a folded text with the word."""
    if fold(word).isascii() and fold(word).isalnum():
        assert fold(word) in folded_text(f"{before} {word} {after}")


@given(st.text(min_size=1))
def test_folding_leaves_something(text: str) -> None:
    """No word folds to nothing, so that every alias has a first key."""
    assert fold(text) != ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Igus GmbH", "igus"),
        ("Müller & Söhne GmbH & Co. KG", "mueller-and-soehne"),
        ("Ersten Oderfelder KG", "erste-oderfelder"),
        ("A+B Optik", "a-plus-b-optik"),
        ("GmbH", "gmbh"),
        ("???", "x"),
    ],
)
def test_company_id(name: str, expected: str) -> None:
    """An id is the folded name without legal form, in the nominative; never empty."""
    assert expected == company_id(name)


def test_core() -> None:
    """A legal form of several words is taken off, but never the whole name."""
    assert ("Murx",) == core(name_words("Murx GmbH & Co. KG"))
    assert ("AG",) == core(("AG",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Daimler-BMW-VW", [("Daimler", False), ("BMW", True), ("VW", True)]),
        ("E.ON-Chef", [("E.ON", False), ("Chef", True)]),
        ("a -- b", [("a", False), ("--", False), ("b", False)]),
    ],
)
def test_parts_of_compounds(text: str, expected: list[tuple[str, bool]]) -> None:
    """A hyphenated token is several words, each joined to the one before; a run of dashes is none."""
    assert expected == [(word.text, word.joined) for word in words(tokenize(text))]


def test_too_many_parts() -> None:
    """A row of more than twelve parts is no word and stays whole."""
    assert ["-".join("a" * 13)] == [word.text for word in words(tokenize("-".join("a" * 13)))]


def test_possessive() -> None:
    """An English possessive can be told apart from its word."""
    word = words(tokenize("Daimler's"))[0]
    assert ("Daimler", 7) == (word.stem, word.stem_end)
