"""Why an article matches."""

from __future__ import annotations

import pytest

from index.document import RegionKind
from index.results import Likeness, Reason
from index.search.language.tree import Word
from index.search.matches import Finder
from index.search.reasons import explain
from tests.index.search.examples import article

TEXT = article(
    1,
    "Kooperation: Übernahme geplant",
    "Kooperationen und KOOPERATION, Motorenkooperation. General Motors prüft das Angebot, General  Motors auch.",
).article
TITLE, BODY = RegionKind.TITLE, RegionKind.BODY


def _compounds(word: Word) -> frozenset[str]:
    return frozenset({"motorenkooperation"}) if word.text == "kooperation" else frozenset()


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ([], "company:bmw"),
        ([], "-kooperation"),
        (
            [
                Reason("kooperation", "Kooperation", TITLE, Likeness.EXACT, 1),
                Reason("kooperation", "Kooperation", BODY, Likeness.EXACT, 1),
                Reason("kooperation", "Kooperationen", BODY, Likeness.INFLECTED, 1),
                Reason("kooperation", "Motorenkooperation", BODY, Likeness.COMPOUND, 1),
            ],
            "kooperation ",
        ),
        ([Reason("Uebernahme", "Übernahme", TITLE, Likeness.EXACT, 1)], "title:Uebernahme "),
        ([Reason("general motors", "General Motors", BODY, Likeness.PHRASE, 2)], '"general motors"'),
        ([Reason("ang", "Angebot", BODY, Likeness.BEGINNING, 1)], "ang*"),
        ([Reason("ang", "Angebot", BODY, Likeness.BEGINNING, 1)], "ang"),
        ([Reason("a*t", "Angebot", BODY, Likeness.PATTERN, 1)], "a*t"),
        ([Reason("angebtt~", "Angebot", BODY, Likeness.SIMILAR, 1)], "angebtt~"),
    ],
)
def test_each_form_is_told_with_its_place_and_likeness(expected: list[Reason], query: str) -> None:
    """The closest first; upper and lower case are one; what is not in the text gives no reason."""
    assert expected == list(explain(Finder(query, _compounds), TEXT))
