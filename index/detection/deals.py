"""Finds the deals that an article reports: the driver over clauses, phrases, frames, status and amounts.

    sentence -> triggers -> line (clauses) -> references -> phrases -> cast of the frame -> telling
    tellings -> transactions -> deal mentions

A sentence without a trigger costs one dictionary lookup a token. Which companies there are is given; which of an
archive's deal mentions are one deal is left to `merging`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial

from index.detection.amounts import Figures
from index.detection.clauses import Line, parse
from index.detection.completion import Surroundings
from index.detection.cues import Cues, Sense, Voice
from index.detection.date_words import date_words
from index.detection.deal_dates import Told, deal_dates, of_each, speaks_on
from index.detection.drafts import Draft, has_enough, likeliest, names_one_side
from index.detection.follow_ups import speaks_of_deal, told_after
from index.detection.halves import completed
from index.detection.particulars import Particulars, Stated
from index.detection.parties import cast
from index.detection.phrases import phrases
from index.detection.places import held, of_something
from index.detection.references import Discourse, references
from index.detection.scene import Scene
from index.detection.sentences import Sentence
from index.detection.status import Outlook, decide, outlook
from index.detection.transactions import ANAPHOR_REACH, Roles, Telling, agreed_roles, agreed_type, core, transactions
from index.detection.triggers import WEAK, readings
from index.detection.voices import voice
from index.document import Article, Company, DealDate, DealMention, DealType, Milestone, Party, RegionKind, Role, Status

# Looked up once: Python 3.11 takes five times as long for a member of an enum as for a name of the module.
_SAID_AGAIN = RegionKind.REPEATED
# Below it a deal is more often wrong than right (measured on the development articles).
_LEAST_CONFIDENCE = 0.3
# A sentence of more tokens is a list or a table.
_LONGEST_SENTENCE = 160
# A deal that is only imagined stays below _LEAST_CONFIDENCE, unless another sentence tells of it as well.
_HYPOTHETICAL = 0.35
# What a further sentence adds to the clearest one: a headline in the present does not undo "ist eingestiegen".
_REPEATED = 0.5
_LEAST_PARTIES = 2
# Sentences after one that tells of a deal in which "the talks" are still those.
_STATUS_REACH = 2
# How much more these tell than other sentences without parties.
_CLEARER = 1.6
# Sentences after one that tells of a deal in which "the transaction" is still that one.
_DATE_REACH = 3


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
    if not any(telling.roles for telling in tellings):
        return ()
    names = {company.id: company.name for company in companies}
    tellings = completed(tellings)
    groups = transactions(tellings)
    if not groups:
        return ()
    taken = {t.sentence for told in (tellings, *groups) for t in told if t.roles or told is not tellings}
    sure = (group for group in groups if _confidence(group) >= _LEAST_CONFIDENCE)
    return tuple(_mention(group, names, partial(reader.dates, group, taken)) for group in sure)


class _Reader:
    """Reads the tellings out of one article's sentences."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], companies: Sequence[Company], cues: Cues
    ) -> None:
        self._english = article.language == "en"
        self._text = article.text
        self._published = article.date
        self._date_words = date_words(english=self._english)
        self._sentences = sentences
        self._lines: dict[int, Line] = {}
        self._cues = cues
        self._language = cues.languages["en" if self._english else "de"]
        self._companies = companies
        known = self._language.evoking
        evoking = [*map(known, sentences)]
        self._evoking = evoking if len(companies) >= _LEAST_PARTIES else [_of_one(triggers) for triggers in evoking]

    def _line(self, number: int) -> Line:
        """A sentence as words and clauses."""
        known = self._lines.get(number)
        if known is None:
            tokens = self._sentences[number].tokens
            known = self._lines[number] = parse(tokens, self._language, english=self._english)
        return known

    def _triggered(self, number: int, *, named: bool) -> bool:
        """Whether a word of the sentence may tell of a deal: a look at the words alone, before any clause is cut."""
        words = self._sentences[number].small
        for senses in self._evoking[number].values():
            for sense in senses:
                trigger = sense.trigger
                if (not named and trigger.confidence <= WEAK) or (sense.particle and sense.particle not in words):
                    continue
                if sense.head or not trigger.needs or trigger.needed(words):
                    return True
        return False

    def all_tellings(self) -> list[Telling]:
        """What all sentences say, in text order.

        A sentence without a name only adds to what others nearby tell ("Die Übernahme wurde untersagt"), so it is read
        only where one of them tells of a deal, or where it speaks of two ("beide Konzerne").
        """
        triggered = [n for n, evoking in enumerate(self._evoking) if evoking and _is_read(self._sentences[n])]
        if not triggered:
            return []
        self._discourse = Discourse(self._text, self._sentences, self._companies, self._language)
        self._surroundings = Surroundings(self._sentences, self._companies, self._discourse, self._cues, self._language)
        read = {number: self.tellings(number, named=True) for number in triggered if self._names(number)}
        whole = [number for number, tellings in read.items() if any(t.whole for t in tellings)]
        for number in triggered:
            if number not in read and any(abs(number - other) <= ANAPHOR_REACH for other in whole):
                read[number] = self.tellings(number, named=False)
        for number in whole:
            for following in range(number + 1, min(number + 1 + _STATUS_REACH, len(self._sentences))):
                if any(telling.roles for telling in read.get(following, ())):
                    break
                read[following] = [*read.get(following, ()), *self._follow_up(following, read[number])]
        return [telling for number in sorted(read) for telling in read[number]]

    def _follow_up(self, number: int, told: Sequence[Telling]) -> list[Telling]:
        """What a sentence without a telling of its own says of the standing of the deal told before."""
        sentence = self._sentences[number]
        if not _is_read(sentence) or not speaks_of_deal(sentence.small, self._language):
            return []
        known = {c for t in told for ids in t.roles.values() for c in ids}
        if any(named.company not in known for named in self._discourse.named_in(sentence.span)):
            return []
        line = self._line(number)
        votes = {status: _CLEARER * weight for status, weight in told_after(line, self._language).items()}
        last = next(t for t in reversed(told) if t.whole)
        if not votes:
            return []
        plain = replace(last, roles={}, whole=False, said=Stated())
        return [replace(plain, votes=votes, sentence=number, evidence=sentence.span)]

    def _names(self, number: int) -> bool:
        """Whether a sentence names a company, or speaks of two named before."""
        sentence = self._sentences[number]
        return self._discourse.has_name(sentence.span) or not self._language.pairs.isdisjoint(sentence.small)

    def tellings(self, number: int, *, named: bool) -> list[Telling]:
        """What each trigger of a sentence says; `named` where it names a company or speaks of two."""
        if not self._triggered(number, named=named):
            return []
        line = self._line(number)
        meanings = [(at, meant) for at in line.triggers if (meant := readings(line, at, self._language))]
        if not meanings:
            return []
        found = references(line, number, self._discourse, self._cues, self._language)
        groups = phrases(line, [r for r in found if r.kind != "trigger"], self._language)
        marks = held(groups)
        products = [r for r in found if r.kind == "other"]
        figures = Figures(line.words, self._language.money, line.figures, english=self._english)
        read: list[tuple[int, Telling]] = []
        void: set[int] = set()
        for at, meant in meanings:
            inside = [r for r in found if r.first <= at <= r.last]
            if inside and any(r.kind != "trigger" and r.companies for r in inside):
                continue
            told: list[Draft] = []
            for sense in meant:
                view = outlook(line, at, sense, self._language)
                if view.votes:
                    scene = Scene(
                        line, self._language, at, sense, groups, inside, self._voice(line, at, sense), products, marks
                    )
                    told.append(self._draft(number, scene, view))
                elif sense.trigger.confidence > WEAK:
                    void.add(line.clause_of[at])
            if (draft := likeliest(told)) is not None:
                telling = self._telling(number, draft, figures)
                read += [(line.clause_of[at], each) for each in _each(telling, draft.players.listed)]
                if not draft.whole and of_something(draft.scene):
                    void.add(line.clause_of[at])
        # "plant keine Fusion mit B": what is denied is not told by a vaguer word either.
        return _without_weak([t for clause, t in read if not (t.weak and clause in void)])

    def _draft(self, number: int, scene: Scene, view: Outlook) -> Draft:
        """What a trigger says of who does what."""
        sense, seen = scene.sense, scene
        if sense.noun and scene.by_analyst:
            seen = replace(scene, phrases=[p for p in scene.phrases if not p.bare])
        players = self._surroundings.completed(seen, number, cast(seen, self._cues))
        confidence = sense.trigger.confidence * players.sure * (_HYPOTHETICAL if view.hypothetical else 1.0)
        names_party = sense.trigger.frame in _NAMING and names_one_side(players) and scene.line.words[-1] != "?"
        whole = players.whole and has_enough(seen, players)
        return Draft(scene, players, view, confidence, whole=whole, names_party=names_party)

    def _telling(self, number: int, draft: Draft, figures: Figures) -> Telling:
        """The draft with what its sentence says of the deal's particulars."""
        scene, players, sentence, votes = draft.scene, draft.players, self._sentences[number], draft.view.votes
        trigger, kind = scene.sense.trigger, draft.type
        part = figures.share(scene.at) if kind is DealType.STAKE else None
        most = part is not None and part.share > _HALF
        final = DealType.ACQUISITION if most else kind
        return Telling(
            type=final,
            roles=players.roles,
            whole=draft.whole,
            confidence=draft.confidence,
            weak=trigger.confidence <= WEAK,
            votes=votes,
            evidence=sentence.span,
            sentence=number,
            headline=sentence.region is RegionKind.TITLE,
            said=Particulars(scene, kind, votes, figures, self._published),
            clause=scene.clause,
            names_party=draft.names_party,
            rival=trigger.frame in _BIDS and not players.whole and scene.has("besides"),
        )

    def dates(self, group: Sequence[Telling], taken: Set[int], status: Status) -> tuple[DealDate, ...]:
        """When the deal of these tellings was or will be completed and agreed, as far as they say so.

        A sentence soon after that speaks of "the transaction" says it too, unless `taken` by another telling.
        """
        told = ((t, dated) for t in group for dated in t.said.dates)
        found = [dated for t, dated in told if dated.of is not Milestone.DEAL or not _looks_back(t, status)]
        for telling in (t for t in group if t.whole):
            for number in range(telling.sentence + 1, min(telling.sentence + _DATE_REACH + 1, len(self._sentences))):
                if number in taken:
                    break
                found += self._dates_after(number, telling.type)
        return of_each(found)

    def _dates_after(self, number: int, kind: DealType) -> tuple[DealDate, ...]:
        """What a sentence without a telling says of the deal before it."""
        sentence = self._sentences[number]
        if not speaks_on(sentence.small, self._date_words) or len(sentence.tokens) > _LONGEST_SENTENCE:
            return ()
        line = self._line(number)
        return deal_dates(line, Told(kind), self._published, self._date_words)

    def _voice(self, line: Line, at: int, sense: Sense) -> Voice:
        found = voice(line, at, sense, self._language)
        return found if (sense.trigger.frame, found) in self._cues.frames else Voice.ACTIVE


