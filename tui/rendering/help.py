"""The text of the help: keys in two columns, then the query language by example."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.segment import Segment

from index.document import Span
from tui.rendering.cells import Line, pad
from tui.rendering.palette import Palette
from tui.rendering.wrapping import wrap

Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and rows of what is pressed or written and what it does."""

QUERIES: Final[Section] = (
    "The query language",
    [
        ("elektro kooperation", "articles with both words, in any of their forms and in compounds"),
        ("renault OR nissan", "with one of them"),
        ("opel -peugeot", "with the one, without the other; NOT does the same"),
        ('"fusion"  "joint venture"', "exactly this form; the words one after the other"),
        ('"opel verkauf"~5', "at most five words apart, in any order"),
        ("koop*  mo*en  daimlr~", "beginning so; with anything between; spelt nearly so"),
        ("opel^3 psa", "the one counts three times as much"),
        ("company:bmw  group:vw", "that name the company, however they write it; or one of its group"),
        ("type:merger", "with a deal of this type: acquisition, merger, stake, investment,"),
        ("", "joint_venture, partnership, supply, spin_off"),
        ("status:talks", "with a deal as far as that: rumoured, talks, announced, signed,"),
        ("", "completed, ended, denied"),
        ("event:insolvency", "that tell of one; also layoffs, leadership, strike"),
        ("date:2019..2020", "of those years; also date:2019-02, date:2019-03.., date:..2018"),
        ("value:100m..2bn  stake:>=25%", "with a deal worth so much; with a share acquired of that"),
        ("title:opel  source:spiegel", "in the title only; from this paper"),
        ("language:en", "in English; de is German"),
        ("(vw OR bmw) type:stake", "parentheses group"),
    ],
)

MARKS: Final[Section] = (
    "Marks",
    [
        ("●", "an article you have not read"),
        ("+ −", "a company that the result is narrowed to, or that is excluded"),
        ("•", "a company or a deal of the open article"),
        ("▌", "beside the text: it tells of a deal or an event"),
        ("=", "a deal that another one is to be the same as"),
        ("→ ↔", "who acquires, invests, supplies → whom; partners ↔ each other"),
    ],
)


def help_lines(sections: Sequence[Section], cells: int, palette: Palette) -> list[Line]:
    """Everything, in lines of `cells` cells."""
    lines: list[Line] = []
    for title, rows in (*sections, QUERIES, MARKS):
        left = min(28, 2 + max(len(keys) for keys, _ in rows))
        lines += [[Segment("  "), Segment(title, palette.strong)], []]
        for keys, what in rows:
            lines += _row(keys, what, left, cells, palette)
        lines.append([])
    return lines


def _row(keys: str, what: str, left: int, cells: int, palette: Palette) -> list[Line]:
    """One row; a long explanation goes on under itself."""
    pieces = wrap(what, Span(0, len(what)), max(10, cells - left - 6))
    heads = [Segment(pad(keys, left), palette.accent), *(Segment(" " * left) for _ in pieces[1:])]
    return [
        [Segment("    "), head, Segment(piece.of(what), palette.muted)]
        for head, piece in zip(heads, pieces, strict=True)
    ]
