"""Which German words are compounds of another: "Motorenkooperation" and "Kooperationsvertrag" of "Kooperation".

What stands before or behind the word has to be a word, too, which the archive's own words tell; in an archive of few
words a long rest is taken for one unless it reads like a prefix or a suffix. Where such words are looked for is left to
`index.search.vocabulary`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.search.analysis import form, forms, stem

SHORTEST = 4
"""Letters of a word that compounds are looked for of: with three, "Rat" would stand in "Apparat"."""
_SURE = 5, 11
"""Letters of a word, and of it and a rest together, that hardly stand side by side by accident; else the rest has to be
known."""
_PART = 3
"""Letters of the shortest part that the archive can vouch for; two are only a word where `_TINY` says so."""

_TINY = frozenset({"ol", "eu", "us", "tv", "it"})
_LINKS = ("", "s", "n", "e", "es", "en", "er", "ns", "ens")
"""Linking elements."""
_ENDINGS = ("", "e", "n", "en", "s", "es")
"""Inflections that a word can be typed with, and that its compounds lack."""

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

Known = Callable[[str], bool]
"""Whether the archive has a word of this form, in some inflection."""


@dataclass(frozen=True, slots=True)
class Part:
    """A word that compounds are looked for of.

    Attributes:
        form: Its form.
        stem: Its German stem: what compounds end with whose last part it is.
        bases: What compounds can begin with whose first part it is: "ubernahme" and "ubernahm" for "Übernahmen".
    """

    form: str
    stem: str
    bases: tuple[str, ...]

    @classmethod
    def of(cls, word: str) -> Part | None:
        """The part that a token is; None for one that is too short, or has something else in it than letters."""
        typed, stemmed = form(word), stem(word, "de")
        if len(typed) < SHORTEST or not typed.isalpha() or len(forms(word)) > 1:
            return None
        ending = typed.removeprefix(stemmed)
        bases = [typed]
        if len(stemmed) > SHORTEST and ending in _ENDINGS:
            bases += [stemmed] if ending != "en" else [stemmed + "e", stemmed]
        return cls(typed, stemmed, tuple(dict.fromkeys(bases)))

    @property
    def piece(self) -> str:
        """What all of its compounds hold."""
        piece = self.stem
        while not all(base.startswith(piece) for base in self.bases):
            piece = piece[:-1]
        return piece

    def compounds(self, stems: Iterable[str], known: Known) -> frozenset[str]:
        """Those German stems that are of compounds which begin or end with this word.

        Args:
            stems: All that begin or end with it, and any others. A compound is what its last part is: "Bundesautobahn"
                a "Bahn" as the "Autobahn" is one, "Tarifverhandlung" no "Handlung" as "Verhandlung" is none.
            known: Whether the archive has a word.
        """
        wholes = list(stems)
        last = [whole for whole in wholes if whole.endswith(self.stem)] if len(self.stem) >= SHORTEST else []
        decided = self._ending(last, known)
        first = [whole for whole in wholes if whole not in decided]
        return frozenset([whole for whole, is_one in decided.items() if is_one] + self._beginning(first, known))

    def _ending(self, stems: Iterable[str], known: Known) -> dict[str, bool]:
        """Whether stems that end with this word are compounds with it as the last part."""
        decided: dict[str, bool] = {}
        sure = _surely(self.form)
        within: list[str] = []  # those that the next one ends with, backwards, too
        for backwards in sorted(whole[::-1] for whole in stems):  # each comes after those that it ends with
            whole = backwards[::-1]
            while within and not backwards.startswith(within[-1]):
                within.pop()
            shorter = [each for each in within if len(self.stem) < len(each) <= len(whole) - _PART] if within else []
            before = whole.removesuffix(self.stem)
            decided[whole] = decided[shorter[-1][::-1]] if shorter else _is_first(before, known, sure)
            within.append(backwards)
        return decided

    def _beginning(self, stems: Sequence[str], known: Known) -> list[str]:
        """Those stems that are compounds with this word as the first part."""
        found = []
        for base in self.bases:
            letters, sure = len(base), _surely(base)
            found += [whole for whole in stems if whole.startswith(base) and _is_last(whole[letters:], known, sure)]
        return found


def _is_first(before: str, known: Known, sure: float) -> bool:
    """Whether what stands before the last part is a word, with a linking element behind it."""
    if not before or before in _PREFIXED:
        return False
    if _is_sure(before, sure) and not before.endswith(_AFTER_PREFIX):
        return True
    if len(before) < _PART:
        return before in _TINY
    rests = (before.removesuffix(link) for link in _LINKS if before.endswith(link))
    return any(len(rest) >= _PART and known(rest) for rest in rests)


def _is_last(after: str, known: Known, sure: float) -> bool:
    """Whether what stands behind the first part is a word, with a linking element before it."""
    if len(after) < _PART or _DERIVED.match(after) or (len(after) <= _LONGEST_SUFFIX and _SUFFIX.fullmatch(after)):
        return False
    if _is_sure(after, sure):
        return True
    rests = (after.removeprefix(link) for link in _LINKS if after.startswith(link))
    return any(len(rest) >= _PART and rest not in _PREFIXED and known(rest) for rest in rests)


def _surely(base: str) -> float:
    """Letters from which on what stands beside a word is one, though the archive does not know it."""
    letters, together = _SURE
    return max(letters, together - len(base)) if len(base) >= letters else math.inf


def _is_sure(rest: str, letters: float) -> bool:
    """Whether a rest has so many letters, and reads like a word."""
    return len(rest) >= letters and rest.isalpha() and _VOWEL.search(rest) is not None
