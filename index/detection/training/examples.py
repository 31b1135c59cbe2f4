"""Annotated texts as examples for the trainer: lines with their features and labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from index.detection.candidates import find_candidates
from index.detection.compounds import words
from index.detection.known_names import known_names
from index.detection.lexicon import Lexicon
from index.detection.sentences import split
from index.detection.tagging.features import Line, attributes
from index.detection.tagging.marks import line
from index.detection.training.corpora import Annotated
from index.detection.training.fitting import Example
from index.document import Article, Span

# By the annotation's kind what the labels of its words end with.
_KINDS = {"name": "", "media": "M"}


def lines(article: Article, lexicon: Lexicon) -> list[Line]:
    """The article's sentences as the model sees them."""
    german = article.language != "en"
    rows = [words(sentence.tokens) for sentence in split(article)]
    known = [list(known_names(row, lexicon)) for row in rows]
    return [
        line(row, names, find_candidates(row, names, lexicon, german=german), german=german)
        for row, names in zip(rows, known, strict=True)
    ]


def gold(text: Annotated, lexicon: Lexicon) -> Iterator[Example]:
    """The lines of a text whose companies and media are annotated."""
    article = text.article
    read_lines = lines(article, lexicon)
    spans = [(span, _KINDS[kind]) for span, kind in text.annotations if kind in _KINDS]
    for sentence, features in zip(read_lines, attributes(read_lines, german=article.language != "en"), strict=True):
        labels = ["O"] * len(sentence.words)
        for span, ending in spans:
            _label(labels, _inside(sentence, span), ending)
        yield features, labels


def _inside(line: Line, span: Span) -> list[int]:
    """The words of a line that share a character with the span."""
    return [i for i, word in enumerate(line.words) if word.start < span.end and span.start < word.end]


def _label(labels: list[str], words: Sequence[int], ending: str) -> None:
    for i, word in enumerate(words):
        labels[word] = ("I" if i and words[i - 1] == word - 1 else "B") + ending
