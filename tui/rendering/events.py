"""A company event as one line."""

from __future__ import annotations

from rich.segment import Segment

from index.document import CompanyEvent
from tui.profiles import ToldEvent
from tui.rendering.cells import Line, fit, width
from tui.rendering.palette import Palette

_SURE = 0.5
"""Below it an event is only feared, threatened or called for."""


def told_event_lines(told: ToldEvent, cells: int, palette: Palette) -> list[Line]:
    """An event of one company as an article tells it: date, what, source; the words."""
    date = str(told.date)[:10] if told.date else "undated"
    type_ = f"{told.event.type.value}{'' if told.event.confidence >= _SURE else '?'}"
    head = [Segment(f"{date:<10}  ", palette.muted), Segment(type_, palette.early)]
    source = f" · {fit(told.source, max(1, cells - 15 - width(type_)))}" if told.source else ""
    return [[*head, Segment(source, palette.muted)], [Segment("  "), Segment(fit(told.text, cells - 2), palette.text)]]


def event_line(event: CompanyEvent, cells: int, palette: Palette) -> Line:
    """What happens to whom in `cells` cells; with a question mark where it may not come to it."""
    type_ = f"{event.type.value}{'' if event.confidence >= _SURE else '?'}"
    names = ", ".join(party.name for party in event.companies)
    return [
        Segment(f" {type_} ", palette.early),
        Segment(fit(names, max(1, cells - width(type_) - 2)), palette.text),
    ]
