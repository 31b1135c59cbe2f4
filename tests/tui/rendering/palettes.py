"""A palette without colours, each style different from the others."""

from __future__ import annotations

from dataclasses import fields

from rich.color import Color
from rich.style import Style

from tui.rendering.cells import Line
from tui.rendering.palette import Palette

PALETTE = Palette(
    **{field.name: Style(color=Color.from_ansi(number)) for number, field in enumerate(fields(Palette), start=16)}
)


def plain(line: Line) -> str:
    """What a line shows."""
    return "".join(segment.text for segment in line)


def styled(line: Line, style: Style) -> list[str]:
    """The pieces of a line that have exactly the colour of a style."""
    return [segment.text for segment in line if segment.style and segment.style.color == style.color]
