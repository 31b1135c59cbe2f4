"""Finds the phrases in a place around a trigger: the subject, the object, the genitive behind a noun, behind "mit".

A place is named by a mark of deal_frames: a preposition's, "subj", "obj", "dat", or one that DEALS.md explains. Word
order, case and clause decide; which role a place gives is left to `parties`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set

from index.detection import attributes, subjects
from index.detection.phrases import Phrase, possesses
from index.detection.scene import Found, Scene, free_phrases


def held(phrases: Iterable[Phrase]) -> Set[str]:
    """The places that may hold one of a sentence's phrases: those of the prepositions before them, and all others."""
    return _NAMED.union([phrase.mark for phrase in phrases])


def candidates(scene: Scene, mark: str, used: set[int]) -> Iterator[Found]:
    """The phrases that may stand in the place, the likeliest first, but those in `used`."""
    if (place := _PLACES.get(mark)) is not None:
        return place(scene, used)
    return _behind(scene, mark, used)


def _behind(scene: Scene, mark: str, used: set[int]) -> Iterator[Found]:
    """Phrases behind a preposition in the trigger's clause: after a noun first, and the nearer first."""
    clause = scene.clause
    here = [(n, p) for n, p in enumerate(scene.phrases) if p.mark == mark and p.clause == clause and n not in used]
    noun = scene.sense.noun
    after = [(n, p) for n, p in here if p.first > scene.at]
    before = [(n, p) for n, p in reversed(here) if p.first < scene.at]
    agents = mark == "von" and noun and not scene.line.english
    for n, p in after:
        if agents and p.first - 1 > scene.at and _advises(scene, p):
            continue
        # An attribute stands in the noun's own phrase, no verb between; another verb's agent is no party.
        between = slice(scene.at + 1, p.first)
        led = scene.sense.trigger.frame in _ROUNDS and scene.line.words[p.first - 1] in _LED  # "was led by"
        if noun and mark not in _FREE and not led and True in scene.line.finite[between]:
            break
        if _anothers(scene, p) or subjects.beside_it(scene, p):
            continue
        owner = not p.part and scene.sense.trigger.frame not in _GENITIVES and possesses(scene.line, p)
        if (p.first - 1 == scene.at or not _attached(scene, p)) and not owner:
            yield n, p, 1.0
    for n, p in () if scene.takes_what_follows else before:
        # Before a noun only what opens the clause belongs to it: "Mit B hat A eine Kooperation vereinbart".
        opens = not scene.line.english or p.first <= scene.line.clauses[p.clause].first + 1 or _joint(scene, p)
        if mark == "mit" and noun and of_something(scene):
            continue  # "verhandelt mit A über den Kauf eines Portals"
        if not noun or (mark in _LEADING and opens) or scene.sense.trigger.frame in _OPEN:
            yield n, p, _worth_before(scene) if noun else 1.0


def _worth_before(scene: Scene) -> float:
    """How sure it is that a phrase before a noun belongs to it: "mit A einen Käufer gefunden" says so."""
    if _either(scene):
        return _EITHER
    return 1.0 if scene.sense.trigger.frame == "buyer" else 0.8


def of_something(scene: Scene) -> bool:
    """Whether a German noun for a purchase says itself what is bought, though that is no company."""
    line, after = scene.line, scene.at + 1
    if line.english or scene.sense.trigger.frame != "takeover" or after + 1 >= len(line.words):
        return False
    owned = line.words[after] in scene.language.grammar["genitive"] or line.words[after] == "von"
    return owned and not any(phrase.first == after for phrase in scene.phrases)


def _either(scene: Scene) -> bool:
    """Whether it is not told who takes over whom: "A spricht mit B über eine Übernahme"."""
    near = scene.line.words[max(0, scene.at - _NEAR) : scene.at]
    return scene.line.words[scene.at].startswith("übernahme") and "über" in near


# Words from "über" to its noun, and how sure it is then who is behind "mit".
_NEAR = 3
_EITHER = 0.6


def _joint(scene: Scene, phrase: Phrase) -> bool:
    """Whether the noun is what something is done about with a partner: "in talks with A about a merger"."""
    between = scene.line.words[phrase.last + 1 : scene.at]
    return not _TOPICS.isdisjoint(between)


