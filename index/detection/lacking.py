"""Tells which party a cast lacks, and which companies of its sentence may still be that party.

Where none is named, `completion` looks further; who stands in a place of the trigger's frame is found by `parties`.
"""

from __future__ import annotations

from index.detection.clauses import ClauseKind
from index.detection.cues import Cues, Form, Voice
from index.detection.parties import FROM, Cast
from index.detection.phrases import Phrase
from index.detection.scene import Scene
from index.document import Role

_PARTNER, _SELLER = Role.PARTNER, Role.SELLER
_PASSIVE = Voice.PASSIVE
_FINITE = frozenset({Form.PRESENT, Form.PAST})
# Words from an owner to its noun: "A's latest $2 billion offer".
_OWNED_REACH = 3


def topic(scene: Scene) -> tuple[str, ...]:
    """The companies that stand alone before a headline's colon: "Osram: AMS erhöht Offerte"."""
    if not scene.clause:
        return ()
    for phrase in scene.phrases:
        if phrase.clause or len(scene.line.within(0)) != phrase.last - phrase.first + 2:
            continue
        if phrase.references[0].companies:
            return tuple(dict.fromkeys(c for r in phrase.references for c in r.companies))
    return ()


def headed(scene: Scene, known: set[str]) -> tuple[str, ...]:
    """The companies spoken of before a colon, alone or in a clause of their own; empty where one is known."""
    if not scene.clause:
        return ()
    named = topic(scene) or next(
        (p.references[0].companies for p in scene.phrases if p.clause == 0 and _only_one(scene, p)), ()
    )
    return named if known.isdisjoint(named) else ()


def _only_one(scene: Scene, phrase: Phrase) -> bool:
    """Whether an English sentence names one company before its colon: "A has a new home: B wrapped up the purchase"."""
    line = scene.line
    opening = line.within(phrase.clause)
    named = {c for p in scene.phrases if p.clause == phrase.clause for r in p.references for c in r.companies}
    colon = line.words[opening[-1]] == ":" and scene.clause == 1
    return line.english and colon and phrase.bare and len(named) == 1 and bool(phrase.references[0].companies)


def lacking(scene: Scene, players: Cast, cues: Cues) -> Role | None:
    """The one role that the cast lacks; None when it lacks none or several. A lone partner lacks another."""
    places = cues.frames[scene.sense.trigger.frame, scene.voice]
    missing = {place.role for place in places if place.must} - set(players.roles)
    # A verb whose object is no company is about something else, and one whose subject is none has its subject.
    finite = scene.sense.form in _FINITE
    passive = scene.line.english and scene.voice is _PASSIVE
    for place in places:
        own = finite and place.marks == ("subj",)
        if place.role in missing and ("obj" in place.marks or own or (passive and "subj" in place.marks)):
            return None
    if not missing and len(players.roles.get(_PARTNER, ())) == 1:
        return _PARTNER
    if not missing and set(players.roles) == {Role.ACQUIRER}:
        return _SELLER  # "Einen Verkauf an B schloss der Vorstand aus."
    return missing.pop() if len(missing) == 1 else None


def others(scene: Scene, known: set[str], role: Role) -> list[str]:
    """The companies named in the sentence that may still play the role: not those that report, compare or compete."""
    found: dict[str, None] = {}
    for phrase in scene.phrases:
        if phrase.mark in BYSTANDERS or _acts_elsewhere(scene, phrase):
            continue
        if role is Role.TARGET and scene.line.english and (phrase.mark in FROM or _bids(scene, phrase)):
            continue  # "A's offer trumps a bid from B"
        for reference in phrase.references:
            for company in reference.companies:
                if company not in known:
                    found[company] = None
    return list(found)


def _bids(scene: Scene, phrase: Phrase) -> bool:
    """Whether a noun that tells of a deal belongs to the phrase: "A's latest offer"."""
    after = range(phrase.last + 1, min(phrase.last + 1 + _OWNED_REACH, len(scene.line.words)))
    return phrase.references[-1].owner and any(sense.noun for i in after for sense in scene.line.senses[i])


def _acts_elsewhere(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase is the subject of what is told besides: "Die Runde führt A an, daneben steigt B ein."."""
    line = scene.line
    if line.english or not phrase.bare or phrase.clause <= scene.clause:
        return False
    if line.clauses[phrase.clause].kind is not ClauseKind.MAIN:
        return False
    return all(any(line.finite[i] for i in line.within(clause)) for clause in (scene.clause, phrase.clause))


def definite(scene: Scene) -> bool:
    """Whether the trigger is a noun that its sentence takes as known: "die Fusion mit Renault"."""
    near = scene.line.words[max(0, scene.at - 3) : scene.at]
    return scene.sense.noun and bool(scene.language.grammar["definite"].intersection(near))


# Behind them stands who is compared, competed with or cited, not who takes part.
BYSTANDERS = frozenset(
    {
        "laut",
        "zufolge",
        "gegen",
        "wie",
        "als",
        "gegenüber",
        "neben",
        "nach",
        "außer",
        "against",
        "like",
        "as",
        "than",
        "unlike",
        "gemäß",
    }
)
