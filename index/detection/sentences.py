"""Cuts an article into sentences of tokens. What the sentences say is left to others.

A blank line always ends a sentence. A line break alone does unless the line looks wrapped by hand: a headline, a
caption or a list row carries no full stop. A full stop ends one unless it belongs to an abbreviation, an initial or
a German ordinal ("am 3. Mai").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.detection.tables import words
from index.detection.tokens import Token, tokenize
from index.document import Article, RegionKind, Span

if TYPE_CHECKING:
    from index.detection.cues import Sense


# Not frozen, which took twice as long to make; nothing but its own sets of words is set once it is made.
@dataclass(slots=True)
class Sentence:
    """A sentence, headline, caption or list row.

    Attributes:
        span: From the first token's start to the last one's end.
        tokens: In text order, at least one.
        region: The kind of the region it stands in.
        evoking: Its words that may tell of deals; None until somebody asks, see `Language.evoking`.
    """

    span: Span
    tokens: tuple[Token, ...]
    region: RegionKind

    evoking: Mapping[str, tuple[Sense, ...]] | None = field(default=None, init=False, repr=False, compare=False)
    _words: Set[str] | None = field(default=None, init=False, repr=False, compare=False)
    _small: Set[str] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def words(self) -> Set[str]:
        """Its tokens' texts."""
        if self._words is None:
            self._words = {token.text for token in self.tokens}
        return self._words

    @property
    def small(self) -> Set[str]:
        """Its words in small letters."""
        if self._small is None:
            self._small = set(map(str.lower, self.words))
        return self._small


_READ = frozenset({RegionKind.TITLE, RegionKind.BODY, RegionKind.REPEATED})
_STOPS = frozenset({".", "!", "?", "…", "...", "....", ".."})
_CLOSING = frozenset("\"'“”’‘»«)]›‹")
_OPENING = frozenset("\"'„“”‚‘»«([›‹#@$€£–—-")
_BULLET = re.compile(r"\s*(?:[•·▪►*–—-]|\d{1,2}[.)])\s")
# Wrapped by hand: lines of 40 to 120 characters. Shorter ones are lists and captions, longer ones are no wrapping.
_WRAP_WIDTHS = range(40, 121)
# Tokens of a sentence: what has more is a table or no text, and is cut, so that nothing later takes quadratic time.
_LONGEST = 400


def split(article: Article) -> list[Sentence]:
    """The sentences of the title, the body and what repeats them, in text order; boilerplate has none."""
    german = article.language != "en"
    found: list[Sentence] = []
    for kind, span in _blocks(article):
        for line in _lines(article.text, span):
            tokens = tokenize(article.text, line.start, line.end)
            found += (
                Sentence(Span(part[0].start, part[-1].end), tuple(part), kind) for part in _sentences(tokens, german)
            )
    return found


def _blocks(article: Article) -> Iterator[tuple[RegionKind, Span]]:
    """The regions that are read; neighbours of one kind, no blank line between them, are one block."""
    kind, block = None, Span(0, 0)
    for region in article.regions:
        gap = article.text[block.end : region.span.start]
        if region.kind is kind and gap.isspace() and gap.count("\n") < 2:
            block = Span(block.start, region.span.end)
            continue
        if kind in _READ:
            yield kind, block
        kind, block = region.kind, region.span
    if kind in _READ:
        yield kind, block


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The lines of a block; lines wrapped by hand are joined."""
    paragraph: list[Span] = []
    start = span.start
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        if text[start:end].isspace() or start == end:
            yield from _unwrapped(text, paragraph)
            paragraph = []
        else:
            paragraph.append(Span(start, end))
        start = end + 1
    yield from _unwrapped(text, paragraph)


def _unwrapped(text: str, paragraph: list[Span]) -> Iterator[Span]:
    if not paragraph:
        return
    width = max(len(line.of(text).rstrip()) for line in paragraph)
    joined = paragraph[0]
    last = joined
    for line in paragraph[1:]:
        # Two lines show no width: the second may be a caption below another. Small initials go on all the same.
        likely = len(paragraph) > 2 or line.of(text).lstrip()[0].islower()
        if likely and width in _WRAP_WIDTHS and _wraps(last.of(text), line.of(text), width):
            joined = Span(joined.start, line.end)
        else:
            yield joined
            joined = line
        last = line
    yield joined


def _wraps(line: str, following: str, width: int) -> bool:
    """Whether the line broke because the next word did not fit into the paragraph's width."""
    return not _BULLET.match(following) and len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width


def _sentences(tokens: list[Token], german: bool) -> Iterator[list[Token]]:
    first = 0
    i = 0
    while i < len(tokens):
        i += 1
        text = tokens[i - 1].text
        if i - first >= _LONGEST:
            yield tokens[first:i]
            first = i
            continue
        if text not in _STOPS and not (text[-1] == "." and text[0].isupper()):
            continue
        stop = i - 1
        while i < len(tokens) and tokens[i].text in _CLOSING and tokens[i].start == tokens[i - 1].end:
            i += 1
        if i < len(tokens) and _ends(tokens, stop, i, german):
            yield tokens[first:i]
            first = i
    if first < len(tokens):
        yield tokens[first:]


def _ends(tokens: list[Token], stop: int, following: int, german: bool) -> bool:
    """Whether the sign at `stop` ends a sentence, the next one beginning at `following`."""
    mark, after = tokens[stop], tokens[following]
    quoted = after.text[0] in _OPENING and following + 1 < len(tokens)
    word = tokens[following + 1].text if quoted else after.text
    # Names with a stop inside, as ProSiebenSat.1, and codes of securities, as CHMF.MZ or 051910.SE.
    code = word.isupper() and stop > 0 and tokens[stop - 1].text.upper() == tokens[stop - 1].text
    glued = after.start == mark.end and (code or not word[0].isupper())
    if glued or word[0].islower() or (word[0] in _CLOSING and word[0] not in _OPENING):
        return False
    if mark.text in _STOPS and (mark.text != "." or not stop or tokens[stop - 1].end != mark.start):
        return after.start > mark.end
    opens = word in words("openers", "de" if german else "en")
    if mark.text == "." and not _abbreviates(tokens[stop - 1].text, german):
        return True
    return opens and after.start > mark.end and tokens[stop - 1].text not in words("abbreviations", "never")


def _abbreviates(word: str, german: bool) -> bool:
    """Whether a full stop after the word may belong to it: an abbreviation, an initial, or an ordinal of two digits."""
    if word in words("abbreviations") or (len(word) == 1 and word.isalpha()):
        return True
    return german and word.isdigit() and len(word) < 3
