"""Finds subjects and objects around a trigger, by word order, case and clause: of its own clause or those around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.detection.clauses import BREAKS, ClauseKind
from index.detection.cues import Form, Voice
from index.detection.phrases import Phrase
from index.detection.scene import Found, Scene, bare_phrases, free_phrases
from index.document import DealType

# Looked up once: Python 3.11 takes five times as long for a member of an enum as for a name of the module.
_ACTIVE, _ATTRIBUTE = Voice.ACTIVE, Form.ATTRIBUTE
_RELATIVE, _INFINITIVE, _MAIN = ClauseKind.RELATIVE, ClauseKind.INFINITIVE, ClauseKind.MAIN
_FREE = frozenset({ClauseKind.MAIN, ClauseKind.REPORT})
_DEPENDENT = frozenset({ClauseKind.INFINITIVE, ClauseKind.RELATIVE})
# Places that tell little are worth less: a subject far from a noun, one of another clause.
_FAR_SUBJECT = 0.75
_FAR_CLAUSE = 0.8


def subjects(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Who does it: a bare phrase of the trigger's clause, else of the clauses that it hangs on."""
    line, clause, noun = scene.line, scene.clause, scene.sense.noun
    if noun and scene.sense.trigger.type in _JUDGED and scene.has("judging") and not _recommends(scene):
        return  # "A hält die Übernahme von B für zu teuer"
    if scene.sense.form is _ATTRIBUTE:
        yield from _described(scene, used)
        return
    here = bare_phrases(scene, clause, used)
    bare = [(n, p) for n, p in here if _may_lead(p)]
    if noun:
        bare = [(n, p) for n, p in bare if p.first != scene.at + 1]
    if line.english:
        before = list(_before(scene, bare, used))
        yield from before
        opening = line.words[line.clauses[clause].first]
        if before or (noun and opening not in scene.language.grammar["coordinator"]):
            return
    elif bare:
        kind = line.clauses[clause].kind
        object_only = (
            kind is _RELATIVE
            and len(here) == 1
            and scene.voice is _ACTIVE
            and scene.sense.trigger.frame in _TRANSITIVE
            and not _means_object(scene, clause, bare[0][1])
        )
        if not (kind is _INFINITIVE or object_only):
            for n, p in bare:
                yield n, p, _FAR_SUBJECT if noun else 1.0
    yield from _around(scene, used)


def _before(scene: Scene, bare: Sequence[tuple[int, Phrase]], used: set[int]) -> Iterator[Found]:
    """English subjects: the names before the trigger, the nearest first, else whose plan it is."""
    noun = scene.sense.noun
    if scene.line.words[scene.at - 1 : scene.at] == ("about",) and any(
        p.mark == "from" and p.last < scene.at for p in scene.phrases
    ):
        return  # "has attracted interest from A about buying the operator"
    before = [(n, p) for n, p in reversed(bare) if p.last < scene.at and not _belongs(scene, p)]
    for n, p in sorted(before, key=lambda found: _governed(scene, found[1])) if before[1:] else before:
        yield n, p, _FAR_SUBJECT if noun else 1.0
    for n, p in () if before or noun else free_phrases(scene, used):
        if p.clause == scene.clause and _plans(scene, p):
            yield n, p, 0.9


