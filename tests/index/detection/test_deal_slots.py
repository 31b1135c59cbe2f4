"""Places for the parties of deals: where an unknown name stands in one, and how telling the place is."""

from __future__ import annotations

import pytest

from index.detection.candidates import find_candidates, find_parties
from index.detection.compounds import words
from index.detection.cue_tables import load_cues
from index.detection.deal_slots import slots
from index.detection.known_names import known_names
from index.detection.lexicon import load_lexicon
from index.detection.tokens import tokenize


def parties(text: str, *, german: bool = True) -> dict[str, bool]:
    """The unknown names in places for parties, and whether the place is vague."""
    row = words(tokenize(text))
    lexicon = load_lexicon()
    known = list(known_names(row, lexicon))
    places = slots([row], load_cues(), german=german)
    found = find_parties(row, known, find_candidates(row, known, lexicon, german=german), places)
    return {text[row[slot.first].start : row[slot.last - 1].stem_end]: slot.vague for slot in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Übernahme von Xanadoro ist geplant.", {"Xanadoro": False}),
        ("Siemens übernimmt Xanadoro.", {"Xanadoro": False}),
        ("Siemens übernimmt nun Xanadoro.", {"Xanadoro": False}),
        ("Siemens will Xanadoro kaufen.", {"Xanadoro": False}),
        ("Xanadoro kauft ein Werk von Siemens.", {"Xanadoro": True}),
        ("Xanadoro hat Siemens übernommen.", {"Xanadoro": True}),
        ("Siemens und Xanadoro fusionieren.", {"Xanadoro": True}),
        ("Siemens will die Xanadoro Werke übernehmen.", {"Xanadoro Werke": False}),
        ("Die bereits erworbene Xanadoro fährt gut.", {}),
        ("In Xanadoro regnet es.", {}),
        ("Siemens verkauft die Sparte, die künftig Xanadoro heißt.", {"Xanadoro": False}),
        ("Siemens bringt sie unter dem Namen „Xanadoro“ an die Börse.", {"Xanadoro": False}),
        ("Frau Anke Xanadoro kauft gern bei Siemens.", {}),
    ],
)
def test_german(text: str, expected: dict[str, bool]) -> None:
    """Behind the trigger's preposition, as its object, or as a subject; an article belongs to no plain noun's name."""
    assert expected == parties(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Siemens will purchase Xanadoro next year.", {"Xanadoro": False}),
        ("Xanadoro has agreed to buy a plant from Siemens.", {"Xanadoro": True}),
        ("Xanadoro's planned takeover of Siemens failed.", {"Xanadoro": False}),
        ("He was born in Xanadoro.", {}),
    ],
)
def test_english(text: str, expected: dict[str, bool]) -> None:
    """The same in English, and who owns what is told."""
    assert expected == parties(text, german=False)
