"""Places for the parties of deals: where an unknown name stands in one, and how telling the place is."""

from __future__ import annotations

import pytest

from index.detection.candidates import find_candidates, find_parties
from index.detection.compounds import words
from index.detection.cue_tables import load_cues
from index.detection.deal_slots import Slot, slots
from index.detection.known_names import known_names
from index.detection.lexicon import load_lexicon
from index.detection.sentences import Sentence
from index.detection.tokens import tokenize
from index.document import RegionKind, Span


def parties(text: str, *, german: bool = True) -> dict[str, bool]:
    """The unknown names in places for parties, and whether the place is vague."""
    return {name: slot.vague for name, slot in named_slots(text, german=german).items()}


def likely(text: str) -> dict[str, bool]:
    """The same in German, and whether more than the place speaks for them."""
    return {name: slot.likely for name, slot in named_slots(text, german=True).items()}


def named_slots(text: str, *, german: bool) -> dict[str, Slot]:
    """The places for parties in a sentence, by the names in them."""
    sentence = Sentence(Span(0, len(text)), tuple(tokenize(text)), RegionKind.BODY)
    row = words(sentence.tokens)
    lexicon = load_lexicon()
    known = list(known_names(row, lexicon))
    places = slots([sentence], [row], load_cues(), german=german)
    found = find_parties(row, known, find_candidates(row, known, lexicon, german=german), places)
    return {text[row[slot.first].start : row[slot.last - 1].stem_end]: slot for slot in found}


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
        ("Siemens schluckt den französischen Konkurrenten Xanadoro.", {"Xanadoro": False}),
        ("Siemens kauft den Bremer Arzneimittelversender Xanadoro.", {"Xanadoro": False}),
        ("Siemens hat die Mehrheit an der Zellsparte Xanadoro übernommen.", {"Xanadoro": False}),
        ("Siemens kauft #Xanadoro für eine Milliarde.", {"Xanadoro": False}),
        ("Käufer der Sparte ist Xanadoro.", {"Xanadoro": True}),
        ("Siemens kauft den Bremer Versender Zalando.", {}),
        ("Die Übernahme durch Elliott ist geplant.", {"Elliott": False}),
        ("Die Zusammenarbeit mit der Elliott endet.", {}),
    ],
)
def test_german(text: str, expected: dict[str, bool]) -> None:
    """Behind the trigger's preposition, as its object, or as a subject; an article belongs to no plain noun's name."""
    assert expected == parties(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Übernahme durch Elliott ist geplant.", {"Elliott": True}),
        ("Siemens schluckt den Konkurrenten Xanadoro.", {"Xanadoro": True}),
        ("Siemens übernimmt Yelpix.", {"Yelpix": True}),
        ("Siemens übernimmt Reinigungsdienste.", {"Reinigungsdienste": False}),
        ("Siemens bringt die Sparte unter dem Namen Xanadoro an die Börse.", {"Xanadoro": True}),
        ("Siemens verkauft die Sparte, die nicht Xanadoro heißt.", {"Xanadoro": False}),
    ],
)
def test_likely(text: str, expected: dict[str, bool]) -> None:
    """More than the place speaks for names that the lexicon has with a doubt, or that a noun explains or announces."""
    assert expected == likely(text)


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
