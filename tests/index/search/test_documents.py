"""What is indexed of an article."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from index.dates import PartialDate
from index.document import EventType
from index.search import documents, schema
from index.search.analysis import GAP
from tests.index.search.examples import STORIES, article


def test_title_and_body_are_indexed_and_furniture_is_not() -> None:
    """Stems with counts, tagged with the language; forms with positions, each paragraph apart from the last."""
    fields = documents.fields(article(7, "Neue Motoren", "BMW-Chef sagt", "BMW schweigt", furniture="teilen"))
    assert {"de:neu": 1, "de:motor": 1} == fields[schema.TITLE]
    assert {"de:bmwchef": 1, "de:bmw": 2, "de:chef": 1, "de:sagt": 1, "de:schweigt": 1} == fields[schema.BODY]
    after = 3 + GAP
    assert {
        "bmwchef": [0],
        "bmw": [0, after],
        "chef": [1],
        "sagt": [2],
        "schweigt": [after + 1],
    } == fields[schema.EXACT[schema.BODY]]


def test_what_an_article_is_becomes_values() -> None:
    """Companies with their names, deals, source, language, and the days that its date can mean."""
    fields = documents.fields(STORIES[1])
    assert {"bmw", "jaguar-land-rover"} == fields[schema.COMPANY]
    assert {"bmw\nbmw", "jaguar land rover\njaguar-land-rover"} == fields[schema.ALIAS]
    assert {"supply", "partnership"} == fields[schema.TYPE]
    assert {"announced", "signed"} == fields[schema.STATUS]
    assert {"Auto Woche"} == fields[schema.SOURCE]
    assert (date(2019, 6, 1).toordinal(), date(2019, 6, 30).toordinal()) == (
        fields[schema.FIRST_DAY],
        fields[schema.LAST_DAY],
    )


def test_groups_and_events_become_values() -> None:
    """A group is found by its name though no article names it."""
    told = article(
        7, "Audi streicht Stellen", companies=[("audi", "Audi")], groups={"audi": "vw"}, events=[EventType.LAYOFFS]
    )
    fields = documents.fields(told)
    assert ({"vw"}, {"layoffs"}) == (fields[schema.GROUP], fields[schema.EVENT])
    assert {"audi\naudi", "vw\nvw"} == fields[schema.ALIAS]


def test_an_undated_article_without_source_has_no_days_and_no_source() -> None:
    """It is in no range of dates, and in no count of sources."""
    fields = documents.fields(STORIES[4])
    assert schema.FIRST_DAY not in fields
    assert 0 == fields[schema.MOMENT]
    assert set() == fields[schema.SOURCE]


def test_an_alias_can_be_read_again() -> None:
    """Name and company come out as they went in."""
    assert ("jaguar land rover", "jlr") == documents.read_alias(documents.alias_term("Jaguar Land-Rover", "jlr"))


DATES = st.one_of(
    st.dates().map(lambda day: f"{day:%Y}".zfill(4)),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.dates().map(date.isoformat),
    st.datetimes().map(lambda moment: moment.isoformat()[:16]),
).map(PartialDate)


@settings(deadline=None)
@given(DATES, DATES)
def test_moments_sort_as_dates_do(one: PartialDate, other: PartialDate) -> None:
    """What a source does not tell comes first within what it tells."""
    assert (one < other) == (documents.moment(one) < documents.moment(other))
