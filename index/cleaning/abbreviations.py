"""Abbreviations, after whose full stop a sentence may go on: those of the lexicon, initials, ordinals of two digits."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def abbreviates(word: str) -> bool:
    """Whether a full stop after the word may belong to it: "Mrd", "z.B", "J", "24"."""
    word = word.rpartition(".")[2]
    return word in _known() or (len(word) == 1 and word.isalpha()) or (word.isdigit() and len(word) < 3)


@cache
def _known() -> frozenset[str]:
    """The first column of the lexicon's table; its first row names the columns."""
    table = (files("index.lexicon") / "abbreviations.tsv").read_text("utf-8")
    lines = [line for line in table.split("\n") if line and not line.startswith("#")]
    return frozenset(line.partition("\t")[0] for line in lines[1:])
