"""Which German words are compounds of another: "Motorenkooperation" and "Kooperationsvertrag" of "Kooperation".

What stands before or behind the word has to be a word, too, which the archive's own words tell; in an archive of few
words a long rest is taken for one unless it reads like a prefix or a suffix. Where such words are looked for is left to
`index.search.vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
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
        found: dict[str, bool] = {}
        for whole in sorted(stems, key=len):
            if len(self.stem) >= SHORTEST and whole.endswith(self.stem):
                before = whole.removesuffix(self.stem)
                longer = (found.get(whole[at:]) for at in range(_PART, len(before)))
                decided = next((each for each in longer if each is not None), None)
                found[whole] = self._is_last(before, known) if decided is None else decided
            else:
                found[whole] = self._is_first(whole, known)
        return frozenset(whole for whole, is_one in found.items() if is_one)

    def _is_last(self, before: str, known: Known) -> bool:
        """Whether what stands before it is a word."""
        if not before or before in _PREFIXED:
            return False
        if _is_sure(self.form, before) and not before.endswith(_AFTER_PREFIX):
            return True
        if len(before) < _PART:
            return before in _TINY
        rests = (before[: len(before) - len(link)] for link in _LINKS if before.endswith(link))
        return any(len(rest) >= _PART and known(rest) for rest in rests)

    def _is_first(self, whole: str, known: Known) -> bool:
        """Whether it begins with this word, and what stands behind is a word."""
        behind = ((base, whole.removeprefix(base)) for base in self.bases if whole.startswith(base))
        return any(_is_word(after, known, sure=_is_sure(base, after)) for base, after in behind)


def _is_word(after: str, known: Known, *, sure: bool) -> bool:
    """Whether what stands behind the first part is a word, with a linking element before it."""
    if len(after) < _PART or _SUFFIX.fullmatch(after) or _DERIVED.match(after):
        return False
    if sure:
        return True
    rests = (after.removeprefix(link) for link in _LINKS if after.startswith(link))
    return any(len(rest) >= _PART and rest not in _PREFIXED and known(rest) for rest in rests)


def _is_sure(base: str, rest: str) -> bool:
    """Whether a word and a rest are long enough for the rest to be one, though the archive does not know it."""
    letters, together = _SURE
    return (
        letters <= min(len(base), len(rest))
        and together <= len(base) + len(rest)
        and rest.isalpha()
        and _VOWEL.search(rest) is not None
    )
