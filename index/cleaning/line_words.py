"""The words of `line_words.txt`, as alternatives for regular expressions."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_GROUP = re.compile(r"^\[(.+)\]$", re.MULTILINE)


def any_of(group: str) -> str:
    """An expression for any word of a group, the longer ones first."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(_groups()[group], key=len, reverse=True))})"


@cache
def _groups() -> dict[str, list[str]]:
    """The words of every group."""
    content = files(__package__).joinpath("line_words.txt").read_text("utf-8")
    _, *parts = _GROUP.split(re.sub("^;.*$", "", content, flags=re.MULTILINE))
    return {
        name: [word for word in (piece.strip() for piece in re.split(r"[,\n]", words)) if word]
        for name, words in zip(parts[::2], parts[1::2], strict=True)
    }
