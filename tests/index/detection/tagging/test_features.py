"""Features: the values of the streams, and that training and tagging see the same."""

from __future__ import annotations

import pytest

from index.detection.compounds import words
from index.detection.tagging.features import EDGE, MARKS, REACH, Line, Mark, attributes, see, shape
from index.detection.tokens import tokenize


def line(text: str, *names: Mark, candidates: tuple[Mark, ...] = ()) -> Line:
    """The text as one line."""
    return Line(words(tokenize(text)), names, candidates)


def column(name: str, *lines: Line) -> list[str]:
    """The values of a stream of marks, without the places around the lines."""
    seen = see([lines])
    marks = seen.marks[[stream.name for stream in MARKS].index(name)]
    return [marks.get(place, "") for place in range(REACH, len(seen.texts) - REACH)]


@pytest.mark.parametrize(
    ("expected", "word"),
    [("Aaa", "Siemens"), ("AaaAaa", "ThyssenKrupp"), ("AA", "VW"), ("A0", "V8"), ("A&A", "C&A"), ("Aaa", "Ärzte")],
)
def test_shape_keeps_the_kinds_of_characters(expected: str, word: str) -> None:
    """A shape has one letter for each kind, and two for any longer run."""
    assert expected == shape(word)


def test_sentences_do_not_see_each_other() -> None:
    """Between two lines stand as many edges as the largest offset."""
    assert [EDGE, EDGE, "A", EDGE, EDGE, "B", EDGE, EDGE] == see([[line("A"), line("B")]]).texts


def test_a_mark_says_where_its_name_begins() -> None:
    """The first word of a marked name differs from the others, and the mark tells the name's width."""
    marked = line("Bei Deutsche Bank", Mark(1, 3, "company="))
    assert ["", "Bcompany=:2", "Icompany=:2"] == column("name", marked)


def test_compounds_show_their_last_word() -> None:
    """Words tied by hyphens know their place in the compound and its last word."""
    assert ["0|chef", "last|chef", ""] == column("compound", line("BMW-Chef geht"))


def test_the_article_tells_what_a_word_is_elsewhere() -> None:
    """A word in a believed name of one line is believed in another, unless it is a name of the lexicon there."""
    believed = line("Igus GmbH", candidates=(Mark(0, 2, "legal form", sure=True),))
    assert "c2 believed" == column("article", believed, line("Igus"))[-1]


def test_articles_do_not_see_each_other() -> None:
    """What one article believes changes nothing in another that is read beside it."""
    believed = line("Igus GmbH", candidates=(Mark(0, 2, "legal form", sure=True),))
    seen = see([[believed], [line("Igus")]])
    assert "c1" == seen.marks[[stream.name for stream in MARKS].index("article")][len(seen.texts) - REACH - 1]


def test_shouted_lines_are_told_apart() -> None:
    """In a line of capitals the shape means less, and the features say so."""
    assert "shouted shoutedAA" == column("line", line("VW KAUFT BMW"))[0]
    assert "first" == column("line", line("VW kauft nichts"))[0]


def test_every_word_has_its_own_features() -> None:
    """As many lists of features as words, line by line; features of neighbours carry their offset."""
    found = list(attributes([line("Siemens wächst."), line("VW")], german=True))
    assert [3, 1] == [len(words_of_line) for words_of_line in found]
    assert "around1:w=wächst" in found[0][0]
    assert "around-1:w=siemens" in found[0][1]
