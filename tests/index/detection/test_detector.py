"""The detector as a whole."""

from __future__ import annotations

from index.detection.detector import load_detector
from tests.index.detection.deal_texts import article


def test_articles_in_their_order() -> None:
    """Every article gets its own detections, in the order given, and an article without companies gets none."""
    texts = ["BMW wächst.", "Es regnet.", "Siemens wächst."]
    found = load_detector().detect([article(text) for text in texts])
    assert [["BMW"], [], ["Siemens"]] == [[company.name for company in detections.companies] for detections in found]


def test_companies_and_deals() -> None:
    """A deal's parties are companies of the same article."""
    (found,) = load_detector().detect([article("Siemens übernimmt Alstom für 2 Milliarden Euro.")])
    assert {"siemens", "alstom"} == {party.id for deal in found.deals for party in deal.parties}


def test_loaded_once() -> None:
    """The detector is loaded once and keeps its version."""
    assert load_detector() is load_detector()
    assert load_detector().version
