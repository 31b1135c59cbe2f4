"""The words that tell of deals, as the lexicon's `deal_*` and `status_*` tables hold them.

Loading and lookup only: what a word means in its sentence is left to `parties`, `status` and `amounts`. The columns of
the tables are told in the lexicon's DEALS.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, cached_property
from typing import NamedTuple

from index.detection.money_words import MoneyWords, money_words
from index.detection.tables import rows
from index.document import DealType, EventType, Role, Status


class Form(StrEnum):
    """How a trigger stands in its sentence."""

    PRESENT = "present"
    PAST = "past"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"
    NOUN = "noun"
    ATTRIBUTE = "attribute"
    """A participle before its noun: "die von A übernommene Firma B"."""


class Voice(StrEnum):
    """Which of a frame's rows hold."""

    ACTIVE = "active"
    PASSIVE = "passive"
    NOUN = "noun"


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words in small letters, some of them also as the last part of a compound."""

    words: frozenset[str]
    tails: tuple[str, ...] = ()

    def meets(self, words: Iterable[str]) -> bool:
        """Whether one of `words`, in small letters, belongs to the set."""
        words = words if isinstance(words, Collection) else list(words)
        if not self.words.isdisjoint(words):
            return True
        return bool(self.tails) and any(word.endswith(self.tails) for word in words)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that evokes a deal, or another event.

    Attributes:
        type: The kind of deal or event.
        frame: Names the rows of deal_frames that say where the parties stand.
        particle: A separable verb's, as "ein" of "steigt ... ein"; empty for other words.
        needs: Of each set one word must stand in the trigger's clause.
        unless: With one of these in its clause the trigger means something else.
        cue: The status that the word itself tells; None for most.
        confidence: 0 to 1, how often the word means a deal when its parties are there.
    """

    lemma: str
    type: DealType | EventType
    frame: str
    particle: str
    needs: tuple[WordSet, ...]
    unless: WordSet
    cue: Status | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Sense:
    """A word form as a form of a trigger.

    Attributes:
        particle: What must still follow elsewhere in the clause; empty when the form is whole.
        cue: The status that the form tells.
        head: Whether the trigger is the first part of a compound ("Fusionsgespräche").
    """

    trigger: Trigger
    form: Form
    particle: str = ""
    cue: Status | None = None
    head: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a frame looks for the companies of a role; see DEALS.md.

    Attributes:
        marks: In order of preference.
        must: Whether a deal needs a company there.
        after: Whether the place counts only once another role is filled.
    """

    role: Role
    marks: tuple[str, ...]
    must: bool
    after: bool = False


@dataclass(frozen=True, slots=True)
class StatusCue:
    """A sequence of words in small letters that speaks for a status; `scope` is near, clause or sentence."""

    words: tuple[str, ...]
    status: Status
    scope: str
    weight: float


@dataclass(frozen=True)
class Language:
    """What the tables hold for one language.

    Attributes:
        forms: Senses of whole words.
        tails: Senses of nouns that may end a compound, by noun.
        stems: First parts of compounds and the trigger they stand for.
        heads: Last parts of compounds after such a stem, and the status each tells.
        endings: The tails and heads, by which compounds are told from other words at a glance.
        traps: Words that look like triggers and are none.
        references: Nouns for companies named before, and how many they stand for, the fewest; 0 for pronouns.
        reference_tails: Those of them that may end a compound.
        grammar: Function words by kind; prepositions by mark are in `prepositions`.
        parts: Nouns for what a company owns, also as the last part of a compound: "Handysparte".
        selves: Nouns for who speaks for a company, likewise: "Konzernchef".
        shares: Words for a part of a company: "Prozent", "Geschäftsanteile".
        idioms: Pairs of a preposition and a noun that are no trigger: "im Auftrag".
        rings: Words for several who act under one's lead: "ein Konsortium um A".
        status_words: Words of tense, mood and negation by kind.
        status_cues: By their first word.
        money: The words of amounts.
        telling: The senses of words that were asked for and have some.
        silent: Words that were asked for and have none.
        counted: Likewise, by text, how many companies a word may stand for.
    """

    forms: Mapping[str, tuple[Sense, ...]]
    tails: Mapping[str, tuple[Sense, ...]]
    stems: Mapping[str, Trigger]
    heads: Mapping[str, Status | None]
    endings: tuple[str, ...]
    traps: frozenset[str]
    references: Mapping[str, int]
    reference_tails: tuple[str, ...]
    grammar: Mapping[str, frozenset[str]]
    prepositions: Mapping[str, str]
    parts: tuple[str, ...]
    selves: tuple[str, ...]
    rings: tuple[str, ...]
    idioms: frozenset[tuple[str, str]]
    shares: tuple[str, ...]
    status_words: Mapping[str, frozenset[str]]
    status_cues: Mapping[str, tuple[StatusCue, ...]]
    money: MoneyWords
    telling: dict[str, tuple[Sense, ...]] = field(default_factory=dict, compare=False, repr=False)
    silent: set[str] = field(default_factory=set, compare=False, repr=False)
    counted: dict[str, int | None] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def belongings(self) -> Mapping[str, str]:
        """English nouns behind a name that say what the whole is to the company: "Boeing jets", "Rivian shares"."""
        grammar = self.grammar
        return {
            **dict.fromkeys(grammar.get("goods", ()), "other"),
            **dict.fromkeys(grammar.get("holding", ()), "stake"),
        }

    @cached_property
    def pairs(self) -> Set[str]:
        """Words that speak of two companies named before."""
        return {word for word, count in self.references.items() if count > 1} | DUAL

    def known_senses(self, words: Set[str]) -> dict[str, tuple[Sense, ...]]:
        """The words that may tell of a deal; each is analysed once, as most stood in an article before."""
        if len(self.silent) > _MOST_SEEN:
            self.silent.clear()
            self.telling.clear()
        found: dict[str, tuple[Sense, ...]] = {}
        for word in words - self.silent:
            senses = self.telling.get(word) or self.senses(word)
            if senses:
                found[word] = self.telling[word] = senses
            else:
                self.silent.add(word)
        return found

    def stands_for(self, word: str) -> int | None:
        """How many companies the word may stand for: 1 or 2 for nouns, 0 for pronouns, None for all other words."""
        counted = self.counted
        if word in counted:
            return counted[word]
        if len(counted) > _MOST_SEEN:
            counted.clear()
        lower = word.lower()
        count = self.references.get(lower)
        if count is None and word[0].isupper() and lower.endswith(self.reference_tails):
            count = 1
        counted[word] = count
        return count

    def senses(self, word: str) -> tuple[Sense, ...]:
        """What deals a word may tell of, as itself or as a compound; empty for nearly all words."""
        lower = word.lower()
        found = self.forms.get(lower)
        if found is not None:
            return found
        if len(lower) < _SHORTEST_COMPOUND or not lower.endswith(self.endings) or not word[0].isupper():
            return ()
        return () if lower in self.traps else self._compound(lower)

    def _compound(self, lower: str) -> tuple[Sense, ...]:
        for cut in range(3, len(lower) - 3):
            rest = lower[cut:]
            if rest in self.heads and (trigger := self.stems.get(lower[:cut].rpartition("-")[2])) is not None:
                return (Sense(trigger, Form.NOUN, cue=self.heads[rest], head=True),)
            if rest in self.tails and (lower[cut - 1] == "-" or cut > 3):
                return self.tails[rest]
        return ()


@dataclass(frozen=True, slots=True)
class Cues:
    """All that detection knows of deal words.

    Attributes:
        languages: "de" and "en".
        frames: By frame and voice.
        compounds: Last parts of compounds with a company's name, and what the whole stands for.
    """

    languages: Mapping[str, Language]
    frames: Mapping[tuple[str, Voice], tuple[Place, ...]]
    compounds: Mapping[str, str]


# Words by which two companies named before are meant, alone or with a noun.
BOTH = frozenset({"beide", "beiden", "both"})
DUAL = BOTH | {"zwei", "two", "beider"}
_SHORTEST_COMPOUND = 8
# Words whose senses are kept: about 10 MB, the words of some ten thousand articles.
_MOST_SEEN = 100_000
_Sets = Mapping[str, WordSet]
_NUMBERS = {"pronoun": 0, "one": 1, "two": 2}


@cache
def load_cues() -> Cues:
    """The cues of the package's lexicon, read once."""
    sets = word_sets("deal_words")
    frames: dict[tuple[str, Voice], tuple[Place, ...]] = {}
    for frame, voice, role, marks, must in rows("deal_frames"):
        key = frame, Voice(voice)
        frames[key] = (*frames.get(key, ()), Place(Role(role), tuple(marks.split()), must != "", must == "after"))
    languages = {code: _language(code, sets) for code in ("de", "en")}
    return Cues(languages, frames, dict(rows("deal_compounds")))