def _around(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Subjects of other clauses that do what the trigger tells."""
    line, clause = scene.line, scene.clause
    if scene.sense.noun and not line.english:
        if scene.sense.trigger.frame in _STATED and any(line.finite[i] for i in line.within(clause)):
            return  # "A trennt sich von B, neuer Eigner wird C"
        yield from _headed(scene, used)
    for n, p, worth in outer_subjects(scene, clause, used):
        if not (line.english and p is not None and _sold(scene, p)):
            yield n, p, worth


def _sold(scene: Scene, phrase: Phrase) -> bool:
    """Whether a verb that tells of deals stands right before the phrase: "a fund sold A and bought B"."""
    line, before = scene.line, phrase.first - 1
    finite = any(not sense.noun and sense.form in _VERBS for sense in line.senses[before]) if before > 0 else False
    return finite and line.clause_of[before] == phrase.clause and line.clauses[phrase.clause].first < before


def _headed(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Who does what a headline names before its colon: "Kapitalspritze für A: Der Fonds B stellt Geld bereit"."""
    line, clause = scene.line, scene.clause
    inside = line.within(clause)
    if clause or line.words[inside[-1]] != ":" or any(line.finite[i] for i in inside) or len(line.clauses) < _TWO:
        return
    first = line.clauses[1].first
    for n, p in bare_phrases(scene, 1, used):
        several = len(p.references) > 1 or scene.sense.trigger.type not in _TWO_SIDED
        if p.first == first and _may_lead(p) and not p.owners and several:
            yield n, p, 1.0


_TWO = 2
_TWO_SIDED = frozenset({DealType.MERGER, DealType.JOINT_VENTURE, DealType.PARTNERSHIP})
# Frames of nouns whose clause says itself of whom it is told.
_STATED = frozenset({"owner", "vendor"})


def _recommends(scene: Scene) -> bool:
    """Whether a German clause says that somebody speaks for a bid, which then mostly is for his company."""
    words = scene.line.words
    return scene.sense.trigger.frame == "bid" and any(
        words[i] in {"empfiehlt", "empfehlen", "empfahl"} for i in scene.line.within(scene.clause)
    )


_JUDGED = frozenset({DealType.ACQUISITION, DealType.STAKE, DealType.MERGER})
_TRANSITIVE = frozenset({"takeover", "sale", "split", "provide", "buyfrom"})
_OBJECT_RELATIVES = frozenset({"den", "dem", "denen", "whom"})


def _means_object(scene: Scene, clause: int, phrase: Phrase) -> bool:
    """Whether a relative pronoun is the object: "den A kaufte", "die der Versicherer A kaufte" with its nominative."""
    words, first = scene.line.words, scene.line.clauses[clause].first
    nominative = phrase.first == first + 1 and words[phrase.first] == "der" and len(phrase.references) == 1
    return words[first] in _OBJECT_RELATIVES or (words[first] in {"die", "das"} and nominative)


def _object_follows(scene: Scene, phrase: Phrase) -> bool:
    """Whether the verb's object stands behind the phrase, which then is its subject: "kauften die SBB die Wagen"."""
    after = phrase.last + 1
    words, grammar = scene.line.words, scene.language.grammar
    if after >= len(words) or scene.line.clause_of[after] != phrase.clause:
        return False
    if words[after] in grammar["possessive"] or (words[after] in grammar["article"] and words[after] != "der"):
        return True
    return any(word.endswith(scene.language.shares) for word in words[after : after + 2])  # "zehn Prozent"


def _described(scene: Scene, used: set[int]) -> Iterator[Found]:
    """What a participle before its noun is said of: "die von A übernommene Firma B"."""
    for n, p in free_phrases(scene, used):
        head = p.references[0].first
        if head > scene.at and p.clause == scene.clause:
            gap = range(scene.at + 1, head)
            if len(gap) <= _DESCRIPTION_REACH and not any(scene.line.words[i] in BREAKS for i in gap):
                yield n, p, 1.0
            return


# Words between a participle and the name that it describes: "übernommene US-Onlinehändler B".
_DESCRIPTION_REACH = 3


def _belongs(scene: Scene, phrase: Phrase) -> bool:
    """Whether an English name only describes the one before the verb: "Instagram shopping tool Pondrix raises"."""
    line, last = scene.line, scene.at - 1
    gap = range(phrase.last + 1, scene.at)
    if scene.sense.form not in _VERBS or not gap or not line.capitals[last] or line.words[last].endswith("ly"):
        return False
    grammar = scene.language.grammar
    between = line.words[gap.start : gap.stop]
    others = (grammar[kind] for kind in ("finite", "preverb", "coordinator", "time"))
    if not BREAKS.isdisjoint(between) or not scene.language.prepositions.keys().isdisjoint(between):
        return False
    return all(kind.isdisjoint(between) for kind in others)


_VERBS = frozenset({Form.PRESENT, Form.PAST})


def _governed(scene: Scene, phrase: Phrase) -> bool:
    """Whether an English name is the object of a verb before it: "Thales beat Atos to win"."""
    before = phrase.first - 1
    line, grammar = scene.line, scene.language.grammar
    if (
        before < 0
        or line.clause_of[before] != phrase.clause
        or not line.words[before].isalpha()
        or line.capitals[before]
    ):
        return False
    return not any(line.words[before] in grammar[kind] for kind in ("finite", "coordinator", "subordinator", "report"))


def _plans(scene: Scene, phrase: Phrase) -> bool:
    """Whether an English genitive's noun is what its owner means to do: "A's plan to purchase B"."""
    words, last = scene.line.words, phrase.references[-1]
    gap = words[last.last + 1 : scene.at]
    return last.owner and len(gap) <= _PLAN_REACH and gap[-1:] == ("to",)


# Words between an owner and what it means to do: "A's long-held plan to buy B".
_PLAN_REACH = 5


def _may_lead(phrase: Phrase) -> bool:
    """Whether a bare phrase may be a subject."""
    return phrase.case not in _OBLIQUE and phrase.references[0].kind != "stake"


_OBLIQUE = frozenset({"acc", "dat"})


def outer_subjects(scene: Scene, clause: int, used: set[int]) -> Iterator[Found]:
    """Subjects of the clauses that the trigger's clause hangs on; for a relative clause the noun before it."""
    line = scene.line
    worth = 1.0
    for _ in line.clauses:
        kind, parent, first = line.clauses[clause].kind, line.clauses[clause].parent, line.clauses[clause].first
        if kind is _RELATIVE:
            antecedents = [
                (n, p) for n, p in free_phrases(scene, used) if p.last < first and line.clause_of[first - 1] == p.clause
            ]
            for n, p in antecedents[-1:]:
                yield n, p, worth * 0.95
            return
        if parent is None:
            # "Um B zu kaufen, hat A ...", "Bought by A in 2021, B has ...": the clause it hangs on follows.
            following = clause + 1
            opening = line.english and scene.at == 0 and scene.voice is Voice.PASSIVE
            main = kind in _FREE and not opening
            if main or following >= len(line.clauses):
                return
            parent = following
            if line.clauses[parent].kind is not _MAIN:
                return
        worth *= 0.95 if kind is _INFINITIVE else _FAR_CLAUSE
        for n, p in bare_phrases(scene, parent, used):
            if _may_lead(p):
                yield n, p, worth
        ended = kind is _MAIN and line.clauses[parent].kind is _MAIN
        if ended or line.clauses[parent].parent is None or line.clauses[parent].parent == clause:
            return
        clause = parent


def _contact(scene: Scene, bare: Sequence[tuple[int, Phrase]]) -> Iterator[Found]:
    """What an English relative clause without a pronoun tells more of: "A, the chain it bought in 2019"."""
    for (n, p), (_, following) in pairwise(bare):
        pronoun = following.references[0].kind == "pronoun" and following.first == p.last + 1
        if pronoun and following.last < scene.at <= following.last + _AUXILIARY_WIDTH:
            yield n, p, 0.9


# Auxiliaries between a pronoun and its verb: "it has bought".
_AUXILIARY_WIDTH = 2


def _led_by_verb(scene: Scene) -> bool:
    """Whether an English relative pronoun is the subject, no other before its verb: "A, which bought the chain"."""
    first = scene.line.clauses[scene.clause].first
    between = any(p.bare and first < p.first < scene.at and p.clause == scene.clause for p in scene.phrases)
    return scene.line.words[first] in _SUBJECT_RELATIVES and not between


def beside_it(scene: Scene, phrase: Phrase) -> bool:
    """Whether an English phrase belongs to what is done at the same time: "is to buy a biotech, beating A"."""
    words = scene.line.words
    if not scene.line.english:
        return False
    if words[phrase.first - 1] == "what":
        return True  # "hands over what it promised"
    commas = [i for i in range(scene.at + 1, phrase.first) if words[i] == ","]
    return any(words[i + 1].endswith("ing") and i + 1 < phrase.first for i in commas)


_SUBJECT_RELATIVES = frozenset({"who", "which", "that"})


def _gapped(scene: Scene, phrase: Phrase) -> bool:
    """Whether an English name is the subject of a verb left out: "A supplied the bottles, and B the doughnuts"."""
    between = scene.line.words[scene.at + 1 : phrase.first]
    return between[-2:] in {(",", "and"), (",", "while"), (",", "but")}


def datives(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Bare phrases in the dative; without an article that tells, the one after the subject."""
    bare = bare_phrases(scene, scene.clause, used)
    dative = [(n, p) for n, p in bare if p.case == "dat"] or bare[1:] or bare
    return ((n, p, 1.0) for n, p in dative)


def objects(scene: Scene, used: set[int]) -> Iterator[Found]:
    """To whom it is done: in German by case or behind the subject, in English behind the verb."""
    line, clause = scene.line, scene.clause
    bare = bare_phrases(scene, clause, used)
    kind = line.clauses[clause].kind
    if line.english:
        yield from (
            (n, p, 1.0) for n, p in bare if p.first > scene.at and not _gapped(scene, p) and not beside_it(scene, p)
        )
        yield from _contact(scene, bare)
        if kind is _RELATIVE and not _led_by_verb(scene):
            yield from outer_subjects(scene, clause, used)
        return
    if accusative := [(n, p) for n, p in bare if p.case == "acc"]:
        yield from ((n, p, 1.0) for n, p in accusative)
    elif kind in _DEPENDENT or len(bare) > 1 or _third(scene, used, bare):
        if kind is _RELATIVE and len(bare) == 1 and _means_object(scene, clause, bare[0][1]):
            yield from outer_subjects(scene, clause, used)
        # A main clause's first name is its subject.
        yield from ((n, p, 1.0) for n, p in (bare if kind is _INFINITIVE or len(bare) == 1 else bare[1:]))
    elif bare and scene.sense.form in _VERBS and bare[0][1].first > scene.at and not _object_follows(scene, bare[0][1]):
        # "Künftig übernimmt die Firma A": a lone name behind the verb is its object when something else leads.
        yield bare[0][0], bare[0][1], 0.7


def _third(scene: Scene, used: set[int], bare: list[tuple[int, Phrase]]) -> bool:
    """Whether one is left beside a subject and a dative before it: "kauften sie der Firma A die Marke B ab"."""
    here = [n for n in used if n >= 0 and scene.phrases[n].clause == scene.clause and scene.phrases[n].bare]
    return len(bare) == 1 and len(here) > 1 and max(here) < bare[0][0]
