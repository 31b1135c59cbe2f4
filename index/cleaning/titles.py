"""Titles: the line of a text that names the story, or what stands in for it where no line does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.cleaning.abbreviations import abbreviates
from index.cleaning.blocks import Block, stems, words_of
from index.cleaning.line_words import any_of
from index.cleaning.lines import rest_link_at_end
from index.cleaning.marking import Marking
from index.text import one_line

_SEARCHED = 14
"""Blocks from the top among which a title is looked for: navigation of three or four lines, kicker, date, caption."""
_FEWEST_WORDS, _MOST_WORDS = 2, 26
_LONGEST_TITLE = 120
"""Characters of a sentence that stands in for a title."""
_SHORTEST = 30
"""Characters of such a sentence at least: a shorter one says too little, and the next is taken with it."""

_LEAST_OF_TITLE = 0.6
"""Share of a declared title that a line says at least, or of a line that the title says: one may have a kicker."""

_CAPTION = re.compile(
    rf"\({any_of('caption')}\.?\)|\b{any_of('credit')}\s*:|©|\bim Bild\b|\bpictured\b|\([^()/]{{2,30}}/[^()]{{2,40}}\)$"
)
_END = re.compile(r"([^\s(„“\"'»«]*)([.!?…])[\"'“”»«’)]*(?=\s|$)")
"""The end of a sentence with the word before it, unless a full stop belongs to that."""


def declared_title(title: str | None, source: str | None) -> str | None:
    """A declared title on one line, without the site's name that pages append; None where none is declared."""
    line = one_line(title or "")
    for separator in (" - ", " | ", " – ", " — ", " :: ", " » "):
        head, found, tail = line.rpartition(separator)
        if found and len(head.split()) >= 2 and source and tail.strip().casefold() == source.strip().casefold():
            return head.strip()
    return line or None


def title_block(blocks: Sequence[Block], marking: Marking, declared: str | None) -> int | None:
    """The block that says the title: the declared one, or the likeliest near the top; None where none does."""
    if declared is not None:
        return _declared_block(blocks, declared)
    marks = marking.marks
    end = _search_end(blocks, marks)
    story = stems(block.text for block, reason in zip(blocks, marks, strict=True) if block.is_prose and not reason)
    scores = {
        index: _score(blocks, marking, index, story)
        for index in range(end)
        if (marks[index] is None or index in marking.reached) and _may_be_title(blocks[index])
    }
    best = max(scores, key=lambda index: (scores[index], -index), default=None)
    return best if best is not None and scores[best] > 0 else None


def stand_in(blocks: Sequence[Block], marks: Sequence[str | None]) -> str:
    """A title for a text that has none: the first sentence of its first paragraph, shortened where it is long."""
    free = [block for block, mark in zip(blocks, marks, strict=True) if not mark]
    paragraphs = [block for block in free if block.is_paragraph]
    chosen = (paragraphs or [block for block in free if block.is_prose] or free or list(blocks))[0]
    ends = (found.end() for found in _END.finditer(chosen.text) if found[2] != "." or not abbreviates(found[1]))
    return shortened(chosen.text[: next((end for end in ends if end >= _SHORTEST), None)])


def shortened(sentence: str) -> str:
    """The sentence up to the word that no longer fits a title, on one line."""
    line = one_line(sentence)
    if len(line) <= _LONGEST_TITLE:
        return line
    return line[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _declared_block(blocks: Sequence[Block], declared: str) -> int | None:
    """The first block that says the declared title, alone or with a kicker before it."""
    key = " ".join(words_of(declared))
    if not key:
        return None
    same = [index for index, block in enumerate(blocks) if block.key == key]
    close = [
        index
        for index, block in enumerate(blocks)
        if len(block.words) >= 3
        and (block.key.endswith(key) or key.startswith(block.key) or key.endswith(block.key))
        and min(len(block.key), len(key)) >= _LEAST_OF_TITLE * max(len(block.key), len(key))
    ]
    return next(iter(same or close), None)


def _search_end(blocks: Sequence[Block], marks: Sequence[str | None]) -> int:
    """Up to which block titles are looked for: one after the first two paragraphs would be a heading within."""
    paragraphs = 0
    for index, block in enumerate(blocks[:_SEARCHED]):
        paragraphs += block.is_paragraph and not marks[index]
        if paragraphs == 2:
            return index
    return min(len(blocks), _SEARCHED)


def _may_be_title(block: Block) -> bool:
    """Whether a block has the form of a title."""
    return (
        _FEWEST_WORDS <= len(block.words) <= _MOST_WORDS
        and len(block.text) <= 220
        and not _CAPTION.search(block.text)
        and rest_link_at_end(block.text) is None
        and not (block.is_paragraph and block.text.endswith("."))
    )


def _score(blocks: Sequence[Block], marking: Marking, index: int, story: set[str]) -> float:
    """How well a block names the story that the paragraphs tell; above 0 for one that may.

    The weights were found on 184 German news texts whose addresses spell their titles.
    """
    block = blocks[index]
    words = stems([block.text])
    told = len(words & story) / (len(words) + 1)
    copies = [number for number, other in enumerate(blocks) if other.key == block.key and abs(number - index) > 1]
    told_again = any(other.key != block.key and block.key in other.key for other in blocks[:_SEARCHED])
    paragraphs_above = any(
        other.is_paragraph and not marking.marks[number] for number, other in enumerate(blocks[:index])
    )
    return (
        1.0
        + 0.8 * told
        - 0.3 * sum(not reason for reason in marking.marks[:index])
        + 1.0 * bool(copies)
        + 0.5 * (told_again and len(block.words) > 2)
        - 1.5 * block.text.endswith((".", ":", ","))
        - (1.0 if len(block.words) <= 2 else 0.5 if len(block.words) == 3 else 0.0)
        - 0.05 * max(0, len(block.words) - 13)
        - 0.8 * (block.text.isupper() or block.text[0].islower())
        - 1.0 * paragraphs_above
        - 0.8 * (index in marking.reached)
    )
