"""Tells what a sentence asks from what it says: "Kauft A B?" is no news of a purchase, at most a rumour of one."""

from __future__ import annotations

from index.detection.clauses import ClauseKind, Line
from index.detection.cues import Language

_ENDS = 2
"""Tokens at the end among which the question mark stands: a source or a dash may follow it."""
_TOLD = frozenset({ClauseKind.RELATIVE, ClauseKind.SUBORDINATE, ClauseKind.REPORT})
"""Clauses in which a question takes something for granted: "Wussten Sie, dass A B gekauft hat?"."""


def is_asked(line: Line, at: int, language: Language) -> bool:
    """Whether the sentence asks if what the word at `at` tells of is so; not when, why or how it is."""
    if "?" not in line.words[-_ENDS:] or line.clauses[line.clause_of[at]].kind in _TOLD:
        return False
    return language.status_words["interrogative"].isdisjoint(line.words)
