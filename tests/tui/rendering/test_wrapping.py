"""Text broken into lines and paragraphs, as spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.document import Span
from tui.rendering.cells import drawn
from tui.rendering.wrapping import paragraphs, wrap


def _lines(text: str, cells: int) -> list[str]:
    return [span.of(text) for span in wrap(text, Span(0, len(text)), cells)]


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        pytest.param("eins zwei drei", 9, ["eins zwei", "drei"], id="at the blanks"),
        pytest.param("eins zwei", 4, ["eins", "zwei"], id="exactly full"),
        pytest.param("  eins\n zwei ", 20, ["eins\n zwei"], id="blanks at the ends are left out"),
        pytest.param("Donaudampfschiff ahoi", 6, ["Donaud", "ampfsc", "hiff", "ahoi"], id="a long word is cut"),
        pytest.param("Donaudampf da", 8, ["Donaudam", "pf da"], id="and its rest takes more words"),
        pytest.param("東芝テック 日本", 4, ["東芝", "テッ", "ク", "日本"], id="wide characters"),
        pytest.param("   ", 5, [], id="blanks only"),
        pytest.param("\xad eins", 4, ["\xad", "eins"], id="a word without width is kept"),
    ],
)
def test_wrap(text: str, cells: int, lines: list[str]) -> None:
    """A text is broken into lines."""
    assert lines == _lines(text, cells)


@given(st.text(max_size=200), st.integers(2, 30))
def test_wrap_keeps_everything(text: str, cells: int) -> None:
    """No line is too wide, and only blanks are left out between them."""
    spans = wrap(text, Span(0, len(text)), cells)
    assert "".join(text.split()) == "".join("".join(span.of(text).split()) for span in spans)
    assert all(cells >= cell_len(drawn(span.of(text))) for span in spans)


HARD = (
    "Die beiden Konzerne wollen ihre Werke in der Lausitz zusammenlegen\n"
    "und von dort aus den gesamten Osten des Landes beliefern, heißt es\n"
    "in einer Mitteilung."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HARD, [HARD], id="hard-wrapped lines are one paragraph"),
        pytest.param("Eins.\n\nZwei.", ["Eins.", "Zwei."], id="blank lines part"),
        pytest.param("BMW\nDaimler\nVW", ["BMW", "Daimler", "VW"], id="a list stays a list"),
        pytest.param("Eins.\n \n\t\nZwei.", ["Eins.", "Zwei."], id="lines of blanks are blank"),
        pytest.param("\n\n", [], id="nothing"),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    """A text is parted into paragraphs."""
    assert expected == [span.of(text) for span, _ in paragraphs(text, Span(0, len(text)))]


def test_apart() -> None:
    """Paragraphs stand apart; the lines of a list do not."""
    long = "Der Vorstand sagte dazu nichts. " * 5
    text = f"{long}\n{long}\n\nBMW\nDaimler"
    assert [True, True, True, False] == [apart for _, apart in paragraphs(text, Span(0, len(text)))]
