"""Where a query's words stand in an article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.document import Article, Region, RegionKind, Span
from index.search.analysis import form, forms, keys
from index.search.matches import Finder
from tests.index.search.examples import article

TEXT = article(
    1,
    "Kooperation: Der BMW-Chef verhandelt",
    "BMW und General Motors prüfen Kooperationen. Die Motoren kommen aus Motorenwerken bei Müller.",
    "General Electric sagt: Motors sind kein General Motors-Geschäft. BMWs Aktie steigt, E.ON verliert.",
    furniture="BMW Kooperation teilen",
).article
WORDS = [
    "Übernahme",
    "UEBERNAHME",
    "Ubernahme",
    "Straße",
    "STRASSE",
    "E.ON",
    "C&A",
    "U\u0308bung",
    "Ölpreis",
    "Øresund",
]
ENGLISH = article(2, "Deals", "The issue issued new issues, says General-Motors.", language="en").article


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ([], ""),
        ([], "company:bmw date:2019"),
        ([], "-bmw"),
        (["Kooperation", "Kooperationen"], "kooperation "),
        (["Kooperation", "Kooperationen"], "koop*"),
        (["Kooperation", "Kooperationen"], "koop"),
        ([], "koop "),
        (["BMW", "BMW", "BMWs"], "bmw "),
        (["BMW-Chef"], "bmw-chef "),
        (["Chef"], "chef "),
        (["Müller"], "Mueller "),
        (["E.ON"], "eon "),
        (["General Motors", "General Motors"], '"general motors"'),
        (["General Motors", "General Motors", "Geschäft"], '"general motors" geschäft '),
        (["Kooperation", "Kooperationen"], "kooperation -motoren "),
        (["Kooperation", "Chef", "Kooperationen"], "kooperation OR chef "),
        (["Kooperation", "Chef"], "title:(kooperation chef)"),
        (["Kooperationen"], "body:kooperation "),
        (["Motoren", "Motorenwerken"], "mo*en"),
        (["Aktie"], "aktje~"),
        (["BMW-Chef", "BMW", "BMWs"], "bmw bmw-chef "),
        (["Kooperationen"], '"Kooperationen"'),
    ],
)
def test_words_are_highlighted_where_they_match(expected: list[str], query: str) -> None:
    """In any inflection, and a phrase only where it stands; nothing in furniture, and nothing that is unwanted."""
    assert expected == [span.of(TEXT.text) for span in Finder(query).spans(TEXT)]


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (["issue", "issued", "issues"], "issues "),
        (["General-Motors"], '"general motors"'),
        (["General-Motors"], "General-Motors "),
        (["Motors"], "motors "),
    ],
)
def test_english_words_are_highlighted_by_english_rules(expected: list[str], query: str) -> None:
    """The stem is that of the article's language."""
    assert expected == [span.of(ENGLISH.text) for span in Finder(query).spans(ENGLISH)]


def test_a_phrase_does_not_reach_from_one_paragraph_into_the_next() -> None:
    """As in the index, where paragraphs are apart."""
    split = article(1, "Titel", "Ein Satz über General", "Motors und andere").article
    assert () == Finder('"general motors"').spans(split)


def test_repeated_lines_are_not_highlighted() -> None:
    """What is said a second time is not searched, so that it is no match."""
    text = "BMW wächst\nBMW wächst"
    regions = (Region(Span(0, 10), RegionKind.TITLE), Region(Span(11, 21), RegionKind.REPEATED))
    twice = Article("a", text, "BMW wächst", None, "", None, "de", regions, "f")
    assert (Span(0, 3),) == Finder("bmw").spans(twice)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12), st.sampled_from(WORDS), st.integers(1, 12))
def test_no_match_is_passed_over(words: list[str], wanted: str, length: int) -> None:
    """The tokens that are not looked at closely are none that match: a word's own form and its beginnings are found."""
    text = " ".join(words)
    told = Article("a", text, "", None, "", None, "de", (Region(Span(0, len(text)), RegionKind.BODY),), "f")
    query = wanted[:length]
    if not forms(query):
        return
    expected = [word for word in words if any(key.form.startswith(form(query)) for key in keys(word, "de"))]
    found = [span.of(text) for span in Finder(f"{query}*").spans(told)]
    assert len(expected) <= len(found)
