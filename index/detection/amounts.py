"""Finds what a deal costs and how large a share it is about: "knapp zwei Milliarden Dollar", "$68.7bn", "49 Prozent".

Which amount of a sentence is the price is told by distance and by words beside it; whose price it is, by `deals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.detection.money_words import MoneyWords
from index.document import Money


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money and the words that it covers, `last` inclusive."""

    money: Money
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a company, 0 to 1, and the words that it covers, `last` inclusive."""

    share: float
    first: int
    last: int


_NUMBER = re.compile(
    r"(?P<currency>(?:us|a|c)?[$€£¥]|[a-z]{3}(?=\d))?(?P<number>\d[\d.,  ]*)(?P<scale>[a-z]*)(?P<sign>[€$£%]?)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# Words between "knapp" and the number: "rund zwei", "mehr als 3".
_ABOUT_REACH = 2


def amounts(words: Sequence[str], money: MoneyWords, *, english: bool) -> list[Amount]:
    """The amounts of money in words in small letters; amounts for one share are left out."""
    return list(_amounts(words, money, english=english))


def _amounts(words: Sequence[str], money: MoneyWords, *, english: bool) -> Iterator[Amount]:
    end = 0
    begins = money.begins
    for i in [i for i, word in enumerate(words) if word in begins or word[0] in _DIGITAL or word[-1] in _DIGITAL]:
        if i < end or (read := _read(words, i, money, english=english)) is None:
            continue
        amount, currency, first, end = read
        if currency and not any(word in money.per for word in words[end : end + 1]):
            about = any(word in money.about for word in words[max(0, first - _ABOUT_REACH) : first])
            yield Amount(Money(amount, currency, about), first, end - 1)


# Signs with which a number begins, or ends where a currency is glued to it: "US$300".
_DIGITAL = frozenset("$€£¥0123456789")


def _read(
    words: Sequence[str], i: int, money: MoneyWords, *, english: bool
) -> tuple[float, str | None, int, int] | None:
    """The number at word `i` with its scale and currency: amount, currency or None, first word, word after it."""
    first = i
    currency = money.currencies.get(words[i])
    if currency is not None:
        i += 1
        if i >= len(words):
            return None
    match = _NUMBER.fullmatch(words[i])
    if match is not None:
        value = number(match["number"], english=english)
        currency = currency or money.currencies.get(match["currency"] or "") or money.currencies.get(match["sign"])
        scale = money.scales.get(match["scale"]) if match["scale"] else 1.0
        if value is None or scale is None:
            return None
        value *= scale
    elif words[i] in money.numbers and i + 1 < len(words) and words[i + 1] in money.scales:
        value = money.numbers[words[i]]
    else:
        return None
    i += 1
    while i < len(words) and (words[i] in money.scales or words[i] == "."):
        if words[i] == "." and not (i + 1 < len(words) and words[i + 1] in money.currencies):
            break
        value *= money.scales.get(words[i], 1.0)
        i += 1
    if currency is None and i < len(words) and words[i] in money.currencies:
        currency = money.currencies[words[i]]
        i += 1
    return value, currency, first, i


def number(text: str, *, english: bool) -> float | None:
    """The number in "1.000,50" or "1,000.50", by the language's signs; None when it is none."""
    text = text.strip("., ")
    decimal = "." if english else ","
    if _GROUPED.fullmatch(text) and (text.count(decimal) != 1 or text.count("." if decimal == "," else ",")):
        text = (
            text.replace("." if decimal == "," else ",", "")
            if decimal not in text
            else text.replace(".", "").replace(",", "")
        )
    elif not english and "," not in text and re.fullmatch(r"\d+\.\d{1,2}", text):
        pass  # A decimal point in a German text: Swiss usage, and translations.
    else:
        text = text.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    try:
        return float(text.replace(" ", "").replace(" ", ""))
    except ValueError:
        return None


# A price stands within a dozen words of the words that tell of the deal.
_PRICE_REACH = 16
_GUARD = 4


class Figures:
    """The amounts and shares of a sentence, read when they are first asked for."""

    def __init__(self, words: Sequence[str], money: MoneyWords, *, english: bool) -> None:
        self._words = words
        self._money = money
        self._english = english

    @cached_property
    def _prices(self) -> list[Amount]:
        """The amounts that are no revenue, debt or market value."""
        not_price, words = self._money.not_price, self._words
        return [
            amount
            for amount in _amounts(words, self._money, english=self._english)
            if not_price.isdisjoint(words[max(0, amount.first - _GUARD) : amount.first])
            and not_price.isdisjoint(words[amount.last + 1 : amount.last + 1 + _GUARD // 2])
        ]

    @cached_property
    def _parts(self) -> list[Share]:
        return list(_shares(self._words, self._money, english=self._english))

    def price(self, at: int) -> Money | None:
        """The amount that a deal told of at word `at` costs: the nearest."""
        near = [amount for amount in self._prices if abs(amount.first - at) <= _PRICE_REACH]
        best = min(near, key=lambda amount: (abs(amount.first - at), amount.first), default=None)
        return best.money if best else None

    def share(self, at: int) -> float | None:
        """The share of a company that a deal told of at word `at` is about: "25 Prozent an", "a 9.9 per cent stake"."""
        near = [s for s in self._parts if abs(s.first - at) <= _PRICE_REACH]
        best = min(near, key=lambda s: (abs(s.first - at), s.first), default=None)
        return best.share if best else None


_OF = frozenset(
    {"an", "am", "der", "von", "vom", "aller", "anteil", "anteile", "anteilen", "anteils", "beteiligung", "beteiligt"}
    | {"aktien", "of", "in", "stake", "interest"}
)
_COMPOUND_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)(?:-?prozent\w*|%\w*|-?percent)(?:-\w+)?")


def _shares(words: Sequence[str], money: MoneyWords, *, english: bool) -> Iterator[Share]:
    for i, word in enumerate(words):
        if not (word[0].isdigit() or word in money.shares or word in money.numbers):
            continue
        compound = _COMPOUND_SHARE.fullmatch(word)
        after = words[i + 1] if i + 1 < len(words) else ""
        last = i + 1
        value: float | None = None
        if compound is not None:
            value, last = number(compound[1], english=english), i
        elif word in money.shares:
            value, last = money.shares[word] * 100, i
        elif after in money.percent or (after == "per" and words[i + 2 : i + 3] == ("cent",)):
            last = i + 2 if after == "per" else i + 1
            value = number(word, english=english) if word[0].isdigit() else money.numbers.get(word)
        if value is None or not 0 < value <= 100:
            continue
        near = words[last + 1 : last + 3]
        if _OF.intersection(near):
            yield Share(round(value / 100, 6), i, last)