def word_sets(table: str) -> Mapping[str, WordSet]:
    """The lists of words of a table, by name."""
    lists: dict[str, list[str]] = defaultdict(list)
    for word, name in rows(table):
        lists[name].append(word)
    return {name: _word_set(words) for name, words in lists.items()}


def _word_set(words: Iterable[str]) -> WordSet:
    whole, tails = [], []
    for word in words:
        if word.startswith("*"):
            tails.append(word[1:])
        whole.append(word.removeprefix("*"))
    return WordSet(frozenset(whole), tuple(tails))


def _words(cell: str, sets: Mapping[str, WordSet]) -> WordSet:
    """The set that a cell names: words and "@lists", separated by commas."""
    parts = [part for part in cell.split(",") if part]
    named = [sets[part[1:]] for part in parts if part[0] == "@"]
    own = frozenset(part for part in parts if part[0] != "@")
    return WordSet(own.union(*(n.words for n in named)), tuple(tail for n in named for tail in n.tails))


def _trigger(kind: type[DealType | EventType], lemma: str, row: Mapping[str, str], sets: _Sets) -> Trigger:
    return Trigger(
        lemma=lemma,
        type=kind(row["type"]),
        frame=row["frame"],
        particle=row.get("particle", ""),
        needs=tuple(_words(group, sets) for group in row["needs"].split(";") if group),
        unless=_words(row["unless"], sets),
        cue=Status(row["cue"]) if row["cue"] else None,
        confidence=float(row["confidence"]),
    )


