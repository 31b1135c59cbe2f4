"""An article laid out: which line shows what."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.document import Region, RegionKind, Span
from tests.tui.samples import ARTICLES
from tui.rendering.layout import LONGEST_SHOWN, Layout, LineKind, lay_out

ARTICLE = ARTICLES[0].article


def _kinds(layout: Layout) -> list[LineKind]:
    return list(dict.fromkeys(line.kind for line in layout.lines))


def test_order() -> None:
    """Title, what is known about it, text, furniture as one line, where it was found."""
    layout = lay_out(ARTICLE, 60, meta="2020 · Blechpost", notes=("found in a.txt",), furniture=False)
    expected = [LineKind.TITLE, LineKind.META, LineKind.BLANK, LineKind.BODY, LineKind.FOLD, LineKind.NOTE]
    assert expected == _kinds(layout)


def test_furniture_shown() -> None:
    """The furniture comes with what it is thought to be."""
    layout = lay_out(ARTICLE, 60, meta="", furniture=True)
    assert LineKind.FURNITURE in _kinds(layout)
    assert ["··· 3 lines of page furniture: teasers"] == [
        line.text for line in layout.lines if line.kind is LineKind.FOLD
    ]


def test_title_of_the_text() -> None:
    """A title that stands in the text is shown once, as that stretch of it: highlights lie on it."""
    layout = lay_out(ARTICLE, 60, meta="", furniture=False)
    assert [Span(0, len(ARTICLE.title))] == [line.span for line in layout.lines if line.kind is LineKind.TITLE]


def test_title_beside_the_text() -> None:
    """A title that the text does not have is shown above it."""
    article = replace(ARTICLE, title="Anderswo", regions=(Region(Span(0, len(ARTICLE.text)), RegionKind.BODY),))
    layout = lay_out(article, 60, meta="", furniture=False)
    assert ("Anderswo", None) == (layout.lines[0].text, layout.lines[0].span)


def test_repeated_lines_are_furniture() -> None:
    """A headline printed twice is folded the second time."""
    text = "Titel\nTitel\nDer Text."
    kinds = (RegionKind.TITLE, RegionKind.REPEATED, RegionKind.BODY)
    spans = (Span(0, 5), Span(6, 11), Span(12, 21))
    article = replace(ARTICLE, text=text, regions=tuple(Region(*pair) for pair in zip(spans, kinds, strict=True)))
    layout = lay_out(article, 60, meta="", furniture=False)
    assert ["··· 1 line of page furniture (b shows)"] == [
        line.text for line in layout.lines if line.kind is LineKind.FOLD
    ]


def test_line_at() -> None:
    """A place in the text is found on its line; one in folded furniture on the line that stands for it."""
    layout = lay_out(ARTICLE, 60, meta="", furniture=False)
    evidence = ARTICLE.text.index("Manager von Daimler")
    line = layout.lines[layout.line_at(evidence)]
    assert line.span is not None
    assert "Manager von Daimler" in line.span.of(ARTICLE.text)
    assert LineKind.FOLD is layout.lines[layout.line_at(ARTICLE.text.index("Twittern"))].kind


def test_huge_article() -> None:
    """Of a huge text the beginning is shown, and that there is more."""
    text = "wort " * 100_000
    article = replace(ARTICLE, text=text, regions=(Region(Span(0, len(text)), RegionKind.BODY),))
    layout = lay_out(article, 80, meta="", furniture=False)
    assert LONGEST_SHOWN >= max(line.span.end for line in layout.lines if line.span)
    assert "··· the first 200,000 of 500,000 characters" == layout.lines[-1].text


@given(st.text(alphabet="ab \n東", max_size=300), st.integers(1, 40), st.booleans())
def test_any_text(text: str, cells: int, furniture: bool) -> None:
    """Every word of the body is shown, whatever the text."""
    half = len(text) // 2
    regions = (Region(Span(0, half), RegionKind.BODY), Region(Span(half, len(text)), RegionKind.BOILERPLATE))
    layout = lay_out(replace(ARTICLE, text=text, regions=regions), cells, meta="", furniture=furniture)
    shown = "".join(line.span.of(text) for line in layout.lines if line.span and line.kind is LineKind.BODY)
    assert "".join(text[:half].split()) == "".join(shown.split())
