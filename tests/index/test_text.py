"""Text that is shown steers nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import one_line, visible

# The property Bidi_Control of Unicode 15 (PropList.txt): whatever turns the reading direction, and nothing else does.
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
STEERING = [
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
    *BIDI,
    "\u2028",
    "\u2029",
    "\ud800",
    "\udcff",
    "\udfff",
]

any_text = st.text(st.characters(exclude_categories=()) | st.sampled_from(STEERING))


@given(any_text)
def test_nothing_steers(text: str) -> None:
    """No control but tab and line feed is left, nothing that turns the direction, and no half of a surrogate pair."""
    shown = visible(text)
    assert [] == [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c not in "\t\n"]
    assert set() == set(shown) & set(BIDI)
    assert shown == shown.encode("utf-8").decode("utf-8")


@given(any_text)
def test_offsets_stay(text: str) -> None:
    """One character is replaced by one, and what is harmless stays where it is."""
    shown = visible(text)
    assert len(text) == len(shown)
    assert all(before == after for before, after in zip(text, shown, strict=True) if before.isprintable())


@given(any_text)
def test_twice_is_once(text: str) -> None:
    """What has been made visible stays as it is."""
    assert visible(text) == visible(visible(text))
    assert one_line(text) == one_line(one_line(text))


@given(any_text)
def test_one_line(text: str) -> None:
    """A title is on one line, without blanks at the ends or two in a row."""
    line = one_line(text)
    assert [line] == (line.splitlines() or [""])
    assert line == " ".join(line.split())


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("␛]52;c;eA==␇", "\x1b]52;c;eA==\x07"),
        ("a\tb\nc", "a\tb\nc"),
        ("a \nb", "a\r\nb"),
        ("␀␡\ufffd", "\x00\x7f\x9b"),
        ("\ufffdabc\ufffd", "\u202eabc\u202c"),
        ("caf\ufffd.txt", "caf\udce9.txt"),
        ("x\ufffd", "x\U000e0041"),
        ("Müller & Söhne – „Straße“ 🚗", "Müller & Söhne – „Straße“ 🚗"),
    ],
)
def test_what_is_shown(expected: str, text: str) -> None:
    """Controls are shown as their pictures, the rest of what steers as a replacement, everything else as it is."""
    assert expected == visible(text)
