"""Reads the tables of `index.lexicon`: tab-separated files, one row a line, "#" starts a comment line.

The first line that is no comment names the columns. What the columns mean is said in the lexicon's README.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_LEXICON = files("index.lexicon")


def rows(table: str) -> list[list[str]]:
    """The rows of a table, without the header, each as wide as the header; missing last columns are empty."""
    lines = [line for line in _read(table).split("\n") if line and line[0] != "#"]
    width = lines[0].count("\t") + 1
    return [_filled(line.split("\t"), width) for line in lines[1:]]


def _filled(cells: list[str], width: int) -> list[str]:
    return cells if len(cells) == width else cells + [""] * (width - len(cells))


@cache
def words(table: str, kind: str | None = None) -> frozenset[str]:
    """The first column of a table; with `kind` only the rows whose second column says so."""
    if kind is not None:
        return _by_kind(table).get(kind, frozenset())
    return frozenset([row[0] for row in rows(table)])


@cache
def _by_kind(table: str) -> Mapping[str, frozenset[str]]:
    """The same by kind: a table of twenty kinds is read once, not twenty times."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows(table):
        found[row[1]].append(row[0])
    return {kind: frozenset(known) for kind, known in found.items()}


def _read(table: str) -> str:
    return (_LEXICON / f"{table}.tsv").read_text(encoding="utf-8")
