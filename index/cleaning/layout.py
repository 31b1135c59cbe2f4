"""Layout: what every part of a text is. Blocks become regions: title, body, repeated, boilerplate."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.cleaning.blocks import Block, split_blocks
from index.cleaning.lines import credit_at_end, date_line, dateline, is_labelled, labelled_date, rest_link_at_end
from index.cleaning.marking import Marks, mark, mark_edges
from index.cleaning.phrases import load_phrases
from index.cleaning.repeats import repeats, window_titles
from index.cleaning.titles import declared_title, stand_in, title_block
from index.dates import PartialDate
from index.document import Region, RegionKind, Span
from index.raw import RawArticle


@dataclass(frozen=True, slots=True)
class Layout:
    """What the parts of a text are.

    Attributes:
        blocks: The text's blocks.
        regions: One or two a block: a caption and its credit are two. In text order; they cover all but blanks.
        title: As declared, or as the text says it; never empty.
        date: As a line of the text tells it; None where none does.
    """

    blocks: Sequence[Block]
    regions: tuple[Region, ...]
    title: str
    date: PartialDate | None


def lay_out(text: str, raw: RawArticle) -> Layout:
    """The layout of a text that is not blank.

    Args:
        text: The raw article's text, made visible.
        raw: What the source declares of it.
    """
    blocks = split_blocks(text)
    marking = mark(blocks, load_phrases(), _known(blocks, raw.regions))
    declared = declared_title(raw.title, raw.source)
    title = title_block(blocks, marking, declared)
    windows = window_titles(blocks, marking.marks)
    if title in windows:
        title, declared = windows[title], None
    marks = [None if index == title else reason for index, reason in enumerate(marking.marks)]
    if not raw.regions:
        marks = mark_edges(blocks, marks, title)
        marks = [None if index in windows else reason for index, reason in enumerate(marks)]
    marks = _with_body(blocks, marks)
    if marks.count(None) == 1:
        title = None  # all that is left is the article itself, not a title of nothing
    again = (repeats(blocks, marks) | windows.keys()) - {title}
    regions = tuple(
        region
        for index, block in enumerate(blocks)
        for region in _regions(text, block, marks[index], _kind(index, title, again))
    )
    named = declared or (blocks[title].text if title is not None else stand_in(blocks, marks))
    return Layout(blocks, regions, named, _date(blocks, marks))


_TAILS = (("picture credit", credit_at_end), ("link to the rest", rest_link_at_end))
"""What may follow an article's words on their own line, and where it begins."""


def _known(blocks: Sequence[Block], regions: Sequence[Region]) -> Marks:
    """The marks of the blocks that the format itself shows to be furniture."""
    furniture = [region for region in regions if region.kind is RegionKind.BOILERPLATE]
    starts = [region.span.start for region in furniture]
    marks: Marks = []
    for block in blocks:
        number = bisect_left(starts, block.span.end) - 1
        over = number >= 0 and furniture[number].span.overlaps(block.span)
        marks.append(furniture[number].reason or "outside the article" if over else None)
    return marks


def _with_body(blocks: Sequence[Block], marks: Marks) -> Marks:
    """The marks, fewer where they would leave nothing of the text: then only the shortest lines are furniture."""
    if not all(marks):
        return marks
    longest = max(len(block.words) for block in blocks)
    return [
        None if len(block.words) == longest or block.is_prose else reason
        for block, reason in zip(blocks, marks, strict=True)
    ]


def _kind(index: int, title: int | None, again: set[int]) -> RegionKind:
    """What a block is that is no furniture."""
    if index == title:
        return RegionKind.TITLE
    return RegionKind.REPEATED if index in again else RegionKind.BODY


def _regions(text: str, block: Block, reason: str | None, kind: RegionKind) -> Iterator[Region]:
    """The regions of a block: one, and one each for a date before it and a picture credit or a link behind it."""
    if reason is not None:
        yield Region(block.span, RegionKind.BOILERPLATE, reason)
        return
    start, end = block.span.start, block.span.end
    written = block.span.of(text)
    if (date := labelled_date(written)) and len(written[date.span.end :].split()) > 1:
        yield Region(Span(start, start + date.span.end), RegionKind.BOILERPLATE, "date line")
        start += date.span.end
    tail = ""
    for tail_reason, tail_at_end in _TAILS:
        cut = tail_at_end(written)
        if cut is not None and block.span.start + cut > start:
            end, tail = block.span.start + cut, tail_reason
            break
    yield Region(_without_blanks(text, start, end), kind)
    if tail:
        yield Region(_without_blanks(text, end, block.span.end), RegionKind.BOILERPLATE, tail)


def _without_blanks(text: str, start: int, end: int) -> Span:
    """The span without the blanks at its ends."""
    written = text[start:end]
    return Span(start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip()))


def _date(blocks: Sequence[Block], marks: Marks) -> PartialDate | None:
    """The date that a line tells: above the second paragraph, right below the last, or anywhere with a label.

    None where no line tells it. Dates among links and comments are those of others.
    """
    told = [
        (index, found)
        for index, (block, reason) in enumerate(zip(blocks, marks, strict=True))
        if reason in _OF_THE_ARTICLE and (found := date_line(block) or labelled_date(block.text) or dateline(block))
    ]
    paragraphs = [index for index, block in enumerate(blocks) if block.is_paragraph and not marks[index]]
    first, last = (paragraphs[1], paragraphs[-1]) if len(paragraphs) > 1 else (len(blocks), 0)
    above = [found for index, found in told if index < first]
    below = [found for index, found in told if index > last and marks[index]]
    labelled = [found for index, found in told if is_labelled(blocks[index].text)]
    return next((found.date for found in (*above, *below, *labelled)), None)


_OF_THE_ARTICLE = {None, "date line", "byline", "short line before the article", "short line after the article"}
