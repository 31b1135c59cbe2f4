"""Events over whole articles: one for a type and company, fears that stay fears, and that any text has an answer."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.detection.cues import Voice
from index.detection.event_cues import load_event_cues
from index.detection.events import find_events
from index.detection.sentences import split
from index.document import CompanyEvent, EventType
from tests.index.detection.deal_texts import article, companies

CUES = load_event_cues()
PIECES = st.sampled_from(
    [
        *(
            "Almo",
            "Bolt",
            "die Almo-Pleite",
            "Insolvenz",
            "insolvente",
            "entlässt",
            "60 Mitarbeiter",
            "streicht",
            "Stellen",
        ),
        *(
            "streiken",
            "Pilotenstreik",
            "bei",
            "von",
            "der",
            "neuer",
            "Chef",
            "Bolt-Chef",
            "tritt",
            "zurück",
            "verlässt",
        ),
        *("legt", "die Arbeit", "nieder", "keine", "nicht", "droht", "abgewendet", "das Unternehmen", "es", "und", ","),
        *(".", ":", "(", "“", "#", "@", "\n\n", "-", "Almo: ", "cuts", "jobs", "steps down as CEO of", "strike at"),
    ]
)


def find(text: str, *names: str, language: str = "de") -> tuple[CompanyEvent, ...]:
    """The events of a text about these companies."""
    given_article = article(text, language)
    return find_events(given_article, split(given_article), companies(text, list(names)), CUES)


def test_one_event_with_all_its_sentences() -> None:
    """Events of one type that share a company are one, with every sentence as evidence, in text order."""
    text = "Der Streik bei Almo beginnt. Bei Almo und Bolt wird gestreikt. Am Montag streikt auch Bolt."
    [event] = find(text, "Almo", "Bolt")
    assert ["Almo", "Bolt"] == [party.name for party in event.companies]
    assert ["Der Streik", "Bei Almo u", "Am Montag "] == [span.of(text)[:10] for span in event.evidence]


def test_companies_apart_are_two_events() -> None:
    """Events of one type without a common company are told apart."""
    found = find("Almo ist insolvent. Auch Bolt hat Insolvenz angemeldet.", "Almo", "Bolt")
    assert [["Almo"], ["Bolt"]] == [[party.name for party in event.companies] for event in found]


def test_fears_do_not_add_up() -> None:
    """However often an event is feared, it stays less sure than one that is told."""
    fear = "Bei Almo droht ein Stellenabbau. "
    [feared] = find(fear * 5, "Almo")
    [told] = find(fear * 5 + "Almo streicht 900 Stellen.", "Almo")
    assert (True, False) == (feared.feared, told.feared)


def test_what_is_told_twice_is_surer() -> None:
    """A second sentence makes an event surer."""
    [once] = find("Almo streicht 900 Stellen.", "Almo")
    [twice] = find("Almo streicht 900 Stellen. Almo entlässt 200 Mitarbeiter.", "Almo")
    assert once.confidence < twice.confidence <= 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_trigger_has_a_frame(language: str) -> None:
    """Every trigger looks for its company in a frame of the table, and every type has triggers."""
    forms = CUES.cues.languages[language].forms.values()
    triggers = {sense.trigger for senses in forms for sense in senses}
    frames = {frame for frame, _ in CUES.frames}
    assert set() == {trigger.lemma for trigger in triggers if trigger.frame not in frames}
    assert set(EventType) == {trigger.type for trigger in triggers}
    assert all({(frame, Voice.ACTIVE), (frame, Voice.NOUN)} & CUES.frames.keys() for frame in frames)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join), st.sampled_from(["de", "en"]))
def test_any_text(text: str, language: str) -> None:
    """Any text has an answer: companies of the article, each in one event of a type, and evidence inside the text."""
    found = find(text, "Almo", "Bolt", language=language)
    told = [(event.type, party.id) for event in found for party in event.companies]
    assert sorted(set(told)) == sorted(told)
    assert {"almo", "bolt"} >= {company for _, company in told}
    for event in found:
        assert 0 < event.confidence <= 1
        assert event.companies
        assert event.evidence
        assert list(event.evidence) == sorted(event.evidence)
        assert all(0 <= span.start < span.end <= len(text) for span in event.evidence)
