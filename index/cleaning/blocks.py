"""Blocks: the lines and wrapped paragraphs that a text is made of; what regions, titles and dates are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from index.document import Span

_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_WORD = re.compile(r"[^\W_]+(?:(?:['’\-/&]|\.(?=[a-z\d]))[^\W_]+)*")
_SENTENCE_END = re.compile(
    r"(?<=[^\W\d_]{2})[.!?…]+[\"'“”»«’)\]]*(?=\s|$)|(?<=[\d%)\]\"“”»«’])[.!?]+[\"“”»«’)\]]*(?=\s+[A-ZÄÖÜ„\"]|$)"
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'“”»«’)\]]*(?:\s*\([^()]{2,40}\)\.?)?$")

_NARROWEST_WRAP, _WIDEST_WRAP = 45, 110
"""Characters a line at which editors, mail programs and press agencies wrap text."""
_FEWEST_WRAPPED = 2
"""Lines that go on with a small letter for a text to be taken for wrapped: a byline under a headline is one."""
_PATH = re.compile(r"[>»›|]")
"""What a line of links has and prose has not."""
_SLACK = 4
"""Characters by which a line may miss the width: a hyphen or a double blank that was taken off."""

_STEM = 6
"""Letters by which an inflected German word is still known."""


@dataclass(frozen=True)
class Block:
    """A line, or the lines of a wrapped paragraph, without the blanks around.

    Attributes:
        span: Where it stands in the article's text.
        text: What it says, on one line.
        after_gap: Whether an empty line, or nothing at all, stands before it.
    """

    span: Span
    text: str
    after_gap: bool

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, case folded, without punctuation."""
        return words_of(self.text)

    @cached_property
    def key(self) -> str:
        """Equal for two blocks that say the same but for case, blanks and punctuation."""
        return " ".join(self.words)

    @cached_property
    def sentences(self) -> int:
        """How many sentence ends it has, roughly."""
        return len(_SENTENCE_END.findall(self.text))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return _ENDS_SENTENCE.search(self.text) is not None

    @cached_property
    def is_prose(self) -> bool:
        """Whether it is running text rather than a heading, a link or a list entry.

        A short line that asks or exclaims is a headline more often than a sentence.
        """
        fewest = 12 if self.text.endswith(("?", "!")) and self.sentences < 2 else 6
        words = len(self.words)
        return words >= 25 or (self.sentences >= 1 and (words >= 12 or (words >= fewest and self.ends_sentence)))

    @cached_property
    def is_paragraph(self) -> bool:
        """Whether it is running text long enough to stand for the article itself."""
        return self.is_prose and (len(self.text) >= 150 or self.sentences >= 2)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, case folded, without punctuation."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def stems(texts: Iterable[str], shortest: int = 5) -> set[str]:
    """The beginnings of the texts' longer words: what two texts have in common that tell the same story.

    Args:
        texts: Any texts.
        shortest: Letters that a word has at least.
    """
    return {word[:_STEM] for text in texts for word in words_of(text) if len(word) >= shortest}


def split_blocks(text: str) -> list[Block]:
    """The blocks of a text, in its order; together they hold every character that is no blank."""
    blocks: list[Block] = []
    for run in _runs(text):
        spans = _joined(text, run)
        blocks += [
            Block(span, " ".join(span.of(text).split()), after_gap=index == 0) for index, span in enumerate(spans)
        ]
    return blocks


def _runs(text: str) -> Iterator[list[Span]]:
    """The lines, those without an empty line between them together."""
    run: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        span = Span(start, start + len(line.strip()))
        if run and text.count("\n", run[-1].end, span.start) > 1:
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _joined(text: str, lines: list[Span]) -> list[Span]:
    """The lines, those joined that a wrapped paragraph consists of."""
    joins = _joins([line.of(text) for line in lines])
    spans = [lines[0]]
    for line, joined in zip(lines[1:], joins, strict=True):
        if joined:
            spans[-1] = Span(spans[-1].start, line.end)
        else:
            spans.append(line)
    return spans


def _joins(lines: list[str]) -> list[bool]:
    """For every line but the first, whether it continues the one before.

    A line that begins with a small letter does. So does one whose first word would not have fitted on the line before,
    next to lines that do: a wrapped paragraph has both, a list of headlines neither.
    """
    joins = [_goes_on(before, after) for before, after in pairwise(lines)]
    if sum(joins) < _FEWEST_WRAPPED:
        return [False] * len(joins)
    for index in (*range(len(joins)), *reversed(range(len(joins)))):
        joins[index] = joins[index] or _fills(lines, joins, index)
    return joins


def _goes_on(before: str, after: str) -> bool:
    """Whether a line of the length of wrapped ones breaks off and the next goes on with a small letter."""
    return (
        _NARROWEST_WRAP <= len(before) <= _WIDEST_WRAP
        and after[0].islower()
        and not after.startswith(("http://", "https://"))
        and before[-1] not in ".!?:"
        and not _PATH.search(before)
    )


def _fills(lines: list[str], joins: list[bool], index: int) -> bool:
    """Whether the line at `index` is as long as the lines joined next to it allow."""
    near = [number for number in range(max(0, index - 1), min(len(joins), index + 2)) if joins[number]]
    if not near:
        return False
    width = max(len(lines[number]) for number in near)
    before, after = lines[index], lines[index + 1]
    return len(before) <= width + _SLACK and len(before) + 1 + len(after.split(maxsplit=1)[0]) > width - _SLACK
