"""What stands between blanks means what its tokens mean."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search import chunks
from index.search.analysis import LANGUAGES, TOKEN, keys, width
from index.search.chunks import Known

LETTERS = st.sampled_from(
    ["a", "E", "ü", "ß", "s", "S", "1", "_", "-", ".", "’", "&", "(", "„", "\u0308", "\u00ad", "ﬁ"]
)
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from([" ", "\u00a0", "\n", "\x1f", "\u200b"]), st.characters()))

Keys = list[tuple[str, str, int]]


def _one_by_one(text: str, language: str) -> tuple[Keys, int]:
    """Form, stem and position of every key of a text, and how many positions it takes."""
    found, position = [], 0
    for token in TOKEN.findall(text):
        words = keys(token, language)
        found += [(word.form, word.stem, position + word.step) for word in words]
        position += width(words)
    return found, position


def _at_once(text: str, language: str) -> tuple[Keys, int]:
    known = Known()
    numbers = known.of(language).of(text.split()).tolist()
    firsts, counts, widths, forms, stems, steps = (each.tolist() for each in known.of(language).meanings())
    texts, found, position = known.spellings.texts, [], 0
    for number in numbers:
        its = range(firsts[number], firsts[number] + counts[number])
        found += [(texts[forms[key]], texts[stems[key]], position + steps[key]) for key in its]
        position += widths[number]
    return found, position


@settings(deadline=None)
@given(TEXTS, st.sampled_from(LANGUAGES))
def test_the_chunks_of_a_text_mean_what_its_tokens_mean(text: str, language: str) -> None:
    """Key by key, with their positions."""
    assert _one_by_one(text, language) == _at_once(text, language)


@pytest.mark.parametrize(
    ("chunk", "expected"),
    [
        ("Daimler,", [("daimler", "daiml", 0)]),
        ("(„BMWs“)", [("bmws", "bmw", 0)]),
        ("BMW-Chefs", [("bmwchefs", "bmwchef", 0), ("bmw", "bmw", 0), ("chefs", "chef", 1)]),
        ("Motoren/Reifen", [("motoren", "motor", 0), ("reifen", "reif", 1)]),
        ("–", []),
    ],
)
def test_a_chunk_has_any_number_of_keys(chunk: str, expected: Keys) -> None:
    """A token with what stands around it, one of several words, several tokens, or none."""
    assert expected == _at_once(chunk, "de")[0]


def test_languages_share_spellings_but_not_what_chunks_mean() -> None:
    """A word is spelled alike in both; its stem is told by the rules of each."""
    known = Known()
    forms, stems = set(), []
    for language in LANGUAGES:
        known.of(language).of(["Acquired"])
        meanings = known.of(language).meanings()
        forms |= set(meanings.forms.tolist())
        stems += [known.spellings.texts[number] for number in meanings.stems.tolist()]
    assert 1 == len(forms)
    assert ["acquired", "acquir"] == stems


def test_what_is_known_becomes_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    """All languages together, so that it does not grow with the archive."""
    monkeypatch.setattr(chunks, "_REMEMBERED", 3)
    known = Known()
    known.of("de").of(["ein", "Wort", "ein"])
    assert not known.full
    known.of("en").of(["word"])
    assert known.full
