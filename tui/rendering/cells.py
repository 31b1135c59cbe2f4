"""Text in terminal cells: measured, shortened, and made safe and steady to draw.

A character takes no, one or two cells. Every text from outside goes through `drawn` or `fit` just before it becomes a
segment, whatever was done to it before.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, chop_cells
from rich.segment import Segment

from index.text import one_line, visible

Line = list[Segment]
"""One line on the screen, from left to right."""

ELLIPSIS = "…"

# Characters that terminals disagree on: soft hyphen, zero-width space and joiners, variation selectors, emoji skin
# tones. Without them an emoji family is drawn as its members, two cells each, everywhere.
_UNSTEADY = re.compile(
    "[\u00ad\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]"
)
_PLAIN = re.compile("[ -~\u00a1-\u00ac\u00ae-\u024f\u2013\u2014\u2018-\u201e\u2026\u20ac]*").fullmatch
"""What most texts consist of: letters and signs that take one cell each and steer nothing."""
_BLANK = re.compile("[^\\S \u3000]")
"""Blanks of other kinds; the ideographic one takes two cells."""


def is_plain(text: str) -> bool:
    """Whether every character of the text surely takes one cell, and is drawn as it is."""
    return _PLAIN(text) is not None


def drawn(text: str) -> str:
    """The text as it reaches the terminal: nothing in it steers the terminal or has an unsteady width.

    It may be shorter than `text`; blanks of every kind, line breaks included, become blanks.
    """
    if is_plain(text):
        return text
    return _BLANK.sub(" ", _UNSTEADY.sub("", visible(text)))


def width(text: str) -> int:
    """How many cells the text takes once drawn."""
    return len(text) if text.isascii() or is_plain(text) else cell_len(drawn(text))


def fit(text: str, cells: int) -> str:
    """The text on one line, shortened with an ellipsis where it is wider than `cells`."""
    shown = drawn(one_line(text))
    if cell_len(shown) <= cells:
        return shown
    if cells <= 0:
        return ""
    if cells == 1:
        return ELLIPSIS
    return chop_cells(shown, cells - 1)[0].rstrip() + ELLIPSIS


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """The text fitted and filled with blanks to exactly `cells`; `right` puts it to the right end."""
    shown = fit(text, cells)
    blanks = " " * (cells - cell_len(shown))
    return blanks + shown if right else shown + blanks


def line_width(line: Line) -> int:
    """How many cells a line takes."""
    return sum(cell_len(segment.text) for segment in line)


def spread(left: Line, right: Line, cells: int) -> Line:
    """Two ends of one line with blanks between; the right end is left out where there is no room for it."""
    gap = cells - line_width(left) - line_width(right)
    return [*left, Segment(" " * gap), *right] if gap > 0 else left
