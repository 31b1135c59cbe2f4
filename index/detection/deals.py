"""Finds the deals that an article reports: the driver over clauses, phrases, frames, status and amounts.

    sentence -> triggers -> line (clauses) -> references -> phrases -> cast of the frame -> telling
    tellings -> transactions -> deal mentions

A sentence without a trigger costs one dictionary lookup a token. Which companies there are is given; which of an
archive's deal mentions are one deal is left to `merging`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from index.detection.amounts import price, share
from index.detection.clauses import BREAKS, Line, parse
from index.detection.cues import Cues, Form, Sense, Voice
from index.detection.objects import subject_matter
from index.detection.parties import Cast, cast, definite, lacking, others, topic
from index.detection.phrases import phrases
from index.detection.places import Scene
from index.detection.references import DUAL, Discourse, references
from index.detection.sentences import Sentence
from index.detection.status import Outlook, decide, outlook
from index.detection.transactions import ANAPHOR_REACH, Roles, Telling, agreed_roles, agreed_type, core, transactions
from index.detection.voices import one_form, voice
from index.document import Article, Company, DealMention, DealType, Party, RegionKind, Role, Span, Status

# Below it a deal is more often wrong than right (measured on the development articles).
_LEAST_CONFIDENCE = 0.3
# A sentence of more tokens is a list or a table.
_LONGEST_SENTENCE = 160
_HYPOTHETICAL = 0.6
_LEAST_PARTIES = 2
_PAIR = 2


def find_deals(
    article: Article, sentences: Sequence[Sentence], companies: Sequence[Company], cues: Cues
) -> tuple[DealMention, ...]:
    """The deals of an article in the order in which it tells of them, one for each transaction.

    Parties are among `companies`; evidence is whole sentences, the best first.
    """
    if not companies:
        return ()
    reader = _Reader(article, sentences, companies, cues)
    tellings = reader.all_tellings()
    names = {company.id: company.name for company in companies}
    mentions = (_mention(group, names) for group in transactions(tellings))
    return tuple(mention for mention in mentions if mention.confidence >= _LEAST_CONFIDENCE)


class _Reader:
    """Reads the tellings out of one article's sentences."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], companies: Sequence[Company], cues: Cues
    ) -> None:
        self._english = article.language == "en"
        self._text = article.text
        self._sentences = sentences
        self._words = [{token.text for token in sentence.tokens} for sentence in sentences]
        self._cues = cues
        self._language = cues.languages["en" if self._english else "de"]
        self._companies = companies
        vocabulary = set().union(*self._words)
        self._triggers = self._language.known_senses(vocabulary)

    @cached_property
    def _discourse(self) -> Discourse:
        return Discourse(self._text, self._sentences, self._companies, self._language.prepositions)

    def _senses(self, word: str) -> tuple[Sense, ...]:
        return self._triggers.get(word, ())

    def _triggered(self, number: int) -> bool:
        """Whether a word of the sentence may tell of a deal: a look at the words alone, before any clause is cut."""
        triggers = self._triggers
        found = [sense for word in self._words[number] & triggers.keys() for sense in triggers[word]]
        if len(self._companies) < _LEAST_PARTIES:
            found = [sense for sense in found if sense.trigger.type is DealType.SPIN_OFF]
        if not found:
            return False
        words = {word.lower() for word in self._words[number]}
        named = bool(self._discourse.named_in(self._sentences[number].span))
        return any(
            (named or sense.trigger.confidence > _WEAK)
            and (not sense.particle or sense.particle in words)
            and (sense.head or all(group.meets(words) for group in sense.trigger.needs))
            for sense in found
        )

    def all_tellings(self) -> list[Telling]:
        """What all sentences say, in text order.

        A sentence without a name only adds to what others nearby tell ("Die Übernahme wurde untersagt"), so it is read
        only where one of them tells of a deal, or where it speaks of two ("beide Konzerne").
        """
        triggered = [n for n, words in enumerate(self._words) if not words.isdisjoint(self._triggers)]
        read = {number: self.tellings(number) for number in triggered if self._names(number)}
        whole = [number for number, tellings in read.items() if any(t.whole for t in tellings)]
        for number in triggered:
            if number not in read and any(abs(number - other) <= ANAPHOR_REACH for other in whole):
                read[number] = self.tellings(number)
        return [telling for number in sorted(read) for telling in read[number]]

    def _names(self, number: int) -> bool:
        """Whether a sentence names a company, or speaks of two named before."""
        if self._discourse.named_in(self._sentences[number].span):
            return True
        known = self._language.references
        return any(known.get(word) == _PAIR or word in DUAL for word in map(str.lower, self._words[number]))

    def tellings(self, number: int) -> list[Telling]:
        """What each trigger of a sentence says."""
        sentence = self._sentences[number]
        if sentence.region is RegionKind.REPEATED or len(sentence.tokens) > _LONGEST_SENTENCE:
            return []
        if not self._triggered(number):
            return []
        line = parse(sentence.tokens, self._senses, self._language, english=self._english)
        readings = {at: self._readings(line, at) for at, senses in enumerate(line.senses) if senses}
        if not any(readings.values()):
            return []
        found = references(line, number, self._discourse, self._cues, self._language)
        groups = phrases(line, [r for r in found if r.kind != "trigger"], self._language)
        products = [r for r in found if r.kind == "other"]
        read: list[tuple[int, Telling]] = []
        void: set[int] = set()
        for at, meant in readings.items():
            inside = [r for r in found if r.first <= at <= r.last]
            if any(r.kind != "trigger" and r.companies for r in inside):
                continue
            told: list[tuple[Telling, Role | None, Scene]] = []
            for sense in meant:
                view = outlook(line, at, sense, self._language)
                if view.votes:
                    scene = Scene(
                        line, self._language, at, sense, groups, inside, self._voice(line, at, sense), products
                    )
                    told.append((*self._told(number, scene, view), scene))
                elif sense.trigger.confidence > _WEAK:
                    void.add(line.clause_of[at])
            # Of several readings of a word those that find their parties are right.
            for telling, listed, scene in [one for one in told if one[0].whole] or told[:1]:
                detailed = self._detailed(telling, scene)
                read += ((line.clause_of[at], each) for each in _each(detailed, listed))
        # "plant keine Fusion mit B": what is denied is not told by a vaguer word either.
        return _without_weak([t for clause, t in read if not (t.weak and clause in void)])

    def _readings(self, line: Line, at: int) -> Sequence[Sense]:
        """What the trigger may mean among the words around it, each verb in one form."""
        meant = [sense for sense in line.senses[at] if self._meant(line, at, sense)]
        # A verb with its particle is another verb than the same without.
        return list(one_form(line, at, [s for s in meant if s.particle] or meant, self._language))

    def _meant(self, line: Line, at: int, sense: Sense) -> bool:
        """Whether the words around allow the trigger to mean a deal."""
        inside = list(line.within(line.clause_of[at]))
        if sense.particle and sense.particle not in (line.words[i] for i in inside if i > at):
            return False
        trigger = sense.trigger
        if sense.head:
            return True
        if self._modifies(line, at, sense):
            return False
        if trigger.unless.meets(_around(line, at, inside)):
            return False
        words = [line.words[i] for i in inside if i != at]
        return all(group.meets(words) for group in trigger.needs)

    def _modifies(self, line: Line, at: int, sense: Sense) -> bool:
        """Whether the word is a rating ("auf kaufen") or only describes the next one ("takeover bid")."""
        before = line.words[at - 1] if at else ""
        if not self._english:
            # Nouns have capitals: "die Arbeiten gehen weiter".
            noun = line.tokens[at].text.istitle() and before not in {"", ":", "-", "–", "."}
            rated = before in self._language.prepositions and before not in {"zu", "mit"}
            return sense.form is not Form.NOUN and (noun or (rated and sense.form is Form.INFINITIVE))
        grammar = self._language.grammar
        if sense.form is not Form.NOUN:
            # "an order", "a record order": what is a noun, too, is a verb only behind its subject or an auxiliary.
            both = any(other.form is Form.NOUN for other in line.senses[at])
            named = bool(at) and line.capital(at - 1) and not before.endswith(_POSSESSIVE)
            verbal = not at or before in grammar["preverb"] or named
            return both and not verbal
        if before == "to":
            return True
        merging = at and any(
            s.trigger.type is DealType.MERGER and s.trigger.confidence >= _TOPICAL and s.form is Form.NOUN
            for s in line.senses[at - 1]
        )
        following = [s for s in line.senses[at + 1] if s.form is Form.NOUN] if at + 1 < len(line.senses) else []
        describes = sense.trigger.type is not DealType.MERGER and any(s.trigger.confidence >= _WEAK for s in following)
        return bool(merging) or describes

    def _told(self, number: int, scene: Scene, view: Outlook) -> tuple[Telling, Role | None]:
        """What a trigger says, and the role whose companies are examples, each in a deal of its own."""
        line, at, sense = scene.line, scene.at, scene.sense
        if sense.form is Form.NOUN and self._by_analyst(line, at):
            scene = replace(scene, phrases=[p for p in scene.phrases if not p.bare])
        players = cast(scene, self._cues)
        if sense.trigger.type is DealType.SPIN_OFF and Role.UNIT not in players.roles:
            players = self._with_unit(number, players)
        elif not players.whole or not _enough(scene, players):
            players = self._completed(scene, number, players)
        if sense.trigger.type in _FOUNDING and Role.UNIT not in players.roles and players.whole:
            players = self._christened(number, players)
        confidence = sense.trigger.confidence * players.sure * (_HYPOTHETICAL if view.hypothetical else 1.0)
        kind = sense.trigger.type
        if kind is DealType.ACQUISITION and players.partial:
            kind = DealType.STAKE
        telling = Telling(
            type=kind,
            roles=players.roles,
            whole=players.whole and _enough(scene, players),
            confidence=confidence,
            weak=sense.trigger.confidence <= _WEAK,
            votes=view.votes,
            evidence=self._sentences[number].span,
            sentence=number,
            headline=self._sentences[number].region is RegionKind.TITLE,
            object=None,
            value=None,
            stake=None,
        )
        return telling, players.listed

    def _detailed(self, telling: Telling, scene: Scene) -> Telling:
        """The telling with what the sentence says of price, share and object."""
        words, money = scene.line.words, self._language.money
        part = share(words, scene.at, money, english=self._english) if telling.type in _SHARED else None
        most = telling.type is DealType.STAKE and part is not None and part > _HALF
        return replace(
            telling,
            type=DealType.ACQUISITION if most else telling.type,
            object=subject_matter(scene.line, scene.at, telling.type, scene.phrases, self._language),
            value=price(words, scene.at, money, english=self._english),
            stake=part,
        )

    def _voice(self, line: Line, at: int, sense: Sense) -> Voice:
        found = voice(line, at, sense, self._language)
        return found if (sense.trigger.frame, found) in self._cues.frames else Voice.ACTIVE

    def _completed(self, scene: Scene, number: int, players: Cast) -> Cast:
        """The cast with the party that it lacks: the sentence's only other company, or the one spoken of before."""
        known = {company for ids in players.roles.values() for company in ids}
        role = lacking(scene, players, self._cues)
        if role is None or not known:
            return players
        if (headed := topic(scene, known)) is not None:
            return players.with_party(role, headed, _HEADED)
        if not players.attached:
            return players
        near = others(scene, known)
        if near:
            return players.with_party(role, near[0], _LONE) if len(near) == 1 else players
        vague = scene.sense.trigger.confidence < _TOPICAL or scene.sense.form is not Form.NOUN
        if vague or self._by_analyst(scene.line, scene.at):
            return players
        spoken_of = [c for c in self._discourse.before(number, scene.line.tokens[scene.at].start) if c not in known]
        worth = _TOPIC if definite(scene) else _TOPIC * _INDEFINITE
        return players.with_party(role, spoken_of[0], worth) if spoken_of else players

    def _with_unit(self, number: int, players: Cast) -> Cast:
        """The spin-off with a unit that is named nearby and called after the parent."""
        parents = players.roles.get(Role.PARENT, ())
        pairs = [(parent, unit) for parent, unit in self._namesakes if not parents or parent in parents]
        for reach in range(_NAMESAKE_REACH + 1):
            first, last = max(0, number - reach), min(len(self._sentences) - 1, number + reach)
            span = Span(self._sentences[first].span.start, self._sentences[last].span.end)
            here = {named.company for named in self._discourse.named_in(span)}
            near = [pair for pair in pairs if pair[1] in here]
            if len(near) == 1:
                parent, unit = near[0]
                return replace(players, roles={Role.PARENT: parents or (parent,), Role.UNIT: (unit,)}, whole=True)
        return players

    def _christened(self, number: int, players: Cast) -> Cast:
        """The cast with the new company that the next sentence names: "The new company will be called Kenvue."."""
        known = {company for ids in players.roles.values() for company in ids}
        grammar = self._language.grammar
        for sentence in self._sentences[number : number + _CHRISTENING_REACH + 1]:
            words = {token.text.lower() for token in sentence.tokens}
            if grammar["naming"].isdisjoint(words) or grammar["newborn"].isdisjoint(words):
                continue
            new = dict.fromkeys(n.company for n in self._discourse.named_in(sentence.span) if n.company not in known)
            if len(new) == 1:
                return replace(players, roles={**players.roles, Role.UNIT: tuple(new)})
        return players

    @cached_property
    def _namesakes(self) -> list[tuple[str, str]]:
        """Companies, and those called after them: Siemens and "Siemens Energy"."""
        return [(a.id, b.id) for a in self._companies for b in self._companies if b.name.startswith(f"{a.name} ")]

    def _by_analyst(self, line: Line, at: int) -> bool:
        analyst = self._language.grammar["analyst"]
        return any(line.words[i] in analyst for i in line.within(line.clause_of[at]))


