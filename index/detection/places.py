"""Finds the phrases in a place around a trigger: the subject, the object, the genitive behind a noun, behind "mit".

A place is named by a mark of deal_frames: a preposition's, "subj", "obj", "dat", or one that DEALS.md explains. Word
order, case and clause decide; which role a place gives is left to `parties`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.detection.clauses import BREAKS, ClauseKind, Line
from index.detection.cues import Form, Language, Sense, Voice
from index.detection.phrases import Phrase
from index.detection.references import Reference


@dataclass(frozen=True, slots=True)
class Scene:
    """A trigger in its line, and what stands around it.

    Attributes:
        at: The trigger's token.
        phrases: Of the whole line, in text order.
        inside: Companies named inside the trigger's own token.
        voice: Which rows of its frame hold.
        products: Companies named in compounds for what they make: "BMW-Motoren".
    """

    line: Line
    language: Language
    at: int
    sense: Sense
    phrases: Sequence[Phrase]
    inside: Sequence[Reference]
    voice: Voice
    products: Sequence[Reference]

    @property
    def clause(self) -> int:
        """The number of the trigger's clause."""
        return self.line.clause_of[self.at]


# Places that tell little are worth less: a subject far from a noun, one of another clause.
_FAR_SUBJECT = 0.75
_FAR_CLAUSE = 0.8

Found = tuple[int, Phrase | None, float]
"""The phrase's number in the scene (-1 for the trigger's own token), the phrase, and how sure the place is, 0 to 1."""


def candidates(scene: Scene, mark: str, used: set[int]) -> Iterator[Found]:
    """The phrases that may stand in the place, the likeliest first, but those in `used`."""
    place = _PLACES.get(mark)
    return place(scene, used) if place else _behind(scene, mark, used)


def _free(scene: Scene, used: set[int]) -> Iterator[tuple[int, Phrase]]:
    return ((n, phrase) for n, phrase in enumerate(scene.phrases) if n not in used)


def _behind(scene: Scene, mark: str, used: set[int]) -> Iterator[Found]:
    """Phrases behind a preposition in the trigger's clause: after a noun first, and the nearer first."""
    here = [(n, p) for n, p in _free(scene, used) if p.mark == mark and p.clause == scene.clause]
    noun = scene.sense.form is Form.NOUN
    after = [(n, p) for n, p in here if p.first > scene.at]
    before = [(n, p) for n, p in reversed(here) if p.first < scene.at]
    for n, p in after:
        # An attribute stands in the noun's own phrase, no verb between; another verb's agent is no party.
        between = range(scene.at + 1, p.first)
        if noun and mark not in _FREE and any(_verb(scene, i) for i in between):
            break
        if (p.first - 1 == scene.at or not _attached(scene, p)) and (p.part or not _possesses(scene.line, p)):
            yield n, p, 1.0
    for n, p in before:
        # Before a noun only what opens the clause belongs to it: "Mit B hat A eine Kooperation vereinbart".
        if not noun or mark in _LEADING or scene.sense.trigger.frame == "contract":
            yield n, p, 0.8 if noun else 1.0


