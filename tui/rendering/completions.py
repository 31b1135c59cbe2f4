"""How a query could go on, or what it may have meant, as one line under it; and why an article matches it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from index.document import RegionKind
from index.results import Completion, CompletionKind, Likeness, Reason
from tui.rendering.cells import Line, drawn, fit, line_width
from tui.rendering.facts import Fact
from tui.rendering.palette import Palette

_KEY = "Tab"


def completions_line(completions: Sequence[Completion], chosen: int, cells: int, palette: Palette) -> Line:
    """As many completions as there is room for, that which Tab takes told apart; that one is always among them."""
    start = 0
    while True:
        line: Line = [Segment(f"{_KEY} ", palette.accent)]
        shown = start
        for number, completion in enumerate(completions[start:], start):
            piece = _completion(completion, palette, chosen=number == chosen)
            if line_width(line) + line_width(piece) > cells:
                break
            line += piece
            shown = number + 1
        if shown > chosen or start >= chosen:
            return line
        start += 1


def _completion(completion: Completion, palette: Palette, *, chosen: bool) -> Line:
    style = palette.company if completion.kind is CompletionKind.COMPANY else palette.text
    count = f" {completion.articles:,}" if completion.articles is not None else ""
    under = palette.cursor_focused if chosen else Style()
    return [
        Segment(" ", under),
        Segment(fit(completion.name, 40), style + under),
        Segment(f"{count} ", palette.muted + under),
    ]


def suggestion_line(suggestion: str, cells: int, palette: Palette) -> Line:
    """What the query may have meant."""
    left, right = "Did you mean ", f"?  {_KEY}"
    shown = fit(suggestion, max(1, cells - len(left) - len(right)))
    return [Segment(left, palette.muted), Segment(shown, palette.strong), Segment(right, palette.accent)]


def reason_facts(reasons: Sequence[Reason]) -> list[Fact]:
    """Why an article matches: beside each part of the query the words that it matched, how, where and how often."""
    facts: dict[str, list[str]] = {}
    for reason in reasons:
        likeness = "" if reason.likeness is Likeness.EXACT else f" {reason.likeness.value}"
        count = f" {reason.count}×" if reason.count > 1 else ""
        area = " in the title" if reason.area is RegionKind.TITLE else ""
        facts.setdefault(drawn(reason.wanted), []).append(f"“{drawn(reason.found)}”{likeness}{count}{area}")
    return [(wanted, ", ".join(found)) for wanted, found in facts.items()]
