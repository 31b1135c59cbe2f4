"""Which German words are compounds of another: "Motorenkooperation" and "Kooperationsvertrag" of "Kooperation".

What stands before or behind the word has to be a word, too, which the archive's own words tell; in an archive of few
words a long rest is taken for one unless it reads like a prefix or a suffix. Where such words are looked for is left to
`index.search.vocabulary`, deciding on all words of an index beforehand to `index.search.splits`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import NamedTuple

from index.search.analysis import stem_of_form, word_keys

SHORTEST = 4
"""Letters of a word that compounds are looked for of: with three, "Rat" would stand in "Apparat"."""
_SURE = 5, 11
"""Letters of a word, and of it and a rest together, that hardly stand side by side by accident; else the rest has to be
known."""
ENOUGH = _SURE[1] - _SURE[0]
"""Letters of a word from which on more of them make nothing surer."""
PART, TWO = 3, 2
"""Letters of the shortest part that the archive can vouch for, and of those that are only words as `_TINY` says so."""

_TINY = frozenset({"ol", "eu", "us", "tv", "it"})
_LINKS = ("", "s", "n", "e", "es", "en", "er", "ns", "ens")
"""Linking elements."""
_INFLECTED = re.compile("((?:(?:er|en|ig|lich)*(?:ung|heit|keit))?)(?:e|n|en|s|es)?")
"""What the stemmer takes off a word: what it is derived with, which its compounds have, too, and an inflection."""

# The unstressed prefixes and the particles of German verbs, folded: they make another word of the word behind them.
_PREFIXES = """
ab an auf aus be bei da dar dazu durch ein emp ent er fort ge her heran heraus herbei herein herum hervor hin hinaus
hinein hinzu los miss mit nach nieder um un unter ur ver voll vor voran voraus vorbei weg weiter wider wieder zer zu
zurecht zuruck zusammen uber
"""
_AFTER_PREFIX = tuple(_PREFIXES.split())
_PREFIXED = frozenset(_AFTER_PREFIX) | {first + second for first in _AFTER_PREFIX for second in _AFTER_PREFIX}
# What a word goes on with that is no part of a compound. The first go on in their turn ("Partner|schaft|s|vertrag");
# the second are also how words begin, so that they only count at the end.
_DERIVED = re.compile(
    "s?chaft|heit|keit|igkeit|ung|lich|isch|ismus|ist(?:isch|en)|ation|ion|ier|itat|ant(?:in|en)|ent(?:in|en)|ship|lein"
)
_SUFFIX = re.compile(
    "(?:s|n|e|es|en|er|ern|erin|in|inn|innen|ig|igt|ing|ist|bar|sam|haft|los|chen|tum|nis|ling|al|ell|end|nd|iv|or|ur"
    "|ar|an|ei|erei|el|elt|em|et|t|te|ten|st|ment|erung|erer)(?:e|en|er|es|em|s|n)?"
)
_LONGEST_SUFFIX = 7
"""Letters of the longest of the second: to try them on every rest takes as long as all else."""
_VOWEL = re.compile("[aeiouy]")

Has = Callable[[str], bool]
"""Whether the archive has a German stem."""


class Part(NamedTuple):
    """A word that compounds are looked for of.

    Attributes:
        form: Its form.
        stem: Its German stem: what compounds end with whose last part it is.
        base: What compounds begin with whose first part it is, without what it was inflected by: "ubernahm" for
            "Übernahmen", "verhandlung" for "Verhandlungen". None when none are looked for.
    """

    form: str
    stem: str
    base: str | None

    @classmethod
    def of(cls, word: str) -> Part | None:
        """The part that a token is; None for one that is too short, or has something else in it than letters."""
        typed, (stemmed, _), parts = word_keys(word)
        if parts or len(typed) < SHORTEST or not (typed.isascii() and typed.isalpha()):
            return None
        if typed == stemmed:
            return cls(typed, stemmed, typed)
        ending = _INFLECTED.fullmatch(typed.removeprefix(stemmed)) if typed.startswith(stemmed) else None
        base = stemmed + ending[1] if ending else typed
        return cls(typed, stemmed, base if len(base) > SHORTEST else typed)

    @property
    def piece(self) -> str:
        """What all of its compounds hold."""
        return self.stem if self.base is None or self.base.startswith(self.stem) else self.base[:1]


class Compounding:
    """Decides which stems are compounds, by the words that there are. It remembers what it was asked.

    Args:
        has: Whether the archive has a German stem.
    """

    def __init__(self, has: Has) -> None:
        self._has = has
        self._known: dict[str, bool] = {}
        self._within: dict[str, int | None] = {}
        self._first: dict[tuple[str, float], bool] = {}
        self._last: dict[tuple[str, float], bool] = {}
        self._endings: dict[str, tuple[tuple[int, int], ...]] = {}

    def ends(self, whole: str, letters: int, size: int) -> bool:
        """Whether a stem is a compound whose last part are its last letters.

        A compound is what its last part is: "Bundesautobahn" a "Bahn" as the "Autobahn" is one, "Tarifverhandlung" no
        "Handlung" as "Verhandlung" is none.

        Args:
            whole: The stem.
            letters: How many they are.
            size: How many letters the word has whose stem they are.
        """
        within = self.within(whole)
        if within is not None and letters < len(whole) - within:
            return self.ends(whole[within:], letters, size)
        return self.is_first(whole[: len(whole) - letters], size)

    def within(self, whole: str) -> int | None:
        """Where the longest word begins that a stem ends with, behind a part of its own; None where there is none."""
        if whole not in self._within:
            places = range(PART, len(whole) - SHORTEST + 1)
            self._within[whole] = next((at for at in places if self._has(whole[at:])), None)
        return self._within[whole]

    def endings(self, whole: str) -> tuple[tuple[int, int], ...]:
        """What words there are that a stem is a compound of as its last part: the letters of the stem, and of the word.

        More letters of a word than `ENOUGH` make no difference.
        """
        found = self._endings.get(whole)
        if found is None:
            within = self.within(whole)
            starts = [] if within is None else [within]
            if len(whole) >= TWO + SHORTEST and self._has(whole[TWO:]):
                starts.append(TWO)
            words = [(at, size) for at in starts for size in sizes(len(whole) - at) if self.is_first(whole[:at], size)]
            inside = () if within is None else self.endings(whole[within:])
            found = self._endings[whole] = (*((len(whole) - at, size) for at, size in words), *inside)
        return found

    def begins(self, whole: str, letters: int) -> bool:
        """Whether a stem is a compound whose first part are its first letters, so many of them."""
        return self.is_last(whole[letters:], letters)

    def is_first(self, before: str, size: int) -> bool:
        """Whether what stands before a word of so many letters is a word, with a linking element behind it."""
        key = before, _surely(size)
        found = self._first.get(key)
        if found is None:
            found = self._first[key] = self._is_first(*key)
        return found

    def is_last(self, after: str, size: int) -> bool:
        """Whether what stands behind a word of so many letters is a word, with a linking element before it."""
        key = after, _surely(size)
        found = self._last.get(key)
        if found is None:
            found = self._last[key] = self._is_last(*key)
        return found

    def _is_first(self, before: str, sure: float) -> bool:
        if not before or before in _PREFIXED:
            return False
        if _is_sure(before, sure) and not before.endswith(_AFTER_PREFIX):
            return True
        if len(before) < PART:
            return before in _TINY
        rests = (before.removesuffix(link) for link in _LINKS if before.endswith(link))
        return any(len(rest) >= PART and self._knows(rest) for rest in rests)

    def _is_last(self, after: str, sure: float) -> bool:
        if len(after) < PART or _DERIVED.match(after) or (len(after) <= _LONGEST_SUFFIX and _SUFFIX.fullmatch(after)):
            return False
        if _is_sure(after, sure):
            return True
        rests = (after.removeprefix(link) for link in _LINKS if after.startswith(link))
        return any(len(rest) >= PART and rest not in _PREFIXED and self._knows(rest) for rest in rests)

    def _knows(self, word: str) -> bool:
        """Whether the archive has a word of this form, in some inflection."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._has(stem_of_form(word, "de"))
        return found


def sizes(letters: int) -> range:
    """How many letters a word can have whose stem has so many; `ENOUGH` for more than that."""
    return range(min(letters, ENOUGH), ENOUGH + 1)


def _surely(letters: int) -> float:
    """Letters from which on what stands beside a word of so many is one, though the archive does not know it."""
    least, together = _SURE
    return max(least, together - letters) if letters >= least else math.inf


def _is_sure(rest: str, letters: float) -> bool:
    """Whether a rest has so many letters, and reads like a word."""
    return len(rest) >= letters and rest.isalpha() and _VOWEL.search(rest) is not None
