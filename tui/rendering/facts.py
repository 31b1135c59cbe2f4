"""Facts as lines: a short label, and what is known, wrapped beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.segment import Segment

from index.dates import PartialDate
from index.document import Span
from tui.rendering.cells import Line, drawn, pad
from tui.rendering.palette import Palette
from tui.rendering.wrapping import wrap

Fact = tuple[str, str]
"""A label of a word or two, and what is known."""

_LABEL_CELLS = 20
"""A word of the query may be a label."""


def fact_lines(facts: Iterable[Fact], cells: int, palette: Palette) -> list[Line]:
    """The facts in lines of `cells` cells; those of which nothing is known are left out."""
    lines: list[Line] = []
    known = [(label, drawn(text)) for label, text in facts if text]
    left = min(_LABEL_CELLS, max(8, cells // 3), max((len(label) for label, _ in known), default=0)) + 2
    for label, text in known:
        for number, piece in enumerate(wrap(text, Span(0, len(text)), max(8, cells - left))):
            head = pad("" if number else label, left - 1)
            lines.append([Segment(f" {head}", palette.faint), Segment(piece.of(text), palette.muted)])
    return lines


def counted(counts: Sequence[tuple[str, int]], *, most: int = 8) -> str:
    """What there is and how often: "lexicon 3×, legal form"."""
    shown = ", ".join(f"{name} {count}×" if count > 1 else name for name, count in counts[:most])
    return f"{shown}, …" if len(counts) > most else shown


def period(first: PartialDate | None, last: PartialDate | None) -> str:
    """From when to when: "2020-03 … 2020-06"; one date where both are the same; empty when neither is known."""
    dates = dict.fromkeys(str(date)[:10] for date in (first, last) if date)
    return " … ".join(dates)
