"""Finds the words that name people: a company's name inside a person's is none ("Henry Ford", "Carl Benz").

Only as good as a list of first names; who a person is, is nobody's business here.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.detection.compounds import Word
from index.detection.context import is_capitalised, names_nothing
from index.detection.tables import words

_PARTICLES = frozenset({"von", "van", "de", "der", "den", "zu", "und", "di", "da", "del", "la", "le", "ter", "ten"})


def surnames(row: Sequence[Word]) -> frozenset[int]:
    """Where in a row of words a surname stands, after a first name, initials and particles."""
    known = words("first_names")
    if known.isdisjoint([word.text for word in row]):
        return frozenset()
    found: set[int] = set()
    i = 0
    while i < len(row):
        i += 1
        if row[i - 1].text not in known or _tied(row, i):
            continue
        end = _behind_first_names(row, i, known)
        if end < len(row) and is_capitalised(row[end].text) and not names_nothing(row, end):
            found.add(end)
            i = end + 1
            if i < len(row) and row[i].joined and is_capitalised(row[i].text) and len(row[i].text) > 2:
                found.add(i)  # "Sabine Leutheusser-Schnarrenberger"; a company's officer is not tied to a surname
    return frozenset(found)


def _behind_first_names(row: Sequence[Word], i: int, known: frozenset[str]) -> int:
    """Past further first names, initials and particles."""
    while i < len(row):
        if row[i].joined:
            i += 1
            continue  # "Karl-Heinz"
        text = row[i].text
        initial = len(text) == 1 and text.isupper()
        if not (text in known or initial or text in _PARTICLES or (text == "." and len(row[i - 1].text) == 1)):
            break
        if text in known and (i + 1 == len(row) or not is_capitalised(row[i + 1].text)):
            break  # "Angela Jakob": the last one is the surname
        i += 1
    return i


def _tied(row: Sequence[Word], i: int) -> bool:
    """Whether a hyphen ties the first name to something that is no second one: "Otto-Chef"."""
    return i < len(row) and row[i].joined and row[i].text not in words("first_names")