def _anothers(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase belongs to a noun for a company: "proposal to buy A, the maker of B"."""
    before = phrase.first - 1
    if before > scene.at and phrase.mark == "for" and scene.line.words[before] in scene.language.grammar["outcome"]:
        return True  # "a setback for A"
    noun = before > scene.at and scene.line.numbers[before] == 1
    return noun and phrase.mark in {"of", "von"}


def _advises(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase is the agent of a verb that ends the clause: "wird beim Verkauf von der Bank A beraten"."""
    line, end = scene.line, phrase.last + 1
    if end >= len(line.words) or line.senses[end] or not _PARTICIPLE.fullmatch(line.words[end]):
        return False
    passive = scene.language.status_words["passive"]
    return any(line.words[i] in passive for i in line.within(phrase.clause))


def _attached(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase belongs to the word before it: to another trigger, or as an agent to another verb."""
    before = phrase.first - 1
    line = scene.line
    # "merger talks with B": two nouns side by side are one. "beat A in the battle for B": what it needs is its own.
    if any(sense.trigger.frame == "joinin" for sense in line.senses[before]):
        return True  # "raised money, with participation from B"
    other = (
        before > scene.at + 1
        and any(sense.noun for sense in line.senses[before])
        and not any(group.meets(line.words[before : phrase.first + 1]) for group in scene.sense.trigger.needs)
    )
    if scene.sense.trigger.frame in _ROUNDS and line.words[before] in _LED:
        return False
    return other or (phrase.mark in {"von", "by"} and _PARTICIPLE.fullmatch(line.words[before]) is not None)


def _agents(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The agent of a participle before the noun: "die von A geplante Übernahme"."""
    for n, p in free_phrases(scene, used):
        between = scene.line.words[p.last + 1 : scene.at]
        if p.mark == "von" and p.clause == scene.clause and any(_ATTRIBUTE.fullmatch(word) for word in between):
            yield n, p, 0.9


def _parts(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Whose part is spoken of: "the assets of A", "das Pigmentgeschäft der A"."""
    for n, p in free_phrases(scene, used):
        if p.part and p.clause == scene.clause and (p.mark in {"of", "von", "gen"} or p.case == "gen"):
            yield n, p, 0.9


# Prepositions whose phrase may leave the noun: "Die Fusion soll mit B gelingen".
_FREE = frozenset({"mit", "with", "an", "to"})
_LEADING = frozenset({"mit", "with", "zwischen", "between", "bei", "in"})
# Between a partner and what is done with him: "talks with A about a merger", "agreed with A to form a joint venture".
_TOPICS = frozenset({"about", "on", "over", "for", "to", "in"})
# "will make housings for A's trains": whose things they are is whom it is made for.
_GENITIVES = frozenset({"buildfor"})
# Nouns whose attribute may open the clause: "Für A liegt ein Angebot vor".
_OPEN = frozenset({"contract", "bid"})
_ROUNDS = frozenset({"round", "raise", "received", "ledround"})
_LED = frozenset({"led", "headed", "backed"})
_ATTRIBUTE = re.compile(r"(?:\w*ge|be|er|ver|vor|an|ab|ein)\w+(?:te|ne)[nrsm]?")
_PARTICIPLE = re.compile(r"(?:(?:ge|be|er|ver|ent|zer)[a-zäöüß]+(?:t|en)|[a-zäöüß]+(?:iert|ed))")


_PLACES: Mapping[str, Callable[[Scene, set[int]], Iterator[Found]]] = {
    "comp": attributes.inside,
    "named": attributes.named,
    "agent": _agents,
    "part": _parts,
    "subj": subjects.subjects,
    "obj": subjects.objects,
    "dat": subjects.datives,
    "gen": attributes.genitives,
    "owned": attributes.owned,
    "pre": attributes.possessors,
    "appos": attributes.beside,
    "predicate": attributes.predicate,
    "across": attributes.across,
    "among": attributes.among,
    "awarded": attributes.awarded,
    "owner": attributes.owner,
    "share": attributes.shares,
    "holder": attributes.holders,
    "new": attributes.newborn,
    "kin": attributes.kin,
    "parents": attributes.parents,
    "itself": attributes.itself,
    "product": attributes.products,
    "maker": attributes.makers,
    "contractor": attributes.contractors,
    "backers": attributes.backers,
}
_NAMED = frozenset(_PLACES)
