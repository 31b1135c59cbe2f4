"""How far along a deal is, told by tense, mood and cues."""

from __future__ import annotations

import pytest

from index.detection.cue_tables import load_cues
from index.detection.deals import find_deals
from index.detection.sentences import split
from index.detection.status import decide
from index.document import Status
from tests.index.detection.deal_texts import article, companies


def status(text: str, language: str = "de") -> Status | None:
    """The status of the only deal of a text on Bayer and Monsanto; None when it tells of none."""
    given = article(text, language)
    deals = find_deals(given, split(given), companies(text, ["Bayer", "Monsanto"]), load_cues())
    return deals[0].status if deals else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bayer übernimmt Monsanto.", Status.ANNOUNCED),
        ("Bayer will Monsanto übernehmen.", Status.ANNOUNCED),
        ("Bayer übernahm Monsanto.", Status.COMPLETED),
        ("Bayer hat Monsanto gekauft.", Status.COMPLETED),
        ("Monsanto wurde von Bayer gekauft.", Status.COMPLETED),
        ("Monsanto wird von Bayer gekauft.", Status.ANNOUNCED),
        ("Bayer hat Monsanto 2018 übernommen.", Status.COMPLETED),
        ("Bayer könnte Monsanto übernehmen, heißt es in Kreisen.", Status.RUMOURED),
        ("Die mögliche Übernahme von Monsanto durch Bayer beschäftigt Gerüchteküche und Insider.", Status.RUMOURED),
        ("Bayer führt Übernahmegespräche mit Monsanto.", Status.TALKS),
        ("Bayer und Monsanto verhandeln über eine Fusion.", Status.TALKS),
        ("Bayer prüft den Kauf von Monsanto.", Status.TALKS),
        ("Bayer und Monsanto haben sich auf eine Fusion geeinigt.", Status.SIGNED),
        ("Die Übernahme von Monsanto durch Bayer ist abgeschlossen.", Status.COMPLETED),
        ("Die Übernahme von Monsanto durch Bayer ist geplatzt.", Status.ENDED),
        ("Bayer bläst die Übernahme von Monsanto ab.", Status.ENDED),
        ("Bayer bestreitet, dass es Monsanto übernehmen will.", Status.DENIED),
        ("Bayer wird Monsanto nicht übernehmen.", Status.DENIED),
        ("Bayer plant keine Übernahme von Monsanto.", None),
    ],
)
def test_german_status(text: str, expected: Status | None) -> None:
    """Tense, modal verbs, nouns, particles and negation."""
    assert expected == status(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bayer buys Monsanto.", Status.ANNOUNCED),
        ("Bayer has bought Monsanto.", Status.COMPLETED),
        ("Bayer bought Monsanto in 2018.", Status.COMPLETED),
        ("Bayer agreed to buy Monsanto.", Status.SIGNED),
        ("Bayer is in talks to buy Monsanto.", Status.TALKS),
        ("Bayer may buy Monsanto, according to people familiar with the matter.", Status.RUMOURED),
        ("Bayer abandoned its takeover of Monsanto.", Status.ENDED),
        ("Bayer denied that it would buy Monsanto.", Status.DENIED),
        ("Bayer completed the acquisition of Monsanto.", Status.COMPLETED),
        ("Bayer will not buy Monsanto.", Status.DENIED),
    ],
)
def test_english_status(text: str, expected: Status) -> None:
    """The same in English."""
    assert expected == status(text, "en")


def test_the_heaviest_vote_wins() -> None:
    """Weights decide, and announced is what a deal is when nobody says more."""
    assert Status.TALKS is decide({Status.ANNOUNCED: 1.0, Status.TALKS: 2.0})
    assert Status.ANNOUNCED is decide({})


def test_what_ended_is_over() -> None:
    """Of equal votes for ended and completed, ended wins."""
    assert Status.ENDED is decide({Status.COMPLETED: 2.0, Status.ENDED: 2.0})
