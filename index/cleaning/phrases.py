"""Phrases that only page furniture uses, read from the lists beside this module (`furniture_*.txt`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

_LONGEST_LINE = 200
"""Characters beyond which a block is no line of furniture; only whole blocks of prose are looked at then."""

_EDGES = " \t•·●▪■►▶▸→»›>«‹<|+–—-_:.,;/\\[]()!?…\"'„“”"
_SPACES = re.compile(r"\s+")
_A_FEW_WORDS = ".{0,100}?"
_NUMBER = r"[\d.,'’]+"


class Reach(IntEnum):
    """How far a phrase marks what follows it."""

    LINE = 0
    """Only the line that says it."""
    SECTION = 1
    """Short lines up to the next paragraph as well."""
    END = 2
    """All that follows, where most of the article stands before."""


_IN_A_ROW = (Reach.END, Reach.LINE, Reach.SECTION)
"""Which of the phrases in a row tells what it is: "Home | Jobs | About us" opens no section."""


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a block of page furniture is: how far it reaches, and what the reader is told of it."""

    reach: Reach
    reason: str


@dataclass(frozen=True, slots=True)
class _Group:
    """The phrases under one heading of a list."""

    kind: str
    furniture: Furniture
    phrases: tuple[str, ...]


class Phrases:
    """All phrases of the lists, compiled."""

    def __init__(self, groups: list[_Group]) -> None:
        of_lines = [group for group in groups if group.kind != "prose"]
        self._furniture = [group.furniture for group in of_lines]
        simple = [[_pattern(phrase) for phrase in group.phrases if "*" not in phrase] for group in of_lines]
        open_ended = [[_pattern(phrase) for phrase in group.phrases if "*" in phrase] for group in of_lines]
        self._part = re.compile(_alternatives(simple))
        self._row = re.compile(rf"(?:{self._part.pattern})(?:[\W\d_]*(?:{_anonymous(self._part.pattern)}))*")
        self._open_ended = re.compile(_alternatives(open_ended))
        self._prose = [
            (re.compile(rf"\b(?:{'|'.join(group.phrases)})".replace(" *", f" {_A_FEW_WORDS}")), group.furniture)
            for group in groups
            if group.kind == "prose"
        ]

    def in_line(self, text: str) -> Furniture | None:
        """What a line of nothing but furniture is; None for any other."""
        if len(text) > _LONGEST_LINE:
            return None
        line = _normal(text)
        if match := self._part.fullmatch(line) or self._open_ended.fullmatch(line):
            return self._of(match)
        if self._row.fullmatch(line):
            parts = [self._of(match) for match in self._part.finditer(line)]
            return next((part for reach in _IN_A_ROW for part in parts if part.reach is reach), None)
        return None

    def _of(self, match: re.Match[str]) -> Furniture:
        """The furniture of the group that a match is of."""
        return self._furniture[int((match.lastgroup or "")[1:])]

    def in_prose(self, text: str) -> Furniture | None:
        """What a block of furniture in whole sentences is; None for any other."""
        line = _normal(text)
        return next((furniture for pattern, furniture in self._prose if pattern.search(line)), None)


@cache
def load_phrases() -> Phrases:
    """The phrases of every language: German pages have English buttons."""
    lists = [entry for entry in files(__package__).iterdir() if re.fullmatch(r"furniture_\w+\.txt", entry.name)]
    return Phrases(
        [group for entry in sorted(lists, key=lambda entry: entry.name) for group in _groups(entry.read_text("utf-8"))]
    )


def _groups(content: str) -> Iterator[_Group]:
    """The groups of one list."""
    heading: re.Match[str] | None = None
    phrases: list[str] = []
    for line in [*content.splitlines(), "[line] "]:
        if found := re.match(r"\[(\w+)\] (.*)", line):
            if heading:
                reach = {"section": Reach.SECTION, "end": Reach.END}.get(heading[1], Reach.LINE)
                yield _Group(heading[1], Furniture(reach, heading[2]), tuple(phrases))
            heading, phrases = found, []
        elif line.strip() and not line.startswith(";"):
            phrases.append(line.strip())


def _pattern(phrase: str) -> str:
    """The regular expression of a phrase for a line."""
    return re.escape(_normal(phrase)).replace(r"\ ", " ").replace(r"\*", _A_FEW_WORDS).replace(r"\#", _NUMBER)


def _alternatives(groups: list[list[str]]) -> str:
    """One expression for all groups, the longer phrases first, each group by the name of its number."""
    return "|".join(
        f"(?P<g{number}>{'|'.join(sorted(patterns, key=len, reverse=True))})"
        for number, patterns in enumerate(groups)
        if patterns
    )


def _anonymous(pattern: str) -> str:
    """The expression without the names of its groups, which may stand only once in another."""
    return re.sub(r"\?P<g\d+>", "?:", pattern)


def _normal(text: str) -> str:
    """The text as phrases are compared: case, runs of blanks, bullets and closing marks do not matter."""
    return _SPACES.sub(" ", text.casefold().replace("’", "'")).strip(_EDGES)
