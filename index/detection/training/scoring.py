"""Counts what a model finds in annotated texts: a mention is right when its span is exactly the annotated one.

Media count neither way. The figures by which dealwire is judged are those of `tests/quality`; these are for choosing
features and parameters.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.detection.lexicon import Lexicon
from index.detection.tagging.model import Model
from index.detection.tagging.tagger import Tagger
from index.detection.training.corpora import Annotated
from index.detection.training.examples import lines
from index.document import Span


@dataclass(frozen=True, slots=True)
class Counts:
    """How many mentions are right, found, and annotated."""

    right: int = 0
    found: int = 0
    annotated: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.right + other.right, self.found + other.found, self.annotated + other.annotated)

    def __str__(self) -> str:
        precision = self.right / (self.found or 1)
        recall = self.right / (self.annotated or 1)
        f1 = 2 * self.right / (self.found + self.annotated or 1)
        return f"F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f} of {self.annotated}"


def count(model: Model, texts: Iterable[Annotated], lexicon: Lexicon) -> Counts:
    """The mentions of companies that the model finds in the texts."""
    total = Counts()
    taggers = {german: Tagger(model, german) for german in (True, False)}
    for text in texts:
        read = lines(text.article, lexicon)
        found = set()
        for line, first, last, medium, *_ in taggers[text.article.language != "en"].tag(read):
            words = read[line].words[first:last]
            if not medium:
                found.add(Span(words[0].start, words[-1].stem_end))
        names = {span for span, kind in text.annotations if kind == "name"}
        others = [span for span, kind in text.annotations if kind != "name"]
        found = {span for span in found if span in names or not any(span.overlaps(other) for other in others)}
        total += Counts(len(found & names), len(found), len(names))
    return total
