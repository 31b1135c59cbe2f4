"""Dates of articles: what a source declares, or what stands in a line of the text that tells it.

Expressions find where a date stands; dateparser reads the months that are words. What is told is kept as precisely as
it is told: a month is not a day. Days that the story itself speaks of are no date of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from index.dates import PartialDate
from index.document import Span

_GAP = r"(?:\s*[-–—|,/T]\s*|\s+)(?:um\s+|at\s+)?"
_TIME = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?!\d)(?:[:.]\d\d(?!\d))?(?:\s*(?P<half>[ap])\.?m\b)?"
_AFTER = rf"(?:{_GAP}{_TIME})?"
_DAY, _MONTH, _YEAR = r"(?P<day>\d{1,2})", r"(?P<month>\d{1,2})", r"(?P<year>(?:19|20)\d\d)(?!\d)"
_WORD = r"(?P<word>[^\W\d_]{3,9})\.?"
_START = r"(?<![\w.:-])(?<!\d/)"

_FORMS = tuple(
    re.compile(_START + form, re.IGNORECASE)
    for form in (
        # 2020-03-27T10:00, 2016-01-14 / 07:00
        rf"{_YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)(?!\d){_AFTER}",
        # 2019-02
        rf"{_YEAR}-(?P<month>\d\d)(?![\d-])",
        # 14:31 24.02.16
        rf"{_TIME}\s*(?:Uhr)?\s*[,|-]?\s+{_DAY}\.\s?{_MONTH}\.\s?(?P<year>\d{{4}}|\d\d)(?!\d)",
        # 12.04.2016  -  15:47 Uhr
        rf"{_DAY}\.\s?{_MONTH}\.\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d){_AFTER}",
        # 27/03/2020, 03/27/2020
        rf"(?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/{_YEAR}{_AFTER}",
        # 03/2019
        rf"(?P<month>\d{{1,2}})/{_YEAR}",
        # 27. März 2020, 25 Jun 2018 10:00
        rf"{_DAY}\.?(?:st|nd|rd|th)?\s*(?:of\s+)?{_WORD},?\s+{_YEAR}{_AFTER}",
        # March 5, 2020
        rf"{_WORD}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}{_AFTER}",
        # Oktober 2010
        rf"{_WORD}\s+{_YEAR}",
    )
)
_MAY_BE_DATE = re.compile(r"(?:19|20)\d\d|\d\.\s?\d\d?\.\s?\d\d")
_IN_PATH = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)(?:[/-](\d\d))?(?=[/-]|$)")
_BARE_YEAR = re.compile(_YEAR)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date and where it stands in the text that was searched."""

    span: Span
    date: PartialDate


def parse_date(text: str | None) -> PartialDate | None:
    """The date that a source declares, in whatever form; None where there is none or no such day."""
    if not text:
        return None
    if found := next(dates_in(text.strip()[:100]), None):
        return found.date
    year = _BARE_YEAR.fullmatch(text.strip())
    return _partial(year["year"]) if year else None


def date_of_address(url: str | None) -> PartialDate | None:
    """The date that a page's address has in its path, as many sites file articles; None where it has none."""
    try:
        found = _IN_PATH.search(urlsplit(url or "").path)
    except ValueError:
        return None
    return _partial("-".join(part for part in found.groups() if part)) if found else None


def dates_in(text: str) -> Iterator[FoundDate]:
    """The dates in a text, in its order; of two that overlap the one that begins first and tells more."""
    if not _MAY_BE_DATE.search(text):
        return
    matches = sorted(
        (match.start(), -match.end(), index, match)
        for index, form in enumerate(_FORMS)
        for match in form.finditer(text)
    )
    end = 0
    for start, _, _, match in matches:
        word = match.groupdict().get("word")
        if start < end or (word and _month(word) is None):
            continue
        end = match.end()
        if date := _read(match):
            yield FoundDate(Span(start, end), date)


def _read(match: re.Match[str]) -> PartialDate | None:
    """The date of a match; None where there is no such day."""
    part = match.groupdict()
    year = _full_year(part["year"])
    if first := part.get("first"):
        return _slashed(year, int(first), int(part["second"]))
    month = _month(part["word"]) if part.get("word") else part["month"]
    date = f"{year}-{month:0>2}"
    if day := part.get("day"):
        date += f"-{day:0>2}"
        if hour := part.get("hour"):
            date += f"T{_hour(int(hour), part.get('half')):02}:{part['minute']}"
    return _partial(date)


def _slashed(year: str, first: int, second: int) -> PartialDate | None:
    """A date written with slashes: British or American where only one can be, else no more than its year."""
    if first == second or first > 12:
        return _partial(f"{year}-{second:02}-{first:02}")
    return _partial(f"{year}-{first:02}-{second:02}") if second > 12 else _partial(year)


def _full_year(digits: str) -> str:
    """The year with its century; two digits are read as POSIX does: 69 to 99 are the last century's."""
    return digits if len(digits) == 4 else f"{'19' if int(digits) >= 69 else '20'}{digits}"


def _hour(hour: int, half: str | None) -> int:
    """The hour of the day; `half` is the "a" or "p" of a twelve-hour clock, None for one of 24 hours."""
    return hour if half is None else hour % 12 + 12 * (half.lower() == "p")


def _partial(iso: str) -> PartialDate | None:
    try:
        return PartialDate(iso)
    except ValueError:
        return None


@lru_cache(maxsize=512)
def _month(word: str) -> str | None:
    """The number of a month by its German or English name, long or short; None where the word is no month."""
    from dateparser import parse  # noqa: PLC0415  (takes 200 ms to import)

    date = parse(f"1 {word} 2001", languages=["de", "en"], settings={"REQUIRE_PARTS": ["day", "month", "year"]})
    return f"{date.month:02}" if date else None
