"""What the user says of names, as detection believes it."""

from __future__ import annotations

import pytest

from index.corrections import IsCompany, NotACompany
from index.detection.lexicon import load_lexicon
from index.detection.said import REJECTED, said


@pytest.mark.parametrize(
    ("company", "meant"),
    [
        ("volkswagen", "volkswagen"),
        ("Volkswagen", "volkswagen"),
        ("VW", "volkswagen"),
        ("VW AG", "volkswagen"),
        ("Deutsche Post", "deutsche-post"),
        ("Quibbelwerke GmbH", "quibbelwerke"),
    ],
)
def test_a_company_is_named_as_the_user_knows_it(company: str, meant: str) -> None:
    """By id, canonical name or another name; one that nobody knows is new."""
    [belief] = said([IsCompany("Wolfsburg AG", company)], load_lexicon()).all
    assert meant == belief.alias.company


def test_of_two_on_one_name_the_later_holds() -> None:
    """However it is written."""
    [belief] = said([IsCompany("Rover", "BMW"), NotACompany("ROVER")], load_lexicon()).all
    assert REJECTED == belief.alias.company
