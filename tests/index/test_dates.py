"""Dates are as precise as they were given, and no more."""

from __future__ import annotations

import calendar
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.dates import PartialDate, Precision

LENGTHS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY, 16: Precision.MINUTE}
moments = st.datetimes().map(lambda moment: moment.isoformat(timespec="minutes"))
partial_dates = st.builds(lambda iso, length: PartialDate(iso[:length]), moments, st.sampled_from(sorted(LENGTHS)))


@given(moments, st.sampled_from(sorted(LENGTHS)))
def test_precision_is_kept(moment: str, length: int) -> None:
    """A date is as precise as the part of it that is given."""
    known = PartialDate(moment[:length])
    assert (LENGTHS[length], moment[:length]) == (known.precision, known.iso)
    assert moment[:length].replace("T", " ") == str(known)


@given(moments, st.sampled_from(sorted(LENGTHS)))
def test_days_enclose_the_moment(moment: str, length: int) -> None:
    """The moment lies between the first and the last day of each of its less precise forms, and those are real days."""
    known = PartialDate(moment[:length])
    assert known.first_day <= moment[:10] <= known.last_day
    span = date.fromisoformat(known.last_day) - date.fromisoformat(known.first_day)
    year = 365 + calendar.isleap(int(moment[:4]))
    month = calendar.monthrange(int(moment[:4]), int(moment[5:7]))[1]
    assert {4: year, 7: month}.get(length, 1) == span.days + 1


@given(st.lists(partial_dates, max_size=5))
def test_order(dates: list[PartialDate]) -> None:
    """Dates are in the order of the calendar; a less precise one stands before those that it may mean."""
    ordered = sorted(dates)
    assert sorted(day.first_day for day in dates) == [day.first_day for day in ordered]
    assert all(not later < earlier for earlier, later in pairwise(ordered))


def test_less_precise_comes_first() -> None:
    """A year stands before its months, a month before its days, a day before its minutes."""
    ordered = ["2018-12-31", "2019", "2019-01", "2019-01-01", "2019-01-01T00:00", "2019-02", "2020"]
    assert ordered == [day.iso for day in sorted(PartialDate(iso) for iso in reversed(ordered))]


@pytest.mark.parametrize(
    "iso",
    [
        "",
        "19",
        "0000",
        "2019-00",
        "2019-13",
        "2019-02-29",
        "2100-02-29",
        "2019-04-31",
        "2019-04-00",
        "2019-04-30T24:00",
        "2019-04-30T12:60",
        "2019-04-30T12",
        "2019-04-30 12:00",
        "2019-4-3",
        "20190430",
        "2019-04-30T12:00Z",
        "2019\n",
        "-2019",
        "٢٠١٩",
    ],
)
def test_impossible(iso: str) -> None:
    """What is no day of the calendar, or not written so, is no date."""
    with pytest.raises(ValueError, match=r"not a date|no such day"):
        PartialDate(iso)


@pytest.mark.parametrize(
    ("expected", "iso"),
    [
        (("2019-01-01", "2019-12-31"), "2019"),
        (("2020-02-01", "2020-02-29"), "2020-02"),
        (("2020-02-29", "2020-02-29"), "2020-02-29"),
        (("2019-02-27", "2019-02-27"), "2019-02-27T15:47"),
    ],
)
def test_first_and_last_day(expected: tuple[str, str], iso: str) -> None:
    """The days that a date can mean."""
    assert expected == (PartialDate(iso).first_day, PartialDate(iso).last_day)
