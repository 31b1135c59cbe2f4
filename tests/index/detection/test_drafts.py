"""Of several readings of one word the right one is told, and a deal has the parties that it needs."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from index.detection.clauses import parse
from index.detection.cue_tables import load_cues
from index.detection.cues import Voice
from index.detection.drafts import Draft, has_enough, likeliest, names_one_side
from index.detection.parties import Cast
from index.detection.scene import Scene
from index.detection.status import Outlook
from index.detection.tokens import tokenize
from index.document import DealType, Role, Status


def scene(text: str, word: str) -> Scene:
    """The first sense of a word in a German sentence without companies."""
    language = load_cues().languages["de"]
    line = parse(tokenize(text), language, english=False)
    at = line.words.index(word)
    return Scene(line, language, at, line.senses[at][0], [], [], Voice.ACTIVE, [], set())


def players(roles: Mapping[Role, tuple[str, ...]], *, whole: bool = True, partial: bool = False) -> Cast:
    """Companies in roles."""
    return Cast(roles, whole, attached=True, sure=1.0, listed=None, partial=partial, controlling=False)


BOUGHT = {Role.ACQUIRER: ("a",), Role.TARGET: ("b",)}


def draft(confidence: float, *, whole: bool, names_party: bool = False, partial: bool = False) -> Draft:
    """A reading of "kauft"."""
    view = Outlook({Status.ANNOUNCED: 1.0}, hypothetical=False)
    cast = players(BOUGHT, whole=whole, partial=partial)
    return Draft(scene("A kauft B.", "kauft"), cast, view, confidence, whole=whole, names_party=names_party)


def test_the_surest_reading_that_finds_its_parties_is_right() -> None:
    """A surer one that lacks a party is not."""
    readings = [draft(0.9, whole=False), draft(0.5, whole=True), draft(0.7, whole=True)]
    assert readings[2] is likeliest(readings)


def test_without_a_whole_reading_one_that_names_a_party_goes_first() -> None:
    """Else the first, and none where there is none."""
    first, second = draft(0.9, whole=False), draft(0.3, whole=False, names_party=True)
    assert second is likeliest([first, second])
    assert first is likeliest([first])
    assert likeliest([]) is None


@pytest.mark.parametrize(("partial", "expected"), [(False, DealType.ACQUISITION), (True, DealType.STAKE)])
def test_who_buys_some_shares_takes_a_stake(partial: bool, expected: DealType) -> None:
    """The verb is the same: "kauft B", "kauft 10 Prozent an B"."""
    assert expected is draft(0.9, whole=True, partial=partial).type


def test_a_deal_has_two_parties_but_the_spin_off_of_a_part_without_a_name() -> None:
    """A parent alone spins off: "gliedert das Kerngeschäft aus"."""
    bought = scene("A kauft B.", "kauft")
    assert has_enough(bought, players(BOUGHT))
    assert not has_enough(bought, players({Role.ACQUIRER: ("a",)}))
    spun = scene("A spaltet das Kerngeschäft ab.", "spaltet")
    assert has_enough(spun, players({Role.PARENT: ("a",)}))
    assert not has_enough(spun, players({Role.UNIT: ("a",)}))


def test_one_side_is_one_role_of_a_deal_that_lacks_another() -> None:
    """A whole cast of one role, as of partners, is no side."""
    assert names_one_side(players({Role.ACQUIRER: ("a",)}, whole=False))
    assert not names_one_side(players({Role.PARTNER: ("a", "b")}))
    assert not names_one_side(players(BOUGHT, whole=False))
