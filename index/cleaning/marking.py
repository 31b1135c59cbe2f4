"""Marking: which blocks of a text are page furniture, and why.

    phrases and forms -> sections and ends they open -> short lines before and after the article

Rather too little is marked than too much: furniture in an article disturbs, a sentence that is missing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.cleaning.blocks import Block, stems
from index.cleaning.languages import grammar_share
from index.cleaning.lines import form_of
from index.cleaning.phrases import Furniture, Phrases, Reach

_ENOUGH_BEFORE = 500
"""Characters of running text before an end of the article that need no comparison with what follows."""
_LEAST_BEFORE = 150
"""Characters before it that an end needs in any case: a lead with the number of comments below it is no article."""
_LONGEST_BLURB = 400
"""Characters of a teaser's text."""
_LEAST_RELATED = 0.08
"""Share of long words in common with the article, below which a text of a teaser section tells another story.

Of 171 German news articles the last paragraph shares less with the others in 8, that of another article in 80 of 100.
"""
_NAME = re.compile(r"\b[A-ZÄÖÜ][\w&-]{2,}")
_LEAST_GRAMMAR = 0.35
"""Share of words of grammar from which a line is the beginning of a sentence."""
_FEWEST_RELATED, _RELATED = 2, 0.4
"""Long words, and their share, that a line has in common with the story that it announces."""
_KICKER, _SHORT_BEFORE, _SHORT_AFTER = 2, 4, 14
"""Words up to which a line that is no sentence is furniture: right below the title, elsewhere before the first
paragraph, and after the last one."""

_RETOLD = {None, "date line", "no words"}
"""Marks that a heading before them changes: a date among links to other articles is theirs."""

Marks = list[str | None]
"""For every block why it is furniture; None for the others."""


@dataclass(frozen=True, slots=True)
class Marking:
    """What is furniture.

    Attributes:
        marks: For every block why it is furniture; None for the others.
        reached: The blocks that are so only because of a heading before them.
    """

    marks: Marks
    reached: frozenset[int]


def mark(blocks: Sequence[Block], phrases: Phrases, known: Marks) -> Marking:
    """What is known, and what phrases and forms tell of the other blocks and of those they reach."""
    furniture = [None if reason else _furniture(block, phrases) for block, reason in zip(blocks, known, strict=True)]
    own = [found.reason if found else reason for found, reason in zip(furniture, known, strict=True)]
    marks = _with_end(blocks, furniture, _with_sections(blocks, furniture, own))
    reached = frozenset(index for index, reason in enumerate(own) if reason is None and marks[index])
    return Marking(_without_related(blocks, marks, reached), reached)


def mark_edges(blocks: Sequence[Block], marks: Marks, title: int | None) -> Marks:
    """The marks, with the short lines around the article; `title` is the block that says its title, None if none does.

    A line right below the title goes with it, and so does a name that the story tells of. Lines below a paragraph that
    ends with a colon are what it announces; a single longer one at the very end is a sentence that was cut off.
    """
    body = [index for index, block in enumerate(blocks) if block.is_prose and not marks[index]]
    if not body:
        return marks
    marked = list(marks)
    names = {name for index in body for name in _NAME.findall(blocks[index].text)}
    for index in range(next((index for index in body if blocks[index].is_paragraph), body[0])):
        block = blocks[index]
        below_title = index - 1 == title and not block.after_gap and len(block.words) > _KICKER
        told = names.issuperset(_NAME.findall(block.text) or [""])
        if index != title and not below_title and not told and _is_short(block, _SHORT_BEFORE):
            marked[index] = marked[index] or "short line before the article"
    below = range(body[-1] + 1, len(blocks))
    if blocks[body[-1]].text.endswith(":"):
        return marked
    for index in below:
        if index != title and _is_short(blocks[index], _SHORT_AFTER if len(below) > 1 else _SHORT_BEFORE):
            marked[index] = marked[index] or "short line after the article"
    return marked


def _is_short(block: Block, most_words: int) -> bool:
    """Whether a block has no more than so many words, and is no sentence nor the beginning of one."""
    sentence = block.is_prose or block.text.endswith(".") or grammar_share(block.words) >= _LEAST_GRAMMAR
    return len(block.words) <= most_words and not (sentence and len(block.words) > _SHORT_BEFORE)


def _furniture(block: Block, phrases: Phrases) -> Furniture | None:
    """What a block is by itself."""
    if found := phrases.in_line(block.text):
        return found
    if reason := form_of(block):
        return Furniture(Reach.LINE, reason)
    return phrases.in_prose(block.text)


def _with_sections(blocks: Sequence[Block], furniture: Sequence[Furniture | None], own: Marks) -> Marks:
    """The marks, with all that headings of links introduce, each up to the paragraph with which the article goes on."""
    marks = list(own)
    article: set[str] = set()
    heading: int | None = None
    reason = ""
    for index, (block, found) in enumerate(zip(blocks, furniture, strict=True)):
        if found and found.reach is Reach.SECTION:
            heading, reason = index, found.reason
        elif heading is not None and block.is_paragraph and not own[index]:
            if _is_blurb(blocks, index, heading, article):
                marks[index] = reason
            else:
                heading = None
        elif heading is not None and own[index] in _RETOLD:
            marks[index] = reason
        if block.is_prose and not marks[index]:
            article |= stems([block.text])
    return marks


def _is_blurb(blocks: Sequence[Block], index: int, heading: int, article: set[str]) -> bool:
    """Whether a paragraph of a section of links sells another story.

    It stands under that story's headline, and the headline is printed twice ("Kicker: Headline", "Headline"), or the
    story has hardly a word in common with the article.
    """
    headline = blocks[index - 1]
    if index - 1 == heading or headline.is_paragraph or not article:
        return False
    if index - 2 > heading and blocks[index - 2].key.endswith(headline.key):
        return True
    block = blocks[index]
    words = stems([headline.text, block.text])
    return len(block.text) <= _LONGEST_BLURB and len(words & article) < _LEAST_RELATED * len(words)


def _with_end(blocks: Sequence[Block], furniture: Sequence[Furniture | None], marks: Marks) -> Marks:
    """The marks, with all that follows the article's end: the first one that enough of it stands before.

    Where a paragraph comes next the article goes on: it was a link to the comments.
    """
    lengths = [
        len(block.text) if block.is_prose and not reason else 0 for block, reason in zip(blocks, marks, strict=True)
    ]
    before, total = 0, sum(lengths)
    for index, found in enumerate(furniture):
        enough = before >= _ENOUGH_BEFORE or before >= max(_LEAST_BEFORE, total - before)
        goes_on = index + 1 < len(blocks) and blocks[index + 1].is_paragraph and not marks[index + 1]
        if found and found.reach is Reach.END and enough and not goes_on:
            return marks[:index] + [found.reason if reason in _RETOLD else reason for reason in marks[index:]]
        before += lengths[index]
    return marks


def _without_related(blocks: Sequence[Block], marks: Marks, reached: frozenset[int]) -> Marks:
    """The marks, without those of lines above the first paragraph that a heading of links reached, but that tell it."""
    body = [index for index, block in enumerate(blocks) if block.is_paragraph and not marks[index]]
    story = stems(blocks[index].text for index in body)
    related = {index for index in reached if body and index < body[0] and _is_related(blocks[index], story)}
    return [None if index in related else reason for index, reason in enumerate(marks)]


def _is_related(line: Block, story: set[str]) -> bool:
    """Whether a line has enough in common with a story to announce it."""
    words = stems([line.text])
    common = len(words & story)
    return common >= _FEWEST_RELATED and common >= _RELATED * len(words)
