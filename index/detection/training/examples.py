"""Annotated texts as examples for the trainer: lines with their features and labels.

A corpus that annotates every organisation does not say which are companies: a first model, trained on companies alone,
judges the organisations, and lines where it is in doubt teach nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.detection.candidates import find_candidates
from index.detection.compounds import words
from index.detection.known_names import known_names
from index.detection.lexicon import Lexicon
from index.detection.sentences import split
from index.detection.tagging.features import Line, attributes
from index.detection.tagging.marks import line
from index.detection.tagging.model import LABELS
from index.detection.tagging.tagger import Tagger
from index.detection.training.corpora import Annotated
from index.detection.training.fitting import Example
from index.document import Article, Span

# By the annotation's kind what the labels of its words end with.
_KINDS = {"name": "", "media": "M"}
_ORGANISATIONS = frozenset({"ORG"})
_COMPANIES = frozenset({"corporation"})
# An organisation at least this likely a company is one; below the second figure it is none. Read off a sample of 800
# German organisations: of those above .15 nine in ten are companies or media, of those below .02 one in thirty.
_COMPANY = 0.15
_DOUBT = 0.02
# What a corporation counts for at least.
_CERTAIN = 0.3


def lines(article: Article, lexicon: Lexicon) -> list[Line]:
    """The article's sentences as the model sees them."""
    german = article.language != "en"
    rows = [words(sentence.tokens) for sentence in split(article)]
    known = [list(known_names(row, lexicon)) for row in rows]
    return [
        line(row, names, find_candidates(row, names, lexicon, german=german))
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


def judged(text: Annotated, lexicon: Lexicon, judge: Tagger) -> Iterator[Example]:
    """The lines of a text whose organisations are annotated, without those where the judge is in doubt."""
    article = text.article
    german = article.language != "en"
    read_lines = lines(article, lexicon)
    features = attributes(read_lines, german=german)
    for sentence, sentence_features, odds in zip(read_lines, features, judge.odds(read_lines), strict=True):
        labels = ["O"] * len(sentence.words)
        certain = True
        for span, kind in text.annotations:
            inside = _inside(sentence, span)
            if inside and kind in _ORGANISATIONS | _COMPANIES:
                certain &= _judge(labels, inside, odds, kind)
        if certain:
            yield sentence_features, labels


def _judge(labels: list[str], words: Sequence[int], odds: NDArray[np.float64], kind: str) -> bool:
    """Labels the words of an organisation if it is a company or a medium; returns whether that is certain."""
    company = odds[words][:, [LABELS.index("B"), LABELS.index("I")]].sum(axis=1)
    medium = odds[words][:, [LABELS.index("BM"), LABELS.index("IM")]].sum(axis=1)
    likely = max((company + medium).mean(), _CERTAIN if kind in _COMPANIES else 0.0)
    if likely >= _COMPANY or company.max() > 1 / 2:
        _label(labels, words, "" if company.mean() >= medium.mean() or kind in _COMPANIES else "M")
        return True
    return bool(likely < _DOUBT)


def _inside(line: Line, span: Span) -> list[int]:
    """The words of a line that share a character with the span."""
    return [i for i, word in enumerate(line.words) if word.start < span.end and span.start < word.end]


def _label(labels: list[str], words: Sequence[int], ending: str) -> None:
    for i, word in enumerate(words):
        labels[word] = ("I" if i and words[i - 1] == word - 1 else "B") + ending
