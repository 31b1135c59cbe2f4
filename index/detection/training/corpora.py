"""Reads the annotated texts that the models learn from, as published.

What an annotation means for the model is left to `examples`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from index.document import Article, Region, RegionKind, Span


class Annotation(NamedTuple):
    """A span and what its corpus calls it: "name", "ORG", "corporation"."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its annotations, in text order."""

    article: Article
    annotations: tuple[Annotation, ...]


def article(id_: str, text: str, language: str) -> Article:
    """The text as an article, all of it body."""
    regions = (Region(Span(0, len(text)), RegionKind.BODY),)
    return Article(id_, text, text[:80], None, "", None, language, regions, "")


def smartdata(folder: Path) -> list[Annotated]:
    """News and tweets of the SmartData corpus; kinds "name", "media" and "nominal".

    Raises:
        OSError: A file of the corpus is missing. So do all functions here.
    """
    found = []
    for line in _lines(folder / "smartdata" / "train.jsonl.gz"):
        row = json.loads(line)
        spans = sorted((m["start"], m["end"], m["kind"]) for m in row["mentions"])
        annotations = tuple(Annotation(Span(start, end), kind) for start, end, kind in spans)
        found.append(Annotated(article(row["id"], row["text"], row["language"]), annotations))
    return found


def english(folder: Path) -> list[Annotated]:
    """Wikigold, WNUT17 and the Broad Twitter Corpus: "ORG", in WNUT17 "corporation"."""
    return [found for path in sorted((folder / "english").glob("*.gz")) for found in _tagged(_lines(path), path.name)]


def _lines(path: Path) -> Iterator[str]:
    with gzip.open(path, "rt", encoding="utf-8") as opened:
        for line in opened:
            yield line.rstrip("\n")


def _tagged(lines: Iterable[str], name: str) -> Iterator[Annotated]:
    """Sentences of one word a line with its tag, a blank line between them."""
    words: list[str] = []
    tags: list[str] = []
    number = 0
    for line in [*lines, ""]:
        cells = line.split()
        if len(cells) > 1:
            words.append(cells[0])
            tags.append(cells[-1])
        elif words and not cells:
            yield _sentence(f"{name}-{number}", words, tags)
            words, tags, number = [], [], number + 1


_CLOSING = frozenset(
    [".", ",", ";", ":", "!", "?", ")", "]", "}", "…", "“", "%", "’", "'s", "'re", "'ve", "'ll", "'m", "'d", "n't"]
)
_OPENING = frozenset(["(", "[", "{", "„", "#", "@"])


def _sentence(id_: str, words: Sequence[str], tags: Sequence[str]) -> Annotated:
    """The sentence as it would be printed: the corpora part every sign from its word."""
    text = ""
    annotations: list[Annotation] = []
    before, inside_quotes = "", False
    for word, tag in zip(words, tags, strict=True):
        closes = word in _CLOSING or (word == '"' and inside_quotes)
        if text and not closes and before not in _OPENING and not (before == '"' and inside_quotes):
            text += " "
        inside_quotes ^= word == '"'
        span = Span(len(text), len(text) + len(word))
        text += word
        before = word
        if tag == "O":
            continue
        last = annotations[-1] if annotations else None
        if tag[0] == "I" and last and last.kind == tag[2:] and span.start - last.span.end < 2:
            annotations[-1] = Annotation(Span(last.span.start, span.end), last.kind)
        else:
            annotations.append(Annotation(span, tag[2:]))
    return Annotated(article(id_, text, "en"), tuple(annotations))
