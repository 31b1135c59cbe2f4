"""Gives the companies around a trigger their roles, by the trigger's frame: who acquires, who is acquired, who sells.

What stands where is found by `places`. Whether the trigger means a deal at all, and how far along it is, is left to
`deals` and `status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import repeat

from index.detection.attributes import of_shares
from index.detection.clauses import ClauseKind
from index.detection.cues import Cues, Place, Voice
from index.detection.phrases import Phrase
from index.detection.places import candidates
from index.detection.references import Reference
from index.detection.scene import Scene
from index.document import Role


@dataclass(slots=True)
class Cast:
    """Which companies play which role.

    Attributes:
        roles: Ids by role, in text order.
        whole: Whether every role that the frame needs is filled.
        attached: Whether a party belongs to the trigger by more than being a subject.
        sure: 0 to 1, lower for every role that was filled from further away.
        listed: The role whose companies are examples, each in a deal of its own; None for most.
        partial: Whether the target is a company whose shares are spoken of, and not most of them.
        controlling: Whether it is one of whose shares most are spoken of.
    """

    roles: Mapping[Role, tuple[str, ...]]
    whole: bool
    attached: bool
    sure: float
    listed: Role | None
    partial: bool
    controlling: bool

    @property
    def companies(self) -> set[str]:
        """The ids of all parties."""
        return {company for ids in self.roles.values() for company in ids}

    def with_party(self, role: Role, company: str, worth: float) -> Cast:
        """The whole cast, with the party that it lacked."""
        roles = {**self.roles, role: (*self.roles.get(role, ()), company)}
        return replace(self, roles=roles, whole=True, sure=self.sure * worth)


# "der Konzern" is resolved rightly two times in three.
_GUESS = 0.7
# "A denied that it ...": a pronoun that follows its name; so is a noun where no other of two companies is left for it.
_NEAR_GUESS = 0.9
_FEW = 2
_WILD_GUESS = 0.5


# Looked up once: Python 3.11 takes five times as long for a member of an enum as for a name of the module.
_SELLER, _TARGET, _PARTNER = Role.SELLER, Role.TARGET, Role.PARTNER


def cast(scene: Scene, cues: Cues) -> Cast:
    """Fills the roles of the trigger's frame."""
    places = cues.frames[scene.sense.trigger.frame, scene.voice]
    roles: dict[Role, tuple[str, ...]] = {}
    used: set[int] = set()
    taken: set[str] = set()
    sure, listed, attached = 1.0, None, False
    phrases = len(scene.phrases)
    for place in places:
        if len(used) == phrases and not scene.names_besides:
            break
        if place.role in roles or (place.after and not roles):
            continue
        filled, worth, examples, tied = _fill(scene, place, used, taken)
        if filled:
            roles[place.role] = filled
            sure *= worth
            attached = attached or tied
            listed = place.role if examples else listed
    # Who sells a part of itself stands for the part; who sells goods does not.
    if _with_stranger(scene, used):
        roles.pop(_PARTNER, None)
    if roles.keys() == {Role.ACQUIRER} and _takes_stranger(scene):
        roles.clear()
    parted = _SELLER in roles and _TARGET not in roles and _parted(scene)
    lacking_roles = cues.musts[scene.sense.trigger.frame, scene.voice] - roles.keys()
    whole = not lacking_roles or (parted and lacking_roles == {_TARGET})
    shares = [_most(scene, scene.phrases[n]) for n in used if _of_shares(scene, scene.phrases[n])]
    partial, controlling = bool(shares) and not all(shares), bool(shares) and all(shares)
    return Cast(_parts_to_sellers(scene, roles, used), whole, attached, sure, listed, partial, controlling)


def _with_stranger(scene: Scene, used: set[int]) -> bool:
    """Whether the partner behind an English verb's "with" is no company: "A and B work with the Post Office"."""
    line = scene.line
    if scene.sense.trigger.frame != "together" or not line.english or scene.sense.noun:
        return False
    behind = range(scene.at + 1, min(scene.at + 1 + _WITH_REACH, len(line.words)))
    beside = next((i for i in behind if line.words[i] == "with"), None)
    if beside is None or beside + 1 >= len(line.words) or any(scene.phrases[n].first >= beside for n in used):
        return False
    following = line.words[beside + 1]
    return line.capitals[beside + 1] or following in scene.language.grammar["article"]


# Words from a verb to its "with": "teams up with", "joined forces with".
_WITH_REACH = 3


