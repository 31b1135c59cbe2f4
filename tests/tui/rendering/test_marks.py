"""Highlights laid over text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from index.document import Span
from tui.rendering.marks import disjoint, marked, within

BASE, UNDER, OVER = Style(dim=True), Style(underline=True), Style(reverse=True)


def test_layers() -> None:
    """Where two highlights lie on each other, the text has both."""
    text = "BMW kauft Mini"
    line = marked(text, 0, len(text), BASE, [(UNDER, (Span(0, 9),)), (OVER, (Span(4, 14),))])
    expected = [("BMW ", BASE + UNDER), ("kauft", BASE + UNDER + OVER), (" Mini", BASE + OVER)]
    assert expected == [(segment.text, segment.style) for segment in line]


def test_highlight_over_the_edges() -> None:
    """A highlight that goes on in the lines before and after covers this one whole."""
    line = marked("eins zwei drei", 5, 9, BASE, [(OVER, (Span(0, 14),))])
    assert [("zwei", BASE + OVER)] == [(segment.text, segment.style) for segment in line]


spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 40), st.integers(1, 10))


@given(st.text(alphabet="abc ", min_size=50, max_size=50), st.lists(spans, max_size=6), st.lists(spans, max_size=6))
def test_text_stays(text: str, one: list[Span], other: list[Span]) -> None:
    """Highlights change nothing of the text."""
    line = marked(text, 3, 47, BASE, [(UNDER, disjoint(one)), (OVER, disjoint(other))])
    assert text[3:47] == "".join(segment.text for segment in line)


@given(st.lists(spans, max_size=8))
def test_disjoint(given_spans: list[Span]) -> None:
    """The same characters are covered, each once, in order."""
    merged = disjoint(given_spans)
    covered = {position for span in given_spans for position in range(span.start, span.end)}
    assert covered == {position for span in merged for position in range(span.start, span.end)}
    assert all(left.end < right.start for left, right in itertools.pairwise(merged))


@pytest.mark.parametrize(
    ("start", "end", "found"), [(0, 2, 0), (0, 3, 1), (4, 5, 1), (5, 8, 0), (0, 20, 2), (9, 10, 1)]
)
def test_within(start: int, end: int, found: int) -> None:
    """The highlights that share a character with a stretch of text."""
    assert found == len(within((Span(2, 5), Span(8, 10)), start, end))
