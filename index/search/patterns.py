"""Words that stand for several words: which forms a prefix, a wildcard or a misspelling means.

The index is asked the same question as an article's text, so that what is found is what is highlighted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from index.search.analysis import form
from index.search.language.tree import Fuzzy, Prefix, Wildcard


class Pattern(NamedTuple):
    """A set of forms.

    Attributes:
        prefix: What all of them begin with; it may be empty.
        fits: Whether a form that begins so is one of them.
        near: The form that all of them are so many letters off, at most; None for another kind of pattern.
        whole: Whether every form that begins so is one of them.
        pieces: What stands in all of them in this order, with anything between; none for another kind of pattern.
    """

    prefix: str
    fits: Callable[[str], bool]
    near: tuple[str, int] | None = None
    whole: bool = False
    pieces: tuple[str, ...] = ()


def pattern(node: Prefix | Wildcard | Fuzzy) -> Pattern:
    """The forms that a node of a query means."""
    match node:
        case Prefix():
            return beginning(form(node.text))
        case Wildcard(text):
            pieces = tuple(form(piece) if piece else "" for piece in text.split("*"))
            return Pattern(pieces[0], lambda found: _fits(found, pieces), pieces=pieces)
        case Fuzzy(text, distance):
            wanted = form(text)
            return Pattern(wanted[:1], lambda found: within(found, wanted, distance), near=(wanted, distance))


def beginning(letters: str) -> Pattern:
    """Every form that begins so."""
    return Pattern(letters, lambda _: True, whole=True)


def _fits(found: str, pieces: Sequence[str]) -> bool:
    """Whether the pieces stand in the form in their order, the first at its beginning and the last at its end.

    Each piece is taken where it first stands, which is right for stars alone, and linear where a regular expression
    of many stars would take for ever.
    """
    first, *middle, last = pieces
    if len(found) < len(first) + len(last) or not (found.startswith(first) and found.endswith(last)):
        return False
    at, end = len(first), len(found) - len(last)
    for piece in middle:
        at = found.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def within(found: str, wanted: str, distance: int) -> bool:
    """Whether one becomes the other by so many letters put in, left out or replaced, at most."""
    if abs(len(found) - len(wanted)) > distance:
        return False
    row = list(range(len(wanted) + 1))
    for number, letter in enumerate(found, start=1):
        diagonal, row[0] = row[0], number
        for index, other in enumerate(wanted, start=1):
            diagonal, row[index] = (
                row[index],
                min(row[index] + 1, row[index - 1] + 1, diagonal + (letter != other)),
            )
        if min(row) > distance:
            return False
    return row[-1] <= distance
