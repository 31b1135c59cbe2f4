"""Reads dates out of words: "am 5. Juni", "Ende 2020", "in the second quarter of 2019", "kommendes Jahr".

A quarter, a half or a season is told as its year, a part of a month as its month: nothing is made more exact than it is
said. What is said without a year, or from the article's day, is resolved against the date of the article. Which of a
sentence's dates is a deal's is left to `deal_dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from itertools import compress

from index.dates import PartialDate, Precision
from index.detection.clauses import Line
from index.detection.date_words import DateWords, Months

_YEAR = re.compile(r"(?:19[5-9]|20[0-6])\d", re.ASCII)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:20)?\d\d)", re.ASCII)
_PART_OF_YEAR = re.compile(r"(?:early|mid|late)-((?:19|20)\d\d)", re.ASCII)
# Figures that may be a date without another word of one; most are prices and shares.
_ALONE = re.compile(r"(?:.*-)?(?:19|20)\d\d|\d{1,2}\.\d{1,2}\.\d{2,4}", re.ASCII)
_MONTHS = 12


@dataclass(slots=True)
class Expression:
    """A date as it is said, and the words that it covers, `last` inclusive. What is not said is None.

    Attributes:
        stretch: Months named by a word of their own: "Herbst".
        fraction: Months of what `ordinal` counts: 3 for quarters.
        relative: Years, months or weeks after the article's, as `unit` or another field says.
        part: "Ende", as the months of a year.
        after: Days after the article's.
    """

    first: int
    last: int
    day: int | None = None
    month: int | None = None
    year: int | None = None
    stretch: Months | None = None
    ordinal: int | None = None
    fraction: int | None = None
    relative: int | None = None
    unit: str | None = None
    part: Months | None = None
    weekday: int | None = None
    after: int | None = None

    def said(self) -> set[str]:
        """The names of the fields that are told."""
        return {name for name in _FIELDS if getattr(self, name) is not None}


_FIELDS = tuple(field.name for field in fields(Expression))[2:]


def may_tell(line: Line, words: DateWords) -> bool:
    """Whether the line may have dates: a look at its words alone."""
    if not words.meanings.keys().isdisjoint(line.words):
        return True
    return any(_ALONE.fullmatch(line.words[i]) for i in line.figures)


def expressions(line: Line, words: DateWords) -> Iterator[Expression]:
    """The dates of a line, in text order."""
    if not may_tell(line, words):
        return
    end = 0
    begins = [*compress(range(len(line.words)), map(words.meanings.__contains__, line.words))]
    for i in sorted({*begins, *(i for i in line.figures if _may_be_date(line, i, begins))}):
        if i < end or (found := _read(line, i, words)) is None:
            continue
        if _is_date(found, line, words):
            yield found
        end = found.last + 1


def _may_be_date(line: Line, i: int, begins: Sequence[int]) -> bool:
    """Whether the figures at `i` are a date alone, or beside a word of one: most are prices and shares."""
    return _ALONE.fullmatch(line.words[i]) is not None or any(i - _BESIDE <= k <= i + _BESIDE for k in begins)


# Words between figures and what makes a date of them: "5. Juni", "the third of the last quarter".
_BESIDE = 3
# "Montag, 5. Juni", "June 5, 2019"; of anything else a comma makes a list.
_AFTER_COMMA = frozenset({"day", "month", "year"})


def _read(line: Line, i: int, words: DateWords) -> Expression | None:
    """The longest run of words of one date from word `i`; None when none begins there."""
    found: Expression | None = None
    said: set[str] = set()
    while i < len(line.words):
        parts = _word(line, i, words)
        if not parts and found is not None and line.words[i] in words.fillers:
            i += 1
            continue
        listed = found is not None and "," in line.words[found.last + 1 : i] and not parts.keys() <= _AFTER_COMMA
        if not parts or listed or not said.isdisjoint(parts):
            break
        found = found or Expression(i, i)
        for name, value in parts.items():
            setattr(found, name, value)
        said |= parts.keys()
        found.last = i
        i += 1
    return found


def _word(line: Line, i: int, words: DateWords) -> Mapping[str, object]:
    """What a word tells of a date; empty when nothing."""
    word = line.words[i]
    if word[0].isdigit():
        return _number(line, i, words)
    if "-" in word and (part := _PART_OF_YEAR.fullmatch(word)) is not None:
        return {"year": int(part[1])}
    if word in words.months and not line.capitals[i]:
        return _NOTHING
    return words.meanings.get(word, _NOTHING)


_NOTHING: Mapping[str, object] = {}


def _number(line: Line, i: int, words: DateWords) -> dict[str, object]:
    word = line.words[i]
    if _YEAR.fullmatch(word):
        return {"year": int(word)}
    if (numeric := _NUMERIC.fullmatch(word)) is not None:
        return {"day": int(numeric[1]), "month": int(numeric[2]), "year": int(numeric[3][-2:]) + 2000}
    if (day := _DAY.fullmatch(word)) is None:
        return {}
    after = [w for w in line.words[i + 1 : i + 4] if w not in words.fillers][:1]
    if after and after[0] in words.fractions:
        return {"ordinal": int(day[1])}
    before = [w for w in line.words[max(0, i - 2) : i] if w not in words.fillers][-1:]
    return {"day": int(day[1])} if {*after, *before} & words.months.keys() else {}


_WORTHLESS = frozenset({"relative", "ordinal", "part", "unit", "fraction"})
_FISCAL_REACH = 3


def _is_date(found: Expression, line: Line, words: DateWords) -> bool:
    """Whether a run of words is a date, and not "2019" as a number, "May" as a verb or "the first half" of anything."""
    said = found.said()
    near = line.words[max(0, found.first - _FISCAL_REACH) : found.last + 1 + _FISCAL_REACH]
    if not words.fiscal.isdisjoint(near):
        return False
    before = line.words[found.first - 1] if found.first else ""
    if said in ({"year"}, {"month"}):
        led = not before or before in words.prepositions or before in words.adverbial
        return led or found.first == line.clauses[line.clause_of[found.first]].first or "-" in line.words[found.last]
    counted = {"ordinal", "fraction"} <= said
    turned = {"relative", "unit"} <= said or {"part", "unit"} <= said
    return counted or turned or not said <= _WORTHLESS


def resolve(found: Expression, published: PartialDate | None, ahead: bool | None) -> PartialDate | None:
    """The date meant.

    Args:
        found: As said.
        published: The article's date; None when it has none, and then only what has a year can be told.
        ahead: Whether the date lies after the article's; None when that is not known.

    Returns:
        None when it cannot be told, or is no day of the calendar.
    """
    try:
        return _resolved(found, published, ahead)
    except (ValueError, OverflowError):
        return None


def _resolved(found: Expression, published: PartialDate | None, ahead: bool | None) -> PartialDate | None:
    today = date.fromisoformat(published.first_day) if published and published.precision is not Precision.YEAR else None
    exact = published is not None and published.precision in {Precision.DAY, Precision.MINUTE}
    year = found.year
    if year is None and published and found.unit == "year" and found.relative is not None:
        year = int(published.iso[:4]) + found.relative
    if found.month is not None:
        return _month(found, year, today if exact or found.day is None else None, ahead)
    months = _stretch(found)
    if months is not None:
        year = year or _year(months, today, found, ahead)
    if year is not None:
        return PartialDate(f"{year:04}")
    if today is None:
        return None
    if found.unit == "month" and (found.relative is not None or found.part):
        return _shifted(today, found.relative or 0)
    return _near_day(found, today, ahead) if exact else None


def _month(found: Expression, year: int | None, today: date | None, ahead: bool | None) -> PartialDate | None:
    month = found.month or 0
    year = year or _year((month, month), today, found, ahead)
    if year is None:
        return None
    return PartialDate(f"{year:04}-{month:02}" + (f"-{found.day:02}" if found.day is not None else ""))


def _stretch(found: Expression) -> Months | None:
    """The months of the year that are told."""
    if found.stretch is not None:
        return found.stretch
    if found.fraction is not None and found.ordinal is not None:
        last = found.fraction * found.ordinal
        return (last - found.fraction + 1, last) if last <= _MONTHS else None
    return found.part if found.unit == "year" else None


def _year(months: Months, today: date | None, found: Expression, ahead: bool | None) -> int | None:
    """The year of months told without one: the nearest ahead, or gone by."""
    if today is None:
        return None
    if found.relative is not None and found.unit is None:
        if found.relative == 0:
            return today.year
        ahead = found.relative > 0
    if ahead is None:
        return None
    first, last = months
    if ahead:
        return today.year + (today.month > last)
    return today.year - (today.month < first)


def _shifted(today: date, months: int) -> PartialDate:
    years, month = divmod(today.month - 1 + months, _MONTHS)
    return PartialDate(f"{today.year + years:04}-{month + 1:02}")


def _near_day(found: Expression, today: date, ahead: bool | None) -> PartialDate | None:
    """The last such day, or the next: "gestern", "am Montag"."""
    if found.after is not None:
        return PartialDate((today + timedelta(found.after)).isoformat())
    if found.weekday is None or found.relative is not None or ahead is None:
        return None
    away = (found.weekday - today.weekday()) % 7
    return PartialDate((today + timedelta(away if ahead or not away else away - 7)).isoformat())
