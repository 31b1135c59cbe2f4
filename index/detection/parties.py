"""Gives the companies around a trigger their roles, by the trigger's frame: who acquires, who is acquired, who sells.

Frames (deal_frames) name places: a preposition's mark, "subj", "obj", and for nouns "comp" (inside the same compound),
"gen" (the genitive behind it), "pre" (the genitive before it), "appos" (beside it). This module knows what fills each place: by word order,
voice and clause. Whether the trigger means a deal at all, and how far along it is, is left to `deals` and `status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.detection.clauses import BREAKS, ClauseKind, Line
from index.detection.cues import Cues, Form, Language, Place, Sense, Voice
from index.detection.phrases import Phrase
from index.detection.references import Reference
from index.document import Role


@dataclass(frozen=True, slots=True)
class Scene:
    """A trigger in its line, and what stands around it.

    Attributes:
        at: The trigger's token.
        phrases: Of the whole line, in text order.
        inside: Companies named inside the trigger's own token.
    """

    line: Line
    language: Language
    at: int
    sense: Sense
    phrases: Sequence[Phrase]
    inside: Sequence[Reference]

    @property
    def clause(self) -> int:
        """The number of the trigger's clause."""
        return self.line.clause_of[self.at]


@dataclass(frozen=True, slots=True)
class Cast:
    """Which companies play which role.

    Attributes:
        roles: Ids by role, in text order.
        whole: Whether every role that the frame needs is filled.
        sure: 0 to 1, lower for every role that was filled from further away.
        listed: The role whose companies are examples, each in a deal of its own; None for most.
        first: The first token that a party or the trigger covers.
        last: The last one.
    """

    roles: Mapping[Role, tuple[str, ...]]
    whole: bool
    sure: float
    listed: Role | None
    first: int
    last: int


# Places that tell little are worth less: a subject far from a noun, a genitive without a second party.
_FAR_SUBJECT = 0.75
_FAR_CLAUSE = 0.8


def cast(scene: Scene, cues: Cues) -> Cast:
    """Fills the roles of the trigger's frame."""
    voice = _voice(scene)
    places = cues.frames.get((scene.sense.trigger.frame, voice)) or cues.frames.get(
        (scene.sense.trigger.frame, Voice.ACTIVE), ()
    )
    roles: dict[Role, tuple[str, ...]] = {}
    used: set[int] = set()
    taken: set[str] = set()
    sure, listed, whole = 1.0, None, True
    for place in places:
        filled, worth, examples = _fill(scene, place, voice, used, taken)
        if filled:
            roles[place.role] = roles.get(place.role, ()) + filled
            sure *= worth
            listed = place.role if examples else listed
        elif place.must and place.role not in roles:
            whole = False
    tokens = [scene.at, *(i for n in used for i in (scene.phrases[n].first, scene.phrases[n].last))]
    return Cast(_parts_to_sellers(scene, roles, used), whole, sure, listed, min(tokens), max(tokens))


def _voice(scene: Scene) -> Voice:
    if scene.sense.form is Form.NOUN:
        return Voice.NOUN
    if scene.sense.form not in {Form.PARTICIPLE, Form.PAST}:
        return Voice.ACTIVE
    words = {scene.line.words[i] for i in scene.line.within(scene.clause)}
    kinds = scene.language.status_words
    if scene.line.english:
        before = scene.line.words[max(0, scene.at - 4) : scene.at]
        after = scene.line.words[scene.at + 1 : scene.at + 4]
        return (
            Voice.PASSIVE
            if "by" in after[:2]
            or (kinds["passive"].intersection(before) and not kinds["perfect"].intersection(before[-1:]))
            else Voice.ACTIVE
        )
    if scene.sense.form is Form.PAST:
        return Voice.ACTIVE
    return (
        Voice.ACTIVE
        if kinds["perfect"] & words and not kinds["passive"] & words and "worden" not in words
        else Voice.PASSIVE
    )


def _fill(
    scene: Scene, place: Place, voice: Voice, used: set[int], taken: set[str]
) -> tuple[tuple[str, ...], float, bool]:
    """The companies of a role, how sure they are, and whether they are examples; marks the phrases as used.

    Partners may stand in several places ("A fusioniert mit B"), all other roles in one.
    """
    filled: tuple[str, ...] = ()
    worth, listed = 1.0, False
    for mark in place.marks:
        for n, phrase, cost in _candidates(scene, mark, voice, used):
            companies = _companies(phrase, taken, scene)
            if phrase is not None and n >= 0:
                used.add(n)
            if not companies:
                continue
            filled += companies
            taken.update(companies)
            worth *= cost
            listed = listed or (phrase is not None and phrase.listed)
            break
        if filled and (place.role is not Role.PARTNER or (len(filled) > 1 and mark not in {"subj", "comp"})):
            break
    return filled, worth, listed


