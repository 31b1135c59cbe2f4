"""What a list says when there is nothing in it: why, and what to do next."""

from __future__ import annotations

from rich.segment import Segment

from index.document import Span
from tui.rendering.cells import Line, drawn
from tui.rendering.palette import Palette
from tui.rendering.wrapping import wrap
from tui.searching import Asking

_WAITING = ("The search index is being built; the articles come when it is done.",)
_INDEXING = ("No article matches of those that have been indexed so far.", "The others are looked through as they are.")
EMPTY_ARCHIVE = (
    "This archive has no articles yet.",
    "Leave with q, and add some:",
    "  dealwire add FOLDER",
    "  dealwire seeds",
    "The first adds files, folders, feeds and web pages; the second opens the sample articles.",
)


def empty_lines(paragraphs: tuple[str, ...], cells: int, palette: Palette) -> list[Line]:
    """The paragraphs with a blank line before each; the first one says what is the matter. Indented ones are calls."""
    lines: list[Line] = []
    for number, paragraph in enumerate(paragraphs):
        is_call = paragraph.startswith("  ")
        style = palette.text if number == 0 else palette.accent if is_call else palette.muted
        if not (is_call and paragraphs[number - 1].startswith("  ")):
            lines.append([])
        text = drawn(paragraph.strip())
        indent = " " * (4 if is_call else 2)
        pieces = wrap(text, Span(0, len(text)), max(1, cells - len(indent) - 1))
        lines += [[Segment(indent), Segment(piece.of(text), style)] for piece in pieces]
    return lines


def nothing_found(asking: Asking, *, waiting: bool, indexing: bool) -> tuple[str, ...]:
    """Why the list is empty, and what takes the narrowing off.

    Args:
        asking: For what.
        waiting: Whether the index has not been looked at yet.
        indexing: Whether articles are still outstanding in it.
    """
    if not asking.narrows:
        return _WAITING if waiting else EMPTY_ARCHIVE
    if indexing:
        return _INDEXING
    if not asking.choices:
        return ("No article matches.", "Esc clears the query; ? tells how to write one.")
    names = ", ".join(f"{'without' if choice.excluded else 'with'} {choice.name}" for choice in asking.choices)
    query = f" {asking.query.strip()}" if asking.query.strip() else ""
    return (f"No article matches{query} {names}.", "Esc takes the last filter off, then the next, then the query.")