def _attached(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase belongs to the word before it: to another trigger, or as an agent to another verb."""
    before = phrase.first - 1
    line = scene.line
    # "merger talks with B": two nouns side by side are one.
    other = before > scene.at + 1 and any(sense.form is Form.NOUN for sense in line.senses[before])
    return other or (phrase.mark in {"von", "by"} and _PARTICIPLE.fullmatch(line.words[before]) is not None)


# Prepositions whose phrase may leave the noun: "Die Fusion soll mit B gelingen".
_FREE = frozenset({"mit", "with", "an", "to"})
_LEADING = frozenset({"mit", "with", "zwischen", "between", "bei", "in"})
_PARTICIPLE = re.compile(r"(?:(?:ge|be|er|ver|ent|zer)[a-zäöüß]+(?:t|en)|[a-zäöüß]+(?:iert|ed))")


def _verb(scene: Scene, i: int) -> bool:
    return scene.line.words[i] in scene.language.grammar["finite"] or any(
        sense.form in {Form.PRESENT, Form.PAST} for sense in scene.line.senses[i]
    )


def _bare(scene: Scene, clause: int, used: set[int]) -> list[tuple[int, Phrase]]:
    return [(n, p) for n, p in _free(scene, used) if p.bare and p.clause == clause and not _possesses(scene.line, p)]


def _possesses(line: Line, phrase: Phrase) -> bool:
    """Whether the name is only the owner of what follows: "Fords Umsatz"."""
    last = phrase.references[-1]
    after = last.last + 1
    if phrase.part:
        return False
    if not last.owner or after >= len(line.words):
        return False
    return line.words[after] not in BREAKS


def _subjects(scene: Scene, used: set[int]) -> Iterator[Found]:
    line, clause, noun = scene.line, scene.clause, scene.sense.form is Form.NOUN
    bare = [(n, p) for n, p in _bare(scene, clause, used) if _may_lead(p)]
    if noun:
        bare = [(n, p) for n, p in bare if p.first != scene.at + 1]
    if line.english:
        before = [(n, p) for n, p in reversed(bare) if p.last < scene.at]
        for n, p in sorted(before, key=lambda found: _governed(scene, found[1])):
            yield n, p, _FAR_SUBJECT if noun else 1.0
        opening = line.words[line.clauses[clause].first]
        if before or (noun and opening not in scene.language.grammar["coordinator"]):
            return
    elif bare:
        alone = len([p for _, p in _bare(scene, clause, used)]) == 1
        infinitive = line.clauses[clause].kind is ClauseKind.INFINITIVE
        relative = line.clauses[clause].kind is ClauseKind.RELATIVE
        takes_object = scene.voice is Voice.ACTIVE and scene.sense.trigger.frame in _TRANSITIVE
        if not (
            infinitive
            or (relative and alone and takes_object and line.words[line.clauses[clause].first] not in _OBJECT_RELATIVES)
        ):
            for n, p in bare:
                yield n, p, _FAR_SUBJECT if noun else 1.0
    yield from _outer_subjects(scene, clause, used)


_TRANSITIVE = frozenset({"takeover", "sale", "split", "provide", "buyfrom"})
_OBJECT_RELATIVES = frozenset({"den", "dem", "denen", "whom"})


def _governed(scene: Scene, phrase: Phrase) -> bool:
    """Whether an English name is the object of a verb before it: "Thales beat Atos to win"."""
    before = phrase.first - 1
    line, grammar = scene.line, scene.language.grammar
    if (
        before < 0
        or line.clause_of[before] != phrase.clause
        or not line.words[before].isalpha()
        or line.capital(before)
    ):
        return False
    return not any(line.words[before] in grammar[kind] for kind in ("finite", "coordinator", "subordinator", "report"))


def _may_lead(phrase: Phrase) -> bool:
    """Whether a bare phrase may be a subject."""
    return phrase.case not in {"acc", "dat"} and phrase.references[0].kind != "stake"


def _outer_subjects(scene: Scene, clause: int, used: set[int]) -> Iterator[Found]:
    """Subjects of the clauses that the trigger's clause hangs on; for a relative clause the noun before it."""
    line = scene.line
    worth = 1.0
    for _ in line.clauses:
        kind, parent, first = line.clauses[clause].kind, line.clauses[clause].parent, line.clauses[clause].first
        if kind is ClauseKind.RELATIVE:
            antecedents = [
                (n, p) for n, p in _free(scene, used) if p.last < first and line.clause_of[first - 1] == p.clause
            ]
            for n, p in antecedents[-1:]:
                yield n, p, worth * 0.95
            return
        if parent is None:
            # "Um B zu kaufen, hat A ...": the clause it hangs on follows.
            following = clause + 1
            if kind in {ClauseKind.MAIN, ClauseKind.REPORT} or following >= len(line.clauses):
                return
            parent = following
            if line.clauses[parent].kind is not ClauseKind.MAIN:
                return
        worth *= 0.95 if kind is ClauseKind.INFINITIVE else _FAR_CLAUSE
        for n, p in _bare(scene, parent, used):
            if _may_lead(p):
                yield n, p, worth
        if line.clauses[parent].parent is None or line.clauses[parent].parent == clause:
            return
        clause = parent


def _datives(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Bare phrases in the dative; without an article that tells, the one after the subject."""
    bare = _bare(scene, scene.clause, used)
    dative = [(n, p) for n, p in bare if p.case == "dat"] or bare[1:] or bare
    return ((n, p, 1.0) for n, p in dative)


def _objects(scene: Scene, used: set[int]) -> Iterator[Found]:
    line, clause = scene.line, scene.clause
    bare = _bare(scene, clause, used)
    kind = line.clauses[clause].kind
    if line.english:
        yield from ((n, p, 1.0) for n, p in bare if p.first > scene.at)
        if kind is ClauseKind.RELATIVE:
            yield from _outer_subjects(scene, clause, used)
        return
    if accusative := [(n, p) for n, p in bare if p.case == "acc"]:
        yield from ((n, p, 1.0) for n, p in accusative)
    elif kind in {ClauseKind.INFINITIVE, ClauseKind.RELATIVE} or len(bare) > 1:
        if (
            kind is ClauseKind.RELATIVE
            and len(bare) == 1
            and line.words[line.clauses[clause].first] in _OBJECT_RELATIVES
        ):
            yield from _outer_subjects(scene, clause, used)
        # A main clause's first name is its subject.
        yield from ((n, p, 1.0) for n, p in (bare if kind is ClauseKind.INFINITIVE or len(bare) == 1 else bare[1:]))
    elif bare and scene.sense.form in {Form.PRESENT, Form.PAST} and bare[0][1].first > scene.at:
        # "Künftig übernimmt die Firma A": a lone name behind the verb is its object when something else leads.
        yield bare[0][0], bare[0][1], 0.7


def _genitives(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The phrase right behind the noun, without a preposition."""
    for n, p in _free(scene, used):
        if p.first == scene.at + 1 and p.mark in {"", "gen"} and p.clause == scene.clause:
            yield n, p, 1.0
            return


def _possessors(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The genitive before the noun ("Lindes geplante Übernahme"), in English any name right before it."""
    line = scene.line
    opening = line.words[line.clauses[scene.clause].first]
    if line.clauses[scene.clause].kind is ClauseKind.RELATIVE and opening in scene.language.grammar["whose"]:
        yield from _outer_subjects(scene, scene.clause, used)
    for n, p in _free(scene, used):
        gap = range(p.last + 1, scene.at)
        if p.last >= scene.at or len(gap) > _PRE_REACH or p.clause != scene.clause:
            continue
        words = [line.words[i] for i in gap if line.words[i] not in {"'s", "’s"}]
        if any(
            word in BREAKS or word in scene.language.prepositions or word in scene.language.grammar["finite"]
            for word in words
        ):
            continue
        if p.references[-1].owner and not any(_verb(scene, i) for i in gap) and not _JOINED.intersection(words):
            yield n, p, 1.0
        elif line.english and not words:
            yield n, p, 0.95
        elif not words and line.words[scene.at + 1 : scene.at + 2] in _BEHIND_BARE:
            # "die Tengelmann Fusion mit Edeka": a preposition before the name belongs to the noun.
            yield n, p, 0.85


_PRE_REACH = 6
_BEHIND_BARE = {("mit",), ("durch",)}
_JOINED = frozenset({"und", "and", "oder", "or"})


def _beside(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The name that the trigger describes: "sein Käufer Midea", "Midea, der Käufer"."""
    for n, p in _free(scene, used):
        if p.first <= scene.at < p.references[0].first or (p.first == scene.at + 1 and p.bare):
            yield n, p, 0.9
            return
    for n, p in _free(scene, used):
        if p.last < scene.at <= p.last + 3 and "," in scene.line.words[p.last + 1 : scene.at]:
            yield n, p, 0.8
            return


def _shares(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The company whose shares are spoken of: "die Mehrheit der Postbank", "a stake in Hermes"."""
    for n, p in _free(scene, used):
        if p.clause == scene.clause and (of_shares(scene, p) or p.references[0].kind == "stake"):
            yield n, p, 0.9


def of_shares(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase follows a word for a share of a company."""
    before = phrase.first - 1
    if before < 0 or phrase.mark not in _SHARE_MARKS or not scene.line.words[before].endswith(scene.language.shares):
        return False
    # "verkauft das Kuka-Paket an Midea": the shares are Kuka's.
    return not any(other.last == before for other in scene.phrases)


_SHARE_MARKS = frozenset({"an", "in", "bei", "von", "of", "gen"})


def _products(scene: Scene, used: set[int]) -> Iterator[Found]:  # noqa: ARG001
    """Whose name the goods bear: "die Lieferung von BMW-Motoren"."""
    for r in scene.products:
        if scene.line.clause_of[r.first] == scene.clause and r.first > scene.at:
            yield -1, Phrase(r.first, r.last, (r,), "", "", scene.clause), 0.9


def _makers(scene: Scene, used: set[int]) -> Iterator[Found]:
    """A subject that is called a supplier: "der Zulieferer Leoni"."""
    kinds = tuple(scene.language.grammar["maker"])
    for n, p in _bare(scene, scene.clause, used):
        if any(scene.line.words[i].endswith(kinds) for i in range(p.first, p.references[0].first)):
            yield n, p, 1.0


def _contractors(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Whom the subject lets supply it: "a contract with B to supply engines for its helicopter"."""
    words = scene.line.words
    possessive = scene.language.grammar["possessive"]
    later = [i for i in scene.line.within(scene.clause) if i > scene.at]
    if any(words[i] == "for" and words[i + 1] in possessive for i in later[:-1]):
        for n, p in _free(scene, used):
            if p.mark == "with" and p.last < scene.at and p.clause == scene.clause:
                yield n, p, 0.9


def _itself(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The subject that sells itself: "SnapSaves sells to Groupon"."""
    if scene.line.english and scene.line.words[scene.at + 1 : scene.at + 2] == ("to",):
        yield from _subjects(scene, used)


def _kin(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The owner of what is in a role already: "die Bayer-Tochter Lanxess"."""
    for n in sorted(used):
        owners = scene.phrases[n].owners
        if owners:
            first = scene.phrases[n].first
            owner = Reference(first, first, owners)
            yield n, Phrase(first, first, (owner,), "", "", scene.phrases[n].clause), 0.9


def _newborn(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The company that a merger makes: "aus der Fusion von A und B entsteht C"."""
    words = {scene.line.words[i] for i in scene.line.within(scene.clause)}
    if words & scene.language.grammar["birth"]:
        yield from ((n, p, 0.9) for n, p in _bare(scene, scene.clause, used))


def _owner(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Whom "sein" before the trigger means: the name before it."""
    near = scene.line.words[max(0, scene.at - 2) : scene.at]
    if scene.language.grammar["possessive"].intersection(near):
        for n, p in reversed(list(_free(scene, used))):
            if p.last < scene.at:
                yield n, p, 0.9
                return


def _inside(scene: Scene, used: set[int]) -> Iterator[Found]:  # noqa: ARG001
    """What is named in the trigger's own token."""
    if scene.inside:
        yield -1, None, 1.0


_PLACES: Mapping[str, Callable[[Scene, set[int]], Iterator[Found]]] = {
    "comp": _inside,
    "subj": _subjects,
    "obj": _objects,
    "dat": _datives,
    "gen": _genitives,
    "pre": _possessors,
    "appos": _beside,
    "owner": _owner,
    "share": _shares,
    "new": _newborn,
    "kin": _kin,
    "itself": _itself,
    "product": _products,
    "maker": _makers,
    "contractor": _contractors,
}
