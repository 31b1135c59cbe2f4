"""Finds what a deal costs and how large a share it is about: "knapp zwei Milliarden Dollar", "$68.7bn", "49 Prozent".

Which amount of a sentence is the price is told by distance and by words beside it; whose price it is, by `deals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

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
    """A share of a company and the words that it covers.

    Attributes:
        share: 0 to 1.
        last: Inclusive.
        before: The share held before, where a change is told: "von 20 auf 51 Prozent"; else None.
    """

    share: float
    first: int
    last: int
    before: float | None = None


_NUMBER = re.compile(
    r"(?P<currency>(?:us|a|c)?[$€£¥]|[a-z]{3}(?=\d))?(?P<number>\d[\d.,  ]*)(?P<scale>[a-z]*)(?P<sign>[€$£%]?)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
# Words between "knapp" and the number: "rund zwei", "mehr als 3".
_ABOUT_REACH = 2


def amounts(words: Sequence[str], money: MoneyWords, *, english: bool) -> list[Amount]:
    """The amounts of money in words in small letters; amounts for one share are left out."""
    return list(_amounts(words, _places(words, money), money, english=english))


def _places(words: Sequence[str], money: MoneyWords) -> list[int]:
    """Where an amount or a share may begin."""
    return [i for i, word in enumerate(words) if money.may_begin(word)]


def _amounts(words: Sequence[str], places: Iterable[int], money: MoneyWords, *, english: bool) -> Iterator[Amount]:
    end = 0
    for i in places:
        if i < end or (read := _read(words, i, money, english=english)) is None:
            continue
        amount, currency, first, end = read
        if currency and not any(word in money.per for word in words[end : end + 1]):
            about = any(word in money.about for word in words[max(0, first - _ABOUT_REACH) : first])
            yield Amount(Money(amount, currency, about), first, end - 1)


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
    """The amounts and shares of a sentence, read when they are first asked for.

    Args:
        words: The sentence's, in small letters.
        money: The words of amounts.
        places: Where an amount or a share may begin; None where that has not been looked up.
    """

    def __init__(
        self, words: Sequence[str], money: MoneyWords, places: Sequence[int] | None = None, *, english: bool
    ) -> None:
        self._words = words
        self._places = _places(words, money) if places is None else places
        self._money = money
        self._amounts: list[Amount] | None = None
        self._shares: list[Share] | None = None
        self._english = english

    def _prices(self) -> list[Amount]:
        """The amounts that are no revenue, debt or market value."""
        if self._amounts is None:
            found = _amounts(self._words, self._places, self._money, english=self._english)
            self._amounts = [amount for amount in found if self._is_price(amount)]
        return self._amounts

    def _is_price(self, amount: Amount) -> bool:
        before = self._words[max(0, amount.first - _GUARD) : amount.first]
        after = self._words[amount.last + 1 : amount.last + 1 + _GUARD // 2]
        not_price, transaction = self._money.not_price, self._money.transaction
        return not transaction.isdisjoint(before) or (not_price.isdisjoint(before) and not_price.isdisjoint(after))

    def _parts(self) -> list[Share]:
        if self._shares is None:
            self._shares = list(_shares(self._words, self._places, self._money, english=self._english))
        return self._shares

    def price(self, at: int) -> Money | None:
        """The amount that a deal told of at word `at` costs: the nearest."""
        if not self._places:
            return None
        near = [amount for amount in self._prices() if abs(amount.first - at) <= _PRICE_REACH]
        best = min(near, key=lambda amount: (abs(amount.first - at), amount.first), default=None)
        return best.money if best else None

    def share(self, at: int) -> Share | None:
        """The share of a company that a deal told of at word `at` is about: "25 Prozent an", "a 9.9 per cent stake"."""
        if not self._places:
            return None
        near = [s for s in self._parts() if abs(s.first - at) <= _PRICE_REACH]
        return min(near, key=lambda s: (s.before is None, abs(s.first - at), s.first), default=None)


_OF = frozenset(
    {"an", "am", "der", "von", "vom", "aller", "anteil", "anteile", "anteilen", "anteils", "beteiligung", "beteiligt"}
    | {"aktien", "of", "in", "stake", "interest"}
)
_COMPOUND_SHARE = re.compile(r"(\d+(?:[.,]\d+)?)(?:-?prozent\w*|%\w*|-?percent)(?:-\w+)?")


# Behind them stands the share that is reached or bought: "auf 51 Prozent", "mit 9,7 Prozent bei", "to 23.5 per cent".
_REACHED = frozenset({"auf", "to"})
_WITH = frozenset({"mit", "with"})
_FROM = frozenset({"von", "from"})
_AT = frozenset({"bei", "beim", "in", "an", "am"})
# Words that say that a percentage is one of shares, anywhere in the sentence.
_STAKE = ("anteil", "anteile", "anteils", "beteiligung", "stake", "shareholding", "holding", "paket")
# "einen Anteil in Höhe von 25 Prozent", "a stake of 9.9 per cent": words between the noun and the number.
_SIZED = frozenset({"von", "of"})
_SIZE_REACH = 4
# Words back from "auf 51 Prozent" in which "von 20" is looked for.
_BEFORE_REACH = 6


def _shares(words: Sequence[str], places: Iterable[int], money: MoneyWords, *, english: bool) -> Iterator[Share]:
    for i in places:
        word = words[i]
        if not (word[0].isdigit() or word in money.shares or word in money.numbers):
            continue
        read = _percentage(words, i, money, english=english)
        if read is None:
            continue
        value, last = read
        owned = any(word.endswith(_STAKE) for word in words)
        lead = words[i - 1] if i else ""
        near = words[last + 1 : last + 3]
        reached = lead in _REACHED and owned
        sized = lead in _SIZED and any(before.endswith(_STAKE) for before in words[max(0, i - _SIZE_REACH) : i - 1])
        if reached or sized or _OF.intersection(near) or (lead in _WITH and (owned or not _AT.isdisjoint(near))):
            earlier = _earlier(words, i, last, money, english=english) if reached else None
            yield Share(value, i, last, earlier)


def _percentage(words: Sequence[str], i: int, money: MoneyWords, *, english: bool) -> tuple[float, int] | None:
    """The share, 0 to 1, that the percentage at word `i` tells, and its last word; None when there is none."""
    word = words[i]
    compound = _COMPOUND_SHARE.fullmatch(word)
    after = words[i + 1] if i + 1 < len(words) else ""
    last = i + 1
    value: float | None = None
    if compound is not None:
        value, last = number(compound[1], english=english), i
    elif word in money.shares and not _of_a_year(words, i):
        value, last = money.shares[word] * 100, i
    elif after in money.percent or (after == "per" and words[i + 2 : i + 3] == ("cent",)):
        last = i + 2 if after == "per" else i + 1
        value = number(word, english=english) if word[0].isdigit() else money.numbers.get(word)
    return (round(value / 100, 6), last) if value is not None and 0 < value <= 100 else None


def _of_a_year(words: Sequence[str], i: int) -> bool:
    """Whether the half at `i` is one of a year: "the second half", "half of 2025"."""
    year = words[i + 2] if i + 2 < len(words) and words[i + 1] == "of" else ""
    return (i > 0 and words[i - 1] in _WHICH_HALF) or (year.isdigit() and len(year) == len("2025"))


_WHICH_HALF = frozenset({"first", "second", "ersten", "zweiten", "erste", "zweite"})


def _earlier(words: Sequence[str], first: int, last: int, money: MoneyWords, *, english: bool) -> float | None:
    """The share before a change to the one at `first` to `last`: "von 20 auf 51 Prozent", "auf 51 von 20 Prozent"."""
    for start in (*range(first - 2, max(first - _BEFORE_REACH, -1), -1), last + 1):
        if start + 1 < len(words) and words[start] in _FROM:
            for i in range(start + 1, min(start + 3, len(words))):
                word = words[i]
                value = number(word, english=english) if word[0].isdigit() else money.numbers.get(word)
                if value is not None and 0 < value <= 100:
                    return round(value / 100, 6)
    return None
