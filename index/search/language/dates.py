"""The dates of the query language: `2019`, `2019-02`, `27.02.2019`, `2019..2020`, `2019-03..`, `..2018`."""

from __future__ import annotations

import re

from index.dates import PartialDate
from index.search.language.tree import Dates

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_GERMAN = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)(\d{4})", re.ASCII)


def read_dates(text: str) -> Dates:
    """The days that a date or a range of dates covers.

    Raises:
        ValueError: It is none, with a sentence for the user.
    """
    first, dots, last = text.partition("..")
    if not dots:
        day = _day(text)
        return Dates(day.first_day, day.last_day)
    if not (first or last):
        raise ValueError("A range needs a date before or after its dots.")
    since, until = (_day(part) if part else None for part in (first, last))
    if since and until and until.last_day < since.first_day:
        raise ValueError("This range of dates ends before it begins.")
    return Dates(since.first_day if since else None, until.last_day if until else None)


def _day(text: str) -> PartialDate:
    if match := _ISO.fullmatch(text):
        parts = match.groups()
    elif match := _GERMAN.fullmatch(text):
        parts = match.groups()[::-1]
    else:
        raise ValueError(f"“{text}” is no date; write 2019, 2019-02 or 2019-02-27.")
    try:
        return PartialDate("-".join(f"{int(part):02}" if index else part for index, part in enumerate(parts) if part))
    except ValueError:
        raise ValueError(f"There is no such day as “{text}”.") from None
