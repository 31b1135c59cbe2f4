"""The words of amounts and shares, as the lexicon's table `money_units` holds them; `amounts` reads amounts by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from index.detection.tables import rows


@dataclass(frozen=True)
class MoneyWords:
    """The words of amounts and shares, in small letters.

    Attributes:
        about: Words before an amount that is not exact.
        per: Words behind an amount for one share.
        not_price: Words beside an amount that a company earns, owes or is worth.
        transaction: Words that say that the amount is the deal's all the same: "a deal valued at".
    """

    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    numbers: Mapping[str, float]
    shares: Mapping[str, float]
    about: frozenset[str]
    percent: frozenset[str]
    per: frozenset[str]
    not_price: frozenset[str]
    transaction: frozenset[str]

    @cached_property
    def begins(self) -> Set[str]:
        """Words with which an amount or a share may begin, but those with figures."""
        return self.currencies.keys() | self.numbers.keys() | self.shares.keys()

    def may_begin(self, word: str) -> bool:
        """Whether an amount or a share may begin with the word: "zwei", "15", "US$300"."""
        return word in self.begins or word[-1] in _SIGNS or word[-1].isdigit() or word[0] in _SIGNS or word[0].isdigit()


# A currency may be glued to its number.
_SIGNS = frozenset("$€£¥")


def money_words(code: str) -> MoneyWords:
    """The words of the lexicon's `money_units` in one language."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for word, kind, value in rows("money_units"):
        # "Billion" is a million millions in German, a thousand millions in English.
        name, _, language = word.partition("_")
        if not language or language == code:
            kinds[kind][name] = value
    return MoneyWords(
        scales={word: float(value) for word, value in kinds["scale"].items()},
        currencies=kinds["currency"],
        numbers={word: float(value) for word, value in kinds["number"].items()},
        shares={word: float(value) for word, value in kinds["share"].items()},
        about=frozenset(kinds["about"]),
        percent=frozenset(kinds["percent"]),
        per=frozenset(kinds["per"]),
        not_price=frozenset(kinds["nonprice"]),
        transaction=frozenset(kinds["transaction"]),
    )
