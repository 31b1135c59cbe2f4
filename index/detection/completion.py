"""Finds the parties that a trigger's own clause does not name: from the headline, the sentence around, or those before.

"Osram: AMS erhöht Offerte", "Die Fusion mit Renault ...": what a clause itself gives is left to `parties`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from index.detection.clauses import ClauseKind
from index.detection.cues import Cues, Language, Voice
from index.detection.lacking import BYSTANDERS, definite, headed, lacking, others
from index.detection.parties import Cast, by_holders
from index.detection.references import Discourse, Reference
from index.detection.scene import Scene
from index.detection.sentences import Sentence
from index.detection.transactions import TWO_SIDED
from index.detection.triggers import TOPICAL
from index.document import Company, DealType, Role, Span, Status

# How sure it is that the only other company of the sentence is the party missing, and the one spoken of before.
_LONE = 0.6
_HEADED = 0.8
_ALONE = 0.55
_NOUN = 0.7
# Articles of a subject: "den Optiker B" is what is bought.
_NOMINATIVE = frozenset({"der", "das", "die"})
_TOPIC = 0.5
_INDEFINITE = 0.9
# Sentences to either side in which a spin-off's unit may be named.
_NAMESAKE_REACH = 3
# Sentences after a merger in which the new company may be named; after a spin-off two more.
_CHRISTENING_REACH = 1
_PAIR = 2
_FOUNDING = frozenset({DealType.SPIN_OFF, DealType.MERGER, DealType.JOINT_VENTURE})


def _has_object(scene: Scene) -> bool:
    """Whether an English verb does something to what is no company: "is merging two teams at A"."""
    line, after = scene.line, scene.at + 1
    if not line.english or scene.sense.noun or after >= len(line.words):
        return False
    grammar = scene.language.grammar
    word = line.words[after]
    return word in grammar["article"] or word in grammar["possessive"] or word in scene.language.money.numbers


def _pair(scene: Scene, players: Cast) -> Cast:
    """The cast; of a deal of partners whose place none was found in, the only two companies of the clause."""
    trigger = scene.sense.trigger
    settled = players.whole and len(players.companies) >= _PAIR
    supplied = trigger.type is DealType.SUPPLY and trigger.cue is Status.SIGNED and not players.attached
    theirs = scene.line.english and "their" in scene.line.words[max(0, scene.at - 2) : scene.at]
    tied = not scene.sense.noun or players.attached or supplied or theirs
    two_sided = (trigger.type in TWO_SIDED or supplied) and not _has_object(scene)
    if settled or not tied or not two_sided or trigger.confidence < TOPICAL:
        return players
    here = [phrase for phrase in scene.phrases if phrase.clause == scene.clause]
    named = dict.fromkeys(c for p in here for r in p.references for c in r.companies)
    if len(named) != _PAIR or any(phrase.mark in BYSTANDERS for phrase in here):
        return players
    if trigger.type is DealType.SUPPLY:
        # "A und B schließen einen Liefervertrag": whose news it is mostly is the customer.
        roles = {Role.CUSTOMER: (next(iter(named)),), Role.SUPPLIER: (list(named)[1],)}
        return replace(players, roles=roles, whole=True, sure=_ALONE)
    return replace(players, roles={Role.PARTNER: tuple(named)}, whole=True, sure=_ALONE)


def _headed_pair(scene: Scene, players: Cast) -> Cast:
    """The cast; of a deal of partners without one, the two before a colon: "A and B: judge clears the merger"."""
    pair = () if players.companies or scene.sense.trigger.type not in TWO_SIDED else headed(scene, set())
    if len(pair) != _PAIR:
        return players
    return replace(players, roles={Role.PARTNER: pair}, whole=True, sure=_HEADED)


def _speaks_of_shares(scene: Scene) -> bool:
    """Whether a German verb tells of shares without saying whose: "A hat seinen Anteil aufgestockt"."""
    line = scene.line
    told = not line.english and not scene.sense.noun and scene.sense.trigger.type is DealType.STAKE
    return told and any(line.words[i].endswith(scene.language.shares) for i in line.within(scene.clause))


def _born(scene: Scene, parents: Sequence[str]) -> str:
    """Who came into being when the clause's parent split something off: "A entstand, als B seine Sparte abspaltete"."""
    line, clause = scene.line, scene.line.clauses[scene.clause]
    outer = clause.parent
    if line.english or outer is None or clause.kind is ClauseKind.MAIN:
        return ""
    if scene.language.grammar["birth"].isdisjoint(line.words[i] for i in line.within(outer)):
        return ""
    named = (c for p in scene.phrases if p.bare and p.clause == outer for r in p.references for c in _meant(r))
    return next((company for company in named if company not in parents), "")


