"""A company as one line of the side panel."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment

from tui.rendering.cells import Line, pad
from tui.rendering.palette import Palette

ADDED, REMOVED, HERE = "+", "−", "•"


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company of the panel.

    Attributes:
        count: In how many articles of the result it is named.
        excluded: Whether the result is narrowed to articles with it (False) or without it (True); None for neither.
        here: Whether the open article names it.
    """

    id: str
    name: str
    count: int
    excluded: bool | None = None
    here: bool = False


def company_line(row: CompanyRow, cells: int, palette: Palette) -> Line:
    """The company's marks, name and count in `cells` cells."""
    count = f"{row.count:,}"
    name_cells = max(1, cells - len(count) - 4)
    filtered, style = " ", palette.text if row.count else palette.muted
    if row.excluded is not None:
        filtered, style = (REMOVED, palette.removed) if row.excluded else (ADDED, palette.added)
    return [
        Segment(filtered, style),
        Segment(f"{HERE if row.here else ' '} ", palette.accent),
        Segment(pad(row.name, name_cells), style),
        Segment(f" {count}", palette.muted),
    ]
