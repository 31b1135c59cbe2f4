"""Dates are read as they are said: as exact as the words are, and counted from the article's date where they do."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import PartialDate
from index.detection.clauses import Line, parse
from index.detection.cue_tables import load_cues
from index.detection.date_words import date_words
from index.detection.dates import expressions, may_tell, resolve
from index.detection.tokens import tokenize

_PUBLISHED = PartialDate("2019-02-27")


def _line(text: str, language: str) -> Line:
    return parse(tokenize(text), load_cues().languages[language], english=language == "en")


def _read(text: str, language: str, ahead: bool | None, published: PartialDate | None = _PUBLISHED) -> list[str | None]:
    found = expressions(_line(text, language), date_words(english=language == "en"))
    dates = (resolve(said, published, ahead) for said in found)
    return [date.iso if date else None for date in dates]


@pytest.mark.parametrize(
    ("text", "language", "ahead", "expected"),
    [
        ("am 5. Juni 2018", "de", None, "2018-06-05"),
        ("am Mittwoch, 5. Juni 2019", "de", None, "2019-06-05"),
        ("am 27.03.2020", "de", None, "2020-03-27"),
        ("am 31. Juni 2018", "de", None, None),
        ("im Mai", "de", True, "2019-05"),
        ("im Mai", "de", False, "2018-05"),
        ("im Mai", "de", None, None),
        ("Mitte März 2020", "de", None, "2020-03"),
        ("Anfang kommenden Jahres", "de", None, "2020"),
        ("im 3. Quartal", "de", True, "2019"),
        ("im ersten Halbjahr 2021", "de", None, "2021"),
        ("im nächsten Monat", "de", None, "2019-03"),
        ("bis Jahresende", "de", True, "2019"),
        ("zum Jahresende", "de", False, "2018"),
        ("am Montag", "de", False, "2019-02-25"),
        ("am Montag", "de", True, "2019-03-04"),
        ("am Mittwoch", "de", False, "2019-02-27"),
        ("gestern", "de", None, "2019-02-26"),
        ("on June 5th, 2018", "en", None, "2018-06-05"),
        ("on 5 June 2018", "en", None, "2018-06-05"),
        ("in May", "en", True, "2019-05"),
        ("by the end of the year", "en", True, "2019"),
        ("in mid-2020", "en", None, "2020"),
        ("in Q3 2020", "en", None, "2020"),
        ("last spring", "en", None, "2018"),
        ("next year", "en", None, "2020"),
    ],
)
def test_one_date(text: str, language: str, ahead: bool | None, expected: str | None) -> None:
    """Read in an article of 27 February 2019, a Wednesday."""
    assert [expected] == _read(text, language, ahead)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("mit 2015 Mitarbeitern", "de"),
        ("die ersten Kunden im Jahr", "de"),
        ("Ende der Partnerschaft", "de"),
        ("im Geschäftsjahr 2019", "de"),
        ("they may close", "en"),
        ("the first half of the game", "en"),
        ("early birds, this time", "en"),
        ("the second quarter of fiscal 2020", "en"),
    ],
)
def test_no_date(text: str, language: str) -> None:
    """Numbers, ordinals and parts of anything else are none, nor is a company's own year."""
    assert [] == [date for date in _read(text, language, ahead=None) if date]


def test_an_undated_article_dates_only_what_has_a_year() -> None:
    """What counts from the article's day is left out."""
    text = "im Mai 2018, gestern, im kommenden Jahr, Ende des Monats"
    assert ["2018-05", None, None, None] == _read(text, "de", ahead=False, published=None)


def test_an_article_known_to_the_year_dates_years_only() -> None:
    """A month of it may be before or after the article."""
    assert [None, "2020"] == _read("im Mai und im kommenden Jahr", "de", ahead=True, published=PartialDate("2019"))


_WORDS = ["im", "am", "bis", "5", ".", "31", "Februar", "Mai", "2019", "Ende", "des", "kommenden", "Jahres", "Montag"]
_MORE = ["zweiten", "Quartal", "Halbjahr", "Herbst", "gestern", ",", "Monats", "dritten", "4", "29.02.2019", "wurde"]


@given(
    st.lists(st.sampled_from(_WORDS + _MORE), min_size=1, max_size=12),
    st.none() | st.booleans(),
    st.none() | st.dates().map(lambda day: PartialDate(day.isoformat())),
)
def test_any_words_are_read(words: list[str], ahead: bool | None, published: PartialDate | None) -> None:
    """However they are put together, and in order and apart; what is no day of the calendar is no date."""
    line = _line(" ".join(words), "de")
    found = list(expressions(line, date_words(english=False)))
    assert all(one.last < other.first for one, other in pairwise(found))
    assert all(date is None or date.iso for date in (resolve(said, published, ahead) for said in found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("am 27.03.2020", True),
        ("früher 2019", True),
        ("im März", True),
        ("early-2020", True),
        ("für 250 Millionen Euro", False),
        ("12,5 Prozent von 2.000", False),
    ],
)
def test_figures_alone_are_mostly_no_date(text: str, expected: bool) -> None:
    """Only years and whole dates are, without a month or the like."""
    assert expected is may_tell(_line(text, "de"), date_words(english=False))
