"""Which forms a prefix, a wildcard or a misspelling means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.language.tree import Fuzzy, Prefix, Wildcard
from index.search.patterns import pattern, within

WORDS = st.text("abc", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("expected", "node", "word"),
    [
        (True, Prefix("Koop"), "kooperation"),
        (True, Prefix("Über"), "ubernahme"),
        (False, Prefix("koop"), "koppe"),
        (True, Wildcard("mo*en"), "motoren"),
        (True, Wildcard("mo*en"), "moen"),
        (False, Wildcard("mo*en"), "motor"),
        (False, Wildcard("aba*aba"), "ababa"),
        (True, Wildcard("*nahme*bot"), "ubernahmeangebot"),
        (True, Fuzzy("volkswagn", 1), "volkswagen"),
        (False, Fuzzy("volkswg", 1), "volkswagen"),
        (True, Fuzzy("volkswgn", 2), "volkswagen"),
        (False, Fuzzy("olkswagen", 1), "volkswagen"),
    ],
)
def test_a_pattern_means_words(expected: bool, node: Prefix | Wildcard | Fuzzy, word: str) -> None:
    """A form is meant when it begins with the pattern's prefix and fits it."""
    among = pattern(node)
    assert expected == (word.startswith(among.prefix) and among.fits(word))


@settings(deadline=None)
@given(st.text("ab*", min_size=1, max_size=8).filter(lambda text: "*" in text), WORDS)
def test_stars_mean_what_they_mean_in_a_regular_expression(stars: str, word: str) -> None:
    """Finding piece after piece is right, though it never goes back."""
    among = pattern(Wildcard(stars))
    expected = re.fullmatch(stars.replace("*", ".*"), word) is not None
    assert expected == (word.startswith(among.prefix) and among.fits(word))


def test_many_stars_take_no_time() -> None:
    """A pattern that would keep a regular expression busy for years is answered."""
    assert not pattern(Wildcard("a*" * 30 + "b")).fits("a" * 64)


@settings(deadline=None)
@given(WORDS, WORDS, st.integers(0, 2))
def test_distance_is_counted_in_letters(one: str, other: str, distance: int) -> None:
    """A word is within a distance when as many edits make it the other one: found here by trying all edits."""
    reached = {one}
    for _ in range(distance):
        reached |= {edit for word in reached for edit in _edits(word)}
    assert (other in reached) == within(one, other, distance)


def _edits(word: str) -> set[str]:
    left_out = {word[:at] + word[at + 1 :] for at in range(len(word))}
    put_in = {word[:at] + letter + word[at:] for at in range(len(word) + 1) for letter in "abc"}
    replaced = {word[:at] + letter + word[at + 1 :] for at in range(len(word)) for letter in "abc"}
    return left_out | put_in | replaced