def _takes_stranger(scene: Scene) -> bool:
    """Whether what an English verb's subject buys has a name that is no company's: "A took over Bayes, a tool"."""
    line, sense = scene.line, scene.sense
    if not line.english or sense.noun or scene.voice is not Voice.ACTIVE or sense.trigger.frame != "takeover":
        return False
    at = scene.at + 1 + bool(sense.particle)
    named = at < len(line.words) and line.capitals[at] and line.words[at].isalpha()
    return named and not any(phrase.first <= at <= phrase.last for phrase in scene.phrases)


def _parted(scene: Scene) -> bool:
    """Whether the clause speaks of something that a company owns and may part with: "sein Zuggeschäft", "its arm"."""
    line, language = scene.line, scene.language
    if any(phrase.part for phrase in scene.phrases if phrase.clause == scene.clause):
        return True
    owned = (*language.parts, *language.shares)
    return any(map(str.endswith, line.vocabulary(scene.clause), repeat(owned)))


# "die Übernahme von Teilen der A": businesses, no shares.
_PARTS = frozenset({"teile", "teilen", "konzernteile", "konzernteilen", "unternehmensteile", "unternehmensteilen"})


def _of_shares(scene: Scene, phrase: Phrase) -> bool:
    """Whether shares are meant: "25 Prozent an A", "A-Anteile"."""
    if phrase.references[0].kind == "stake":
        return True
    if scene.line.english and scene.sense.noun and phrase.mark == "in" and phrase.first - 1 == 0:
        return False  # "Shares in A fell after a judge blocked its sale"
    return of_shares(scene, phrase) and scene.line.words[phrase.first - 1] not in _PARTS


def by_holders(scene: Scene, phrase: Phrase) -> bool:
    """Whether those are spoken of who own the company: "die Gesellschafter von A", "A-Gründer"."""
    words, holders = scene.line.words, scene.language.grammar["holder"]
    before, last = phrase.first - 1, words[phrase.references[-1].last]
    if scene.line.english and last in holders:
        return True
    after = words[phrase.last + 1 : phrase.last + 2]
    named = (before >= 0 and words[before] in holders) or last.rpartition("-")[2] in holders
    return named or (scene.line.english and bool(after) and after[0] in holders)


def _most(scene: Scene, phrase: Phrase) -> bool:
    """Whether the shares before the phrase are most or all: "die Mehrheit an A", "sämtliche Anteile an A"."""
    most = scene.language.grammar["most"]
    return not most.isdisjoint(scene.line.words[max(0, phrase.first - 3) : phrase.first])


def _fill(scene: Scene, place: Place, used: set[int], taken: set[str]) -> tuple[tuple[str, ...], float, bool, bool]:
    """The companies of a role, how sure they are, whether they are examples, and whether they are tied to the trigger.

    Partners may stand in several places ("A fusioniert mit B"), all other roles in one.
    """
    filled: tuple[str, ...] = ()
    worth, listed, tied = 1.0, False, False
    held, partners = scene.marks, place.role is _PARTNER
    for mark in place.marks:
        if not filled and (mark not in held or (mark == "backers" and scene.sense.trigger.frame == "ledround")):
            continue  # "A led the round, with existing investors including B"
        for n, phrase, cost in candidates(scene, mark, used) if mark in held else ():
            companies, sure = _companies(phrase, taken, scene, mark)
            if phrase is not None and n >= 0:
                used.add(n)
            if not companies:
                continue
            filled += companies
            taken.update(companies)
            tied = tied or mark != "subj"
            worth *= cost * sure
            if mark == "backers":
                continue  # "led by A, with participation from B"
            listed = listed or (phrase is not None and _separately(phrase, scene))
            break
        if not filled or (mark in FROM and scene.sense.trigger.frame in _ROUNDS):
            continue
        if not partners or (len(filled) > 1 and mark not in _LOOSE and not _joins(scene)):
            break
    return filled, worth, listed, tied


# Partners may be some of them here, and others elsewhere.
_LOOSE = frozenset({"subj", "comp"})


# Investors may stand in several places: "raised $5m in a round led by A, with participation from B".
_ROUNDS = frozenset({"raise", "round", "ledround", "received"})
# Behind them stands who gives or sells.
FROM = frozenset({"by", "from"})


def _guess(scene: Scene, reference: Reference, *, only: bool) -> float:
    """How sure it is that a noun or pronoun means the first of the companies that are left for it."""
    if reference.near or only:
        return _NEAR_GUESS
    # "The Cincinnati grocer": of several companies the place would tell which is meant, if it were known.
    told = scene.line.english and reference.first > 1 and scene.line.capitals[reference.first - 1]
    return _WILD_GUESS if told and len(reference.candidates) > _FEW else _GUESS


