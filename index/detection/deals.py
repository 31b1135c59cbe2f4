"""Finds the deals that an article reports: the driver over clauses, phrases, frames, status and amounts.

    sentence -> triggers -> line (clauses) -> references -> phrases -> cast of the frame -> telling
    tellings -> transactions -> deal mentions

A sentence without a trigger costs one dictionary lookup a token. Which companies there are is given; which of an
archive's deal mentions are one deal is left to `merging`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from index.detection.amounts import price, share
from index.detection.clauses import Line, parse
from index.detection.cues import Cues, Form, Language, Sense
from index.detection.objects import subject_matter
from index.detection.parties import Cast, Scene, cast
from index.detection.phrases import Phrase, phrases
from index.detection.references import Discourse, Reference, references
from index.detection.sentences import Sentence
from index.detection.status import decide, outlook
from index.detection.transactions import Roles, Telling, agreed_roles, agreed_type, transactions
from index.document import Article, Company, DealMention, DealType, Party, RegionKind, Role, Status

# Below it a deal is more often wrong than right (measured on the development articles).
_LEAST_CONFIDENCE = 0.3
# A sentence of more tokens is a list or a table.
_LONGEST_SENTENCE = 160
_HYPOTHETICAL = 0.6


def find_deals(
    article: Article, sentences: Sequence[Sentence], companies: Sequence[Company], cues: Cues
) -> tuple[DealMention, ...]:
    """The deals of an article in the order in which it tells of them, one for each transaction.

    Parties are among `companies`; evidence is whole sentences, the best first.
    """
    if not companies:
        return ()
    language = cues.languages["en" if article.language == "en" else "de"]
    senses = _remembered(language.senses)
    discourse: Discourse | None = None
    tellings: list[Telling] = []
    for number, sentence in enumerate(sentences):
        if sentence.region is RegionKind.REPEATED or len(sentence.tokens) > _LONGEST_SENTENCE:
            continue
        if any(senses(token.text) for token in sentence.tokens):
            discourse = discourse or Discourse(sentences, companies)
            reader = _Reader(article, sentences, discourse, cues, language, senses)
            tellings += reader.tellings(number)
    names = {company.id: company.name for company in companies}
    mentions = (_mention(group, names) for group in transactions(tellings))
    return tuple(mention for mention in mentions if mention.confidence >= _LEAST_CONFIDENCE)


def _remembered(senses: Callable[[str], tuple[Sense, ...]]) -> Callable[[str], tuple[Sense, ...]]:
    """The same function with a memory for one article: most of its words come several times."""
    known: dict[str, tuple[Sense, ...]] = {}

    def remembered(word: str) -> tuple[Sense, ...]:
        found = known.get(word)
        if found is None:
            found = known[word] = senses(word)
        return found

    return remembered


class _Reader:
    """Reads the tellings out of one article's sentences."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        discourse: Discourse,
        cues: Cues,
        language: Language,
        senses: Callable[[str], tuple[Sense, ...]],
    ) -> None:
        self._english = article.language == "en"
        self._sentences = sentences
        self._discourse = discourse
        self._cues = cues
        self._language = language
        self._senses = senses

    def tellings(self, number: int) -> Iterator[Telling]:
        """What each trigger of a sentence says."""
        line = parse(self._sentences[number].tokens, self._senses, self._language, english=self._english)
        found = references(line, number, self._discourse, self._cues, self._language)
        groups = phrases(line, [r for r in found if r.kind != "trigger"], self._language)
        for at, senses in enumerate(line.senses):
            inside = [r for r in found if r.first <= at <= r.last]
            if not senses or any(r.kind != "trigger" and r.companies for r in inside):
                continue
            read = [
                t
                for sense in senses
                if self._meant(line, at, sense)
                for t in self._told(number, line, at, sense, groups, inside)
            ]
            # Of several readings of a word those that find their parties are right.
            yield from [t for t in read if t.whole] or read[:1]

    def _meant(self, line: Line, at: int, sense: Sense) -> bool:
        """Whether the words around allow the trigger to mean a deal."""
        inside = list(line.within(line.clause_of[at]))
        words = [line.words[i] for i in inside if i != at]
        if sense.particle and sense.particle not in (line.words[i] for i in inside if i > at):
            return False
        trigger = sense.trigger
        if sense.head:
            return True
        return not trigger.unless.meets(words) and all(group.meets(words) for group in trigger.needs)

    def _told(
        self, number: int, line: Line, at: int, sense: Sense, groups: Sequence[Phrase], inside: Sequence[Reference]
    ) -> Iterator[Telling]:
        view = outlook(line, at, sense, self._language)
        if not view.votes:
            return
        around = groups
        if sense.form is Form.NOUN and self._by_analyst(line, at):
            around = [p for p in groups if not p.bare]
        scene = Scene(line, self._language, at, sense, around, inside)
        players = cast(scene, self._cues)
        confidence = sense.trigger.confidence * players.sure * (_HYPOTHETICAL if view.hypothetical else 1.0)
        money = self._language.money
        telling = Telling(
            type=sense.trigger.type,
            roles=players.roles,
            whole=players.whole and _enough(sense.trigger.type, players),
            confidence=confidence,
            votes=view.votes,
            evidence=self._sentences[number].span,
            sentence=number,
            headline=self._sentences[number].region is RegionKind.TITLE,
            object=subject_matter(line, at, sense.trigger.type, groups, self._language),
            value=price(line.words, at, money, english=self._english),
            stake=share(line.words, at, money, english=self._english) if sense.trigger.type in _SHARED else None,
        )
        yield from _each(telling, players.listed)

    def _by_analyst(self, line: Line, at: int) -> bool:
        analyst = self._language.grammar["analyst"]
        return any(line.words[i] in analyst for i in line.within(line.clause_of[at]))