def _is_read(sentence: Sentence) -> bool:
    """Whether it is neither said elsewhere, too, nor a list or table."""
    return sentence.region is not _SAID_AGAIN and len(sentence.tokens) <= _LONGEST_SENTENCE


def _of_one(triggers: Mapping[str, tuple[Sense, ...]]) -> dict[str, tuple[Sense, ...]]:
    """The senses that tell of a deal of one company."""
    found = {w: tuple(s for s in senses if s.trigger.type is DealType.SPIN_OFF) for w, senses in triggers.items()}
    return {word: senses for word, senses in found.items() if senses}


_ROLES = tuple(Role)
_BIDS = frozenset({"bid", "offer", "reach"})
# Frames of words that only say who takes part in a deal: "Käufer ist A".
_NAMING = frozenset({"buyer", "owner", "vendor", "joinin", "ledround", "backers", "moneyfrom", "payfor"})
_HALF = 0.5


def _without_weak(tellings: list[Telling]) -> list[Telling]:
    if not any(t.weak for t in tellings):
        return tellings
    strong = [{c for ids in t.roles.values() for c in ids} for t in tellings if t.whole and not t.weak]
    return [t for t in tellings if not (t.weak and any(len(core(t.roles) & parties) > 1 for parties in strong))]


def _looks_back(telling: Telling, status: Status) -> bool:
    """Whether a telling of a deal that is under way tells of what has been: "A, das 2014 bei B eingestiegen war"."""
    votes = telling.votes
    return status is not Status.COMPLETED and max(votes, key=lambda s: votes[s], default=status) is Status.COMPLETED


