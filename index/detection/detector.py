"""Detection as a whole: articles in, companies and deals out. Pure: the same articles give the same detections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.detection.companies import find_companies
from index.detection.cues import Cues, load_cues
from index.detection.deals import find_deals
from index.detection.lexicon import Lexicon, load_lexicon
from index.detection.sentences import split
from index.document import Article, Detections

_VERSION = "2"
"""Raised with every change of code or lexicon that may change what is detected."""


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds companies and deals.

    Attributes:
        lexicon: The companies known by name.
        cues: The words that tell of deals.
        version: Changes when the same article may give other detections than before.
    """

    lexicon: Lexicon
    cues: Cues
    version: str = _VERSION

    def detect(self, articles: Sequence[Article]) -> list[Detections]:
        """What is in each article, in their order."""
        return [self._detect(article) for article in articles]

    def _detect(self, article: Article) -> Detections:
        sentences = split(article)
        companies = find_companies(article, sentences, self.lexicon)
        return Detections(companies, find_deals(article, sentences, companies, self.cues))


@cache
def load_detector() -> Detector:
    """The detector with the lexicon that is shipped."""
    return Detector(load_lexicon(), load_cues())