_ENDINGS = ("e", "en", "er", "es", "em")
_VERB = ("language", "type", "frame", "particle", "present", "past", "participle", "infinitive", "needs", "unless")
_NOUN = ("language", "type", "frame", "tail", "stem", "needs", "unless", "cue", "confidence")


class TriggerWords(NamedTuple):
    """The forms, tails and stems of a `Language`."""

    forms: Mapping[str, tuple[Sense, ...]]
    tails: Mapping[str, tuple[Sense, ...]]
    stems: Mapping[str, Trigger]


def trigger_words(tables: str, code: str, kind: type[DealType | EventType], sets: _Sets) -> TriggerWords:
    """The triggers of one language in a table of verbs and one of nouns, whose names begin with `tables`."""
    forms: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    tails: dict[str, tuple[Sense, ...]] = defaultdict(tuple)
    stems: dict[str, Trigger] = {}
    for lemma, *cells in rows(f"{tables}_verbs"):
        row = dict(zip((*_VERB, "cue", "confidence"), cells, strict=True))
        if row["language"] == code:
            for word, sense in _verb_forms(_trigger(kind, lemma, row, sets), row, code):
                forms[word] += (sense,)
    for nouns, *cells in rows(f"{tables}_nouns"):
        row = dict(zip(_NOUN, cells, strict=True))
        if row["language"] != code:
            continue
        trigger = _trigger(kind, nouns.split(",")[0], row, sets)
        for noun in nouns.split(","):
            sense = Sense(trigger, Form.NOUN, cue=trigger.cue)
            forms[noun] += (sense,)
            if row["tail"]:
                tails[noun] += (sense,)
        if row["stem"]:
            stems[row["stem"]] = trigger
    return TriggerWords(dict(forms), dict(tails), stems)


def _language(code: str, sets: _Sets) -> Language:
    forms, tails, stems = trigger_words("deal", code, DealType, sets)
    references = [row for row in rows("deal_references") if row[1] == code]
    heads = {head: Status(cue) if cue else None for head, language, cue in rows("deal_heads") if language == code}
    grammar = _by_kind((word, kind) for word, language, kind, _ in rows("deal_grammar") if language == code)
    return Language(
        forms=forms,
        tails=tails,
        stems=stems,
        heads=heads,
        endings=(*tails, *heads),
        traps=frozenset(word for word, language in rows("deal_traps") if language == code),
        references={word: _NUMBERS[number] for word, _, number, _ in reversed(references)},
        reference_tails=tuple(word for word, _, _, tail in references if tail == "yes" and len(word) > 3),
        grammar=grammar,
        parts=tuple(grammar["part"]),
        selves=tuple(grammar["self"]),
        rings=tuple(grammar["ring"]),
        idioms=frozenset((v, w) for w, lang, kind, v in rows("deal_grammar") if (lang, kind) == (code, "idiom")),
        shares=tuple(grammar["share"]),
        prepositions={
            w: value for w, lang, kind, value in rows("deal_grammar") if (lang, kind) == (code, "preposition")
        },
        status_words=_by_kind((word, kind) for word, language, kind in rows("status_words") if language == code),
        status_cues=status_cues("status_cues", code),
        money=money_words(code),
    )


def _verb_forms(trigger: Trigger, row: Mapping[str, str], code: str) -> Iterable[tuple[str, Sense]]:
    """The word forms of a verb. German particles join the verb at the end of a clause and around "zu"."""
    particle = trigger.particle
    for form in (Form.PRESENT, Form.PAST, Form.PARTICIPLE, Form.INFINITIVE):
        for word in filter(None, row[form].split(",")):
            apart = bool(particle) and not (form is Form.PARTICIPLE and code == "de")
            yield word, Sense(trigger, form, particle if apart else "", trigger.cue)
            if form is Form.PARTICIPLE and code == "de":
                for ending in _ENDINGS:
                    yield f"{word}{ending}", Sense(trigger, Form.ATTRIBUTE, "", trigger.cue)
            if form is Form.INFINITIVE and code == "de":
                # An infinitive is the plural of the present, too: "A und B fusionieren".
                yield f"{particle}{word}", Sense(trigger, form, "", trigger.cue)
                yield f"{particle}zu{word}", Sense(trigger, form, "", trigger.cue)
            elif apart and code == "de":
                yield f"{particle}{word}", Sense(trigger, form, "", trigger.cue)


def _by_kind(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, kind in pairs:
        found[kind].add(word)
    return {kind: frozenset(words) for kind, words in found.items()}


def status_cues(table: str, code: str) -> dict[str, tuple[StatusCue, ...]]:
    """The cues of one language in a table, by their first word."""
    found: dict[str, tuple[StatusCue, ...]] = defaultdict(tuple)
    for words, language, status, scope, weight in rows(table):
        if language == code:
            cue = StatusCue(tuple(words.split()), Status(status), scope, float(weight))
            found[cue.words[0]] += (cue,)
    return dict(found)
