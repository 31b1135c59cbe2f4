"""Finds what belongs to a noun that tells of a deal: its genitives, what it describes, whose shares or goods they are.

The marks are those that DEALS.md explains; phrases behind prepositions are found by `places`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from index.detection.clauses import BREAKS, ClauseKind
from index.detection.cues import Form, Voice
from index.detection.phrases import Phrase, possesses
from index.detection.references import Reference
from index.detection.scene import Found, Scene, bare_phrases, free_phrases
from index.detection.subjects import outer_subjects, subjects


def genitives(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The phrase right behind the noun, without a preposition."""
    for n, p in free_phrases(scene, used):
        if p.first == scene.at + 1 and p.mark in {"", "gen"} and p.clause == scene.clause:
            yield n, p, 1.0
            return


def owned(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Whose the noun behind the trigger is: "schlüpft unter das Dach der Handelskette A"."""
    line = scene.line
    for n, p in free_phrases(scene, used):
        before = p.first - 1
        noun = p.mark == "von" and not line.tokens[before].text.islower() and not line.senses[before]
        behind = p.first > scene.at or scene.sense.form in _FINAL or p.first <= line.clauses[p.clause].first + _OPENING
        if (p.mark == "gen" or (noun and not line.english)) and p.clause == scene.clause and behind:
            yield n, p, 0.9


# Forms of a German verb that end its clause.
_FINAL = frozenset({Form.PARTICIPLE, Form.INFINITIVE})
# Words before the genitive that opens a clause: "An der Kapitalerhöhung von A beteiligt sich B".
_OPENING = 3


def possessors(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The genitive before the noun ("Lindes geplante Übernahme"), in English any name right before it."""
    line, at, clause = scene.line, scene.at, scene.clause
    here = line.clauses[clause]
    if here.kind is ClauseKind.RELATIVE and line.words[here.first] in scene.language.grammar["whose"]:
        yield from outer_subjects(scene, clause, used)
    free = list(free_phrases(scene, used))
    for n, p in free[::-1] if line.english else free:
        first = p.last + 1
        if first > at or at - first > _PRE_REACH or p.clause != clause:
            continue
        words = [word for word in line.words[first:at] if word not in _OWNERS]
        if not (BREAKS.isdisjoint(words) and scene.language.grammar["finite"].isdisjoint(words)):
            continue
        if not scene.language.prepositions.keys().isdisjoint(words):
            continue
        if p.references[-1].owner and True not in line.finite[first:at] and _JOINED.isdisjoint(words):
            yield n, p, 1.0
        elif line.english and (not words or all(line.senses[first:at])):
            yield n, p, 0.95  # "B spurns A takeover bid"
        elif not words and line.words[at + 1 : at + 2] in _BEHIND_BARE:
            # "die Tengelmann Fusion mit Edeka": a preposition before the name belongs to the noun.
            yield n, p, 0.85


def named(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The name between a genitive and an English noun, by which the deal is called: "Microsoft's Activision deal"."""
    free = list(free_phrases(scene, used))
    for (_, owner), (n, p) in pairwise(free):
        here = p.clause == owner.clause == scene.clause and len(range(owner.last + 1, p.first)) <= _PRE_REACH
        if scene.line.english and here and owner.references[-1].owner and p.bare and p.last + 1 == scene.at:
            yield n, p, 1.0


_PRE_REACH = 6
_OWNERS = frozenset({"'s", "’s"})
_BEHIND_BARE = {("mit",), ("durch",)}
_JOINED = frozenset({"und", "and", "oder", "or"})


def beside(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The name that the trigger describes: "sein Käufer Midea", "der Käufer, Midea, ...", "Midea, der Käufer"."""
    behind = {scene.at + 1, scene.at + (2 if scene.line.words[scene.at + 1 : scene.at + 2] == (",",) else 1)}
    for n, p in free_phrases(scene, used):
        if p.references[0].kind == "pronoun":
            continue  # "the venture it has run with A"
        if p.first <= scene.at < p.references[0].first or (p.first in behind and p.bare):
            yield n, p, 0.9
            return
    for n, p in free_phrases(scene, used):
        if p.last < scene.at <= p.last + 4 and "," in scene.line.words[p.last + 1 : scene.at]:
            yield n, p, 0.8
            return


def predicate(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Who is said to be it: "Käufer ist A", "A wird neuer Eigentümer", "hat einen Käufer gefunden: den Fonds A"."""
    line, clause = scene.line, scene.clause
    copula = next((i for i in line.within(clause) if line.words[i] in scene.language.grammar["copula"]), None)
    if copula is not None and line.english:
        meant = line.words[copula + 1 : scene.at]  # but "the new owner of A would be B"
        if any(word.endswith("ing") or word in scene.language.prepositions for word in meant):
            copula = None  # "is pulling out of its venture"
    for n, p in bare_phrases(scene, clause, used):
        between = sorted((scene.at, p.first))
        if copula is not None and between[0] < copula < between[1] and p.references[0].kind != "pronoun":
            yield n, p, 1.0
            return
    end = line.within(clause)[-1]
    for n, p in bare_phrases(scene, clause + 1, used):
        if line.words[end] == ":" and (p.last + 2 >= len(line.words) or _acts(scene, p)):
            yield n, p, 0.9
            return


def _acts(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase opens a German clause and its verb follows: "einen neuen Großaktionär: A hält nun ..."."""
    line, after = scene.line, phrase.last + 1
    opens = phrase.first == line.clauses[phrase.clause].first
    return not line.english and opens and line.finite[after] and line.clause_of[after] == phrase.clause


def among(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Examples of those that the noun speaks of: "mehrere Interessenten, darunter A und B"."""
    for n, p in free_phrases(scene, used):
        if p.first > scene.at and (p.listed or scene.line.words[p.first - 1] in _EXAMPLES):
            yield n, p, 1.0


_EXAMPLES = frozenset({"darunter", "nämlich", "etwa"})


def across(scene: Scene, used: set[int]) -> Iterator[Found]:
    """With whom something is talked about: "verhandelt mit B über den Kauf von A"."""
    line, at = scene.line, scene.at
    if line.english or "über" not in line.words[max(0, at - _NEAR) : at]:
        return
    for n, p in reversed(list(free_phrases(scene, used))):
        if p.mark == "mit" and p.last < at and p.clause == scene.clause:
            yield n, p, 0.9
            return


# Words from "über" to the noun: "über den vollständigen Kauf".
_NEAR = 3


def awarded(scene: Scene, used: set[int]) -> Iterator[Found]:
    """For whom it is good news in a German headline without a verb: "Großauftrag für A: B bestellt Züge"."""
    line = scene.line
    if line.english or any(line.finite[i] for i in line.within(scene.clause)):
        return
    for n, p in free_phrases(scene, used):
        if p.mark == "für" and p.clause == scene.clause and p.first > scene.at:
            yield n, p, 0.9


def shares(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The company whose shares are spoken of: "die Mehrheit der Postbank", "a stake in Hermes"."""
    after = scene.at if scene.takes_what_follows else -1
    here = [(n, p) for n, p in free_phrases(scene, used) if p.clause == scene.clause and p.last > after]
    held = [(n, p) for n, p in here if of_shares(scene, p) or p.references[0].kind == "stake"]
    for n, p in here:
        if p.mark == "an" and any(h.mark == "von" or h.case == "gen" for _, h in held if h.last + 1 == p.first):
            yield n, p, 0.9  # "die Beteiligung von B an A"
    yield from ((n, p, 0.9) for n, p in held)


def of_shares(scene: Scene, phrase: Phrase) -> bool:
    """Whether the phrase follows a word for a share of a company."""
    before = phrase.first - 1
    if before < 0 or (phrase.case != "gen" and phrase.mark not in _SHARE_MARKS):
        return False
    if not scene.line.words[before].endswith(scene.language.shares):
        return False
    if phrase.mark == "an" and scene.line.words[phrase.first + 1] in _ACCUSATIVE:
        return False  # "die Mehrheit an den Konkurrenten": to whom, not of whom
    # "verkauft das Kuka-Paket an Midea": the shares are Kuka's.
    return not any(other.last == before for other in scene.phrases)


def backers(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Who gives the money, wherever the sentence says so: "led by A", "with participation from B", "joined by C"."""
    line = scene.line
    for n, p in free_phrases(scene, used):
        if line.english and not possesses(line, p) and ((p.mark in _GIVEN and _gives(scene, p)) or _joins(scene, p)):
            yield n, p, 1.0


def _gives(scene: Scene, phrase: Phrase) -> bool:
    """Whether a word before the phrase says that the companies in it pay, or go on paying with others."""
    words, backing = scene.line.words, scene.language.grammar["backing"]
    near = words[max(0, phrase.first - _BACKED_REACH) : phrase.first + 1]
    return not backing.isdisjoint(near) and (phrase.first > scene.at or scene.at - phrase.last < _BACKED_WIDTH)


def _joins(scene: Scene, phrase: Phrase) -> bool:
    """Whether the companies are said to give money too: "a round led by A, with B and C also taking part"."""
    after = scene.line.words[phrase.last + 1 : phrase.last + 1 + _JOINED_REACH]
    return phrase.mark == "with" and phrase.first > scene.at and not scene.language.grammar["giving"].isdisjoint(after)


_JOINED_REACH = 2
# "participation from", "joined existing investors A and B", "led jointly by".
_BACKED_REACH = 3
# "backed by A, B today announced $9.5m in funding"
_BACKED_WIDTH = 12
_GIVEN = frozenset({"by", "from", "including", "wie", "with", "of"})


def holders(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Whose shares they have been: "bought Galp's 10% stake in B"."""
    holding = scene.language.grammar.get("holding", frozenset())
    for n, p in free_phrases(scene, used):
        after = scene.line.words[p.last + 1 : p.last + 1 + _HELD_REACH]
        if p.references[-1].owner and p.clause == scene.clause and not holding.isdisjoint(after):
            yield n, p, 1.0


# Words from a genitive to the shares: "its rival's remaining 45.1 percent stake".
_HELD_REACH = 5
_ACCUSATIVE = frozenset({"den", "die", "das", "einen", "eine", "ein", "seinen", "seine", "ihren", "ihre"})
_SHARE_MARKS = frozenset({"an", "in", "bei", "von", "of", "gen"})


def products(scene: Scene, used: set[int]) -> Iterator[Found]:  # noqa: ARG001
    """Whose name the goods bear: "die Lieferung von BMW-Motoren"."""
    for r in scene.products:
        if scene.line.clause_of[r.first] == scene.clause and r.first > scene.at:
            yield -1, Phrase(r.first, r.last, (r,), "", "", scene.clause), 0.9


def makers(scene: Scene, used: set[int]) -> Iterator[Found]:
    """A subject that is called a supplier: "der Zulieferer Leoni"."""
    kinds = tuple(scene.language.grammar["maker"])
    for n, p in bare_phrases(scene, scene.clause, used):
        if any(scene.line.words[i].endswith(kinds) for i in range(p.first, p.references[0].first)):
            yield n, p, 1.0


def contractors(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Whom the subject lets supply it: "a contract with B to supply engines for its helicopter"."""
    words = scene.line.words
    possessive = scene.language.grammar["possessive"]
    later = [i for i in scene.line.within(scene.clause) if i > scene.at]
    if any(words[i] in {"for", "to"} and words[i + 1] in possessive for i in later[:-1]):
        for n, p in free_phrases(scene, used):
            told = p.mark == "with" or (p.mark == "to" and "talking" in words[max(0, p.first - 2) : p.first])
            if told and p.last < scene.at and p.clause == scene.clause:
                yield n, p, 0.9


def itself(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The subject that sells itself: "SnapSaves sells to Groupon"."""
    if scene.line.english and scene.line.words[scene.at + 1 : scene.at + 2] == ("to",):
        yield from subjects(scene, used)


def kin(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The owner of what is in a role already: "die Bayer-Tochter Lanxess"."""
    for n in sorted(used):
        owners = scene.phrases[n].owners
        if owners:
            first = scene.phrases[n].first
            owner = Reference(first, first, owners)
            yield n, Phrase(first, first, (owner,), "", "", scene.phrases[n].clause), 0.9


def parents(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The same in English, where it gives up what is sold or bought: "A's catering arm B has been sold to C"."""
    if not scene.line.english:
        return
    active = scene.voice is Voice.ACTIVE
    given_up = {n for n in used if n >= 0 and scene.phrases[n].bare and (scene.phrases[n].first > scene.at) is active}
    yield from kin(scene, given_up)


def newborn(scene: Scene, used: set[int]) -> Iterator[Found]:
    """The company that a merger makes: "aus der Fusion von A und B entsteht C"."""
    line, birth = scene.line, scene.language.grammar["birth"]
    # "GSK was formed in 2000 when A merged with B": the clause around it may tell of the birth.
    outer = line.clauses[scene.clause].parent
    for clause in (scene.clause,) if outer is None else (scene.clause, outer):
        if not birth.isdisjoint(line.vocabulary(clause)):
            yield from ((n, p, 0.9) for n, p in bare_phrases(scene, clause, used))
            return


def owner(scene: Scene, used: set[int]) -> Iterator[Found]:
    """Whom "sein" before the trigger means: the name before it."""
    edge = _possessive(scene)
    if edge is not None:
        for n, p in reversed(list(free_phrases(scene, used))):
            if p.last < edge:
                yield n, p, 0.9
                return


def _possessive(scene: Scene) -> int | None:
    """Where "sein" stands before the trigger; in English also before what a company owns: "its arm would be listed"."""
    words, possessive = scene.line.words, scene.language.grammar["possessive"]
    if possessive.intersection(words[max(0, scene.at - 2) : scene.at]):
        return scene.at
    for i in scene.line.within(scene.clause) if scene.line.english else ():
        owned = words[i + 1 : min(i + 1 + _HELD_REACH, scene.at)]
        if i < scene.at and words[i] in possessive and any(word.endswith(scene.language.parts) for word in owned):
            return i
    return None


def inside(scene: Scene, used: set[int]) -> Iterator[Found]:  # noqa: ARG001
    """What is named in the trigger's own token."""
    if scene.inside:
        yield -1, None, 1.0
