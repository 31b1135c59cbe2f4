"""Finds capitalised words that stand where only a party of a deal stands: "die Übernahme von ...", "... buys ...".

A place alone makes no company: "Übernahme von Verantwortung". It lowers what the sequence model must believe, see
`tagging.tagger`. Which words tell of deals, and behind which prepositions their parties stand, the deal tables say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from index.detection.compounds import Word
from index.detection.context import cue, is_finite
from index.detection.cues import Cues, Form, Language, Sense
from index.detection.people import surnames
from index.detection.sentences import Sentence
from index.detection.slot_names import (
    ARTICLES,
    OPENING,
    before_kind,
    before_noun,
    is_brand,
    is_inside,
    is_likely,
    is_site,
    name_alone,
    outside_quotes,
    qualifies,
)
from index.detection.triggers import WEAK
from index.detection.unknown_names import is_foreign

# Words between a trigger and a party behind a preposition, at most.
_REACH = 12
# Words between a genitive and the noun that it owns: "Xanadu's planned $2bn takeover".
_OWNER_REACH = 4
# "Käufer ist ..." names a party, "Partner" mostly none. English vague words that name one ("goes to") are surer of it.
_LEAST, _LEAST_ENGLISH = 0.45, 0.35
# Behind it another matter is told of.
_BREAK = ";"
# Words from "Käufer" to its verb: "Käufer der Sparte ist Xanadu".
_PREDICATE_REACH = 4
_AND = frozenset({"und", "and", "sowie", "&", "/"})
_SHORTEST = 2
# Articles of what is done to, before a noun that says what it is: "schluckt den Konkurrenten ...".
_ACCUSATIVE = frozenset({"den", "die", "das", "einen", "eine", "ein", "seinen", "seine", "ihren", "ihre"})
_DATIVE = frozenset({"dem", "einem", "seinem", "ihrem", "der", "einer", "seiner", "ihrer"})
_WHICH = (["which"], ["whose"])


class Slot(NamedTuple):
    """Words that may name a party, from `first` to before `last`.

    Attributes:
        vague: Whether they are only a subject there, or belong to a word that seldom tells of a deal.
        likely: Whether more speaks for a German name than its place: the lexicon has it as a company's, the noun
            before it says what kind of company it is, or no noun is spelled so.
    """

    first: int
    last: int
    vague: bool = False
    likely: bool = False


class _Trigger(NamedTuple):
    at: int
    verb: bool
    weak: bool
    marks: Set[str]
    particle: str


@dataclass(frozen=True)
class Slots:
    """The places for parties in an article's sentences.

    Attributes:
        rows: The sentences' words.
        senses: What deals they may tell of, but for vague ones.
        language: The deal words of its language.
        marks: By trigger's frame and whether it is a verb, the marks of the places for its parties.
        german: Whether it is German rather than English.
        naming: Words before or behind a name that is given, as they stand inside a sentence; none without `senses`.
    """

    rows: Sequence[Sequence[Word]]
    senses: Mapping[str, tuple[Sense, ...]]
    language: Language
    marks: Mapping[tuple[str, bool], Set[str]]
    german: bool
    naming: Set[str]

    @cached_property
    def people(self) -> Set[str]:
        """The article's surnames: who buys need not be a company."""
        return {row[i].stem for row in self.rows for i in surnames(row)}

    def may_hold(self, row: Sequence[Word]) -> bool:
        """Whether a word of the sentence may tell of a deal, or of a name that is given."""
        if not self.senses:
            return False
        texts = [word.text for word in row]
        told = not self.senses.keys().isdisjoint(texts) and any(self._triggers(row, [text.lower() for text in texts]))
        return told or not self.naming.isdisjoint(texts)

    def within(
        self, row: Sequence[Word], names: Sequence[tuple[int, int]], sure: Set[int], known: Set[int] = frozenset()
    ) -> list[Slot]:
        """The names of a sentence that stand in a place for a party.

        Args:
            row: The sentence's words.
            names: What may be an unknown name, as (first, last).
            sure: The words that are part of a company's name.
            known: Those with which one begins that the lexicon has, though it may be something else too.
        """
        names = [
            name_alone(row, name, self.language, self.naming, german=self.german)
            for name in names
            if row[name[1] - 1].stem not in self.people
        ]
        if self.german:  # "den Versender Xanadu": what stands before a name says what it is
            names = [name for name in names if name[1] not in sure]
        else:
            names = [name for name in names if not self._is_another(row, name)]
        if not names:
            return []
        lower = [word.text.lower() for word in row]
        triggers = list(self._triggers(row, lower))
        found = {name: vague for name in names if (vague := self._placed(row, lower, name, triggers)) is not None}
        for name in names if triggers else ():
            if name not in found and (vague := _coordinated(lower, name, sure, found)) is not None:
                found[name] = vague
        return [Slot(*name, vague, self._likely(row, name, known)) for name, vague in sorted(found.items())]

    def _is_another(self, row: Sequence[Word], name: tuple[int, int]) -> bool:
        """Whether an English name is no party's, wherever it stands."""
        return qualifies(row, name[1], self.language) or is_brand(row, name[0]) or is_site(row, name[0])

    def _likely(self, row: Sequence[Word], name: tuple[int, int], known: Set[int]) -> bool:
        if not self.german:
            return is_inside(row, name[0])
        return is_likely(row, name, known, self.language, self.naming)

    def _triggers(self, row: Sequence[Word], lower: Sequence[str]) -> Iterator[_Trigger]:
        for at, word in enumerate(row):
            for sense in self.senses.get(word.text, ()):
                trigger = sense.trigger
                if sense.particle and sense.particle not in lower[at:]:
                    continue
                if not sense.head and not all(group.meets(lower) for group in trigger.needs):
                    continue
                if not (trigger.unless.words and trigger.unless.meets(self._near(lower, at))):
                    verb = not sense.noun
                    yield _Trigger(
                        at, verb, trigger.confidence <= WEAK, self.marks[trigger.frame, verb], sense.particle
                    )

    def _near(self, lower: Sequence[str], at: int) -> Sequence[str]:
        """The words among which those stand that give a trigger another meaning; in English up to a semicolon."""
        if self.german or _BREAK not in lower:
            return lower
        first = max((i + 1 for i, word in enumerate(lower[:at]) if word == _BREAK), default=0)
        last = next((i for i in range(at, len(lower)) if lower[i] == _BREAK), len(lower))
        return lower[first:last]

    def _placed(
        self, row: Sequence[Word], lower: Sequence[str], name: tuple[int, int], triggers: Sequence[_Trigger]
    ) -> bool | None:
        """Whether the place for a party in which the name stands is vague; None where it stands in none."""
        first, last = name
        before, after = outside_quotes(row, first, last)
        if after < len(row) and row[after].joined:
            return None
        nearest = before
        if self.german:
            before = before_kind(row, lower, before, self.language)
        else:
            before = before_noun(row, lower, before, self.language, self.senses.keys())
        explained = before < nearest
        if self.german and before > 0 and is_foreign(row, first, last) and lower[before] in ARTICLES:
            before -= 1  # "die Übernahme der Xanadu Klinik": no noun that an article would belong to
        if self._named(lower, before, after):
            return False
        vague = None
        for trigger in triggers:
            if first <= trigger.at < last or abs(trigger.at - first) > _REACH:
                continue
            if (explained and _is_done_to(trigger, lower[max(0, before)])) or self._beside(
                row, lower, trigger, (before, first, last, after)
            ):
                if not trigger.weak:
                    return False
                vague = True
            elif self._acts(lower, trigger, before, after):
                vague = True
        return vague

    def _beside(
        self, row: Sequence[Word], lower: Sequence[str], trigger: _Trigger, around: tuple[int, int, int, int]
    ) -> bool:
        """Whether the name is what the trigger is done to, is behind its preposition, or owns it."""
        before, first, last, after = around
        word = lower[before] if before >= 0 else ""
        preposition = self.language.prepositions.get(word)
        if preposition is not None:
            # "a quarter of Xanadu"
            part = "share" in trigger.marks and before > 0 and lower[before - 1].endswith(self.language.shares)
            own = preposition in trigger.marks or part
            return own and (trigger.verb or first > trigger.at)
        if not trigger.verb:
            owner = row[last - 1].stem != row[last - 1].text and last <= trigger.at <= last + _OWNER_REACH
            called = "predicate" in trigger.marks and word in self.language.grammar["copula"]
            return owner or (called and trigger.at < before <= trigger.at + _PREDICATE_REACH)
        if "obj" not in trigger.marks:
            return False
        grammar = self.language.grammar
        if before == trigger.at or (before == trigger.at + 1 and word == trigger.particle):
            return True
        if not self.german or any(word in grammar[kind] for kind in ("article", "definite", "possessive")):
            return False
        # "übernimmt nun Xanadu", "will heute Xanadu übernehmen": an adverb, no article.
        behind = before == trigger.at + 1 and row[before].text.islower()
        return behind or (after == trigger.at and not self._opens(lower, before))

    def _named(self, lower: Sequence[str], before: int, after: int) -> bool:
        """Whether something is given the name: "unter dem Namen A", "die künftig A heißt", "A, so der neue Name"."""
        naming = self.language.grammar["naming"]
        if (before >= 0 and lower[before] in naming) or not naming.isdisjoint(lower[after : after + 1]):
            return True
        return lower[after : after + 2] == [",", "so"] and not naming.isdisjoint(lower[after + 2 : after + 6])

    def _acts(self, lower: Sequence[str], trigger: _Trigger, before: int, after: int) -> bool:
        """Whether the name opens a clause whose verb is the trigger or an auxiliary."""
        if self.german and before > 0 and self._comes_after_verb(lower[before], trigger):
            return True
        if after >= len(lower) or not self._opens(lower, before):
            return False
        if not self.german and lower[after] == "," and lower[after + 1 : after + 2] in _WHICH:
            return True
        verb = lower[after]
        if verb in self.language.grammar["finite"] or (trigger.verb and after == trigger.at):
            return True
        return is_finite(verb) if self.german else verb in cue("auxiliary") or _inflected(verb)

    def _comes_after_verb(self, word: str, trigger: _Trigger) -> bool:
        """Whether a German subject may follow the word: "Den Zuschlag erhielt Xanadu"."""
        return "subj" in trigger.marks and (word in self.language.grammar["finite"] or is_finite(word))

    def _opens(self, lower: Sequence[str], before: int) -> bool:
        return before < 0 or lower[before] in OPENING or lower[before] in _AND


