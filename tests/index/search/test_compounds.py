"""Which German words are compounds of others, and that they are found, ranked and highlighted as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.ports import Search
from index.results import SearchRequest
from index.search import vocabulary
from index.search.analysis import stem
from index.search.compounds import Compounding, Part
from tests.index.search.examples import article, built, changes, coverage, found

WORDS = """
Motor Auto Bau Preis Haus Kauf Aktie Tarif Politik Tier nach Rat Arbeiter Dienst Kooperation Verhandlung Pension
Pensionsdeal
"""
KNOWN = {stem(word, "de") for word in WORDS.split()}


def _finds(word: str, whole: str) -> bool:
    """Whether a word's compounds are looked for and another is one, in an archive that has it and a few others."""
    part, stemmed = Part.of(word), stem(whole, "de")
    assert part is not None
    rules = Compounding((KNOWN | {stemmed, part.stem}).__contains__)
    ends = stemmed.endswith(part.stem) and rules.ends(stemmed, len(part.stem), len(part.form))
    return ends or (part.base is not None and stemmed.startswith(part.base) and rules.begins(stemmed, len(part.base)))


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("Kooperation", "Motorenkooperation"),
        ("Kooperation", "Kooperationsvertrag"),
        ("Kooperationen", "Kooperationsverträge"),
        ("Deal", "Milliardenpensionsdeal"),
        ("Übernahme", "Übernahmeangebot"),
        ("Uebernahmen", "Übernahmeangebote"),
        ("Übernahme", "Firmenübernahme"),
        ("Fusion", "Fusionsgespräche"),
        ("Auto", "Autokauf"),
        ("Kauf", "Hauskauf"),
        ("Kauf", "Kaufpreis"),
        ("Aktie", "Aktienkauf"),
        ("Konzern", "Autokonzern"),
        ("Konzern", "Konzernumbau"),
        ("Konzern", "Ölkonzern"),
        ("Partei", "Arbeiterpartei"),
        ("Verhandlung", "Tarifverhandlungen"),
        ("Verhandlungen", "Verhandlungspartner"),
        ("Konzern", "Technologiekonzern"),
    ],
)
def test_a_compound_is_one_of_its_first_and_last_part(part: str, whole: str) -> None:
    """With linking elements, in any inflection; what the archive does not know must be long."""
    assert _finds(part, whole)


@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("Kooperation", "Kooperationen"),
        ("Handlung", "Tarifverhandlung"),
        ("Kooperation", "Motorenkooperationsvertrag"),
        ("Handlung", "Behandlung"),
        ("Operation", "Motorenkooperation"),
        ("Nehmen", "Unternehmen"),
        ("Kommen", "Abkommen"),
        ("Kommen", "kommentieren"),
        ("Kauf", "Verkauf"),
        ("Partner", "Partnerschaft"),
        ("Partner", "Partnerschaftsvertrag"),
        ("Kapital", "Kapitalismus"),
        ("Vertrag", "vertraglich"),
        ("Konzern", "Konzert"),
        ("Konzern", "Konzentration"),
        ("Auto", "Autorität"),
        ("Auto", "Autopolitur"),
        ("Ford", "Forderung"),
        ("Fusion", "fusionieren"),
    ],
)
def test_what_merely_holds_a_word_is_no_compound_of_it(part: str, other: str) -> None:
    """Another verb with a prefix, a word derived from it, one that has the letters by accident, itself."""
    assert not _finds(part, other)


@pytest.mark.parametrize("word", ["Rat", "E.ON", "BMW-Chef", "2019", "G20-Gipfel", "C&A", "Газпром"])
def test_short_words_and_names_with_signs_have_no_compounds(word: str) -> None:
    """Three letters stand in too many words by accident."""
    assert Part.of(word) is None


@pytest.mark.parametrize(
    ("expected", "word"),
    [("ubernahm", "Übernahmen"), ("verhandlung", "Verhandlungen"), ("banken", "Banken"), ("konzern", "Konzern")],
)
def test_compounds_begin_without_an_inflection(expected: str, word: str) -> None:
    """But with what a word is derived with; and no four letters are left of a longer word."""
    part = Part.of(word)
    assert part is not None
    assert expected == part.base


