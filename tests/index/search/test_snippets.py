"""The passage that is shown of an article."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.search.matches import Finder
from index.search.snippets import make_snippet
from tests.index.search.examples import article

FILLER = "Hier steht ein Satz ohne Belang, der nur den Platz füllt, damit der Text lang wird. "
LONG = article(
    1,
    "Ein langer Text",
    FILLER * 3 + "BMW wird erwähnt. " + FILLER * 4,
    FILLER * 2 + "Später reden BMW und Daimler über eine Kooperation. " + FILLER * 4,
).article


def test_a_blank_query_shows_the_beginning() -> None:
    """From the first word of the body, with an ellipsis where it goes on."""
    snippet = make_snippet(Finder(""), LONG)
    assert snippet.text.startswith("Hier steht ein Satz")
    assert snippet.text.endswith(" …")
    assert () == snippet.matches
    assert 100 < len(snippet.text) <= 164


def test_the_passage_has_most_of_the_query() -> None:
    """The place with three of the query's words, not the first with one; from the beginning of its sentence."""
    snippet = make_snippet(Finder("bmw daimler kooperation "), LONG)
    assert ["BMW", "Daimler", "Kooperation"] == [span.of(snippet.text) for span in snippet.matches]
    assert snippet.text.startswith("… Später reden BMW und Daimler über eine Kooperation. Hier")


def test_a_match_in_the_title_alone_shows_the_beginning() -> None:
    """The title is shown anyway."""
    snippet = make_snippet(Finder("title:langer"), LONG)
    assert snippet.text.startswith("Hier steht ein Satz")
    assert () == snippet.matches


def test_a_short_article_is_shown_whole_on_one_line() -> None:
    """Line breaks and runs of blanks become one blank, and the matches move with them."""
    short = article(1, "Titel", "Eine  Zeile\nmit   BMW", "und \t Daimler").article
    snippet = make_snippet(Finder("bmw daimler"), short)
    assert "Eine Zeile mit BMW und Daimler" == snippet.text
    assert ["BMW", "Daimler"] == [span.of(snippet.text) for span in snippet.matches]


def test_controls_are_shown_not_obeyed() -> None:
    """An escape sequence in a text is visible, as everywhere."""
    snippet = make_snippet(Finder("bmw"), article(1, "Titel", "Ein \x1b]52;c;x\x07 BMW \u202e").article)
    assert "Ein ␛]52;c;x␇ BMW \N{REPLACEMENT CHARACTER}" == snippet.text
    assert ["BMW"] == [span.of(snippet.text) for span in snippet.matches]


def test_an_article_without_a_body_has_an_empty_snippet() -> None:
    """Only a title, and furniture."""
    assert "" == make_snippet(Finder("titel"), article(1, "Titel").article).text


@pytest.mark.parametrize("length", [159, 160, 161, 5000])
def test_a_text_without_blanks_is_cut(length: int) -> None:
    """In the middle, because there is no better place; and what matches is shown."""
    assert len(make_snippet(Finder(""), article(1, "Titel", "x" * length).article).text) <= 164
    matched = make_snippet(Finder("xx*"), article(1, "Titel", "x" * length).article)
    assert all(span.end <= len(matched.text) for span in matched.matches)


WORDS = st.sampled_from(
    ["BMW", "Daimler", "redet", "mit", "und.", "Kooperation!\n", "\t", "sehr-langes-Wort" * 5, "e\u0301"]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=80).map(" ".join), st.sampled_from(["", "bmw", "bmw daimler ", '"mit daimler"', "e*"]))
def test_a_snippet_shows_matches_and_only_those(text: str, query: str) -> None:
    """On one line of bounded length; every highlight is one of the article's; none is missing if there is any."""
    shown = article(1, "Titel", text).article
    snippet = make_snippet(Finder(query), shown)
    matches = {" ".join(span.of(shown.text).split()) for span in Finder(query).spans(shown)}
    assert "\n" not in snippet.text
    assert "  " not in snippet.text
    assert len(snippet.text) <= 250
    assert {span.of(snippet.text) for span in snippet.matches} <= matches
    assert bool(snippet.matches) == bool(matches)