def _each(telling: Telling, listed: Role | None) -> Iterable[Telling]:
    """The telling; for each of listed examples one of its own: "kooperiert mit Ketten wie A und B" is two deals."""
    ids = telling.roles.get(listed, ()) if listed else ()
    if listed is None or len(ids) < 2 or not telling.whole:
        return (telling,)
    fixed = {role: companies for role, companies in telling.roles.items() if role is not listed}
    if not fixed:
        first, *others = ids
        return [replace(telling, roles={listed: (first, other)}) for other in others]
    return [replace(telling, roles={**fixed, listed: (company,)}) for company in ids]


def _votes(group: Sequence[Telling]) -> Mapping[Status, float]:
    """What all tellings of one transaction say of its standing."""
    if len(group) == 1:
        return group[0].votes
    # Several triggers of one sentence do not count several times.
    said: dict[int, dict[Status, float]] = defaultdict(dict)
    for telling in group:
        votes = said[telling.sentence]
        for status, weight in telling.votes.items():
            votes[status] = max(votes.get(status, 0.0), weight * (1.0 if telling.whole else 0.5))
    told: dict[Status, list[float]] = defaultdict(list)
    for votes in said.values():
        for status, weight in votes.items():
            told[status].append(weight)
    return {status: max(weights) + _REPEATED * (sum(weights) - max(weights)) for status, weights in told.items()}


