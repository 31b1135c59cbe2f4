"""Amounts of money and shares in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.detection.amounts import Figures, amounts, number
from index.detection.cue_tables import load_cues
from index.detection.tokens import tokenize
from index.document import Money


def words(text: str) -> tuple[str, ...]:
    """The text's words in small letters."""
    return tuple(token.text.lower() for token in tokenize(text))


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("für 4,9 Mrd. Euro", "de", Money(4.9e9, "EUR")),
        ("knapp zwei Milliarden Dollar", "de", Money(2e9, "USD", approximate=True)),
        ("rund 670 Millionen Euro", "de", Money(6.7e8, "EUR", approximate=True)),
        ("1.250.000 Euro", "de", Money(1.25e6, "EUR")),
        ("eine Milliarde Euro", "de", Money(1e9, "EUR")),
        ("1.2 Mrd. Franken", "de", Money(1.2e9, "CHF")),
        ("EUR 9,6 Millionen", "de", Money(9.6e6, "EUR")),
        ("$68.7 billion", "en", Money(6.87e10, "USD")),
        ("€1.2bn", "en", Money(1.2e9, "EUR")),
        ("about 5 billion pounds", "en", Money(5e9, "GBP", approximate=True)),
        ("US$ 300 million", "en", Money(3e8, "USD")),
        ("nearly $1,250 million", "en", Money(1.25e9, "USD", approximate=True)),
    ],
)
def test_amounts(text: str, code: str, expected: Money) -> None:
    """Numbers, scales, currencies and "about" in the ways that papers write them."""
    assert [expected] == [
        a.money for a in amounts(words(text), load_cues().languages[code].money, english=code == "en")
    ]


@pytest.mark.parametrize("text", ["52,50 Euro je Aktie", "2016 Mitarbeiter", "drei Werke", "Punkt 3.5", "$"])
def test_no_amounts(text: str) -> None:
    """Prices of one share, years and counts are no amounts of a deal."""
    assert [] == amounts(words(text), load_cues().languages["de"].money, english=False)


def test_the_price_is_no_revenue() -> None:
    """Of two amounts the one beside "Umsatz" is not the price, though it is nearer."""
    text = words("kauft die Firma mit einem Umsatz von 2 Milliarden Euro für 900 Millionen Euro")
    assert Money(9e8, "EUR") == Figures(text, load_cues().languages["de"].money, english=False).price(0)


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("übernimmt 25 Prozent an der Firma", "de", 0.25),
        ("die 49-prozentige Beteiligung", "de", 0.49),
        ("die Hälfte der Anteile", "de", 0.5),
        ("ein 30-Prozent-Anteil", "de", None),
        ("a 9.9 per cent stake in it", "en", 0.099),
        ("20% of the company", "en", 0.2),
        ("die Mehrheit an der Firma", "de", None),
        ("der Kurs stieg um 3 Prozent", "de", None),
        ("das sind 250 Prozent der Anteile", "de", None),
    ],
)
def test_shares(text: str, code: str, expected: float | None) -> None:
    """Shares of a company, not other percentages; "Mehrheit" is no number."""
    found = Figures(words(text), load_cues().languages[code].money, english=code == "en").share(0)
    assert expected == (found and found.share)


@pytest.mark.parametrize(
    ("text", "english", "expected"),
    [
        ("1.000,50", False, 1000.5),
        ("1,000.50", True, 1000.5),
        ("1.000", False, 1000),
        ("1,000", True, 1000),
        ("3.5", False, 3.5),
    ],
)
def test_numbers(text: str, english: bool, expected: float) -> None:
    """Points and commas mean what they mean in the language."""
    assert expected == number(text, english=english)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """No text makes the reading fail, and amounts lie within it."""
    given_words = words(text)
    for code in ("de", "en"):
        money = load_cues().languages[code].money
        for amount in amounts(given_words, money, english=code == "en"):
            assert 0 <= amount.first <= amount.last < len(given_words)
        assert (Figures(given_words, money, english=code == "en").price(0) is None) or given_words
