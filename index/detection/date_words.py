"""The words of dates, as the lexicon's table `date_words` holds them; `deal_dates` reads dates by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property

from index.detection.tables import rows

Months = tuple[int, int]
"""The first and the last of a stretch of months of a year, 1 to 12."""


@dataclass(frozen=True)
class DateWords:
    """The words of dates, in small letters.

    Attributes:
        weekdays: 0 for Monday.
        days: Days after the article's: "gestern" is -1.
        stretches: Words for a stretch of months: "Herbst", "Q3".
        fractions: Months of what an ordinal counts: "Quartal".
        relative: Years or months after the article's: "kommend" is 1.
        units: What `relative` counts: "year" or "month".
        parts: Words for a part of a year or a month, as the months of a year: "Ende".
        fillers: Words inside a date.
        prepositions: Words before a date.
        adverbial: Words before a bare year, which would be a number behind others.
        until: Prepositions of a duration: none of a signing.
        future: Words that say that a clause tells of what is to come.
        past: Words that say so of what has been, where none of `future` stands.
        closed: Words that say that a deal is completed.
        agreed: Words that say that it is agreed or signed.
        done: Those of both that by themselves say that this has been.
        deals: Words for a deal as a whole.
        fiscal: Words for a company's own year, which is not the calendar's.
        others: Words for what else has a date: reports, foundings, figures.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    stretches: Mapping[str, Months]
    fractions: Mapping[str, int]
    ordinals: Mapping[str, int]
    relative: Mapping[str, int]
    units: Mapping[str, str]
    parts: Mapping[str, Months]
    fillers: Set[str]
    prepositions: Set[str]
    adverbial: Set[str]
    until: Set[str]
    future: Set[str]
    past: Set[str]
    closed: Set[str]
    agreed: Set[str]
    done: Set[str]
    deals: Set[str]
    fiscal: Set[str]
    others: Set[str]

    @cached_property
    def meanings(self) -> Mapping[str, Mapping[str, object]]:
        """What words tell of a date, by the name of a field of `dates.Expression`."""
        tables: tuple[tuple[str, Mapping[str, object]], ...] = (
            ("part", self.parts),
            ("unit", self.units),
            ("relative", self.relative),
            ("ordinal", self.ordinals),
            ("fraction", self.fractions),
            ("stretch", self.stretches),
            ("after", self.days),
            ("weekday", self.weekdays),
            ("month", self.months),
        )
        # Of several meanings of a word the last is told.
        return {word: {name: value} for name, table in tables for word, value in table.items()}

    @cached_property
    def acts(self) -> Set[str]:
        """Words that say that a deal is agreed or completed."""
        return self.agreed | self.closed

    @cached_property
    def usual(self) -> Set[str]:
        """Words that say what a deal's date is of."""
        return self.acts | self.deals

    @cached_property
    def dated(self) -> Set[str]:
        """Words that may have a date, a deal's or another."""
        return self.acts | self.others


@cache
def date_words(*, english: bool) -> DateWords:
    """The words of dates in one language."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for word, kind, value in rows("date_words"):
        name, _, language = word.partition("_")
        if not language or (language == "en") is english:
            kinds[kind][name] = value
    numbers = {kind: {word: int(value) for word, value in kinds[kind].items()} for kind in _NUMBERED}
    return DateWords(
        months=numbers["month"],
        weekdays=numbers["weekday"],
        days=numbers["day"],
        stretches={word: _months(value) for word, value in kinds["stretch"].items()},
        fractions=numbers["fraction"],
        ordinals=numbers["ordinal"],
        relative=numbers["relative"],
        units=kinds["unit"],
        parts={word: _months(value) for word, value in kinds["part"].items()},
        fillers=kinds["filler"].keys(),
        prepositions=kinds["preposition"].keys(),
        adverbial=kinds["adverbial"].keys(),
        until=kinds["until"].keys(),
        future=kinds["future"].keys(),
        past=kinds["past"].keys(),
        closed=kinds["closed"].keys(),
        agreed=kinds["agreed"].keys(),
        done=kinds["did"].keys(),
        deals=kinds["deal"].keys(),
        fiscal=kinds["fiscal"].keys(),
        others=kinds["other"].keys(),
    )


_NUMBERED = ("month", "weekday", "day", "fraction", "ordinal", "relative")


def _months(value: str) -> Months:
    first, last = value.split("-")
    return int(first), int(last)
