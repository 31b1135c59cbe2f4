"""Reads the tables of `index.lexicon`: tab-separated files, one row a line, "#" starts a comment line.

The first line that is no comment names the columns. What the columns mean is said in the lexicon's README.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_LEXICON = files("index.lexicon")


def rows(table: str) -> list[list[str]]:
    """The rows of a table, without the header, each as wide as the header; missing last columns are empty."""
    lines = [line for line in _read(table).split("\n") if line and line[0] != "#"]
    width = lines[0].count("\t") + 1
    return [cells + [""] * (width - len(cells)) for cells in (line.split("\t") for line in lines[1:])]


@cache
def words(table: str, kind: str | None = None) -> frozenset[str]:
    """The first column of a table; with `kind` only the rows whose second column says so."""
    return frozenset(row[0] for row in rows(table) if kind is None or row[1] == kind)


def _read(table: str) -> str:
    return (_LEXICON / f"{table}.tsv").read_text(encoding="utf-8")
