"""The lines around the search field: what was found, the filters that are on, what could not be understood."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from index.document import Span
from index.results import QueryProblem, SearchPage, Sort
from tui.rendering.cells import Line, drawn, fit, width
from tui.rendering.companies import ADDED, REMOVED
from tui.rendering.palette import Palette
from tui.rendering.wrapping import wrap
from tui.searching import Choice

_CHIP_CELLS = 32
_ORDERS = {Sort.RELEVANCE: "relevance", Sort.RECENT: "both", Sort.DATE: "date"}
_SHORT, _LONG = 30, 50
"""Cells from which on the order, and everything, is told."""


def found(page: SearchPage, total: int, *, narrowed: bool, cells: int, upkeep: str = "") -> str:
    """How many articles were found, of how many, how fast, in which order: as much of it as there is room for.

    How much has been read anew stands before the rest of it.
    """
    if upkeep:
        text = found(page, total, narrowed=narrowed, cells=cells - width(upkeep) - 3)
        return f"{text} · {upkeep}"
    sort = page.request.sort if page.request.query.strip() else Sort.DATE
    articles = f"{page.total:,} of {total:,}" if narrowed else f"{page.total:,}"
    if cells < _SHORT:
        return f"{page.total:,} found"
    order = "relevance and date" if sort is Sort.RECENT else _ORDERS[sort]
    noun = "article" if page.total == 1 and not narrowed else "articles"
    text = f"{articles} {noun} · {page.elapsed_ms:.0f} ms · sort: {order}"
    return text if max(_LONG, width(text)) <= cells else f"{articles} · by {_ORDERS[sort]}"


def choice_chips(choices: Sequence[Choice], palette: Palette) -> Line:
    """The filters as chips: a blank before each, and how to take them off at the end."""
    line: Line = []
    for choice in choices:
        sign, style = (REMOVED, palette.removed) if choice.excluded else (ADDED, palette.added)
        line += [Segment(" "), Segment(f" {sign}{fit(choice.name, _CHIP_CELLS)} ", style + palette.cursor)]
    return [*line, Segment("  Esc takes the last one off", palette.faint)] if line else []


def problem_lines(problem: QueryProblem, query: str, cells: int, palette: Palette, *, shown: range) -> list[Line]:
    """What could not be understood, under the place in the query where it stands; beside it, or on lines of its own.

    Args:
        problem: What is told.
        query: In which it is.
        cells: The width.
        palette: The styles.
        shown: Which cells of the query the field shows: it may have scrolled.
    """
    before = width(query[: problem.span.start]) - shown.start
    marks = "^" * max(1, width(problem.span.of(query)))
    message = drawn(problem.message)
    is_seen = before >= 0 and before + len(marks) <= min(len(shown), cells)
    if is_seen and before + len(marks) + 1 + width(message) <= cells:
        return [[Segment(" " * before), Segment(marks, palette.failed), Segment(f" {message}", palette.early)]]
    if is_seen and width(message) + 1 <= before:
        gap = " " * (before - width(message) - 1)
        return [[Segment(f"{gap}{message} ", palette.early), Segment(marks, palette.failed)]]
    pieces = wrap(message, Span(0, len(message)), cells)
    told: list[Line] = [[Segment(piece.of(message), palette.early)] for piece in pieces]
    if not is_seen:
        return told
    return [[Segment(" " * before), Segment(marks, palette.failed)], *told]
