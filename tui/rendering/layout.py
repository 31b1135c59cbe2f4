"""An article laid out for one width: which line shows which stretch of its text.

Only the spans of the lines are worked out here; a line becomes segments when it is drawn (`tui.rendering.article`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property

from index.document import Article, Region, RegionKind, Span
from tui.rendering.cells import fit
from tui.rendering.wrapping import paragraphs, wrap

LONGEST_SHOWN = 200_000
"""Characters of an article that are laid out: 0.1 s for all of them, 0.7 s at the worst. More is said to be there."""

_FURNITURE = (RegionKind.BOILERPLATE, RegionKind.REPEATED)


class LineKind(Enum):
    """What a line of the article view shows."""

    TITLE = auto()
    META = auto()
    """Date, source, language, host."""
    BODY = auto()
    FURNITURE = auto()
    FOLD = auto()
    """Says that page furniture begins here, shown or not."""
    NOTE = auto()
    """dealwire's own remark."""
    BLANK = auto()


@dataclass(frozen=True, slots=True)
class LaidLine:
    """One line of the article view.

    Attributes:
        span: The stretch of the article's text that it shows; for a fold, that it stands for; None for neither.
        text: What it shows instead of a stretch of the article's text.
    """

    kind: LineKind
    span: Span | None = None
    text: str = ""


BLANK = LaidLine(LineKind.BLANK)


@dataclass(frozen=True)
class Layout:
    """The lines of an article at one width."""

    lines: tuple[LaidLine, ...] = field(default=())

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where the lines' spans start, in text order, and which lines they are."""
        placed = sorted((line.span.start, number) for number, line in enumerate(self.lines) if line.span)
        return [start for start, _ in placed], [number for _, number in placed]

    def line_at(self, offset: int) -> int:
        """The line that shows the character at an offset of the article's text, or the one before it."""
        starts, numbers = self._starts
        return numbers[max(0, bisect_right(starts, offset) - 1)] if numbers else 0


def lay_out(article: Article, cells: int, *, meta: str, notes: tuple[str, ...] = (), furniture: bool) -> Layout:
    """Lays an article out in lines of `cells` cells.

    Args:
        article: What is laid out.
        cells: The width, at least one.
        meta: The line under the title.
        notes: Lines of dealwire's own at the end.
        furniture: Whether page furniture is shown rather than folded.
    """
    title = _title_span(article)
    lines = list(_title_lines(article, title, cells))
    lines += [LaidLine(LineKind.META, None, piece.of(meta)) for piece in wrap(meta, Span(0, len(meta)), cells)]
    for group in _grouped(article.regions, title):
        if group[0].kind in _FURNITURE:
            lines += _furniture_lines(article.text, group, cells, shown=furniture)
        else:
            lines += _body_lines(article.text, _shown(group[0].span), cells)
    if len(article.text) > LONGEST_SHOWN:
        cut = f"··· the first {LONGEST_SHOWN:,} of {len(article.text):,} characters"
        lines += [BLANK, LaidLine(LineKind.NOTE, None, cut)]
    if notes:
        lines += [BLANK, *(LaidLine(LineKind.NOTE, None, fit(note, cells)) for note in notes)]
    return Layout(tuple(lines))


def _title_span(article: Article) -> Span | None:
    """Where the text itself has the title: there companies and matches in it are known."""
    spans = article.spans(RegionKind.TITLE)
    return spans[0] if spans else None


def _title_lines(article: Article, span: Span | None, cells: int) -> Iterator[LaidLine]:
    if span is not None:
        yield from (LaidLine(LineKind.TITLE, part) for part in wrap(article.text, span, cells))
        return
    title = article.title
    yield from (LaidLine(LineKind.TITLE, None, part.of(title)) for part in wrap(title, Span(0, len(title)), cells))


def _grouped(regions: tuple[Region, ...], title: Span | None) -> Iterator[list[Region]]:
    """The regions below the title: neighbouring furniture together, everything else alone."""
    group: list[Region] = []
    for region in regions:
        if region.span == title or region.span.start >= LONGEST_SHOWN:
            continue
        if group and not (region.kind in _FURNITURE and group[-1].kind in _FURNITURE):
            yield group
            group = []
        group.append(region)
    if group:
        yield group


def _shown(span: Span) -> Span:
    return Span(span.start, min(span.end, LONGEST_SHOWN))


def _body_lines(text: str, span: Span, cells: int) -> Iterator[LaidLine]:
    for number, (paragraph, apart) in enumerate(paragraphs(text, span)):
        if apart or number == 0:
            yield BLANK
        yield from (LaidLine(LineKind.BODY, line) for line in wrap(text, paragraph, cells))


def _furniture_lines(text: str, group: list[Region], cells: int, *, shown: bool) -> Iterator[LaidLine]:
    whole = _shown(Span(group[0].span.start, group[-1].span.end))
    count = sum(1 for line in whole.of(text).splitlines() if line.strip())
    if not count:
        return
    yield BLANK
    what = f"··· {count} line{'s' if count > 1 else ''} of page furniture"
    if not shown:
        yield LaidLine(LineKind.FOLD, whole, f"{what} (b shows)")
        return
    reasons = ", ".join(dict.fromkeys(region.reason for region in group if region.reason))
    yield LaidLine(LineKind.FOLD, None, fit(f"{what}: {reasons}" if reasons else what, cells))
    for region in group:
        for paragraph, _ in paragraphs(text, _shown(region.span)):
            yield from (LaidLine(LineKind.FURNITURE, line) for line in wrap(text, paragraph, cells))
