"""The numbers of the query language: `2bn`, `1,5mrd..`, `100m..2bn`, `>=25%`, `<3`."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from math import ceil, floor

_UNITS = {
    "": 1,
    **dict.fromkeys(("k", "tsd", "tausend", "thousand"), 10**3),
    **dict.fromkeys(("m", "mio", "mn", "million", "millionen", "millions"), 10**6),
    **dict.fromkeys(("b", "bn", "mrd", "milliarde", "milliarden", "billion", "billions"), 10**9),
    **dict.fromkeys(("t", "tn", "bio", "billionen", "trillion", "trillions"), 10**12),
}
"""What the units say; "billion" is meant in English, because in German there is hardly one."""

_COMPARED = re.compile(r"(<=|>=|=|<|>)\s*(.+)", re.DOTALL)
_NUMBER = re.compile(r"(\d[\d.,]*)\s*([a-z]*)\.?\s*(?:%|€|\$|£|eur|euro|usd)?", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)
_MOST = Decimal(10**18)
"""What fits into the index, with room to spare."""

Range = tuple[int | None, int | None]
"""The least and the most, both inside; None is no end."""


def read_numbers(text: str, scale: int = 1) -> Range:
    """The whole numbers that a number, a comparison or a range covers, each times `scale`.

    Raises:
        ValueError: It is none, with a sentence for the user.
    """
    if compared := _COMPARED.fullmatch(text):
        return _compared(compared[1], _number(compared[2]) * scale)
    first, dots, last = text.partition("..")
    if not dots:
        number = _number(text) * scale
        return round(number), round(number)
    if not (first or last):
        raise ValueError("A range needs a number before or after its dots.")
    least = ceil(_number(first) * scale) if first else None
    most = floor(_number(last) * scale) if last else None
    if least is not None and most is not None and most < least:
        raise ValueError("This range of numbers ends before it begins.")
    return least, most


def _compared(sign: str, number: Decimal) -> Range:
    match sign:
        case "<":
            return None, ceil(number) - 1
        case "<=":
            return None, floor(number)
        case ">":
            return floor(number) + 1, None
        case ">=":
            return ceil(number), None
        case _:
            return round(number), round(number)


def _number(text: str) -> Decimal:
    match = _NUMBER.fullmatch(text.strip().casefold())
    unit = _UNITS.get(match[2]) if match else None
    if match is None or unit is None:
        raise ValueError(f"“{text}” is no number; write 250m, 1.5bn, 25% or 2..5.")
    digits = match[1]
    if grouped := _GROUPED.fullmatch(digits):
        digits = digits.replace(grouped[1], "")
    try:
        return min(Decimal(digits.replace(",", ".")) * unit, _MOST)
    except InvalidOperation:
        raise ValueError(f"“{text}” is no number; write 250m, 1.5bn, 25% or 2..5.") from None
