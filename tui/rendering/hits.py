"""A hit as one, two or three lines of the article list."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from rich.segment import Segment

from index.document import Span
from index.results import Hit, Snippet
from tui.rendering.cells import ELLIPSIS, Line, drawn, fit, is_plain, line_width, pad, width
from tui.rendering.marks import marked
from tui.rendering.palette import Palette

UNREAD = "●"
_DATE_CELLS = 10
_SOURCE_CELLS, _SOURCE_LEAST = 18, 8
"""Of a source, at most, and where a snippet needs the room."""
_SNIPPET_CELLS = 20
"""Of a snippet beside a source, at least."""


def hit_lines(hit: Hit, cells: int, palette: Palette, *, lines: int) -> list[Line]:
    """The hit in `lines` lines of `cells` cells.

    One line: mark, date, source, title. Two: mark and title; date, source, companies. Three: the snippet as well.
    With two lines the snippet takes the companies' place when the query matches in it; a long source gives way to it.
    """
    mark = Segment(f"{' ' if hit.read else UNREAD} ", palette.accent)
    title_style = palette.muted if hit.read else palette.text
    if lines == 1:
        head = [mark, *_origin(hit, palette, padded=True)]
        return [[*head, Segment(fit(hit.title, cells - line_width(head)), title_style)]]
    title = [mark, Segment(fit(hit.title, cells - 2), title_style)]
    room = cells - _SNIPPET_CELLS - _DATE_CELLS - 6  # for the source, with the blanks around it and the date
    with_snippet = lines == 2 and bool(hit.snippet.matches) and room >= min(_SOURCE_LEAST, width(hit.source))
    source_cells = min(room, _SOURCE_CELLS) if with_snippet else _SOURCE_CELLS
    origin = [Segment("  "), *_origin(hit, palette, padded=False, source_cells=source_cells)]
    rest = cells - line_width(origin)
    if with_snippet:
        return [title, [*origin, *_snippet(hit.snippet, rest, palette)]]
    second = [*origin, Segment(_companies(hit, rest), palette.muted)]
    if lines == 2:
        return [title, second]
    return [title, second, [Segment("  "), *_snippet(hit.snippet, cells - 2, palette)]]


def placeholder_lines(cells: int, palette: Palette, *, lines: int, gone: bool = False) -> list[Line]:
    """What stands in a row whose hit has not come yet, or whose article has gone from the archive."""
    text = "this article has gone from the archive" if gone else "·" * min(24, cells - 2)
    first = [Segment(f"  {fit(text, cells - 2)}", palette.faint)]
    return [first, *([] for _ in range(lines - 1))]


def _origin(hit: Hit, palette: Palette, *, padded: bool, source_cells: int = _SOURCE_CELLS) -> Line:
    """Date and source; the date always takes ten cells, so that what follows stands in a column."""
    date = str(hit.date)[:_DATE_CELLS] if hit.date else "undated"
    source = pad(hit.source, source_cells) if padded else fit(hit.source, source_cells)
    return [Segment(f"{pad(date, _DATE_CELLS)}  {source}{'  ' if source else ''}", palette.muted)]


def _companies(hit: Hit, cells: int) -> str:
    """As many of the hit's companies as fit whole, and how many more there are."""
    shown = ""
    for number, name in enumerate(map(drawn, hit.companies)):
        longer = f"{shown}, {name}" if shown else name
        rest = len(hit.companies) - number - 1
        if width(longer) + (len(f" +{rest}") if rest else 0) > cells:
            return fit(f"{shown} +{rest + 1}", cells) if shown else fit(name, cells)
        shown = longer
    return shown


def _snippet(snippet: Snippet, cells: int, palette: Palette) -> Line:
    """As much of the snippet as there is room for, its first match whole, with some words before it for context."""
    start, end = _window(snippet, cells)
    lead, tail = "…" if start else "", "…" if end < len(snippet.text) else ""
    shown = marked(snippet.text, start, end, palette.faint, [(palette.match, snippet.matches)])
    return [Segment(lead, palette.faint), *shown, Segment(tail, palette.faint)]


def _window(snippet: Snippet, cells: int) -> tuple[int, int]:
    """The stretch of the snippet to show, from a word's beginning to a word's end."""
    text = snippet.text
    if width(text) <= cells:
        return 0, len(text)
    room = cells - 2 * width(ELLIPSIS)
    first = snippet.matches[0] if snippet.matches else Span(0, 0)
    words = [Span(*word.span()) for word in re.finditer(r"\S+", text)]
    before = _cells_before(text, words, first)

    def between(start: int, end: int) -> int:
        return before(end) - before(start)

    starts = [word.start for word in words if word.start <= first.start and between(word.start, first.end) <= room]
    if starts and starts[0] != words[0].start:
        starts = [at for at in starts if between(at, first.start) <= room // 3]
    start = min(starts, default=first.start)
    ends = [word.end for word in words if word.end >= first.end and between(start, word.end) <= room]
    return start, max(ends, default=min(len(text), start + max(1, room // 2)))


def _cells_before(text: str, words: Sequence[Span], first: Span) -> Callable[[int], int]:
    """How many cells stand before each place that the window can begin or end at."""
    if is_plain(text):
        return int
    places = sorted({place for word in (*words, first) for place in (word.start, word.end)})
    pieces = (text[start:end] for start, end in pairwise([0, *places]))
    return dict(zip(places, accumulate(map(width, pieces)), strict=True)).__getitem__
