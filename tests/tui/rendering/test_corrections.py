"""Corrections as sentences."""

from __future__ import annotations

import pytest

from index.corrections import Correction, WrongEvent, WrongEventCompany, WrongEventType
from index.document import EventType
from tui.rendering.corrections import sentence

_STRIKE = (1, EventType.STRIKE, ("acme", "bolt"))


@pytest.mark.parametrize(
    ("told", "correction"),
    [
        ("no strike: Acme, bolt", WrongEvent(*_STRIKE)),
        ("Acme, bolt: layoffs, no strike", WrongEventType(*_STRIKE, EventType.LAYOFFS)),
        ("strike: not Acme", WrongEventCompany(*_STRIKE, "acme")),
        ("strike: Cog, not Acme", WrongEventCompany(*_STRIKE, "acme", "cog")),
    ],
)
def test_events(told: str, correction: Correction) -> None:
    """An event is named by its type and companies; a company that nobody knows any more by its id."""
    assert told == sentence(correction, {"acme": "Acme", "cog": "Cog"}, str)
