"""Text broken into lines and paragraphs, as spans of it, so that whatever lies on the text can still be found."""

from __future__ import annotations

import re
from itertools import pairwise

from index.document import Span
from tui.rendering.cells import width

_WORD = re.compile(r"\S+")
_SOURCE_LINE = re.compile(r"[^\n]+")
_LONGEST_HARD_LINE = 110
"""A scraped line longer than this is a paragraph of its own, not a line of hard-wrapped text."""
_SHORTEST_HARD_LINE = 56
"""Programs wrap at 60 to 80; shorter lines under each other are a list, an address, a teaser."""


def wrap(text: str, span: Span, cells: int) -> list[Span]:
    """Breaks a stretch of text at its blanks into lines of at most `cells` cells; a wider word is cut."""
    lines: list[Span] = []
    line: Span | None = None
    used = 0
    for word in _WORD.finditer(text, span.start, span.end):
        size = width(word.group())
        if line is not None:
            longer = used + width(text[line.end : word.start()]) + size
            if longer <= cells:
                line, used = Span(line.start, word.end()), longer
                continue
            lines.append(line)
        line, used = Span(*word.span()), size
        if size > cells:
            *full, line = _cut(text, line, cells)
            lines += full
            used = width(line.of(text))
    return lines if line is None else [*lines, line]


def _cut(text: str, word: Span, cells: int) -> list[Span]:
    """One word wider than a line, cut into pieces that are not."""
    pieces, left, used = [], word.start, 0
    for position in range(word.start, word.end):
        size = width(text[position])
        if used + size > cells and position > left:
            pieces.append(Span(left, position))
            left, used = position, 0
        used += size
    return [*pieces, Span(left, word.end)]


def paragraphs(text: str, span: Span) -> list[tuple[Span, bool]]:
    """The paragraphs of a stretch of text, each with whether a blank line belongs before it.

    Blank lines part paragraphs. Single line breaks part them too, unless the lines were hard-wrapped: then every line
    is so full that the next line's first word would not have fitted.
    """
    found: list[tuple[Span, bool]] = []
    for block in _blocks(text, span):
        if _hard_wrapped(text, block):
            found.append((Span(block[0].start, block[-1].end), True))
            continue
        previous_is_long = True
        for line in block:
            is_long = len(line) > _LONGEST_HARD_LINE
            found.append((line, is_long or previous_is_long))
            previous_is_long = is_long
    return found


def _blocks(text: str, span: Span) -> list[list[Span]]:
    """The lines that are not blank, grouped by the blank lines between them."""
    blocks: list[list[Span]] = [[]]
    for match in _SOURCE_LINE.finditer(text, span.start, span.end):
        line = _stripped(text, Span(*match.span()))
        if blocks[-1] and text.count("\n", blocks[-1][-1].end, match.start()) > 1:
            blocks.append([])
        if len(line):
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _stripped(text: str, span: Span) -> Span:
    """The span without blanks at its ends."""
    piece = span.of(text)
    start = span.start + len(piece) - len(piece.lstrip())
    return Span(start, max(start, span.start + len(piece.rstrip())))


def _hard_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether some program broke these lines at a fixed width."""
    longest = max(map(len, lines))
    if len(lines) < 2 or not _SHORTEST_HARD_LINE <= longest <= _LONGEST_HARD_LINE:
        return False
    return all(len(line) + 1 + len(after.of(text).split(maxsplit=1)[0]) > longest for line, after in pairwise(lines))
