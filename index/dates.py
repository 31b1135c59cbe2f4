"""Dates of articles, as precisely as the source gives them and no more."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import total_ordering

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d))?)?)?", re.ASCII)


class Precision(StrEnum):
    """How much of a date the source tells."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the year, the month, the day or the minute.

    Attributes:
        iso: The known part of the ISO 8601 form, in the source's own local time: "2019", "2019-02", "2019-02-27" or
            "2019-02-27T15:47".

    Raises:
        ValueError: `iso` is none of these forms or no day of the calendar.
    """

    iso: str

    def __post_init__(self) -> None:
        match = _ISO.fullmatch(self.iso)
        if match is None:
            raise ValueError(f"not a date: {self.iso!r}")
        year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
        in_range = (
            year != 0
            and (month is None or 1 <= month <= 12)
            and (day is None or 1 <= day <= calendar.monthrange(year or 1, month or 1)[1])
            and (hour or 0) < 24
            and (minute or 0) < 60
        )
        if not in_range:
            raise ValueError(f"no such day: {self.iso!r}")

    @property
    def precision(self) -> Precision:
        """What the source tells: year, month, day or minute."""
        return {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}.get(len(self.iso), Precision.MINUTE)

    @property
    def first_day(self) -> str:
        """The earliest day it can mean, "YYYY-MM-DD"."""
        return (self.iso[:10] + "-01-01"[-6 if len(self.iso) == 4 else -3 :])[:10]

    @property
    def last_day(self) -> str:
        """The latest day it can mean, "YYYY-MM-DD"."""
        match self.precision:
            case Precision.YEAR:
                return f"{self.iso}-12-31"
            case Precision.MONTH:
                year, month = map(int, self.iso.split("-"))
                return f"{self.iso}-{calendar.monthrange(year, month)[1]:02}"
            case _:
                return self.iso[:10]

    def __lt__(self, other: PartialDate) -> bool:
        return self.iso < other.iso

    def __str__(self) -> str:
        return self.iso.replace("T", " ")
