"""Which words count as the same."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.search.analysis import LANGUAGES, TOKEN, folded, form, forms, keys, stem, tokens, width, word_keys

TOKENS = st.from_regex(TOKEN, fullmatch=True)


@pytest.mark.parametrize(
    ("expected", "spellings"),
    [
        ("muller", ["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u0308ller"]),
        ("strasse", ["Straße", "Strasse", "STRASSE", "STRAẞE"]),
        ("grossen", ["Größen", "Groessen", "Grossen"]),
        ("kooperation", ["Kooperation", "Koope\u00adration", "KOOPERATION"]),
        ("eon", ["E.ON", "Eon", "EON", "E-ON"]),
        ("c&a", ["C&A", "c&a"]),
        ("bmwchef", ["BMW-Chef", "BMW‑Chef", "BMWChef"]),
        ("skoda", ["Škoda", "Skoda"]),
        ("citron", ["Citroën", "Citroen"]),
        ("orsted", ["Ørsted", "Orsted", "Oersted"]),
    ],
)
def test_spellings_of_a_word_have_one_form(expected: str, spellings: list[str]) -> None:
    """Case, accents, ß, umlauts in two letters, joints and soft hyphens make no other word."""
    assert [expected] * len(spellings) == [form(spelling) for spelling in spellings]


@pytest.mark.parametrize(
    ("one", "other"),
    [("neuen", "neun"), ("Bauer", "Baur"), ("Quelle", "Qulle"), ("C&A", "ca"), ("Steuer", "Stur"), ("treue", "treu")],
)
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    """An e after a, o or u is no umlaut after a vowel or a q, and an ampersand is not nothing."""
    assert form(one) != form(other)


@pytest.mark.parametrize(
    ("language", "inflections"),
    [
        ("de", ["Kooperation", "Kooperationen"]),
        ("de", ["Übernahme", "Übernahmen", "Uebernahme", "ubernahmen"]),
        ("de", ["Haus", "Häuser", "Haeuser", "Hauses"]),
        ("de", ["neu", "neue", "neuen", "neuem"]),
        ("de", ["Straße", "Straßen", "Strassen"]),
        ("de", ["BMW", "BMWs", "bmw"]),
        ("de", ["Müller", "Müllers", "Muellers"]),
        ("en", ["issue", "issues", "issued", "issuing"]),
        ("en", ["merger", "mergers"]),
        ("en", ["acquire", "acquired", "acquires"]),
        ("en", ["Müller", "Mueller", "Muellers"]),
    ],
)
def test_inflections_have_one_stem(language: str, inflections: list[str]) -> None:
    """A stem is the same for all inflections of a word in one language, in any spelling."""
    assert len({stem(word, language) for word in inflections}) == 1


def test_parts_of_a_token_are_words_too() -> None:
    """BMW-Chef is three words: the whole at the position of its first part."""
    whole, first, second = keys("BMW-Chef", "de")
    assert (("bmwchef", 0, 8, 0), ("bmw", 0, 3, 0), ("chef", 4, 8, 1)) == tuple(
        (word.form, word.start, word.end, word.step) for word in (whole, first, second)
    )
    assert width((whole, first, second)) == 2


def test_forms_take_tokens_apart() -> None:
    """A phrase is made of the parts of its tokens."""
    assert forms("Der BMW-Chef, E.ON & Co.!") == ("der", "bmw", "chef", "e", "on", "co")


@settings(deadline=None)
@given(TOKENS)
def test_a_token_has_keys_within_it(token: str) -> None:
    """Every word of a token has a form and a stem, and lies inside; the forms are those of it and of its parts."""
    for language in LANGUAGES:
        whole, *parts = keys(token, language)
        assert form(token) == whole.form
        assert forms(token) == (tuple(part.form for part in parts) or (whole.form,))
        for word in (whole, *parts):
            assert word.form
            assert word.stem
            assert 0 <= word.start < word.end <= len(token)


@settings(deadline=None)
@given(TOKENS)
@example("BMWs")
@example("BMW-Chefs")
def test_a_token_has_the_same_keys_in_all_languages_at_once(token: str) -> None:
    """Whole and parts, acronyms in the plural included."""
    each = [keys(token, language) for language in LANGUAGES]
    whole, *parts = each[0]
    expected = whole.form, tuple(words[0].stem for words in each), tuple(part.form for part in parts)
    assert expected == word_keys(token)


@given(st.one_of(st.text(), st.text(st.characters(categories=["L", "N"]))))
def test_a_text_is_the_tokens_that_are_looked_for_in_it(text: str) -> None:
    """One of letters and digits alone is a single one."""
    assert [match[0] for match in TOKEN.finditer(text)] == tokens(text)


@settings(deadline=None)
@given(st.lists(TOKENS), st.sampled_from(LANGUAGES))
def test_many_words_are_folded_as_each_of_them_is(words: list[str], language: str) -> None:
    """Forms and stems, acronyms in the plural included."""
    wholes = [keys(word, language)[0] for word in words]
    assert ([whole.form for whole in wholes], [whole.stem for whole in wholes]) == folded(words, language)


@settings(deadline=None)
@given(TOKENS, st.data())
def test_the_form_of_a_beginning_begins_the_form(token: str, data: st.DataObject) -> None:
    """What is typed so far finds the word it will be."""
    beginning = token[: data.draw(st.integers(1, len(token)))]
    assert form(token).startswith(form(beginning))


@settings(deadline=None)
@given(st.text(st.characters(categories=["L", "N"]), min_size=1))
def test_composed_and_decomposed_letters_are_one(word: str) -> None:
    """It does not matter in which normal form a text is encoded."""
    assert form(unicodedata.normalize("NFC", word)) == form(unicodedata.normalize("NFD", word))
