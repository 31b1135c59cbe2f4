"""Finds the companies to which an event happens: around its trigger in the places of its frame, else in the sentence.

Whether the trigger means an event at all, and how sure that is, is left to `events`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from index.detection.clauses import ClauseKind
from index.detection.cues import Voice
from index.detection.lacking import definite, topic
from index.detection.phrases import Phrase
from index.detection.places import candidates
from index.detection.scene import Scene

Frames = Mapping[tuple[str, Voice], tuple[str, ...]]
"""Where the company may stand, in order of preference, by frame and voice."""

POST = "post"
"""The frame of nouns for who leads a company; as a mark, the places around such a noun in the trigger's clause."""

POST_REACH = 3
"""How many words before such a noun tell that somebody new holds the post, or somebody else held it before."""

# How sure it is that a noun ("der Konzern") means the only company before it or one of several, or a pronoun one of
# several; a headline's topic before its colon, or who comes behind an event before a colon; a sentence's only company.
_GUESS = 0.8
_VAGUE_GUESS = 0.6
_VAGUER_GUESS = 0.4
_HEADED = 0.9
_LONE = 0.7
_LONGEST_TOPIC = 3
_OWNS = {("of",), ("at",), ("by",)}
_WHOSE = {("der",), ("des",), ("eines",), ("einer",), ("von",), ("vom",), ("of",), ("by",)}
_LONGEST_DESCRIPTION = 3
# The frame of insolvency and its like: it is told without a doubt of whose in German court notices.
_FATE = "fate"
_SUBJECT, _DATIVE = "subj", "dat"
# Words before a noun that tell whose gain or loss it is, and how far before it they may stand.
_CAUSES = frozenset({"durch", "von", "vom", "über", "um", "by", "from", "about"})
_PREPOSITION_REACH = 3


def affected(scene: Scene, frames: Frames) -> tuple[tuple[str, ...], float]:
    """The companies to which it happens, and how sure that is; none where the sentence does not say."""
    frame = scene.sense.trigger.frame
    marks = frames.get((frame, scene.voice)) or frames[frame, Voice.ACTIVE]
    for mark in marks:
        for around, place in _around(scene, mark, frames):
            for _, phrase, worth in candidates(around, place, set()):
                if phrase and not _fits(around, place, phrase):
                    continue
                companies, sure = _meant(phrase, around)
                if companies:
                    return companies, worth * sure
    if described := _described(scene):
        return described, 1.0
    if _taken(scene):
        return (), 0.0
    if headed := topic(scene)[:1] or _behind_colon(scene):
        return headed, _HEADED
    lone = _lone(scene) if frame == _FATE and not scene.line.english else ()
    return (lone, _LONE) if len(lone) == 1 else ((), 0.0)


def _around(scene: Scene, mark: str, frames: Frames) -> Iterator[tuple[Scene, str]]:
    """Where to look for a mark: around the trigger; for "post" in the places of the posts in its clause."""
    if mark != POST:
        yield scene, mark
        return
    for at in scene.line.within(scene.clause):
        for sense in scene.line.senses[at]:
            if sense.trigger.frame == POST and not _former(scene, at):
                inside = [r for phrase in scene.phrases for r in phrase.references if r.first <= at <= r.last]
                post = replace(scene, at=at, sense=sense, inside=inside, voice=Voice.NOUN)
                yield from ((post, place) for place in frames[POST, Voice.NOUN] if place != _SUBJECT)


def _described(scene: Scene) -> tuple[str, ...]:
    """The companies behind an English noun, its preposition and their description: "bankruptcy of rental firm Dora"."""
    line = scene.line
    if not line.english or not scene.sense.noun or line.words[scene.at + 1 : scene.at + 2] not in _OWNS:
        return ()
    for phrase in scene.phrases:
        between = range(scene.at + 2, phrase.first)
        longest = _LONGEST_DESCRIPTION - (line.words[scene.at + 2] in scene.language.grammar["article"])
        if phrase.bare and 0 < len(between) <= longest and phrase.clause == scene.clause:
            plain = all(line.words[i].isalpha() and not line.capitals[i] and not line.senses[i] for i in between)
            return _meant(phrase, scene)[0] if plain else ()
    return ()


