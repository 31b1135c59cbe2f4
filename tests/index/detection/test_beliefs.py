"""Beliefs: which concern a text, and what a change of them means for an article."""

from __future__ import annotations

import pytest

from index.detection.beliefs import Belief, Beliefs, Changed, meanings
from index.detection.name_index import Ambiguity, alias
from index.document import SureName


def belief(form: str, company: str, *, said: bool = False, ambiguity: Ambiguity = Ambiguity.NONE) -> Belief:
    """A belief in a name."""
    return Belief(alias(form, company, ambiguity), "because", said=said)


def told(*beliefs: Belief, ids: dict[str, str] | None = None) -> dict[str, str]:
    """What these beliefs mean, those of the user and of articles."""
    said = Beliefs([belief for belief in beliefs if belief.said])
    return meanings(said, Beliefs([belief for belief in beliefs if not belief.said], ids or {}))


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("Igus", "Die Igus GmbH.", True),
        ("Igus", "IGUS-Chef", True),
        ("Igus", "Igus' Umsatz", True),
        ("Xanaka", "Xanakas Umsatz", True),
        ("Xanaka", "Xanaka's Umsatz", True),
        ("Müller Werke", "die Mueller-Werke", True),
        ("Erste Bank", "der Ersten Bank", True),
        ("Erste Bank", "der Ersten", False),
        ("P&T", "P&T und andere", True),
        ("O'Neill", "ONeill und O’Neill", True),
        ("Erste Bank", "#ErsteBank", True),
        ("4 tecture", "4tecture", True),
        ("Igus", "Igusburg", False),
        ("Igus", "", False),
    ],
)
def test_within(form: str, text: str, expected: bool) -> None:
    """A belief concerns a text that has all its words, in whatever case, spelling and ending."""
    found = belief(form, "x")
    assert ([found] if expected else []) == Beliefs([found]).within(text)


XANAKA = belief("Xanaka", "xanaka")
DOUBTFUL = belief("Xanaka", "xanaka", ambiguity=Ambiguity.NAME)
OTHER = belief("Xanaka", "xanaka-werke")
SAID = belief("Xanaka", "bmw", said=True)

SURE = SureName(("Xanaka",), "xanaka", 2)
HALF_SEEN = SureName(("XANAKA",), "", 0)


@pytest.mark.parametrize(
    ("before", "after", "names", "expected"),
    [
        ([], [XANAKA], [], True),
        ([XANAKA], [], [], True),
        ([XANAKA], [DOUBTFUL], [], True),
        ([XANAKA], [OTHER], [], True),
        ([XANAKA], [XANAKA], [], False),
        ([], [XANAKA], [SURE], False),
        ([XANAKA], [DOUBTFUL], [SURE], False),
        ([XANAKA], [OTHER], [SURE], True),
        ([], [DOUBTFUL], [], False),
        ([], [DOUBTFUL], [HALF_SEEN], True),
        ([DOUBTFUL], [], [HALF_SEEN], True),
        ([], [SAID], [SURE], True),
        ([XANAKA], [SAID], [SURE], True),
        ([SAID], [SAID, XANAKA], [], False),
        ([XANAKA], [XANAKA, belief("Igus", "igus")], [], False),
    ],
)
def test_changes(before: list[Belief], after: list[Belief], names: list[SureName], expected: bool) -> None:
    """A change concerns articles with the name; what others tell, only those that are not sure of it themselves.

    Where they are in doubt, only those that are too.
    """
    changed = Changed(told(*before), told(*after))
    assert expected == changed.concerns("Der Umsatz Xanakas.", names)
    assert not changed.concerns("Der Umsatz.", names)


def test_other_ids_concern_all() -> None:
    """A company that has another id from now on has it in every article with its name."""
    changed = Changed(told(), told(ids={"xanaka-and-sons": "xanaka-and-sons-energy"}))
    assert changed.concerns("Xanaka & Sons", [SureName(("Xanaka", "&", "Sons"), "xanaka-and-sons", 2)])
    assert not changed.concerns("Xanaka", [])