def _confidence(group: Iterable[Telling]) -> float:
    """How sure it is that there is the deal: each whole telling takes away a part of the doubt."""
    doubt = 1.0
    for telling in group:
        doubt *= 1.0 - telling.confidence if telling.whole else 1.0
    return round(1.0 - doubt, 3)


def _mention(
    group: Sequence[Telling], names: Mapping[str, str], dates: Callable[[Status], tuple[DealDate, ...]]
) -> DealMention:
    """What the tellings of one transaction say together; `dates` tells the dates of a deal of that standing."""
    kind = agreed_type(group)
    roles: Roles = agreed_roles(group, kind)
    status = decide(_votes(group))
    ranked = sorted(group, key=lambda t: (not t.whole, -t.confidence, t.sentence))
    said = [t.said for t in ranked]
    stakes = sorted((one for one in said if one.stake is not None), key=lambda one: one.stake_before is None)
    return DealMention(
        type=kind,
        status=status,
        confidence=_confidence(group),
        parties=tuple(
            Party(company, names[company], role) for role in _ROLES if role in roles for company in roles[role]
        ),
        object=next(filter(None, (one.object for one in said)), None),
        value=next(filter(None, (one.value for one in said)), None),
        stake=stakes[0].stake if stakes else None,
        stake_before=stakes[0].stake_before if stakes else None,
        evidence=tuple(dict.fromkeys(t.evidence for t in ranked)),
        dates=dates(status),
    )
