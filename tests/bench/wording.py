"""What the engines are asked: kinds of queries, in our own query language, as a user types them."""

from __future__ import annotations

TOP = 50
EXACT = "exact "
"""Before the name of a kind of queries: with its words in one form, as the peers always look for them."""
COMPANY = "company-3"
"""The company of the queries with a filter."""


def wording(kind: str, words: list[str]) -> str:
    """A query of a kind in our own query language, as a user types it."""
    if kind.startswith(EXACT):
        return wording(kind.removeprefix(EXACT), [f'"{word}"' for word in words])
    match kind:
        case "typing":
            return " ".join(words)
        case "phrase":
            return '"' + " ".join(words) + '"'
        case "fuzzy":
            return " ".join(words) + "~1 "
        case "or":
            return " OR ".join(words) + " "
        case _:
            return " ".join(words) + " "
