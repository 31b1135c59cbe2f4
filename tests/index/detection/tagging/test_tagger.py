"""The tagger with the shipped models: names found, passes, and what must hold for any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.detection.candidates import find_candidates
from index.detection.compounds import words
from index.detection.known_names import known_names
from index.detection.lexicon import load_lexicon
from index.detection.tagging import marks
from index.detection.tagging.features import Line, Mark
from index.detection.tagging.tagger import Tagger, load_tagger, name
from index.detection.tokens import tokenize


def line(text: str, *candidates: Mark) -> Line:
    """The text as one line, with these candidates alone."""
    return Line(words(tokenize(text)), (), candidates)


def read(text: str, *, german: bool = True) -> Line:
    """The text as one line, marked by lexicon and context."""
    row = words(tokenize(text))
    lexicon = load_lexicon()
    known = list(known_names(row, lexicon))
    return marks.line(row, known, find_candidates(row, known, lexicon, german=german))


def found(*lines: Line, german: bool = True) -> list[str]:
    """The names of companies that the tagger finds in the lines of an article."""
    tagged = load_tagger(german=german).tag(lines)
    return [" ".join(name(lines, tag)) for tag in tagged if not tag.medium]


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (["Quendel"], "Der Softwarehersteller Quendel meldet Insolvenz an."),
        (["Orvania AG"], "Die Orvania AG hat ihren Umsatz gesteigert."),
        (["Brandau"], "Das Start-up Brandau sucht Geld."),
        (["Commerzbank"], "Wie Commerzbank-Chef Meier sagte, steigt der Gewinn."),
        ([], "In der Stadt Oldenburg regnet es seit Montag."),
    ],
)
def test_names_are_found_by_their_context(expected: list[str], text: str) -> None:
    """The model finds names that no list has, by what stands around them, and cuts compounds."""
    assert expected == found(read(text))


def test_a_name_sure_in_one_sentence_is_found_in_others() -> None:
    """The second pass believes in a bare sentence what the first was sure of in a telling one."""
    bare = read("Orvania schließt das Werk.")
    telling = read("Der Softwarehersteller Orvania meldet Insolvenz an.")
    assert [] == found(bare)
    assert ["Orvania", "Orvania"] == found(telling, bare)


def test_a_sure_candidate_is_kept_unless_denied() -> None:
    """What its sentence makes sure stays when the model merely doubts it, and falls when it denies it."""
    sure = Mark(1, 2, "sure legal form", sure=True)
    assert ["Orvania"] == found(line("Zu Orvania passt das nicht.", sure))
    assert [] == found(line("Es regnet seit Montag.", Mark(1, 2, "odd", sure=True)))


def test_nothing_is_found_in_nothing() -> None:
    """An article without sentences has no names."""
    assert [] == load_tagger(german=True).tag([])


def test_very_long_lines_are_read_to_the_end() -> None:
    """A line of thousands of words is decoded in parts, and names are found in its last."""
    assert ["Orvania AG"] == found(read("und " * 5000 + "die Orvania AG wächst"))[-1:]


_texts = st.lists(
    st.text(st.sampled_from("abcAB CGmbH AG-&@#.,'„“0123\nßÜ"), min_size=1).filter(str.strip), min_size=1, max_size=5
)


@settings(max_examples=50, deadline=None)
@given(_texts)
def test_tags_stand_apart_and_in_order(texts: list[str]) -> None:
    """For any text: in order, inside their lines, none overlapping another, a probability each."""
    lines = [line(text) for text in texts]
    tagged = load_tagger(german=True).tag(lines)
    assert sorted(tagged) == tagged
    for tag in tagged:
        assert 0 <= tag.first < tag.last <= len(lines[tag.line].words)
        assert 0 <= tag.confidence <= 1 + 1e-9
    for one, other in itertools.pairwise(tagged):
        assert (one.line, one.last) <= (other.line, other.first) or one.line < other.line


@settings(max_examples=25, deadline=None)
@given(_texts)
def test_what_was_tagged_before_changes_nothing(texts: list[str]) -> None:
    """The sums that a tagger keeps never change what it finds."""
    lines = [line(text) for text in texts]
    used = load_tagger(german=False)
    assert Tagger(used.model, german=False).tag(lines) == used.tag(lines)


@settings(max_examples=25, deadline=None)
@given(st.lists(_texts, max_size=4))
def test_articles_read_together_are_read_as_alone(articles: list[list[str]]) -> None:
    """What is found in an article does not depend on those beside it."""
    lines = [[line(text) for text in texts] for texts in articles]
    tagger = load_tagger(german=True)
    together = [[tag[:4] for tag in found] for found in tagger.tag_all(lines)]
    assert [[tag[:4] for tag in tagger.tag(own)] for own in lines] == together
