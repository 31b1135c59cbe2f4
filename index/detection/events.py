"""Finds the events of companies that are no deals: insolvency, layoffs, change of leadership, strike.

    sentence -> triggers -> line (clauses) -> references -> phrases -> the company in a place of the frame -> event

The words and places are the lexicon's `event_*` tables; clauses, phrases, places, tense and negation are read as for
deals; to whom it happens is left to `affected`. One event of a type for a company and an article, with every sentence
that tells it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.detection.affected import POST, POST_REACH, affected
from index.detection.clauses import Line, parse
from index.detection.event_cues import EventCues
from index.detection.phrases import phrases
from index.detection.places import held
from index.detection.references import Discourse, Reference, references
from index.detection.scene import Scene
from index.detection.sentences import Sentence
from index.detection.status import decide, outlook
from index.detection.triggers import readings
from index.detection.voices import voice
from index.document import (
    Article,
    Company,
    CompanyEvent,
    EventParty,
    EventType,
    RegionKind,
    Span,
    Status,
)

_LEAST_CONFIDENCE = 0.4
# A sentence of more tokens is a list or a table.
_LONGEST_SENTENCE = 160
# What is only feared, threatened or imagined is less sure than what is told, always below one half.
_FEARED = 0.5
# A tag only says what a text is about, an address who wrote it.
_TAG, _ADDRESS = "#", "@"
# "es kommt zu", "man hört": no company.
_NOBODY = frozenset({"es", "man"})
_KIN = "kin"
_FEARS = frozenset({Status.RUMOURED, Status.TALKS})
_NO_EVENT = frozenset({Status.ENDED, Status.DENIED})


@dataclass(frozen=True, slots=True)
class _Telling:
    """What one trigger says: to which companies something happens, how sure that is, and in which sentence."""

    type: EventType
    companies: tuple[str, ...]
    confidence: float
    evidence: Span


def find_events(
    article: Article, sentences: Sequence[Sentence], companies: Sequence[Company], cues: EventCues
) -> tuple[CompanyEvent, ...]:
    """The events of an article in the order in which it tells of them.

    Companies are among `companies`; evidence is whole sentences.
    """
    reader = _Reader(article, sentences, companies, cues) if companies else None
    if reader is None or not reader.may_tell:
        return ()
    tellings = reader.tellings()
    names = {company.id: company.name for company in companies}
    return tuple(
        CompanyEvent(
            type=group[0].type,
            companies=tuple(
                EventParty(id_, names[id_]) for id_ in dict.fromkeys(c for t in group for c in t.companies)
            ),
            confidence=round(_together(group), 3),
            evidence=tuple(dict.fromkeys(telling.evidence for telling in group)),
        )
        for group in _joined(tellings)
    )


def _joined(tellings: Iterable[_Telling]) -> list[list[_Telling]]:
    """The tellings in groups of one event each: of one type, and with a company in common."""
    groups: list[list[_Telling]] = []
    for telling in tellings:
        same = [
            group
            for group in groups
            if any(other.type is telling.type and set(other.companies) & set(telling.companies) for other in group)
        ]
        groups = [group for group in groups if group not in same]
        groups.append([*(other for group in same for other in group), telling])
    return sorted(groups, key=lambda group: group[0].evidence)


def _together(group: Sequence[_Telling]) -> float:
    """How sure the event is: fears do not add up to certainty, reports do."""
    doubt = 1.0
    for telling in group:
        if telling.confidence >= _FEARED:
            doubt *= 1.0 - telling.confidence
    return max(1.0 - doubt, *(telling.confidence for telling in group))


class _Reader:
    """Reads the tellings out of one article's sentences."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], companies: Sequence[Company], cues: EventCues
    ) -> None:
        self._text = article.text
        self._english = article.language == "en"
        self._sentences = sentences
        self._companies = companies
        self._cues = cues
        self._language = cues.cues.languages["en" if self._english else "de"]
        known = self._language.known_senses
        self._triggers = [known(sentence.words) for sentence in sentences]

    @property
    def may_tell(self) -> bool:
        """Whether any word may tell of an event: in most articles none does."""
        return any(self._triggers)

    @cached_property
    def _discourse(self) -> Discourse:
        return Discourse(self._text, self._sentences, self._companies, self._language)

    def tellings(self) -> Iterator[_Telling]:
        """What all sentences say, in text order."""
        for number, triggers in enumerate(self._triggers):
            if triggers and self._triggered(number):
                yield from self._told(number)

    def _triggered(self, number: int) -> bool:
        """Whether a sentence may tell of an event: a look at its words alone, before any clause is cut."""
        sentence = self._sentences[number]
        if sentence.region is RegionKind.REPEATED or len(sentence.tokens) > _LONGEST_SENTENCE:
            return False
        words = sentence.small
        return any(
            (not sense.particle or sense.particle in words) and (sense.head or sense.trigger.needed(words))
            for senses in self._triggers[number].values()
            for sense in senses
        )

    def _told(self, number: int) -> Iterator[_Telling]:
        """What each trigger of a sentence says."""
        sentence = self._sentences[number]
        line = parse(sentence.tokens, self._language, english=self._english)
        meanings = {at: readings(line, at, self._language) for at, senses in enumerate(line.senses) if senses}
        if not any(meanings.values()):
            return
        found = references(line, number, self._discourse, self._cues.cues, self._language)
        found = [reference for reference in found if self._may_be_meant(line, reference)]
        groups = phrases(line, found, self._language)
        marks = held(groups)
        products = [reference for reference in found if reference.kind == "other"]
        for at, meant in meanings.items():
            inside = [reference for reference in found if reference.first <= at <= reference.last]
            if self._sign(line, at) == _TAG and not inside:
                continue
            for sense in meant:
                spoken = voice(line, at, sense, self._language)
                scene = Scene(line, self._language, at, sense, groups, inside, spoken, products, marks)
                if sense.trigger.frame != POST or _is_new(scene):
                    yield from self._telling(scene, sentence.span)

    def _may_be_meant(self, line: Line, reference: Reference) -> bool:
        """Whether an event may happen to what stands there: not to "es", nor to "die Tochter" as to its owner."""
        word = line.words[reference.first]
        if not reference.companies and (word in _NOBODY or self._cues.cues.compounds.get(word) == _KIN):
            return False
        return self._sign(line, reference.first) != _ADDRESS

    def _sign(self, line: Line, at: int) -> str:
        """The character before a token."""
        start = line.tokens[at].start
        return self._text[max(0, start - 1) : start]

    def _telling(self, scene: Scene, evidence: Span) -> Iterator[_Telling]:
        """What a trigger says; nothing when it denies the event, or tells of no company's."""
        view = outlook(scene.line, scene.at, scene.sense, scene.language)
        status = decide(view.votes)
        if not view.votes or status in _NO_EVENT:
            return
        companies, worth = affected(scene, self._cues.frames)
        sure = scene.sense.trigger.confidence * worth
        if not companies or sure < _LEAST_CONFIDENCE:
            return
        if status in _FEARS or view.hypothetical:
            sure *= _FEARED
        else:
            sure = max(sure, _FEARED)
        yield _Telling(EventType(scene.sense.trigger.type), companies, sure, evidence)


def _is_new(scene: Scene) -> bool:
    """Whether a word right before a post says that somebody new holds it."""
    before = scene.line.words[max(0, scene.at - POST_REACH) : scene.at]
    return all(group.meets(before) for group in scene.sense.trigger.needs)
