"""Joining: the model decides, candidates name the company."""

from __future__ import annotations

from index.detection.compounds import words
from index.detection.known_names import Candidate
from index.detection.lexicon import load_lexicon
from index.detection.tagging.features import Line
from index.detection.tagging.joining import join
from index.detection.tagging.tagger import Tagged
from index.detection.tokens import tokenize
from index.document import Span


def line(text: str) -> Line:
    """The text as one line."""
    return Line(words(tokenize(text)))


def tag(first: int, last: int, *, medium: bool = False) -> Tagged:
    """A tag in line 0."""
    return Tagged(0, first, last, medium, 0.9)


def test_a_candidate_that_the_model_finds_is_sure() -> None:
    """The candidate keeps its company and its reason."""
    doubtful = Candidate(Span(0, 5), ("Linde",), "linde", sure=False, why="lexicon")
    found = join(line("Linde wächst"), [doubtful], [tag(0, 1)], load_lexicon())
    assert [(True, "linde", "lexicon")] == [(c.sure, c.company, c.why) for c in found]


def test_a_candidate_that_the_model_leaves_out_goes() -> None:
    """A candidate that was sure, and is not tagged, is dropped; a doubtful one of the lexicon stays doubtful."""
    sure = Candidate(Span(0, 5), ("Linde",), "linde", sure=True, why="lexicon")
    doubtful = Candidate(Span(10, 14), ("Post",), "deutsche-post", sure=False, why="lexicon")
    assert [doubtful] == join(line("Linde und Post"), [sure, doubtful], [], load_lexicon())


def test_a_new_name_is_looked_up_in_the_lexicon() -> None:
    """A tag on a name of the lexicon with a legal form gets the lexicon's company; one on other words gets none."""
    found = join(line("Siemens AG und Orvania"), [], [tag(0, 2), tag(3, 4)], load_lexicon())
    assert [("siemens", Span(0, 10)), ("", Span(15, 22))] == [(c.company, c.span) for c in found]


def test_media_that_report_are_no_companies() -> None:
    """A tag on a medium makes no candidate, and its words are no doubtful one either."""
    doubtful = Candidate(Span(0, 4), ("Zeit",), "zeit-verlag", sure=False, why="lexicon")
    assert [] == join(line("Zeit berichtet"), [doubtful], [tag(0, 1, medium=True)], load_lexicon())


def test_a_possessive_is_not_part_of_the_name() -> None:
    """The span of a new name ends before "'s"."""
    found = join(line("Orvania's boss"), [], [tag(0, 1)], load_lexicon())
    assert [Span(0, 7)] == [c.span for c in found]
