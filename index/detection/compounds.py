"""Cuts hyphenated tokens into words, so that "Daimler-BMW-VW" names three companies and "BMW-Chef" one.

Which words belong together is left to `name_index`: "Rolls-Royce" is found as the two words of one name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from index.detection.tokens import Token

_HYPHENS = re.compile("[-‐‑]")
_MOST_PARTS = 12


Word = Token
"""A token or, where a token has hyphens, a part of it."""


def words(tokens: Iterable[Token]) -> list[Word]:
    """The words of the tokens, signs included, in text order."""
    found: list[Word] = []
    for token in tokens:
        text = token.text
        if text.isalnum() or len(text) == 1:
            found.append(token)
            continue
        start = token.start
        for part, joined in parts(text):
            found.append(Word(start, start + len(part), part, joined))
            start += len(part) + 1
    return found


def parts(token: str) -> Iterator[tuple[str, bool]]:
    """The parts of a token between its hyphens, and whether a hyphen stands before each."""
    if len(token) < 3 or not _HYPHENS.search(token) or "://" in token:
        yield token, False
        return
    pieces = _HYPHENS.split(token)
    if not all(pieces) or len(pieces) > _MOST_PARTS:  # a run of dashes, or no word
        yield token, False
        return
    for i, piece in enumerate(pieces):
        yield piece, i > 0
