"""Sentences are cut into clauses that keep subjects and verbs together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.detection.clauses import Line, parse
from index.detection.cue_tables import load_cues
from index.detection.tokens import tokenize


def line(text: str, code: str = "de") -> Line:
    """The text as one sentence."""
    language = load_cues().languages[code]
    return parse(tokenize(text), language, english=code == "en")


def shape(text: str, code: str = "de") -> list[tuple[str, int | None, str]]:
    """Kind, parent and words of each clause."""
    parsed = line(text, code)
    return [
        (clause.kind.value, clause.parent, " ".join(parsed.words[i] for i in parsed.within(n)))
        for n, clause in enumerate(parsed.clauses)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A, das B gekauft hat, will wachsen.",
            [("main", None, "a , will wachsen ."), ("relative", 0, "das b gekauft hat ,")],
        ),
        (
            "A plant, den Rivalen B zu kaufen.",
            [("main", None, "a plant ,"), ("infinitive", 0, "den rivalen b zu kaufen .")],
        ),
        ("A übernimmt B und C kauft D.", [("main", None, "a übernimmt b"), ("main", 0, "und c kauft d .")]),
        (
            "Dass A, B und C fusionieren, hilft.",
            [("subordinate", None, "dass a , b und c fusionieren ,"), ("main", 0, "hilft .")],
        ),
        ("A werde B kaufen, teilte C mit.", [("main", None, "a werde b kaufen ,"), ("report", 0, "teilte c mit .")]),
        ("A, ein Hersteller, kauft B.", [("main", None, "a , ein hersteller , kauft b .")]),
    ],
)
def test_german_clauses(text: str, expected: list[tuple[str, int | None, str]]) -> None:
    """Commas, relative pronouns, conjunctions and "zu" part clauses; appositions and lists do not."""
    assert expected == shape(text)


def test_english_relative_clauses_need_no_comma() -> None:
    """A "which" begins a clause wherever it stands."""
    assert ["main", "relative"] == [kind for kind, _, _ in shape("A bought B which makes C.", "en")]


def test_parentheses_and_quotation_marks_are_left_out() -> None:
    """What stands in parentheses does not part a name from its verb."""
    assert ("die", "a", "ag", "kauft", "b", ".") == line("Die „A“ AG (WKN 1, ISIN 2) kauft B.").words


def test_an_open_parenthesis_is_passed_over() -> None:
    """A slip of the pen does not swallow the sentence."""
    assert ("a", "kauft", "b") == line("A (kauft B").words


@given(st.text())
def test_every_word_is_in_a_clause(text: str) -> None:
    """Any text: each token has a clause, and parents come from the same sentence."""
    parsed = line(text)
    assert len(parsed.tokens) == len(parsed.clause_of)
    assert all(0 <= number < len(parsed.clauses) for number in parsed.clause_of)
    assert all(c.parent is None or 0 <= c.parent < len(parsed.clauses) for c in parsed.clauses)


@given(st.lists(st.sampled_from(["A", "und", "kauft", ",", "die", "dass", "Konzern", "will", "."]), max_size=20))
def test_a_clause_has_the_words_that_are_its(words: list[str]) -> None:
    """Members and vocabulary of the clauses are those of the words by clause."""
    parsed = line(" ".join(words))
    for clause in range(len(parsed.clauses)):
        members = [i for i, number in enumerate(parsed.clause_of) if number == clause]
        assert members == list(parsed.within(clause))
        assert {parsed.words[i] for i in members} == parsed.vocabulary(clause)


def test_places_that_are_looked_up_by_word() -> None:
    """Where a line has nouns for companies, triggers and figures."""
    parsed = line("Der Konzern übernimmt für 300 Euro die Firma")
    assert ("konzern", "firma") == tuple(parsed.words[i] for i in parsed.nouns if parsed.numbers[i])
    assert ["übernimmt"] == [parsed.words[i] for i in parsed.triggers]
    assert "300" in [parsed.words[i] for i in parsed.figures]
