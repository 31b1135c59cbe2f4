"""The words that tell of deals, and what is known of each by itself.

Lookup only: they are read by `cue_tables`; what a word means in its sentence is left to `parties`, `status`, `amounts`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import repeat

from index.detection.glossary import Gloss, Glossary
from index.detection.money_words import MoneyWords
from index.detection.sentences import Sentence
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

    def meets(self, words: Collection[str]) -> bool:
        """Whether one of `words`, in small letters, belongs to the set."""
        if not self.words.isdisjoint(words):
            return True
        return bool(self.tails) and any(map(str.endswith, words, repeat(self.tails)))


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

    def needed(self, words: Collection[str]) -> bool:
        """Whether the words that it needs are among these, in small letters."""
        for group in self.needs:  # asked of every trigger: all() takes three times as long
            if group.words.isdisjoint(words) and not (group.tails and group.meets(words)):
                return False
        return True


@dataclass(frozen=True, slots=True)
class Sense:
    """A word form as a form of a trigger.

    Attributes:
        particle: What must still follow elsewhere in the clause; empty when the form is whole.
        cue: The status that the form tells.
        head: Whether the trigger is the first part of a compound ("Fusionsgespräche").
        noun: Whether the form is a noun.
    """

    trigger: Trigger
    form: Form
    particle: str = ""
    cue: Status | None = None
    head: bool = False
    noun: bool = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for hundreds of times a sentence: to look up a member of an enum takes Python 3.11 ten times as long.
        object.__setattr__(self, "noun", self.form is Form.NOUN)


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

    def known_senses(self, words: Set[str]) -> Mapping[str, tuple[Sense, ...]]:
        """The words that may tell of a deal; each is analysed once, as most stood in an article before."""
        if len(self.silent) > _MOST_SEEN:
            self.silent.clear()
            self.telling.clear()
        loud = words - self.silent
        if not loud:
            return _NOTHING
        found: dict[str, tuple[Sense, ...]] = {}
        for word in loud:
            if (senses := self.telling.get(word)) is not None:
                found[word] = senses
            elif senses := self.senses(word):
                found[word] = self.telling[word] = senses
            else:
                self.silent.add(word)
        return found

    def evoking(self, sentence: Sentence) -> Mapping[str, tuple[Sense, ...]]:
        """The words of a sentence that may tell of a deal.

        Only to be asked of the language of deals: the sentence keeps them, and mostly has them from `deal_slots`.
        """
        if sentence.evoking is None:
            sentence.evoking = self.known_senses(sentence.words)
        return sentence.evoking

    @cached_property
    def cues(self) -> Mapping[str, Mapping[str, Sequence[StatusCue]]]:
        """The cues for a status by their first word and the one behind it, "" for all other words."""
        found: dict[str, Mapping[str, Sequence[StatusCue]]] = {}
        for first, cues in self.status_cues.items():
            behind = {"", *(cue.words[1] for cue in cues if len(cue.words) > 1)}
            found[first] = {
                second: [cue for cue in cues if len(cue.words) == 1 or cue.words[1] in {second, "*"}]
                for second in behind - {"*"}
            }
        return found

    def cues_at(self, words: Sequence[str], i: int) -> Sequence[StatusCue]:
        """The cues for a status of which the first two words stand at `i`, in the order of the table."""
        cues = self.cues[words[i]]
        return cues.get(words[i + 1], cues[""]) if i + 1 < len(words) else cues[""]

    @cached_property
    def turns(self) -> Set[str]:
        """Words before which a clause may begin."""
        grammar = self.grammar
        return grammar["coordinator"] | grammar["subordinator"] | grammar.get("conjunction", frozenset())

    @cached_property
    def determiners(self) -> Set[str]:
        """Words with which a noun phrase begins: articles and possessives."""
        grammar = self.grammar
        return grammar["article"] | grammar["possessive"] | grammar["definite"]

    @cached_property
    def fences(self) -> Set[str]:
        """Words that stand in no noun phrase."""
        grammar = self.grammar
        return grammar["coordinator"] | grammar["finite"] | grammar["time"]

    @cached_property
    def glossary(self) -> Mapping[str, Gloss]:
        """What is known of any word."""
        return Glossary(self.gloss)

    def gloss(self, word: str) -> Gloss:
        """What the tables say of a word."""
        small, capital, senses = word.lower(), word[0].isupper(), self.senses(word)
        number = self.references.get(small)
        if number == 0 and word.isupper() and len(word) > 1:
            number = None  # "IT"
        if number is None and small.endswith(("'s", "’s")):
            number = self.references.get(small[:-2]) or None  # "the Darmstadt company's business"
        if number is None and "-" in small:
            number = self.references.get(small.rpartition("-")[2]) or None  # "the direct-seller"
        if number is None and capital and small.endswith(self.reference_tails):
            number = 1
        # An infinitive of a trigger may be a plural, but not after a modal.
        finite = small in self.grammar["finite"] or any(sense.form in _FINITE for sense in senses)
        turn = small in self.turns or not small[0].isalnum()
        figure, cue = self.money.may_begin(small), small in self.status_cues
        return Gloss(small, senses, finite, capital, figure, turn, cue, number)

    def stands_for(self, word: str) -> int | None:
        """How many companies the word may stand for: 1 or 2 for nouns, 0 for pronouns, None for all other words."""
        return self.glossary[word].number

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


@dataclass(frozen=True)
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

    @cached_property
    def marks(self) -> Mapping[tuple[str, bool], Set[str]]:
        """By frame and whether the trigger is a verb, the marks of all places for its parties."""
        found: dict[tuple[str, bool], set[str]] = {}
        for (frame, voice), places in self.frames.items():
            marks = found.setdefault((frame, voice is not Voice.NOUN), set())
            marks.update(mark for place in places for mark in place.marks)
        return found

    @cached_property
    def musts(self) -> Mapping[tuple[str, Voice], Set[Role]]:
        """By frame and voice, the roles that a deal needs."""
        return {key: frozenset(place.role for place in places if place.must) for key, places in self.frames.items()}


# Words by which two companies named before are meant, alone or with a noun.
BOTH = frozenset({"beide", "beiden", "both"})
DUAL = BOTH | {"zwei", "two", "beider"}
_SHORTEST_COMPOUND = 8
_NOTHING: Mapping[str, tuple[Sense, ...]] = {}
_FINITE = frozenset({Form.PRESENT, Form.PAST})
# Words whose senses are kept: about 10 MB, the words of some ten thousand articles.
_MOST_SEEN = 100_000
