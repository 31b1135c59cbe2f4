"""The tables of deal words: complete, consistent, and read as DEALS.md says."""

from __future__ import annotations

import pytest

from index.detection.cue_tables import load_cues
from index.detection.cues import Cues, Form, Voice
from index.detection.tables import rows
from index.document import DealType, Role, Status


@pytest.fixture(scope="module")
def cues() -> Cues:
    """The cues as shipped."""
    return load_cues()


def test_every_frame_of_a_trigger_is_described(cues: Cues) -> None:
    """A trigger whose frame has no rows would find no party."""
    frames = {row[3] for row in rows("deal_verbs")} | {row[3] for row in rows("deal_nouns")}
    assert set() == frames - {frame for frame, _ in cues.frames}


def test_every_verb_frame_is_described_in_the_active(cues: Cues) -> None:
    """The passive may be missing, the active may not."""
    assert set() == {row[3] for row in rows("deal_verbs") if (row[3], Voice.ACTIVE) not in cues.frames}


def test_every_noun_frame_is_described(cues: Cues) -> None:
    """Nouns have rows of their own."""
    assert set() == {row[3] for row in rows("deal_nouns") if (row[3], Voice.NOUN) not in cues.frames}


def test_all_deal_types_have_triggers_in_both_languages(cues: Cues) -> None:
    """No type of the contract can go unseen in a language."""
    for language in cues.languages.values():
        assert set(DealType) == {sense.trigger.type for senses in language.forms.values() for sense in senses}


def test_all_statuses_have_cues_in_both_languages(cues: Cues) -> None:
    """No status of the contract can go unseen in a language."""
    for language in cues.languages.values():
        assert set(Status) == {cue.status for several in language.status_cues.values() for cue in several}


def test_words_are_in_small_letters() -> None:
    """Words are compared in small letters: one with a capital would never match."""
    tables = ("deal_heads", "deal_traps", "deal_words", "deal_references", "deal_grammar", "status_cues", "money_units")
    assert [] == [row[0] for table in tables for row in rows(table) if row[0] != row[0].lower()]


def test_confidences_are_shares() -> None:
    """Confidence is between 0 and 1."""
    assert all(0 < float(row[-1]) <= 1 for table in ("deal_verbs", "deal_nouns") for row in rows(table))


@pytest.mark.parametrize(
    ("word", "lemma", "form"),
    [
        ("übernimmt", "übernehmen", Form.PRESENT),
        ("Milliardenübernahme", "übernahme", Form.NOUN),
        ("Deutsche-Wohnen-Übernahme", "übernahme", Form.NOUN),
        ("Fusionsgespräche", "fusion", Form.NOUN),
        ("einzusteigen", "einsteigen", Form.INFINITIVE),
        ("abgespalten", "abspalten", Form.PARTICIPLE),
    ],
)
def test_word_forms(cues: Cues, word: str, lemma: str, form: Form) -> None:
    """Inflected, joined and compounded forms lead to their trigger."""
    assert (lemma, form) in {(s.trigger.lemma, s.form) for s in cues.languages["de"].senses(word)}


@pytest.mark.parametrize("word", ["Kartenvorverkauf", "Kostenübernahme", "Einkauf", "Konzern", "und", "Ausverkauf"])
def test_words_that_are_no_triggers(cues: Cues, word: str) -> None:
    """Traps and everyday words have no sense."""
    assert () == cues.languages["de"].senses(word)


def test_a_compound_tells_its_heads_status(cues: Cues) -> None:
    """The noun "Übernahmegespräche" means talks."""
    assert [Status.TALKS] == [sense.cue for sense in cues.languages["de"].senses("Übernahmegespräche")]


def test_a_separated_form_waits_for_its_particle(cues: Cues) -> None:
    """The form "steigt" is a trigger only with "ein" or "aus"."""
    assert {"ein", "aus"} == {sense.particle for sense in cues.languages["de"].senses("steigt")}


def test_billion_is_a_thousand_times_more_in_german(cues: Cues) -> None:
    """Long and short scale."""
    assert (1e12, 1e9) == tuple(cues.languages[code].money.scales["billion"] for code in ("de", "en"))


def test_frames_name_roles(cues: Cues) -> None:
    """A takeover in the active has a target and an acquirer."""
    assert {Role.TARGET, Role.ACQUIRER} <= {place.role for place in cues.frames["takeover", Voice.ACTIVE]}


@pytest.mark.parametrize("code", ["de", "en"])
def test_every_cue_is_found_by_its_first_two_words(cues: Cues, code: str) -> None:
    """A cue of one word stands before any other and at the end; one with a gap before any other."""
    language = cues.languages[code]
    for cue in (cue for of in language.status_cues.values() for cue in of):
        words = [word if word != "*" else "…" for word in cue.words]
        assert cue in language.cues_at(words, 0)
        assert (len(words) == 1) is (cue in language.cues_at(words[:1], 0)) or "*" in cue.words


def test_a_cue_is_not_found_before_another_word(cues: Cues) -> None:
    """Its second word must follow."""
    language = cues.languages["en"]
    two = next(cue for of in language.status_cues.values() for cue in of if len(cue.words) > 1 and "*" not in cue.words)
    assert two not in language.cues_at([two.words[0], "…"], 0)
