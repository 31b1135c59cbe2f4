"""Finds names in a row of words: the longest that begins at a word, in any case ending, spelling or compound.

The same index serves the lexicon and the names that an article itself makes known. Whether a found name means the
company is left to `candidates`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import chain
from typing import NamedTuple

from index.detection.compounds import Word
from index.detection.names import fold, name_words

_VOWELS = frozenset("aeiouyäöü")
_ADJECTIVE_ENDINGS = "nrsm"
_APOSTROPHES = frozenset("'’´`")
_CONTRACTIONS = tuple(apostrophe + end for apostrophe in "'’´`" for end in ("ve", "re", "ll", "d", "m", "t"))
_LONGEST_TAG = 40
"""Characters of a hashtag or handle that is looked up; networks allow handles of 15 to 30."""


class Ambiguity(Enum):
    """What else a name means, so that it needs a reason to be believed."""

    NONE = ""
    WORD = "?"
    """A common noun or adjective: "Post", "Metro"."""
    GERMAN_WORD = "$"
    """The same in German alone: "Linde"."""
    ENGLISH_WORD = "%"
    """The same in English alone: "Target"."""
    NAME = "!"
    """A person, a place, another thing of that name: "Otto", "Salzgitter", "ICE"."""

    def within(self, *, german: bool) -> Ambiguity:
        """What else the name means in a German text, or in an English one."""
        if self in {Ambiguity.GERMAN_WORD, Ambiguity.ENGLISH_WORD}:
            return Ambiguity.WORD if german == (self is Ambiguity.GERMAN_WORD) else Ambiguity.NONE
        return self


class Alias(NamedTuple):
    """One way to write a name.

    Attributes:
        words: As written, cut at hyphens.
        keys: The same, folded.
        company: The company's id; for a name that is none, what it is, after a "!": "!media".
        ambiguity: What else it means.
    """

    words: tuple[str, ...]
    keys: tuple[str, ...]
    company: str
    ambiguity: Ambiguity


class Found(NamedTuple):
    """A name found: the words from `first` to before `last` write this alias."""

    first: int
    last: int
    alias: Alias


def alias(name: str, company: str, ambiguity: Ambiguity = Ambiguity.NONE) -> Alias:
    """The alias of a company for a name as written."""
    words = name_words(name)
    return Alias(words, tuple([fold(word) for word in words]), company, ambiguity)


class NameIndex:
    """Aliases by their first word.

    Args:
        aliases: Its own.
        below: An index whose aliases it has too; of two that are equally long its own goes before.
    """

    def __init__(self, aliases: Iterable[Alias], below: NameIndex | None = None) -> None:
        by_first: defaultdict[str, list[Alias]] = defaultdict(list)
        for entry in aliases:
            by_first[entry.keys[0]].append(entry)
        for entries in by_first.values():
            if len(entries) > 1:
                entries.sort(key=lambda entry: -len(entry.keys))
        self._by_first = dict(by_first)
        small = {
            key: [entry for entry in entries if not entry.words[0][0].isupper()] for key, entries in by_first.items()
        }
        self._small = {key: entries for key, entries in small.items() if entries}
        self._below = below

    def __iter__(self) -> Iterator[Alias]:
        """Every alias once."""
        own = (entry for entries in self._by_first.values() for entry in entries)
        return own if self._below is None else chain(own, self._below)

    def __contains__(self, keys: tuple[str, ...]) -> bool:
        """Whether an alias has just these folded words."""
        own = any(entry.keys == keys for entry in self._by_first.get(keys[0], ()))
        return own or (self._below is not None and keys in self._below)

    def longest(self, words: Sequence[Word], first: int) -> Found | None:
        """The longest name that begins at this word and is written in a fitting case; None when there is none."""
        text = words[first].text
        by_first = self._small if text[0].islower() else self._by_first  # see `_cased`
        own = self._longest(words, first, by_first) if by_first else None
        if self._below is None:
            return own
        below = self._below.longest(words, first)
        return own if own and (below is None or below.last <= own.last) else below

    @staticmethod
    def _longest(words: Sequence[Word], first: int, by_first: Mapping[str, Sequence[Alias]]) -> Found | None:
        key = fold(words[first].text)
        entries = by_first.get(key)
        if len(key) > 3 and key[-1] in _ADJECTIVE_ENDINGS and (inflected := by_first.get(key[:-1])):
            entries = [*entries, *inflected] if entries else inflected
        if entries is None:  # nearly always
            return None
        best: Found | None = None
        for entry in entries:
            if best and len(entry.keys) < len(best.alias.keys):
                break
            last = first + len(entry.keys)
            if last > len(words) or not _reads(entry, words, first, last):
                continue
            if best is None or _closer(entry, best.alias, words, first):
                best = Found(first, last, entry)
        return best

    def tagged(self, tag: str) -> Alias | None:
        """The name that a hashtag or a user's handle writes in one word: "#deutschebahn"; None when there is none."""
        if len(tag) > _LONGEST_TAG:
            return None
        own = self._tagged(fold(tag).replace("_", ""))
        return own if own or self._below is None else self._below.tagged(tag)

    def _tagged(self, squeezed: str) -> Alias | None:
        return next((entry for entry in self._by_first.get(squeezed, ()) if len(entry.keys) == 1), None) or next(
            (
                entry
                for split in range(3, len(squeezed) - 1)
                for entry in self._by_first.get(squeezed[:split], ())
                if len(entry.keys) > 1 and "".join(entry.keys) == squeezed
            ),
            None,
        )


def _reads(entry: Alias, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words write the alias, but for case endings, and in a case that a name may have."""
    final = last - first - 1
    for i, key in enumerate(entry.keys):
        text = words[first + i].text
        written = fold(text)
        if written != key and not (
            (i == final and _genitive(written, key)) or (i < final and key[-1] == "e" and _inflected(written, key))
        ):
            return False
        if not _cased(text, entry.words[i]):
            return False
    return True


def _genitive(written: str, key: str) -> bool:
    return written[-1:] == "s" and written[:-1] == key and len(key) > 1


def _inflected(written: str, key: str) -> bool:
    """Whether an adjective has another ending: "Deutschen Bank" for "Deutsche Bank"."""
    return written[:-1] == key and written[-1] in _ADJECTIVE_ENDINGS


def _cased(text: str, name: str) -> bool:
    """Whether a word has the initial that the name's word has; an acronym must be one, unless it has no vowel."""
    if text == name or not name[0].isalpha():
        return True
    if name[-2:-1] in _APOSTROPHES and text[-2:-1] not in _APOSTROPHES:
        return False  # "Kohls" is no "Kohl's"
    if text.endswith(_CONTRACTIONS) and not name.endswith(_CONTRACTIONS):
        return False  # "I've" is no "Ive"
    if name.isupper() and len(name) < 6:
        stem = text[:-1] if len(text) > len(name) else text
        return stem.isupper() or (len(name) > 2 and text[0].isupper() and not _VOWELS & set(text.lower()))
    return text[0].isupper() or not name[0].isupper()


def _closer(one: Alias, other: Alias, words: Sequence[Word], first: int) -> bool:
    """Whether `one` is written more like the text than `other`, both being of one length."""
    if len(one.keys) != len(other.keys):
        return False
    texts = tuple(word.text for word in words[first : first + len(one.keys)])
    return one.words == texts and other.words != texts