def _is_done_to(trigger: _Trigger, article: str) -> bool:
    """Whether an article may be that of whom a German verb's deed is done to, or given to."""
    marks = trigger.marks if trigger.verb else frozenset()
    return ("obj" in marks and article in _ACCUSATIVE) or ("dat" in marks and article in _DATIVE)


def _inflected(text: str) -> bool:
    """Whether an English word may be a verb in the past, or one that belongs to a subject in the singular."""
    return text.isalpha() and text.endswith(("s", "ed"))


def _coordinated(
    lower: Sequence[str], name: tuple[int, int], sure: Set[int], found: Mapping[tuple[int, int], bool]
) -> bool | None:
    """Whether the name that "and" ties it to stands in a vague place; None where it is tied to none."""
    first, last = name
    if first >= _SHORTEST and lower[first - 1] in _AND:
        if first - 2 in sure:
            return False
        if tied := [vague for other, vague in found.items() if other[1] == first - 1]:
            return tied[0]
    if last + 1 < len(lower) and lower[last] in _AND:
        if last + 1 in sure:
            return False
        if tied := [vague for other, vague in found.items() if other[0] == last + 1]:
            return tied[0]
    return None


def slots(sentences: Sequence[Sentence], rows: Sequence[Sequence[Word]], cues: Cues, *, german: bool) -> Slots:
    """The places for parties in an article of these sentences, whose words are `rows`."""
    language = cues.languages["de" if german else "en"]
    known: dict[str, tuple[Sense, ...]] = {}
    for sentence, row in zip(sentences, rows, strict=True):
        cut = len(row) > len(sentence.tokens)  # at hyphens
        told = language.known_senses({word.text for word in row}) if cut else language.evoking(sentence)
        known |= told
    least = _LEAST if german else _LEAST_ENGLISH
    clear = ((word, tuple(sense for sense in senses if _is_clear(sense, least))) for word, senses in known.items())
    senses = {word: kept for word, kept in clear if kept}
    naming = _naming(language.grammar["naming"], german=german) if senses else frozenset[str]()
    return Slots(rows, senses, language, cues.marks, german, naming)


@cache
def _naming(words: frozenset[str], *, german: bool) -> frozenset[str]:
    """The words as they stand inside a sentence: German nouns have capitals."""
    return words | {word.title() for word in words} if german else words


def _is_clear(sense: Sense, least: float) -> bool:
    """Whether parties of the trigger may be told by their places: not those of "die erworbene Lizenz"."""
    return sense.form is not Form.ATTRIBUTE and sense.trigger.confidence >= least