# Words to either side of a trigger among which those stand that give it another meaning ("übernimmt ... die Kosten").
_SENSE_REACH = 12


def _around(line: Line, at: int, inside: Sequence[int]) -> Iterator[str]:
    """The words of the clause around the trigger, up to the next comma on either side."""
    clause = set(inside)
    for step in (1, -1):
        for i in range(at + step, at + step * (_SENSE_REACH + 1), step):
            if i not in clause or line.words[i] in BREAKS:
                break
            yield line.words[i]


# How sure it is that the only other company of the sentence is the party missing, and the one spoken of before.
_LONE = 0.6
_HEADED = 0.8
_TOPIC = 0.5
_INDEFINITE = 0.9
# Sentences to either side in which a spin-off's unit may be named.
_NAMESAKE_REACH = 3
# Sentences after a merger or a spin-off in which the new company may be named.
_CHRISTENING_REACH = 1
_FOUNDING = frozenset({DealType.SPIN_OFF, DealType.MERGER, DealType.JOINT_VENTURE})
# Triggers below it are too vague for a party from another sentence.
_TOPICAL = 0.6
_HALF = 0.5
_SHARED = frozenset({DealType.ACQUISITION, DealType.STAKE, DealType.INVESTMENT})


_WEAK = 0.5
_POSSESSIVE = ("'s", "’s", "s'", "s’")


def _without_weak(tellings: Sequence[Telling]) -> list[Telling]:
    strong = [core(t.roles) for t in tellings if t.whole and not t.weak]
    return [t for t in tellings if not (t.weak and any(len(core(t.roles) & parties) > 1 for parties in strong))]


def _enough(scene: Scene, players: Cast) -> bool:
    """Whether there are two parties; a spin-off of a part without a name has one ("gliedert das Kerngeschäft aus")."""
    parties = {company for ids in players.roles.values() for company in ids}
    kind = scene.sense.trigger.type
    if kind is not DealType.SPIN_OFF or len(parties) != 1:
        return len(parties) > 1
    verb = scene.sense.form is not Form.NOUN
    return verb or subject_matter(scene.line, scene.at, kind, scene.phrases, scene.language) is not None


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
