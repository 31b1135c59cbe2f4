"""Spans drawn over text: one stretch of text cut into segments wherever a highlight begins or ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style

from index.document import Span
from tui.rendering.cells import Line, drawn

Layer = tuple[Style, Sequence[Span]]
"""A style and where it lies: spans in text order that do not overlap each other (see `disjoint`)."""


def marked(text: str, start: int, end: int, base: Style, layers: Iterable[Layer]) -> Line:
    """The stretch [start, end) of a text as segments: the base style, then each layer's upon it, the last on top."""
    present = [(style, spans) for style, layer in layers if (spans := within(layer, start, end))]
    if not present:
        return [Segment(drawn(text[start:end]), base)]
    cuts = {start, end}
    for _, spans in present:
        for span in spans:
            cuts.update((max(start, span.start), min(end, span.end)))
    segments: Line = []
    for left, right in pairwise(sorted(cuts)):
        style = base
        for layer_style, spans in present:
            if any(span.start <= left < span.end for span in spans):
                style += layer_style
        segments.append(Segment(drawn(text[left:right]), style))
    return segments


def within(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of the spans (in text order, without overlap) that share a character with [start, end)."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = first
    while last < len(spans) and spans[last].start < end:
        last += 1
    return spans[first:last]


def disjoint(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters in text order, each covered once: overlapping and touching spans become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif len(span) > 0:
            merged.append(span)
    return tuple(merged)
