"""Joining: the rules keep what they find, the model adds to it."""

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


def test_candidates_that_the_model_leaves_out_stay() -> None:
    """What the rules find is kept, sure or doubtful: the model has seen few of the lexicon's names."""
    sure = Candidate(Span(0, 5), ("Linde",), "linde", sure=True, why="lexicon")
    doubtful = Candidate(Span(10, 14), ("Post",), "deutsche-post", sure=False, why="lexicon")
    assert [sure, doubtful] == join(line("Linde und Post"), [sure, doubtful], [], load_lexicon())


def test_a_sure_company_is_not_lost_to_a_longer_tag() -> None:
    """A tag that takes more words than a sure company of the lexicon is not believed."""
    sure = Candidate(Span(0, 5), ("Linde",), "linde", sure=True, why="lexicon")
    assert [sure] == join(line("Linde Orvania wächst"), [sure], [tag(0, 2)], load_lexicon())


def test_what_the_rules_refuse_is_no_company() -> None:
    """A company's name that the rules did not take here, and a word that tells no company, are not taken from a tag."""
    assert [] == join(line("Auf Facebook"), [], [tag(1, 2)], load_lexicon())
    assert [] == join(line("Die Mobility wächst"), [], [tag(1, 2)], load_lexicon())


def test_an_unlikely_name_is_not_taken() -> None:
    """What the model alone finds must be likely."""
    unlikely = tag(0, 1)._replace(confidence=0.5)
    assert [] == join(line("Orvania wächst"), [], [unlikely], load_lexicon())


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
