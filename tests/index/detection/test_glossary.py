"""What is known of a word is looked up once, and forgotten when there are too many words."""

from __future__ import annotations

import pytest

from index.detection import glossary
from index.detection.cue_tables import load_cues
from index.detection.glossary import Gloss, Glossary

PLAIN = Gloss("wort", (), finite=False, capital=True, figure=False, turn=False, cue=False, number=None)


def test_a_word_is_looked_up_once() -> None:
    """The second time the first answer is given."""
    asked: list[str] = []

    def gloss(word: str) -> Gloss:
        asked.append(word)
        return PLAIN

    known = Glossary(gloss)
    assert [PLAIN, PLAIN] == [known["Wort"], known["Wort"]]
    assert ["Wort"] == asked


def test_too_many_words_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive has more words than are worth keeping."""
    monkeypatch.setattr(glossary, "_MOST", 3)
    known = Glossary(lambda word: PLAIN._replace(small=word))
    assert list("abcdefgh") == [known[word].small for word in "abcdefgh"]
    assert len(known) <= 4


@pytest.mark.parametrize(
    ("code", "word", "field", "expected"),
    [
        ("de", "Übernimmt", "small", "übernimmt"),
        ("de", "übernimmt", "finite", True),
        ("de", "Übernahme", "finite", False),
        ("de", "Bosch", "capital", True),
        ("de", "zwei", "figure", True),
        ("en", "US$300", "figure", True),
        ("de", "Bosch", "figure", False),
        ("de", "und", "turn", True),
        ("de", ",", "turn", True),
        ("de", "Bosch", "turn", False),
        ("de", "Konzern", "number", 1),
        ("de", "er", "number", 0),
        ("de", "Regen", "number", None),
    ],
)
def test_what_the_tables_say_of_a_word(code: str, word: str, field: str, expected: object) -> None:
    """All that a line asks of its words."""
    assert expected == getattr(load_cues().languages[code].glossary[word], field)
