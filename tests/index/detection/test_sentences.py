"""Sentences: full stops that end none, line breaks that do, regions that are not read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.detection.sentences import split
from index.document import Article, Region, RegionKind, Span
from tests.index.detection.deal_texts import article


def sentences(text: str, language: str = "de") -> list[str]:
    """The texts of the sentences."""
    return [sentence.span.of(text) for sentence in split(article(text, language))]


@pytest.mark.parametrize(
    "one",
    [
        "Es geht um die 5. Generation des Antriebs.",
        "Am 3. Mai kam er.",
        "Der Chef Dr. Meier sprach z. B. über Autos.",
        "Das kostet 3 Mio. Euro und 2,4 Mrd. Dollar.",
        "Die Bank J. P. Morgan rät ab.",
        "Apple Inc. und Google Corp. klagen.",
        "Mercedes-Benz u. a. warten.",
        "Die Nr. 1 der Branche ist ProSiebenSat.1 nicht.",
    ],
)
def test_one_sentence(one: str) -> None:
    """A full stop after an abbreviation, initial or ordinal ends no sentence."""
    assert [one] == sentences(one)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "Er kaufte Aktien der Apple Inc. Die Firma wächst.",
            "de",
            ["Er kaufte Aktien der Apple Inc.", "Die Firma wächst."],
        ),
        ("Es war 2019. Die Zahl stieg.", "de", ["Es war 2019.", "Die Zahl stieg."]),
        ("She lives in the U.S. The company does not.", "en", ["She lives in the U.S.", "The company does not."]),
        ("„Nein.“ Das sagte er.", "de", ["„Nein.“", "Das sagte er."]),
        ("So? Ja! Gut… Schön.", "de", ["So?", "Ja!", "Gut…", "Schön."]),
        ("Das war gut.Die Firma auch.", "de", ["Das war gut.", "Die Firma auch."]),
    ],
)
def test_two_sentences(text: str, language: str, expected: list[str]) -> None:
    """A full stop ends a sentence, even after an abbreviation where a word follows that opens sentences."""
    assert expected == sentences(text, language)


def test_headline() -> None:
    """A headline without a full stop ends at its line, a caption too."""
    assert ["GM flirtet mit BMW", "Bild: Werk", "Es geht um Autos."] == sentences(
        "GM flirtet mit BMW\nBild: Werk\n\nEs geht um Autos."
    )


def test_wrapped_by_hand() -> None:
    """Lines of a paragraph that was wrapped by hand belong together."""
    text = (
        "Das ist ein von Hand umbrochener Absatz, in dem die Zeilen etwa gleich\n"
        "lang sind und jede Zeile dort endet, wo das nächste Wort nicht mehr\n"
        "hineinpasst."
    )
    assert [text] == sentences(text)


def test_caption_printed_twice() -> None:
    """Two equal long lines are two sentences."""
    line = "Konzeptstudie eines Herstellers auf dem Autosalon in Paris, im Herbst des Jahres"
    assert [line, line] == sentences(f"{line}\n{line}")


def test_boilerplate_is_not_read() -> None:
    """Title, body and repeated lines have sentences, page furniture has none."""
    kinds = [RegionKind.TITLE, RegionKind.BODY, RegionKind.REPEATED, RegionKind.BOILERPLATE]
    text = "Eins\n\nZwei\n\nDrei\n\nVier"
    regions = tuple(
        Region(Span(text.index(word), text.index(word) + 4), kind)
        for word, kind in zip(text.split(), kinds, strict=True)
    )
    given_article = Article("a", text, "Eins", None, "", None, "de", regions, "")
    assert [(kind, word) for kind, word in zip(kinds[:3], ["Eins", "Zwei", "Drei"], strict=True)] == [
        (sentence.region, sentence.span.of(text)) for sentence in split(given_article)
    ]


def test_a_text_without_full_stops_is_cut() -> None:
    """No sentence has more than 400 tokens."""
    assert [400, 400, 200] == [len(sentence.tokens) for sentence in split(article("Wort " * 1000))]


@given(st.text(alphabet=st.sampled_from('Ab. 5\n"“!-…Inc')))
def test_sentences_cover_the_tokens(text: str) -> None:
    """Sentences are in order, do not overlap, and leave out only blanks."""
    position = 0
    for sentence in split(article(text)):
        assert text[position : sentence.span.start].strip() == ""
        assert sentence.span == Span(sentence.tokens[0].start, sentence.tokens[-1].end)
        position = sentence.span.end
    assert text[position:].strip() == ""
