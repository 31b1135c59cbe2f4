"""Detection as a whole: articles in, companies, deals and events out.

Pure: what is in an article depends on it, on what the user said, and on the names that other articles make sure; never
on their order.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TypeVar

from index.corrections import CompanyCorrection
from index.detection.beliefs import Belief, Beliefs, meanings
from index.detection.companies import Reading, read_companies
from index.detection.cue_tables import load_cues
from index.detection.cues import Cues
from index.detection.deals import find_deals
from index.detection.event_cues import EventCues, load_event_cues
from index.detection.events import find_events
from index.detection.learned import learn, summed
from index.detection.lexicon import Lexicon, load_lexicon
from index.detection.name_index import Ambiguity
from index.detection.names import fold
from index.detection.said import said
from index.detection.sentences import split
from index.detection.version import VERSION
from index.document import Article, Detections, SureName

_BATCH = 32
"""Articles read at once: the sequence model takes .24 s for the reference texts, one at a time .69 s."""
_NOTHING = Beliefs()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Detector:
    """Finds companies, deals and events.

    Attributes:
        lexicon: The companies known by name.
        cues: The words that tell of deals.
        event_cues: The words that tell of other events.
        version: Changes when the same article may give other detections than before.
        said: What the user says of names.
        told: What the articles of an archive tell of names.
        learned: What to believe for it.
    """

    lexicon: Lexicon
    cues: Cues
    event_cues: EventCues
    version: str = VERSION
    said: Beliefs = _NOTHING
    told: Sequence[SureName] = ()
    learned: Beliefs = _NOTHING

    def with_corrections(self, corrections: Iterable[CompanyCorrection]) -> Detector:
        """The detector to which the user has said this, and nothing else; of two about one form the later holds."""
        return replace(self, said=said(corrections, self.lexicon))

    def with_learned(self, told: Iterable[SureName]) -> Detector:
        """The detector that believes what these articles tell, and no others."""
        told = tuple(told)
        if told == self.told:
            return self
        return replace(self, told=told, learned=learn(told, self.lexicon))

    def beliefs(self) -> dict[str, str]:
        """What it believes of names, by folded name: as long as that is the same, so is an article with that name."""
        return meanings(self.said, self.learned)

    def detect(self, articles: Sequence[Article]) -> list[Detections]:
        """What is in each article, in their order; what one makes certain helps to see it in the others."""
        alone = [found for batch in _batches(articles) for found in self._alone(batch)]
        told = summed(name for found in alone for name in found.names)
        learning = self.with_learned([*self.told, *told])
        return learning._together(articles, alone)

    def detect_apart(self, articles: Iterable[Article]) -> Iterator[Detections]:
        """What is in each article, in their order, by what is believed already: none helps another."""
        for batch in _batches(articles):
            yield from self._together(batch, self._alone(batch))

    def _alone(self, articles: Sequence[Article]) -> list[Detections]:
        """What is in each article, whatever other articles tell."""
        return self._read([Reading(article, split(article), self.said.within(article.text)) for article in articles])

    def _together(self, articles: Sequence[Article], alone: Sequence[Detections]) -> list[Detections]:
        """What is in each article with what others tell, given what is in it without; often just that."""
        found = list(alone)
        told_more = (n for n, pair in enumerate(zip(articles, alone, strict=True)) if self._is_told_more(*pair))
        for numbers in _batches(told_more):
            again = self._read([self._reading(articles[n], alone[n]) for n in numbers])
            for n, detections in zip(numbers, again, strict=True):
                found[n] = replace(detections, names=alone[n].names)
        return found

    def _news(self, article: Article, alone: Detections) -> list[Belief]:
        """What other articles tell of companies that an article by itself does not show.

        A name that may be something else too is only believed of an article that half sees it: an archive has many.
        """
        there = {company.id for company in alone.companies}
        half_seen = {tuple(map(fold, name.words)) for name in alone.names if not name.weight}
        return [
            belief
            for belief in self.learned.within(article.text)
            if belief.alias.company not in there
            and (belief.alias.ambiguity is Ambiguity.NONE or belief.alias.keys in half_seen)
        ]

    def _is_told_more(self, article: Article, alone: Detections) -> bool:
        renamed = any(company.id in self.learned.ids for company in alone.companies)
        return renamed or bool(self._news(article, alone))

    def _reading(self, article: Article, alone: Detections) -> Reading:
        said = self.said.within(article.text)
        forms = {belief.alias.keys for belief in said}
        learned = [belief for belief in self._news(article, alone) if belief.alias.keys not in forms]
        ids = self.learned.ids
        return Reading(article, split(article), [belief.named(ids) for belief in (*said, *learned)], ids)

    def _read(self, readings: Sequence[Reading]) -> list[Detections]:
        return [
            Detections(
                companies=found.companies,
                deals=find_deals(reading.article, reading.sentences, found.companies, self.cues),
                events=find_events(reading.article, reading.sentences, found.companies, self.event_cues),
                names=found.names,
            )
            for reading, found in zip(readings, read_companies(readings, self.lexicon), strict=True)
        ]


def _batches(articles: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(articles)
    while batch := list(islice(rest, _BATCH)):
        yield batch


@cache
def load_detector() -> Detector:
    """The detector with the lexicon that is shipped."""
    with _here_to_stay():
        return Detector(load_lexicon(), load_cues(), load_event_cues())


@contextmanager
def _here_to_stay() -> Iterator[None]:
    """Spares the garbage collector what is made meanwhile: it looks at none of it, neither now nor later.

    The lexicon's 60,000 objects were looked at anew for every 200 articles: 7 % of the time of detection, 15 % of that
    of loading.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
