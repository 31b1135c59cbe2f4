"""Where in a text words may stand that a query wants."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.search.analysis import TOKEN, keys
from index.search.sieve import sieve

# What German words are spelled with, folded in another way, joined or parted by, and some that stand between words.
TEXTS = st.text("abehkosuESÄäöüßẞéÉøſﬁİд7२-.'’&‐_\u00ad\u0301\u200d \n\t\u00a0„“,", max_size=40)


@given(TEXTS, st.sampled_from("abehkosu7д"), st.sampled_from(["", "haus", "koss", "saa", "ub", "e"]))
def test_no_word_is_passed_over(text: str, initial: str, piece: str) -> None:
    """Wherever a form begins with the letter, or holds the piece, the pattern finds something in the token."""
    pattern = sieve({initial}, {piece} if piece else set())
    for token in TOKEN.finditer(text):
        forms = [key.form for key in keys(token[0], "de")]
        if any(form.startswith(initial) or (piece and piece in form) for form in forms):
            assert pattern.search(text, token.start(), token.end()), token


def test_most_words_are_passed_over() -> None:
    """Neither a letter inside of a word, nor quotes, dashes and umlauts are anything to look at."""
    assert None is sieve({"k"}, {"haus"}).search("„Über Werke“ – und „Thüringens Frühling“ … Öl, Maße, 5 €")


def test_any_word() -> None:
    """Without a first letter every word is found."""
    assert "w" == sieve({""}, ()).search("… word")[0]  # type: ignore[index]