def _companies(phrase: Phrase | None, taken: set[str], scene: Scene) -> tuple[str, ...]:
    if phrase is None:
        found: Iterable[str] = (c for reference in scene.inside for c in reference.companies)
        return tuple(dict.fromkeys(c for c in found if c not in taken))
    # A noun means a company that the clause does not name: "der Konzern verhandelt mit BMW".
    named = {c for p in scene.phrases if p.clause == phrase.clause for r in p.references for c in r.companies}
    named.update(c for r in scene.inside for c in r.companies)
    found_here: list[str] = []
    for reference in phrase.references:
        if reference.companies:
            found_here += reference.companies
        else:
            found_here += [c for c in reference.candidates if c not in named | taken][: reference.number]
    return tuple(dict.fromkeys(c for c in found_here if c not in taken))


def _candidates(scene: Scene, mark: str, voice: Voice, used: set[int]) -> Iterator[tuple[int, Phrase | None, float]]:
    """The phrases that may stand in the place, the likeliest first, with what they are worth."""
    match mark:
        case "comp":
            if scene.inside:
                yield -1, None, 1.0
        case "subj":
            yield from _subjects(scene, voice, used)
        case "obj" | "dat" | "und":
            yield from _objects(scene, mark, used)
        case "gen":
            yield from _genitives(scene, used)
        case "pre":
            yield from _possessors(scene, used)
        case "appos":
            yield from _beside(scene, used)
        case _:
            yield from _behind(scene, mark, used)


def _free(scene: Scene, used: set[int]) -> Iterator[tuple[int, Phrase]]:
    return ((n, phrase) for n, phrase in enumerate(scene.phrases) if n not in used)


def _behind(scene: Scene, mark: str, used: set[int]) -> Iterator[tuple[int, Phrase, float]]:
    """Phrases behind a preposition in the trigger's clause: after a noun first, and the nearer first."""
    here = [(n, p) for n, p in _free(scene, used) if p.mark == mark and p.clause == scene.clause]
    noun = scene.sense.form is Form.NOUN
    after = [(n, p) for n, p in here if p.first > scene.at]
    before = [(n, p) for n, p in reversed(here) if p.first < scene.at]
    for n, p in after:
        yield n, p, 1.0
    for n, p in before:
        # Before a noun only what opens the clause belongs to it: "Mit B hat A eine Kooperation vereinbart".
        if not noun or mark in {"mit", "with", "zwischen", "between", "bei", "in"}:
            yield n, p, 0.8 if noun else 1.0


def _bare(scene: Scene, clause: int, used: set[int]) -> list[tuple[int, Phrase]]:
    return [
        (n, p)
        for n, p in _free(scene, used)
        if p.bare and p.clause == clause and not _possesses(scene.line, p) and p.references[0].kind != "stake"
    ]


def _possesses(line: Line, phrase: Phrase) -> bool:
    """Whether the name is only the owner of what follows: "Fords Umsatz"."""
    last = phrase.references[-1]
    after = last.last + 1
    if not last.owner or after >= len(line.words):
        return False
    return line.words[after] in {"'s", "’s"} or line.tokens[after].text[0].isalpha()


def _subjects(scene: Scene, voice: Voice, used: set[int]) -> Iterator[tuple[int, Phrase, float]]:
    line, clause, noun = scene.line, scene.clause, scene.sense.form is Form.NOUN
    bare = [(n, p) for n, p in _bare(scene, clause, used) if p.case not in {"acc", "dat"}]
    if noun:
        bare = [(n, p) for n, p in bare if p.first != scene.at + 1]
    if line.english:
        before = [(n, p) for n, p in reversed(bare) if p.last < scene.at]
        for n, p in before:
            yield n, p, _FAR_SUBJECT if noun else 1.0
        if not before and noun:
            return
    elif bare:
        alone = len([p for _, p in _bare(scene, clause, used)]) == 1
        infinitive = line.clauses[clause].kind is ClauseKind.INFINITIVE
        relative = line.clauses[clause].kind is ClauseKind.RELATIVE
        takes_object = voice is Voice.ACTIVE and scene.sense.trigger.frame in _TRANSITIVE
        if not (
            infinitive
            or (relative and alone and takes_object and line.words[line.clauses[clause].first] not in _OBJECT_RELATIVES)
        ):
            for n, p in bare:
                yield n, p, _FAR_SUBJECT if noun else 1.0
    yield from _outer_subjects(scene, clause, used)


