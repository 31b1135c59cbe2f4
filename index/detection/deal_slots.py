"""Finds capitalised words that stand where only a party of a deal stands: "die Übernahme von ...", "... buys ...".

A place alone makes no company: "Übernahme von Verantwortung". It lowers what the sequence model must believe, see
`tagging.tagger`. Which words tell of deals, and behind which prepositions their parties stand, the deal tables say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from index.detection.compounds import Word
from index.detection.context import QUOTES, cue, is_adjective_ending, is_finite, is_head, is_home, is_title_case
from index.detection.cues import Cues, Form, Language, Sense
from index.detection.people import surnames
from index.detection.phrase_starts import describes
from index.detection.sentences import Sentence
from index.detection.tables import words
from index.detection.tagging.spelling import shipped_spelling
from index.detection.triggers import WEAK
from index.detection.unknown_names import is_foreign

# Words between a trigger and a party behind a preposition, at most.
_REACH = 12
# Words between a genitive and the noun that it owns: "Xanadu's planned $2bn takeover".
_OWNER_REACH = 4
ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})
_OPENING = frozenset({",", ":", "-", "–", "."})
# "Käufer ist ..." names a party, "Partner" mostly none.
_LEAST = 0.45
# Words from "Käufer" to its verb: "Käufer der Sparte ist Xanadu".
_PREDICATE_REACH = 4
_AND = frozenset({"und", "and", "sowie", "&", "/"})
_SHORTEST = 2
_SHORTEST_WORD = 4
# Above it score 17 % of nouns and 74 % of names, see `training.spelling`.
_NAME_LIKE = 0.0
# How capitalised words end that say between an article and a name what it is: "des Vermarkters", "der Berliner".
_DOERS = ("er", "ers", "ern", "erin")
_TAGS = frozenset({"#", "@"})
_DETERMINERS = ARTICLES | {"ein", "eine", "einen", "einem", "einer", "eines"}
# Articles of what is done to, before a noun that says what it is: "schluckt den Konkurrenten ...".
_ACCUSATIVE = frozenset({"den", "die", "das", "einen", "eine", "ein", "seinen", "seine", "ihren", "ihre"})
_DATIVE = frozenset({"dem", "einem", "seinem", "ihrem", "der", "einer", "seiner", "ihrer"})
# Words from an English name back to the article or preposition of the noun that says what it is.
_NOUN_REACH = 6
_BRAND_REACH = 4
_OWNING = frozenset({"owner", "owners", "maker", "makers"})
_NEW = frozenset({"new", "future", "sole", "majority", "becomes", "become", "became"})
_PLURAL = re.compile("[A-Z]{2,}s")
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
        names = [self._given(row, name) for name in names if row[name[1] - 1].stem not in self.people]
        if self.german:  # "den Versender Xanadu": what stands before a name says what it is
            names = [name for name in names if name[1] not in sure]
        else:
            names = [n for n in names if not (_qualifies(row, n[1], self.language) or _is_brand(row, n[0]))]
        if not names:
            return []
        lower = [word.text.lower() for word in row]
        triggers = list(self._triggers(row, lower))
        found = {name: vague for name in names if (vague := self._placed(row, lower, name, triggers)) is not None}
        for name in names if triggers else ():
            if name not in found and (vague := _coordinated(lower, name, sure, found)) is not None:
                found[name] = vague
        return [Slot(*name, vague, self._likely(row, name, known)) for name, vague in sorted(found.items())]

    def _given(self, row: Sequence[Word], name: tuple[int, int]) -> tuple[int, int]:
        """The name alone: "unter dem Namen Xanadu", "kauft den Bremer Versender Xanadu"."""
        first, last = name
        described = self.german and first > 0 and row[first - 1].text.lower() in _DETERMINERS
        while first + 1 < last and not row[first + 1].joined:
            text = row[first].text
            if text not in self.naming and not (described and text[1:].islower() and self._describes(text)):
                break
            first += 1
        return first, last

    def _likely(self, row: Sequence[Word], name: tuple[int, int], known: Set[int]) -> bool:
        first, last = name
        if not self.german:
            # Within an English sentence a capital is a name's, but in headlines.
            return (
                first > 0 and not row[first].joined and row[first - 1].text not in _OPENING and not is_title_case(row)
            )
        if row[first].joined or (last < len(row) and row[last].text in self.naming):
            return False
        before = row[first - 1].text if first else "."
        explained = before[0].isupper() and (is_head(row, first - 1) or self._describes(before))
        return explained or first in known or before in self.naming or _spelled_so(row[first:last])

    def _triggers(self, row: Sequence[Word], lower: Sequence[str]) -> Iterator[_Trigger]:
        for at, word in enumerate(row):
            for sense in self.senses.get(word.text, ()):
                trigger = sense.trigger
                if sense.particle and sense.particle not in lower[at:]:
                    continue
                if not sense.head and not all(group.meets(lower) for group in trigger.needs):
                    continue
                if not (trigger.unless.words and trigger.unless.meets(lower)):
                    verb = not sense.noun
                    yield _Trigger(at, verb, trigger.confidence <= WEAK, self.marks[trigger.frame, verb])

    def _placed(
        self, row: Sequence[Word], lower: Sequence[str], name: tuple[int, int], triggers: Sequence[_Trigger]
    ) -> bool | None:
        """Whether the place for a party in which the name stands is vague; None where it stands in none."""
        first, last = name
        before, after = _outside_quotes(row, first, last)
        if after < len(row) and row[after].joined:
            return None
        nearest = before
        before = self._before_kind(row, lower, before) if self.german else self._before_noun(row, lower, before)
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

    def _before_kind(self, row: Sequence[Word], lower: Sequence[str], before: int) -> int:
        """Where the word before a name stands, past what the name is: "den französischen Konkurrenten Xanadu"."""
        if before < 0 or not (is_head(row, before) or self._describes(row[before].text)):
            return before
        i = before
        while row[i].joined:
            i -= 1
        if not row[i].text[0].isupper():
            return before
        i -= 1
        while i >= 0 and is_adjective_ending(lower[i]) and not self._determines(lower[i]):
            i -= 1
        governed = i > 0 and self._determines(lower[i]) and lower[i - 1] in self.language.prepositions
        return i - 1 if governed else i

    def _describes(self, text: str) -> bool:
        """Whether a German noun before a name may say what it is: "Vermarkter", "Zellsparte"."""
        return text.endswith((*_DOERS, *self.language.parts))

    def _before_noun(self, row: Sequence[Word], lower: Sequence[str], before: int) -> int:
        """The same in English: "a stake in the Swedish heating specialist Xanadu", "buys the soda brand Xanadu"."""
        if (
            before < 1
            or not row[before].text.islower()
            or not (is_head(row, before) or describes(lower[before], self.language))
        ):
            return before
        for i in range(before - 1, max(before - _NOUN_REACH, -1), -1):
            if self._determines(lower[i]):
                return i - 1
            if lower[i] in self.language.prepositions or lower[i] in self.senses:
                return i
            if not lower[i][0].isalpha():
                break
        return before

    def _determines(self, word: str) -> bool:
        grammar = self.language.grammar
        return any(word in grammar[kind] for kind in ("article", "definite", "possessive"))

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
        if before == trigger.at:
            return True
        if not self.german or word in grammar["article"] or word in grammar["definite"]:
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
        return before < 0 or lower[before] in _OPENING or lower[before] in _AND


def _is_done_to(trigger: _Trigger, article: str) -> bool:
    """Whether an article may be that of whom a German verb's deed is done to, or given to."""
    marks = trigger.marks if trigger.verb else frozenset()
    return ("obj" in marks and article in _ACCUSATIVE) or ("dat" in marks and article in _DATIVE)


