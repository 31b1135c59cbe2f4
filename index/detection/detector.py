"""Detection as a whole: articles in, companies, deals and events out.

Pure: what is in an article depends on it, on what the user said, and on the names that other articles make sure; never
on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from index.corrections import CompanyCorrection
from index.detection.beliefs import Belief, Beliefs, meanings
from index.detection.companies import read_companies
from index.detection.cues import Cues, load_cues
from index.detection.deals import find_deals
from index.detection.learned import learn, summed
from index.detection.lexicon import Lexicon, load_lexicon
from index.detection.said import said
from index.detection.sentences import split
from index.document import Article, Detections, SureName

_VERSION = "3"
"""Raised with every change of code or lexicon that may change what is detected."""

_NOTHING = Beliefs()


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds companies and deals.

    Attributes:
        lexicon: The companies known by name.
        cues: The words that tell of deals.
        version: Changes when the same article may give other detections than before.
        said: What the user says of names.
        told: What the articles of an archive tell of names.
        learned: What to believe for it.
    """

    lexicon: Lexicon
    cues: Cues
    version: str = _VERSION
    said: Beliefs = _NOTHING
    told: Sequence[SureName] = ()
    learned: Beliefs = _NOTHING

    def with_corrections(self, corrections: Iterable[CompanyCorrection]) -> Detector:
        """The detector to which the user has said this, and nothing else; of two about one form the later holds."""
        return replace(self, said=said(corrections, self.lexicon))

    def with_learned(self, told: Iterable[SureName]) -> Detector:
        """The detector that believes what these articles tell, and no others."""
        told = tuple(told)
        return replace(self, told=told, learned=learn(told, self.lexicon))

    def beliefs(self) -> dict[str, str]:
        """What it believes of names, by folded name: as long as that is the same, so is an article with that name."""
        return meanings(self.said, self.learned)

    def detect(self, articles: Sequence[Article]) -> list[Detections]:
        """What is in each article, in their order; what one makes certain helps to see it in the others."""
        alone = [self._alone(article) for article in articles]
        told = summed(name for found in alone for name in found.names)
        learning = self.with_learned([*self.told, *told])
        return [learning._together(article, found) for article, found in zip(articles, alone, strict=True)]

    def detect_apart(self, articles: Iterable[Article]) -> Iterator[Detections]:
        """What is in each article, in their order, by what is believed already: none helps another."""
        return (self._together(article, self._alone(article)) for article in articles)

    def _alone(self, article: Article) -> Detections:
        """What is in an article, whatever other articles tell."""
        return self._read(article, self.said.within(article.text), {})

    def _together(self, article: Article, alone: Detections) -> Detections:
        """What is in an article with what other articles tell, given what is in it without; often just that."""
        ids = self.learned.ids
        there = {company.id for company in alone.companies}
        learned = [belief for belief in self.learned.within(article.text) if belief.alias.company not in there]
        if not learned and there.isdisjoint(ids):
            return alone
        told = self.said.within(article.text)
        forms = {belief.alias.keys for belief in told}
        beliefs = [
            belief._replace(alias=belief.alias._replace(company=ids.get(belief.alias.company, belief.alias.company)))
            for belief in [*told, *(belief for belief in learned if belief.alias.keys not in forms)]
        ]
        return replace(self._read(article, beliefs, ids), names=alone.names)

    def _read(self, article: Article, beliefs: Sequence[Belief], ids: Mapping[str, str]) -> Detections:
        sentences = split(article)
        found = read_companies(article, sentences, self.lexicon, beliefs, ids)
        deals = find_deals(article, sentences, found.companies, self.cues)
        return Detections(found.companies, deals, names=found.names)


@cache
def load_detector() -> Detector:
    """The detector with the lexicon that is shipped."""
    return Detector(load_lexicon(), load_cues())