def _joins(scene: Scene) -> bool:
    """Whether the subject is one more partner: "A joined the alliance of B and C"."""
    return scene.has("joining")


def _separately(phrase: Phrase, scene: Scene) -> bool:
    """Whether each company of the phrase has a deal of its own: as an example of many, or beside one another."""
    if phrase.listed or scene.sense.trigger.frame == "bidder":
        return True
    return len(phrase.references) > 1 and bool(phrase.mark) and scene.has("apart")


def _companies(phrase: Phrase | None, taken: set[str], scene: Scene, mark: str) -> tuple[tuple[str, ...], float]:
    """The companies of a phrase that play no role yet, and how sure it is that they are meant.

    A pronoun means the latest as an object, else the first.
    """
    if phrase is None:
        found: Iterable[str] = (c for reference in scene.inside for c in reference.companies)
        return tuple(dict.fromkeys(c for c in found if c not in taken)), 1.0
    if len(phrase.references) == 1 and len(companies := phrase.references[0].companies) == 1:
        return (() if companies[0] in taken else companies), 1.0
    if all(reference.companies for reference in phrase.references):
        return tuple(dict.fromkeys(c for r in phrase.references for c in r.companies if c not in taken)), 1.0
    # A noun means a company that the clause does not name, a pronoun one that does not follow it.
    here = [p for p in scene.phrases if p.clause == phrase.clause]
    pronoun = phrase.references[0].kind == "pronoun"
    # "A works with B, and won't take it over": only a comma makes what follows a preposition something to come back to.
    back = mark == "obj" and scene.line.english
    later = [p for p in here if p.first > phrase.first or (p.mark and not (back and _closed(scene, p, phrase)))]
    named = {c for p in (later if pronoun else here) for r in p.references for c in r.companies}
    named.update(c for r in scene.inside for c in r.companies)
    if mark != "subj" and not pronoun:
        # "since it bought the ice cream maker": what is the subject is not what is bought.
        subject = next((p for p in here if p.bare and p is not phrase), None)
        named.update(c for r in (subject.references if subject else ()) for c in r.candidates[:1])
        if scene.line.english and scene.line.clauses[phrase.clause].kind is ClauseKind.RELATIVE:
            # "A, which supplies the Munich company": nor is who the clause tells more of.
            first = scene.line.clauses[phrase.clause].first
            named.update(
                c for p in scene.phrases if p.last in {first - 1, first - 2} for r in p.references for c in r.companies
            )
    found_here: list[str] = []
    sure = 1.0
    for reference in phrase.references:
        if reference.companies:
            found_here += reference.companies
        else:
            latest = mark == "obj" and reference.kind == "pronoun"
            meant = reference.candidates[::-1] if latest else reference.candidates
            left = [c for c in meant if c not in named | taken]
            if not left and scene.line.english and mark != "subj" and not pronoun:
                # "A, an owner of B, has cut its stake in the company": not the subject, whatever else is named.
                bare = {c for p in here if p.bare for r in p.references for c in r.companies}
                left = [c for c in meant if c not in bare | taken]
            # "The insurer turned down an offer from A", where one other company is spoken of.
            beside = any(r.companies for p in scene.phrases for r in p.references)
            sure = min(sure, _guess(scene, reference, only=beside and len(left) == 1 and len(meant) <= _FEW))
            found_here += left[: reference.number]
    return tuple(dict.fromkeys(c for c in found_here if c not in taken)), sure


def _closed(scene: Scene, named: Phrase, phrase: Phrase) -> bool:
    """Whether a comma stands between what is named and the phrase."""
    return "," in scene.line.words[named.last + 1 : phrase.first]


def _parts_to_sellers(
    scene: Scene, roles: dict[Role, tuple[str, ...]], used: set[int]
) -> Mapping[Role, tuple[str, ...]]:
    """Who owns what is bought sells it: "die Übernahme der Walzsparte von Aurubis"."""
    if _SELLER in roles and _TARGET not in roles and any(by_holders(scene, scene.phrases[n]) for n in used):
        roles[_TARGET] = roles.pop(_SELLER)  # "Die Gesellschafter von A verkaufen an B."
    owners = {
        c
        for n in used
        if scene.phrases[n].part
        for r in scene.phrases[n].references
        for c in r.companies or r.candidates
    }
    if not owners:
        return roles
    for role, other in ((_TARGET, _SELLER), (Role.UNIT, Role.PARENT)):
        moved = tuple(c for c in roles.get(role, ()) if c in owners)
        if moved:
            roles[role] = tuple(c for c in roles[role] if c not in owners)
            roles[other] = roles.get(other, ()) + moved
    return {role: companies for role, companies in roles.items() if companies}