def _spelled_so(name: Sequence[Word]) -> bool:
    """Whether all words are spelled as companies' names are, not as German nouns."""
    long = all(len(word.stem) >= _SHORTEST_WORD and word.stem.isalpha() for word in name)
    return long and all(shipped_spelling().score(word.stem) > _NAME_LIKE for word in name)


def _outside_quotes(row: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Where the words stand before and behind a name, past quotation marks and the place it is of: "India's"."""
    before, after = first - 1, last
    while before >= 0 and (row[before].text in QUOTES or row[before].text in _TAGS or is_home(row[before])):
        before -= 1
    while after < len(row) and row[after].text in QUOTES:
        after += 1
    return before, after


def _qualifies(row: Sequence[Word], last: int, language: Language) -> bool:
    """Whether an English name describes a noun behind it, and mostly another name: "Welsh ports operator Xanadu"."""
    if row[last - 1].stem.lower() in language.grammar["time"]:
        return True  # "Today's takeover of our channel"
    if _PLURAL.fullmatch(row[last - 1].text):
        return True  # "chips for PCs"
    if last >= len(row) or not row[last].text[0].islower():
        return False
    if row[last - 1].text in words("demonyms"):
        return True
    i = last
    while i < min(len(row) - 1, last + _NOUN_REACH) and row[i].text.isalpha() and row[i].text[0].islower():
        i += 1
    return row[i].text[0].isupper() and i > last + 1 and is_head(row, i - 1)


def _is_brand(row: Sequence[Word], first: int) -> bool:
    """Whether an English name is what somebody is known to own or make: "A, the owner of Xanadu"."""
    before = [word.text.lower() for word in row[max(0, first - _BRAND_REACH) : first]]
    return before[-1:] == ["of"] and not _OWNING.isdisjoint(before[-2:-1]) and _NEW.isdisjoint(before)


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
    clear = ((word, tuple(sense for sense in senses if _is_clear(sense))) for word, senses in known.items())
    senses = {word: kept for word, kept in clear if kept}
    naming = _naming(language.grammar["naming"], german=german) if senses else frozenset[str]()
    return Slots(rows, senses, language, cues.marks, german, naming)


@cache
def _naming(words: frozenset[str], *, german: bool) -> frozenset[str]:
    """The words as they stand inside a sentence: German nouns have capitals."""
    return words | {word.title() for word in words} if german else words


def _is_clear(sense: Sense) -> bool:
    """Whether parties of the trigger may be told by their places: not those of "die erworbene Lizenz"."""
    return sense.form is not Form.ATTRIBUTE and sense.trigger.confidence >= _LEAST