def _behind_colon(scene: Scene) -> tuple[str, ...]:
    """Who comes first behind an event that is all before a colon: "Pilotenstreik: Dora streicht Flüge"."""
    if scene.clause or len(scene.line.within(0)) > _LONGEST_TOPIC or ":" not in scene.line.words[:_LONGEST_TOPIC]:
        return ()
    return next((p.references[0].companies for p in scene.phrases if p.bare and p.clause == 1), ())[:1]


def _lone(scene: Scene) -> tuple[str, ...]:
    """The companies of the sentence that may be spoken of: its bare names, and those behind "über"."""
    spoken = (phrase for phrase in scene.phrases if phrase.bare or phrase.mark == "über")
    return tuple(dict.fromkeys(c for phrase in spoken for r in phrase.references for c in r.companies))


def _taken(scene: Scene) -> bool:
    """Whether the noun says itself whose event it is: "nach der Dora-Pleite", "die Insolvenz des Zulieferers".

    "Der Streik der Piloten" does not: they are the company's that is spoken of.
    """
    line, at, sense = scene.line, scene.at, scene.sense
    if not sense.noun:
        return False
    if "-" in line.words[at] and not sense.head and line.words[at] not in scene.language.forms:
        return True
    if line.words[at + 1 : at + 2] not in _WHOSE:
        return False
    behind = range(at + 2, min(at + 2 + _LONGEST_DESCRIPTION, len(line.words)))
    if line.english:  # "of its own", "of more than 900 workers"
        owners = [line.words[i] for i in behind]
        return not (owners[:1] and owners[0] in scene.language.grammar["possessive"]) and not any(
            owner.endswith(scene.language.selves) for owner in owners
        )
    return not next((line.words[i] for i in behind if line.capitals[i]), "").endswith(scene.language.selves)


def _former(scene: Scene, at: int) -> bool:
    """Whether a word is a post that somebody held before: "bisher Finanzchef von Dora"."""
    before = scene.line.words[max(0, at - POST_REACH) : at]
    posts = (sense.trigger for sense in scene.line.senses[at] if sense.trigger.frame == POST)
    return any(post.unless.meets(before) for post in posts)


def _fits(scene: Scene, mark: str, phrase: Phrase) -> bool:
    """Whether a phrase in a place that many words share is the one to which it happens."""
    if phrase.first and _former(scene, phrase.first - 1):
        return False
    if mark == _DATIVE:
        return phrase.case == _DATIVE
    if mark != _SUBJECT:
        return True
    if not scene.sense.noun:
        # "Dora wächst, während andere Stellen streichen": a subordinate clause has its own subject.
        here = scene.line.clauses[scene.clause].kind
        return phrase.clause == scene.clause or here is not ClauseKind.SUBORDINATE
    # "Bolt sagt, dass der Streik ...", "Bolt profitiert von der Insolvenz": others are struck. "Der neue Chef" of whom?
    if phrase.clause != scene.clause or _taken(scene) or _preposition(scene) in _CAUSES:
        return False
    return scene.sense.trigger.frame != POST or not definite(scene)


def _preposition(scene: Scene) -> str:
    """The preposition of the trigger's own phrase, over articles and adjectives; empty when it has none."""
    line = scene.line
    for i in range(scene.at - 1, max(-1, scene.at - 1 - _PREPOSITION_REACH), -1):
        if line.words[i] in scene.language.prepositions:
            return line.words[i]
        if line.capitals[i] or not line.words[i].isalpha():
            break
    return ""


def _meant(phrase: Phrase | None, scene: Scene) -> tuple[tuple[str, ...], float]:
    """The companies of a phrase, or of the trigger's own token, and how sure that is."""
    among = scene.inside if phrase is None else phrase.references
    sure = 1.0
    companies: list[str] = []
    for reference in among:
        if not reference.companies:
            several = _VAGUER_GUESS if reference.kind == "pronoun" else _VAGUE_GUESS
            sure = _GUESS if len(reference.candidates) == 1 else several
        companies += reference.companies or reference.candidates[: reference.number]
    return tuple(dict.fromkeys(companies)), sure
