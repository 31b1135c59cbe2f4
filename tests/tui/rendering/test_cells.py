"""Text in cells: measured, shortened, safe."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from tui.rendering.cells import drawn, fit, is_plain, line_width, pad, spread, width

_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@pytest.mark.parametrize(
    ("text", "cells", "shown"),
    [
        pytest.param("Daimler", 7, "Daimler", id="what fits stays"),
        pytest.param("Daimler", 6, "Daiml…", id="what does not is shortened"),
        pytest.param("Daimler AG", 9, "Daimler…", id="without a blank before the ellipsis"),
        pytest.param("Daimler", 1, "…", id="one cell"),
        pytest.param("Daimler", 0, "", id="none"),
        pytest.param("東芝テック", 7, "東芝テ…", id="wide characters take two cells"),
        pytest.param("東芝テック", 6, "東芝…", id="and are not cut in two"),
        pytest.param("a\nb\tc", 9, "a b c", id="one line"),
        pytest.param("👨‍👩‍👧 Familie", 20, "👨👩👧 Familie", id="joined emoji are drawn apart"),
        pytest.param("Schiff\u00adfahrt", 20, "Schifffahrt", id="soft hyphens are left out"),
    ],
)
def test_fit(text: str, cells: int, shown: str) -> None:
    """A text is shortened to its cells."""
    assert shown == fit(text, cells)


@given(st.text(max_size=60), st.integers(0, 40))
def test_fit_never_wider(text: str, cells: int) -> None:
    """Whatever the text is, it takes no more cells than given."""
    assert cells >= cell_len(fit(text, cells))


@given(st.text(max_size=60), st.integers(0, 40), st.booleans())
def test_pad_exactly(text: str, cells: int, right: bool) -> None:
    """Padded text takes exactly its cells."""
    assert cells == cell_len(pad(text, cells, right=right))


@given(st.text(max_size=200))
def test_drawn_is_safe(text: str) -> None:
    """Nothing that steers a terminal is left, and the width is that of what is drawn."""
    assert None is _STEERING.search(drawn(text))
    assert cell_len(drawn(text)) == width(text)


def test_plain_letters() -> None:
    """A letter that is plain takes one cell by the tables, prints, and is no blank but the common one."""
    plain = [chr(code) for code in range(sys.maxunicode + 1) if is_plain(chr(code))]
    assert {"ß", "é", "„", "…", "€", " "} < set(plain)
    assert [] == [letter for letter in plain if cell_len(letter) != 1 or not letter.isprintable()]


@pytest.mark.parametrize(
    "letter", ["\x1b", "\x7f", "\x9b", "\u00a0", "\u00ad", "\u0301", "\u200b", "\u202e", "東", "\n"]
)
def test_letters_that_are_not_plain(letter: str) -> None:
    """What steers, has no width of its own or two cells, and blanks of other kinds."""
    assert not is_plain(f"a{letter}b")


def test_spread() -> None:
    """Two ends of a line; the right one goes where there is no room."""
    left, right = [Segment("left")], [Segment("right")]
    assert "left   right" == "".join(segment.text for segment in spread(left, right, 12))
    assert 12 == line_width(spread(left, right, 12))
    assert "left" == "".join(segment.text for segment in spread(left, right, 9))
