"""Reads what the sentences after a deal's say of how far along it is, as in "Das wies ein Sprecher zurück".

They name the deal by a word for any ("der Vertrag", "the talks"), and no other company. What a sentence with a trigger
says is left to `status`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from index.detection.clauses import Line
from index.detection.cues import Language
from index.detection.status import standing
from index.document import Status

# Words that are pronouns where a verb follows: "Das bestritt der Konzern", not "Das Haus".
_PRONOUNS = frozenset({"das", "dies"})


def speaks_of_deal(words: Set[str], language: Language) -> bool:
    """Whether a sentence with these words may speak of a deal told before."""
    return not language.grammar["thedeal"].isdisjoint(words)


def told_after(line: Line, language: Language) -> Mapping[Status, float]:
    """The votes of a sentence for the deal told before; empty where it says nothing of it."""
    clauses = {line.clause_of[i] for i in _names(line, language)}
    return standing(line, clauses, language) if clauses else {}


def _names(line: Line, language: Language) -> Iterator[int]:
    """Where the sentence names the deal told before."""
    known = language.grammar["thedeal"]
    for i, word in enumerate(line.words):
        pronoun = word in _PRONOUNS
        if word in known and (not pronoun or i + 1 in line.cued or line.finite[i + 1 : i + 2] == (True,)):
            yield i
