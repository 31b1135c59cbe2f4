"""Dates as sources write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean
from index.cleaning.dating import date_of_address, dates_in, parse_date
from index.document import Article
from index.raw import RawArticle


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Erstellt am 27. März 2020", "2020-03-27"),
        ("date 2019-02", "2019-02"),
        ("BONN, 12.04.2016  -  15:47 Uhr", "2016-04-12T15:47"),
        ("Erna Muster            am 29. Januar 2016 um 12:01 Uhr", "2016-01-29T12:01"),
        ("2020-03-27T10:00:00+01:00", "2020-03-27T10:00"),
        ("2020-03-27", "2020-03-27"),
        ("2019", "2019"),
        ("Mo, 25 Jun 2018 10:00:00 +0200", "2018-06-25T10:00"),
        ("Do, 05 Okt 2017 08:30:00 MEST", "2017-10-05T08:30"),
        ("Tue, 03 Nov 2015 07:00:00 GMT", "2015-11-03T07:00"),
        ("March 5, 2020", "2020-03-05"),
        ("Mittwoch, November 11th, 2015", "2015-11-11"),
        ("Stand: 03/2019", "2019-03"),
        ("Oktober 2010", "2010-10"),
        ("5. Jänner 2016", "2016-01-05"),
        ("14:31 24.02.16", "2016-02-24T14:31"),
        ("7.5.98", "1998-05-07"),
        ("April 1, 2020 3:05 pm", "2020-04-01T15:05"),
        ("1 April 2020, 12:10 am", "2020-04-01T00:10"),
        ("27/03/2020", "2020-03-27"),
        ("03/27/2020", "2020-03-27"),
        ("03/04/2020", "2020"),
        ("31.02.2019", None),
        ("31. Februar 2019", None),
        ("13/25/2019", None),
        ("2019-13-01", None),
        ("heute 10:48 Uhr", None),
        ("26.01., 17:02", None),
        ("Halle 2010", None),
        ("um 12 Prozent 2016", None),
        ("20160227", None),
        ("Version 1.2.3.4", None),
        ("", None),
        (None, None),
    ],
)
def test_parse_date(text: str | None, date: str | None) -> None:
    """A date is read as precisely as it is written; what is no day is no date."""
    found = parse_date(text)
    assert date == (found.iso if found else None)


@given(st.text(st.sampled_from("0123456789./-: ,amptMayärz")))
def test_any_text(text: str) -> None:
    """No text makes the search fail, and every date found stands where it is said to."""
    for found in dates_in(text):
        assert 0 <= found.span.start < found.span.end <= len(text)


STORY = (
    "Am 3. Mai 2017 hatte Musterwerk seinen Rivalen gekauft, wie der Konzern damals mitteilte. Das ist lange her.\n"
    "Seit Juni 2018 ist alles anders, und am 1.7.2018 kam noch etwas hinzu. So sagte es ein Sprecher."
)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param(STORY, None, id="days of the story"),
        pytest.param(f"Titel\n4. Juli 2019\n{STORY}", "2019-07-04", id="a line above"),
        pytest.param(f"Titel\n{STORY}\nVeröffentlicht am 4. Juli 2019", "2019-07-04", id="a line below"),
        pytest.param(f"Titel\nBonn, 4. Juli 2019. {STORY}", "2019-07-04", id="a dateline"),
        pytest.param(f"Titel\n(04.07.19) - {STORY}", "2019-07-04", id="a dateline in brackets"),
        pytest.param(f"Titel\n{STORY}\nLesen Sie auch\n04.07.2019\nAnderes", None, id="a date of another article"),
        pytest.param(f"Titel\n{STORY}\n3 Kommentare\n04.07.2019\nAnna: Toll!", None, id="a date of a comment"),
        pytest.param(f"Geschäft vom 3.4. bis 4.7.2019\n{STORY}", None, id="a span of time"),
        pytest.param(f"Erschienen: 04.07.2019\nAktualisiert: 05.07.2019\n{STORY}", "2019-07-04", id="the first of two"),
    ],
)
def test_found_in_text(text: str, date: str | None) -> None:
    """Only lines that tell an article's date do; days in sentences are the story's."""
    article = clean(RawArticle(id="a", text=text))
    assert isinstance(article, Article)
    assert date == (article.date.iso if article.date else None)


def test_declared_date_goes_first() -> None:
    """A declared date is believed more than the text; one that cannot be read leaves the text's."""
    text = f"Titel\n4. Juli 2019\n{STORY}"
    for declared, date in (("2018-01-02", "2018-01-02"), ("neulich", "2019-07-04")):
        article = clean(RawArticle(id="a", text=text, date=declared))
        assert isinstance(article, Article)
        assert article.date
        assert date == article.date.iso


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://bote.example/wirtschaft/2018/03/11/musterwerk.html", "2018-03-11"),
        ("https://bote.example/2018-03-11/musterwerk", "2018-03-11"),
        ("https://bote.example/2018/03/musterwerk", "2018-03"),
        ("https://bote.example/2018/musterwerk", None),
        ("https://bote.example/2018/13/musterwerk", None),
        ("https://bote.example/4711/03/11", None),
        ("https://bote.example/?day=/2018/03/11/", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_date_of_address(url: str | None, date: str | None) -> None:
    """A date in an address's path is read as precisely as it stands there."""
    found = date_of_address(url)
    assert date == (found.iso if found else None)


def test_address_is_the_last_resort() -> None:
    """What the source or the text says of the date goes before its address."""
    url = "https://bote.example/2018/03/11/a"
    text = "Ein Titel\n\nEin Absatz der Geschichte, der hier steht. Er hat zwei Sätze."
    for raw, date in (
        (RawArticle("a", text, url=url), "2018-03-11"),
        (RawArticle("a", text, url=url, date="2018-03"), "2018-03"),
        (RawArticle("a", f"Erstellt am 27. März 2020\n\n{text}", url=url), "2020-03-27"),
    ):
        article = clean(raw)
        assert isinstance(article, Article)
        assert date == (article.date.iso if article.date else None)