_TRANSITIVE = frozenset({"takeover", "sale", "split", "provide", "buyfrom"})
_OBJECT_RELATIVES = frozenset({"den", "dem", "denen", "whom"})


def _outer_subjects(scene: Scene, clause: int, used: set[int]) -> Iterator[tuple[int, Phrase, float]]:
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
            if p.case not in {"acc", "dat"}:
                yield n, p, worth
        if line.clauses[parent].parent is None or line.clauses[parent].parent == clause:
            return
        clause = parent


def _objects(scene: Scene, mark: str, used: set[int]) -> Iterator[tuple[int, Phrase, float]]:
    line, clause = scene.line, scene.clause
    bare = _bare(scene, clause, used)
    if mark == "dat":
        bare = [(n, p) for n, p in bare if p.case == "dat"] or bare[1:] or bare
    if line.english:
        for n, p in bare:
            if p.first > scene.at:
                yield n, p, 1.0
        if line.clauses[clause].kind is ClauseKind.RELATIVE:
            yield from _outer_subjects(scene, clause, used)
        return
    infinitive = line.clauses[clause].kind is ClauseKind.INFINITIVE
    relative = line.clauses[clause].kind is ClauseKind.RELATIVE
    accusative = [(n, p) for n, p in bare if p.case == "acc"]
    if accusative:
        yield from ((n, p, 1.0) for n, p in accusative)
    elif infinitive or relative or len(bare) > 1 or mark == "dat":
        opening = line.words[line.clauses[clause].first]
        if relative and len(bare) == 1 and opening in _OBJECT_RELATIVES:
            yield from _outer_subjects(scene, clause, used)
        for n, p in bare if infinitive or len(bare) == 1 else bare[1:]:
            yield n, p, 1.0
    elif len(bare) == 1 and scene.sense.form in {Form.PRESENT, Form.PAST} and bare[0][1].first > scene.at:
        # "Künftig übernimmt die Firma A": a lone name behind the verb is its object when something else leads.
        yield bare[0][0], bare[0][1], 0.7


def _genitives(scene: Scene, used: set[int]) -> Iterator[tuple[int, Phrase, float]]:
    """The phrase right behind the noun, without a preposition."""
    for n, p in _free(scene, used):
        if p.first == scene.at + 1 and p.mark in {"", "gen"} and p.clause == scene.clause:
            yield n, p, 1.0
            return


def _possessors(scene: Scene, used: set[int]) -> Iterator[tuple[int, Phrase, float]]:
    """The genitive before the noun ("Lindes geplante Übernahme"), in English any name right before it."""
    line = scene.line
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
        if p.references[-1].owner and all(not line.senses[i] for i in gap) and not _JOINED.intersection(words):
            yield n, p, 1.0
        elif line.english and not words:
            yield n, p, 0.95
        elif not words and "-" not in line.tokens[p.last].text and not p.mark:
            yield n, p, 0.85


_PRE_REACH = 4
_JOINED = frozenset({"und", "and", "oder", "or"})


def _beside(scene: Scene, used: set[int]) -> Iterator[tuple[int, Phrase, float]]:
    """The name that the trigger describes: "sein Käufer Midea", "Midea, der Käufer"."""
    for n, p in _free(scene, used):
        if p.first <= scene.at < p.references[0].first or p.first == scene.at + 1:
            yield n, p, 0.9
            return
    for n, p in _free(scene, used):
        if p.last < scene.at <= p.last + 3 and "," in scene.line.words[p.last + 1 : scene.at]:
            yield n, p, 0.8
            return


def _parts_to_sellers(
    scene: Scene, roles: dict[Role, tuple[str, ...]], used: set[int]
) -> Mapping[Role, tuple[str, ...]]:
    """Who owns what is bought sells it: "die Übernahme der Walzsparte von Aurubis"."""
    owners = {c for n in used if scene.phrases[n].part for r in scene.phrases[n].references for c in r.companies}
    for role, other in ((Role.TARGET, Role.SELLER), (Role.UNIT, Role.PARENT)):
        moved = tuple(c for c in roles.get(role, ()) if c in owners)
        if moved:
            roles[role] = tuple(c for c in roles[role] if c not in owners)
            roles[other] = roles.get(other, ()) + moved
    return {role: companies for role, companies in roles.items() if companies}
