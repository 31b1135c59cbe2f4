"""Repeats: blocks that say again what an article has said already, as pages do with titles and captions."""

from __future__ import annotations

from collections.abc import Sequence

from index.cleaning.blocks import Block

_FEWEST_WORDS = 2
_LEAST_ALIKE = 0.8
"""Share that one of two blocks has of the other where it lies wholly in it: a paragraph with and without its place."""
_LONG = 8
"""Words that a block has at least for such a part to be no chance."""


def repeats(blocks: Sequence[Block], marks: Sequence[str | None]) -> set[int]:
    """The blocks that say what one or two blocks before them say; of two alike the second one.

    A line that is cut off ("Gabriel allows the merger of Ede...") repeats the one that says it whole.
    """
    found: set[int] = set()
    said: list[str] = []
    keys = [block.key for block in blocks]
    for index, (block, mark) in enumerate(zip(blocks, marks, strict=True)):
        if mark is not None:
            continue
        cut_off = block.text.endswith(("...", "…")) and len(block.words) >= _FEWEST_WORDS
        later = (key for number, key in enumerate(keys) if number != index and marks[number] is None)
        if (len(block.words) >= _FEWEST_WORDS and _is_said(block, said)) or (
            cut_off and any(key != block.key and key.startswith(_whole_words(block.key)) for key in later)
        ):
            found.add(index)
        said.append(block.key)
    return found


def _is_said(block: Block, said: Sequence[str]) -> bool:
    """Whether one block, or two in a row, have said it before."""
    key = block.key
    if key in said:
        return True
    if any(key.startswith(first + " ") and key[len(first) + 1 :] in said for first in said if first):
        return True
    return len(block.words) >= _LONG and any(
        (key in other or other in key) and min(len(key), len(other)) >= _LEAST_ALIKE * max(len(key), len(other))
        for other in said
        if other
    )


def _whole_words(key: str) -> str:
    """The key without its last word, which may be cut off."""
    return key.rpartition(" ")[0] or key
