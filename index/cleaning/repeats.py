"""Repeats: blocks that say again what an article has said already, as pages do with titles and captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.cleaning.blocks import Block, words_of

_FEWEST_WORDS = 2
_LEAST_ALIKE = 0.8
"""Share that one of two blocks has of the other where it lies wholly in it: a paragraph with and without its place."""
_GAP = re.compile(" ")
_LONGEST = 600
"""Characters among which two blocks that are printed together may meet: a title and a lead."""
_NEAR = 30
"""Blocks before, and behind, among which a block is looked for that says nearly the same."""
_LONG = 8
"""Words that a block has at least for such a part to be no chance."""

_PART = re.compile(r"\s+[-–—·»:]+\s+|\s*\|\s*")
_FEWEST_TITLE_WORDS, _MOST_SITE_WORDS, _MOST_PARTS = 3, 5, 3
"""Words of a title at least, of a section's or site's name at most, and how many of these a window's title has."""


def window_titles(blocks: Sequence[Block], marks: Sequence[str | None]) -> dict[int, int]:
    """The blocks that are a window's title ("Who buys whom - Industry - Example"), each with that of the title alone.

    A title that is only found in furniture, such as a list of what is read most, does not count.
    """
    alone: dict[str, int] = {}
    for index, block in enumerate(blocks):
        if marks[index] is None and len(block.words) >= _FEWEST_TITLE_WORDS:
            alone.setdefault(block.key, index)
    return {
        index: alone[key]
        for index, block in enumerate(blocks)
        if not block.ends_sentence
        for key in _before_site(block.text)
        if key in alone
    }


def _before_site(line: str) -> Iterator[str]:
    """What stands before one, two or three names in a row at a line's end, as a block's key; the shortest last."""
    separators = [match.span() for match in _PART.finditer(line)]
    ends = [*(start for start, _ in separators[1:]), len(line)]
    names = [line[after:end] for (_, after), end in zip(separators, ends, strict=False)]
    for (start, _), name in list(zip(separators, names, strict=True))[: -_MOST_PARTS - 1 : -1]:
        if not 0 < len(name.split()) <= _MOST_SITE_WORDS:
            return
        yield " ".join(words_of(line[:start]))


def repeats(blocks: Sequence[Block], marks: Sequence[str | None]) -> set[int]:
    """The blocks that say what one or two blocks before them say; of two alike the second one.

    A line that is cut off ("Gabriel allows the merger of Ede...") repeats the one that says it whole.
    """
    found: set[int] = set()
    shown = [index for index, reason in enumerate(marks) if reason is None]
    keys = [blocks[index].key for index in shown]
    said: set[str] = set()
    for number, index in enumerate(shown):
        block, key = blocks[index], keys[number]
        if len(block.words) >= _FEWEST_WORDS and (
            _is_said(key, said)
            or _is_nearly_said(block, keys[max(0, number - _NEAR) : number])
            or _is_cut_off(block, keys[max(0, number - _NEAR) : number + _NEAR])
        ):
            found.add(index)
        said.add(key)
    return found


def _is_said(key: str, said: set[str]) -> bool:
    """Whether one block, or two together, have said it before."""
    return key in said or any(
        key[: gap.start()] in said and key[gap.end() :] in said for gap in _GAP.finditer(key[:_LONGEST])
    )


def _is_nearly_said(block: Block, before: Sequence[str]) -> bool:
    """Whether a block nearby has said it with a little more or less."""
    key = block.key
    return len(block.words) >= _LONG and any(
        (key in other or other in key) and min(len(key), len(other)) >= _LEAST_ALIKE * max(len(key), len(other))
        for other in before
        if other
    )


def _is_cut_off(block: Block, near: Sequence[str]) -> bool:
    """Whether it breaks off what a block nearby says whole; its last word may be broken too."""
    if not block.text.endswith(("...", "…")):
        return False
    beginning = block.key.rpartition(" ")[0] or block.key
    return any(other != block.key and other.startswith(beginning) for other in near)