def _meant(reference: Reference) -> tuple[str, ...]:
    """The companies of a reference, or those that it may mean."""
    return reference.companies or reference.candidates


@dataclass
class Surroundings:
    """An article's sentences and companies, in which a cast finds the parties that it lacks."""

    sentences: Sequence[Sentence]
    companies: Sequence[Company]
    discourse: Discourse
    cues: Cues
    language: Language

    def completed(self, scene: Scene, number: int, players: Cast) -> Cast:
        """The cast of a trigger in sentence `number`, with what its clause leaves unsaid."""
        kind = scene.sense.trigger.type
        founding = kind in _FOUNDING
        if founding and kind is DealType.SPIN_OFF and Role.UNIT not in players.roles:
            players = self._with_unit(scene, number, players)
        elif not players.whole or len(players.companies) < 2:
            players = _pair(scene, self._with_party(scene, number, players))
        if founding and Role.UNIT not in players.roles and players.whole:
            players = self._christened(number, players)
        return players

    def _with_party(self, scene: Scene, number: int, players: Cast) -> Cast:
        """The cast with the party that it lacks: the sentence's only other company, or the one spoken of before."""
        known = players.companies
        if (acquirer := self._noun_before_name(scene, number, players)) is not None:
            return players.with_party(Role.ACQUIRER, acquirer, _NOUN)
        role = lacking(scene, players, self.cues)
        if role is None or not known:
            return _headed_pair(scene, players)
        if len(spoken_of := headed(scene, known)) == 1:
            return players.with_party(role, spoken_of[0], _HEADED)
        per_share = scene.sense.trigger.frame == "pershare"
        near = others(scene, known, role)
        if not players.attached and not per_share:
            alone = not near and role is Role.TARGET and _speaks_of_shares(scene)
            return self._with_alone_before(number, players) if alone else players
        if len(near) == 1:
            sold = role is Role.SELLER and any(by_holders(scene, p) for p in scene.phrases)
            return players.with_party(*((Role.TARGET, near[0], _HEADED) if sold else (role, near[0], _LONE)))
        return players if near else self._with_spoken_of(scene, number, players, role, per_share=per_share)

    def _with_alone_before(self, number: int, players: Cast) -> Cast:
        """The cast with the only company that the sentence before names as the target."""
        named = {n.company for n in self.discourse.named_in(self.sentences[number - 1].span)} if number else set()
        if len(named) != 1 or not named.isdisjoint(players.companies):
            return players
        return players.with_party(Role.TARGET, named.pop(), _HEADED)

    def _with_spoken_of(self, scene: Scene, number: int, players: Cast, role: Role, *, per_share: bool) -> Cast:
        """The cast with the company spoken of before in the role; only an offer per share is surely for one."""
        vague = scene.sense.trigger.confidence < TOPICAL or not scene.sense.noun
        if (vague and not per_share) or scene.by_analyst:
            return players
        offset, known = scene.line.tokens[scene.at].start, players.companies
        spoken_of = [c for c in self.discourse.before(number, offset) if c not in known]
        worth = _HEADED if per_share else _TOPIC if definite(scene) else _TOPIC * _INDEFINITE
        return players.with_party(role, spoken_of[0], worth) if spoken_of else players

    def _noun_before_name(self, scene: Scene, number: int, players: Cast) -> str | None:
        """Who buys in "Dazu übernimmt der Optiker B": the noun's company where the name behind it is what is bought."""
        line = scene.line
        if line.english or players.roles.keys() != {Role.TARGET} or scene.voice is not Voice.ACTIVE:
            return None
        places = self.cues.frames[scene.sense.trigger.frame, scene.voice]
        if not any("obj" in place.marks for place in places):
            return None
        for phrase in scene.phrases:
            name = phrase.references[0]
            noun = name.first - phrase.first >= _PAIR and line.words[phrase.first] in _NOMINATIVE
            bought = name.companies == players.roles[Role.TARGET]
            if bought and noun and phrase.bare and phrase.clause == scene.clause and len(phrase.references) == 1:
                offset = line.tokens[phrase.first].start
                before = [c for c in self.discourse.before(number, offset) if c not in name.companies]
                known = self.language.stands_for(line.tokens[name.first - 1].text) or len(before) == 1
                return before[0] if before and known else None
        return None

    def _with_unit(self, scene: Scene, number: int, players: Cast) -> Cast:
        """The spin-off with a unit that is named nearby and called after the parent."""
        parents = players.roles.get(Role.PARENT, ())
        pairs = [(parent, unit) for parent, unit in self._namesakes if not parents or parent in parents]
        for reach in range(_NAMESAKE_REACH + 1):
            first, last = max(0, number - reach), min(len(self.sentences) - 1, number + reach)
            span = Span(self.sentences[first].span.start, self.sentences[last].span.end)
            here = {named.company for named in self.discourse.named_in(span)}
            near = [pair for pair in pairs if pair[1] in here]
            if len(near) == 1:
                parent, unit = near[0]
                return replace(players, roles={Role.PARENT: parents or (parent,), Role.UNIT: (unit,)}, whole=True)
        if parents and (unit := _born(scene, parents)):
            return replace(players, roles={Role.PARENT: parents, Role.UNIT: (unit,)}, whole=True)
        # "Abspaltung: RWE-Tochter Innogy": whose child the sentence names.
        children = [p for p in scene.phrases if p.owners and p.references[0].companies]
        if len(children) == 1 and (not parents or parents == children[0].owners):
            roles = {Role.PARENT: children[0].owners, Role.UNIT: children[0].references[0].companies}
            return replace(players, roles=roles, whole=True)
        return players

    def _christened(self, number: int, players: Cast) -> Cast:
        """The cast with the new company: called after both partners, or named by the next sentence.

        "DaimlerChrysler"; "The new company will be called Kenvue.", "die neue Gesellschaft Uniper".
        """
        known = players.companies
        firsts = [company.name.split("-")[0].split()[0].lower() for company in self.companies if company.id in known]
        for company in self.companies:
            name = company.name.lower()
            joined = len(firsts) == _PAIR and name.startswith(("".join(firsts), "".join(firsts[::-1])))
            if joined and company.id not in known:
                return replace(players, roles={**players.roles, Role.UNIT: (company.id,)})
        grammar = self.language.grammar
        apart = Role.PARENT in players.roles
        for sentence in self.sentences[number : number + _CHRISTENING_REACH + 2 * apart + 1]:
            words = sentence.small
            child = apart and any(word.endswith(self.language.parts) for word in words)
            if grammar["newborn"].isdisjoint(words) and grammar["freed"].isdisjoint(words) and not child:
                continue
            named = [n for n in self.discourse.named_in(sentence.span) if n.company not in known]
            if grammar["naming"].isdisjoint(words):
                named = [n for n in named if self._called_new(sentence, n.start)]
            elif len({n.company for n in named}) > 1:
                named = [n for n in named if self._word_before(sentence, n.start) in grammar["naming"]]
            new = dict.fromkeys(n.company for n in named)
            if len(new) == 1:
                return replace(players, roles={**players.roles, Role.UNIT: tuple(new)})
        return players

    def _word_before(self, sentence: Sentence, offset: int) -> str:
        return next((t.text.lower() for t in reversed(sentence.tokens) if t.start < offset), "")

    def _called_new(self, sentence: Sentence, offset: int) -> bool:
        """Whether "neue Gesellschaft" or the like stands right before what begins at `offset`."""
        before = [token.text for token in sentence.tokens if token.start < offset and token.text != ","][-2:]
        grammar = self.language.grammar
        if len(before) < _PAIR:
            return False
        # "die neue Gesellschaft Uniper", "the newly independent SanDisk"
        new = before[0].lower() in grammar["newborn"] and bool(self.language.stands_for(before[1]))
        return new or before[1].lower() in grammar["freed"]

    @cached_property
    def _namesakes(self) -> list[tuple[str, str]]:
        """Companies, and those called after them: Siemens and "Siemens Energy"."""
        return [(a.id, b.id) for a in self.companies for b in self.companies if b.name.startswith(f"{a.name} ")]
