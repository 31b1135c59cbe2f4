"""Whether a German word is a compound of another: "Motorenkooperation" and "Kooperationsvertrag" of "Kooperation".

What stands before and behind the word has to be words, too, which the archive's own words tell; in an archive of few
words a long rest is taken for one unless it reads like a prefix or a suffix. Where compounds are looked for is left to
`index.search.vocabulary`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.search.analysis import form, forms, stem

SHORTEST = 4
"""Letters of a word that compounds are looked for of: with three, "Rat" would stand in "Apparat"."""
_SURE = 5, 11
"""Letters of a word, and of it and a rest together, that hardly stand side by side by accident; else the rest has to be
known. Over 33,800 German stems and 40 words of business news, 3 of 100 compounds taken for such were none."""
_PART = 3
"""Letters of the shortest part that the archive can vouch for; two are only a word where `_TINY` says so."""

_TINY = frozenset({"ol", "eu", "us", "tv", "it"})
_LINKS = ("", "s", "n", "e", "es", "en", "er", "ns", "ens")
"""Linking elements."""
_ENDINGS = ("", "e", "n", "en", "s", "es")
"""Inflections that a word can be typed with, and that its compounds lack."""

# The unstressed prefixes and the particles of German verbs: they make another word of the word behind them, within a
# compound, too ("Tarif|ver|handlung" is no "Handlung"). Folded as the words are.
_PREFIX = (
    "(?:ab|an|auf|aus|be|bei|da|dar|dazu|durch|ein|emp|ent|er|fort|ge|her|heran|heraus|herbei|herein|herum|hervor|hin|"
    "hinaus|hinein|hinzu|los|miss|mit|nach|nieder|um|un|unter|ur|ver|voll|vor|voran|voraus|vorbei|weg|weiter|wider|"
    "wieder|zer|zu|zurecht|zuruck|zusammen|uber)"
)
_PREFIXES = re.compile(f"{_PREFIX}+")
_AFTER_PREFIX = re.compile(f"{_PREFIX}$")
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
        stem: Its German stem: what compounds end with whose last part it is.
        bases: Its form, and what of it can stand before another part: "ubernahme" and "ubernahm" of "Übernahmen".
    """

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
        return cls(stemmed, tuple(dict.fromkeys(bases)))

    @property
    def shortest(self) -> str:
        """What every compound of it holds."""
        return min((self.stem, *self.bases), key=len)

    def is_in(self, whole: str, known: Known) -> bool:
        """Whether the word of a German stem is a compound of this one; a word is none of itself."""
        if whole == self.stem:
            return False
        if len(self.stem) >= SHORTEST and whole.endswith(self.stem):
            before = whole.removesuffix(self.stem)
            longer = next((whole[at:] for at in range(_PART, len(before)) if known(whole[at:])), None)
            if longer is not None and not _is_known_part(before, known):  # "Motoren|kooperation" is no "operation"
                return self.is_in(longer, known)
            if _is_first_part(before, known, sure=_is_sure(self.bases[0], before)):
                return True
        return any(
            self._is_around(whole[:start], base, whole[start + len(base) :], known)
            for base in self.bases
            for start in _places(base, whole)
        )

    def _is_around(self, before: str, base: str, after: str, known: Known) -> bool:
        """Whether what stands before and behind the word are parts of a compound."""
        return _is_first_part(before, known, sure=_is_sure(base, before)) and _is_last_part(
            after, known, sure=_is_sure(base, after)
        )


def _places(base: str, whole: str) -> Iterator[int]:
    start = whole.find(base)
    while start >= 0:
        if (start, len(base)) != (0, len(whole)):
            yield start
        start = whole.find(base, start + 1)


def _is_first_part(before: str, known: Known, *, sure: bool) -> bool:
    """Whether what stands before a part of a compound is a word, or several; so is nothing."""
    if not before or before in _TINY:
        return True
    if len(before) < _PART or _PREFIXES.fullmatch(before):
        return False
    return _is_known_part(before, known) or (sure and not _AFTER_PREFIX.search(before))


def _is_known_part(before: str, known: Known) -> bool:
    """Whether it is a word of the archive but for a linking element."""
    links = (link for link in _LINKS if before.endswith(link) and len(before) - len(link) >= _PART)
    return any(known(before[: len(before) - len(link)]) for link in links)


def _is_last_part(after: str, known: Known, *, sure: bool) -> bool:
    """Whether what stands behind a part of a compound is a word, or several; so is nothing."""
    if not after:
        return True
    if len(after) < _PART or _SUFFIX.fullmatch(after) or _DERIVED.match(after):
        return False
    rests = (after.removeprefix(link) for link in _LINKS if after.startswith(link))
    if any(len(rest) >= _PART and not _PREFIXES.fullmatch(rest) and known(rest) for rest in rests):
        return True
    return sure


def _is_sure(base: str, rest: str) -> bool:
    """Whether a word and a rest are long enough for the rest to be one, though the archive does not know it."""
    letters, together = _SURE
    return (
        letters <= min(len(base), len(rest))
        and together <= len(base) + len(rest)
        and rest.isalpha()
        and _VOWEL.search(rest) is not None
    )