@pytest.mark.parametrize("word", ["Übernahmen", "Verhandlungen", "Banken", "Kooperation", "Häuser"])
def test_all_compounds_hold_a_piece_of_the_word(word: str) -> None:
    """So that an article's words can be told from them at a glance."""
    part = Part.of(word)
    assert part is not None
    assert part.base is not None
    assert part.piece
    assert part.stem.startswith(part.piece)
    assert part.base.startswith(part.piece)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Search:
    """Compounds of Kooperation and Übernahme, in both languages."""
    return built(
        tmp_path_factory.mktemp("compounds") / "index",
        [
            article(1, "Motorenkooperation in Bayern", "Die Motorenkooperation steht."),
            article(2, "Nachricht aus Bayern", "Am Ende eines langen Textes steht etwas von einer Kooperation."),
            article(3, "Angebot", "Das Übernahmeangebot der Bahn."),
            article(5, "Kooperation der anderen", "Es folgt nichts."),
            article(4, "News", "They wrote Motorenkooperation and kept it.", language="en"),
        ],
    )


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ([5, 2, 1], "Kooperation "),
        ([5, 2, 1], "kooperationen "),
        ([5, 2, 1], "Kooperation"),
        ([5, 2], '"Kooperation"'),
        ([5, 1], "title:kooperation "),
        ([3], "Übernahme "),
        ([3], "übernahmen"),
        ([1], "kooperation bayern -ende "),
        ([], "operation "),
        ([], "motor -motorenkooperation "),
    ],
)
def test_a_word_finds_its_compounds_after_itself(expected: list[int], query: str, archive: Search) -> None:
    """The word itself ranks first, wherever it stands; quotes mean the form itself; English has no such compounds."""
    assert expected == found(archive, query)


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (["Motorenkooperation", "Motorenkooperation"], "Kooperation "),
        (["Motorenkooperation", "Motorenkooperation"], "Motor "),
        ([], '"Kooperation"'),
        ([], "operation "),
    ],
)
def test_compounds_are_highlighted_where_they_are_found(expected: list[str], query: str, archive: Search) -> None:
    """What is no match is not highlighted: in an English article nothing is."""
    german = article(1, "Motorenkooperation in Bayern", "Die Motorenkooperation steht.").article
    english = article(4, "News", "They wrote Motorenkooperation and kept it.", language="en").article
    assert expected == [span.of(german.text) for span in archive.matches(query, german)]
    assert () == archive.matches(query, english)


def test_a_compound_in_title_and_body_counts_once(folder: Path) -> None:
    """So that it is no better than the word itself in a long text."""
    both = article(1, "Motorenkooperation", "Die Motorenkooperation steht.")
    search = built(folder, [both, article(2, "Nachricht", "Die Motorenkooperation steht.")])
    first, second = search.search(SearchRequest("Kooperation ")).scores
    assert first == second


def test_a_new_word_vouches_for_older_compounds(folder: Path) -> None:
    """Nobody knows "Öko" until an article has it: the next search does."""
    search = built(folder, [article(1, "Eins", "Ein Ökopreis")])
    assert [] == found(search, "preis ")
    search.update(changes([article(2, "Zwei", "Alles Öko")]), coverage(2))
    assert [1] == found(search, "preis ")


def test_a_word_that_most_articles_have_finds_no_compounds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There are enough without, and working out what "eine" begins takes long."""
    plain = [article(number, f"Nr {number}", "Der Konzern wächst") for number in range(1, 4)]
    search = built(folder, [*plain, article(4, "Nr 4", "Der Technologiekonzern wächst")])
    assert {1, 2, 3, 4} == set(found(search, "Konzern "))
    search.close()
    monkeypatch.setattr(vocabulary, "_MANY", 2)
    assert {1, 2, 3} == set(found(search, "Konzern "))
    assert () == search.matches("Konzern ", article(4, "Nr 4", "Der Technologiekonzern wächst").article)