_SHARED = frozenset({DealType.ACQUISITION, DealType.STAKE, DealType.INVESTMENT})


def _enough(kind: DealType, players: Cast) -> bool:
    """Whether there are two parties; a spin-off has one while the unit has no name."""
    parties = {company for ids in players.roles.values() for company in ids}
    return len(parties) > 1 or (kind is DealType.SPIN_OFF and len(parties) == 1)


def _each(telling: Telling, listed: Role | None) -> Iterator[Telling]:
    """The telling; for each of listed examples one of its own: "kooperiert mit Ketten wie A und B" is two deals."""
    ids = telling.roles.get(listed, ()) if listed else ()
    if listed is None or len(ids) < 2 or not telling.whole:
        yield telling
        return
    fixed = {role: companies for role, companies in telling.roles.items() if role is not listed}
    if not fixed:
        first, *others = ids
        for other in others:
            yield replace(telling, roles={listed: (first, other)})
        return
    for company in ids:
        yield replace(telling, roles={**fixed, listed: (company,)})


def _mention(group: Sequence[Telling], names: Mapping[str, str]) -> DealMention:
    """What the tellings of one transaction say together."""
    kind = agreed_type(group)
    roles: Roles = agreed_roles(group, kind)
    votes: dict[Status, float] = defaultdict(float)
    for telling in group:
        for status, weight in telling.votes.items():
            votes[status] += weight * (1.0 if telling.whole else 0.5)
    ranked = sorted(group, key=lambda t: (not t.whole, -t.confidence, t.sentence))
    doubt = 1.0
    for telling in group:
        doubt *= 1.0 - telling.confidence if telling.whole else 1.0
    return DealMention(
        type=kind,
        status=decide(votes),
        confidence=round(1.0 - doubt, 3),
        parties=tuple(Party(company, names[company], role) for role in Role for company in roles.get(role, ())),
        object=next((t.object for t in ranked if t.object), None),
        value=next((t.value for t in ranked if t.value), None),
        stake=next((t.stake for t in ranked if t.stake is not None), None),
        evidence=tuple(dict.fromkeys(t.evidence for t in ranked)),
    )
