"""From text to terms: which stretches of a text are words, and which of them count as the same.

Two keys are made of a word. Its *form* tells spellings apart no further than a German or English typist would: case,
accents, ß/ss and ü/ue/u are the same. Its *stem* also takes the inflection off, by the rules of one language. What is
done with the keys (postings, phrases, highlights) is left to others.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

LANGUAGES = ("de", "en")
"""The languages that an article can be written in, as `Article.language` says it."""

GAP = 8
"""Positions left out between two regions of an article: no phrase reaches from one into the next."""
_LONGEST = 64
"""Characters of a form. Longer ones are encoded pictures and the like; both sides are cut alike."""

# A letter may be followed by combining marks (decomposed umlauts) and by the soft hyphens and zero-width joiners that
# web pages put into long words.
_RUN = "[^\\W_]+(?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060]+[^\\W_]*)*"
_JOINT = "[-\u2010\u2011.'’&]"
_PART = re.compile(_RUN)
TOKEN = re.compile(f"{_RUN}(?:{_JOINT}{_RUN})*")
"""One token of a text: "Daimler", "BMW-Chef", "E.ON", "C&A", "Moody's"."""

# ae, oe and ue are taken for umlauts but after a vowel, q or y: "neue", "Bauer", "Quelle" stay apart from "neun",
# "Baur", "Qulle". Over the 30,483 word types of 7,300 German sentences this merged eight pairs that are spellings of
# one word and five that are not (Lob and Loeb); without the exception, eight more that are not.
_DIGRAPH = re.compile("(?<![aeiouqy])([aou])e")
# Letters that compatibility decomposition leaves whole.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
# "BMWs", "VWs": the German stemmer keeps the ending, because no German word ends so.
_ACRONYM = re.compile("([A-ZÄÖÜ]{2,})s")


class Key(NamedTuple):
    """What one word of a token is searched by.

    Attributes:
        form: The same for all spellings.
        stem: The same for all inflections too, in one language.
        start: Where the word begins in the token, in characters.
        end: Where it ends.
        step: Its position within the token: how many parts stand before it.
    """

    form: str
    stem: str
    start: int
    end: int
    step: int


class WordKeys(NamedTuple):
    """What a token of a query is searched by.

    Attributes:
        form: Of the whole token.
        stems: Of the whole token in each of `LANGUAGES`.
        parts: The forms of its parts; none where it has only one.
    """

    form: str
    stems: tuple[str, ...]
    parts: tuple[str, ...]


@lru_cache(maxsize=2**16)
def keys(token: str, language: str) -> tuple[Key, ...]:
    """The words of a token: the whole of it first, then its parts where it has several ("BMW-Chef": three words)."""
    whole = _key(token, language, 0, 0)
    if token.isalnum():
        return (whole,)
    inside = enumerate(spans(token))
    return (whole, *(_key(token[start:end], language, start, step) for step, (start, end) in inside))


@lru_cache(maxsize=2**9)
def word_keys(token: str) -> WordKeys:
    """What `keys` finds in a token, in all languages at once; two thirds of the time is the stemmers'."""
    plain, acronym = _plain(token), _acronym(token)
    parts = () if token.isalnum() else tuple([form(token[start:end]) for start, end in spans(token)])
    if acronym:
        return WordKeys(_spelt(plain), (acronym, acronym), parts)
    german, english = _stemmer("de").stemWord(plain), _stemmer("en").stemWord(plain)
    return WordKeys(_spelt(plain), (_spelt(german), _spelt(english)), parts)


def tokens(text: str) -> list[str]:
    """The tokens of a text."""
    return [text] if text.isalnum() else TOKEN.findall(text)


def spans(token: str) -> list[tuple[int, int]]:
    """Where the parts of a token stand in it; none where it has only one."""
    found = [match.span() for match in _PART.finditer(token)]
    return found if len(found) > 1 else []


def folded(words: Sequence[str], language: str) -> tuple[list[str], list[str]]:
    """The forms and the stems of many words, which `keys` finds for one."""
    plain = [_plain(word) for word in words]
    stems = [_spelt(word) for word in _stemmer(language).stemWords(plain)]
    for nth, word in enumerate(words):
        acronym = _acronym(word)
        if acronym:
            stems[nth] = acronym
    return [_spelt(word) for word in plain], stems


def _key(word: str, language: str, start: int, step: int) -> Key:
    plain = _plain(word)
    stemmed = _acronym(word) or stem_of_form(plain, language)
    return Key(_spelt(plain), stemmed, start, start + len(word), step)


def width(words: tuple[Key, ...]) -> int:
    """How many positions the token with these keys takes up."""
    return words[-1].step + 1


def forms(text: str) -> tuple[str, ...]:
    """The forms of a text's words in their order, tokens taken apart: what a phrase is made of."""
    if text.isalnum():
        return (form(text),)
    return tuple(form(match[0]) for match in _PART.finditer(text))


@lru_cache(maxsize=2**16)
def form(word: str) -> str:
    """What the spellings of one word have in common; never empty for a token.

    Joints are dropped but for the ampersand ("C&A" is not "ca."). The form of a word's beginning is the beginning of
    the word's form, so that prefixes can be searched.
    """
    return _spelt(_plain(word))


def stem(word: str, language: str) -> str:
    """What the inflected forms of one word have in common in a language, however they are spelled."""
    return _acronym(word) or stem_of_form(_plain(word), language)


def stem_of_form(word: str, language: str) -> str:
    """The stem of a word that is plain already, a form or a piece of one."""
    return _spelt(_stemmed(word, language))


def _acronym(word: str) -> str:
    """The form of an acronym without its ending; empty for other words."""
    found = _ACRONYM.fullmatch(word) if word.endswith("s") else None
    return _spelt(_plain(found[1])) if found else ""


def _spelt(plain: str) -> str:
    """A plain word without the "e" of umlauts that are spelled with one, no longer than a form is."""
    if "ae" in plain or "oe" in plain or "ue" in plain:
        plain = _DIGRAPH.sub(r"\1", plain)
    return plain[:_LONGEST]


def _plain(word: str) -> str:
    """The word in lower case, without accents, joints and invisible characters."""
    if word.isascii() and word.isalnum():
        return word.lower()
    plain = word.lower().replace("ä", "a").replace("ö", "o").replace("ü", "u").replace("ß", "ss")
    if plain.isascii() and plain.isalnum():
        return plain
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    if plain.isalnum():
        return plain
    return "".join(letter for letter in plain if letter.isalnum() or letter == "&") or plain.strip()


_stemmers = threading.local()


def _stemmed(plain: str, language: str) -> str:
    stemmed: str = _stemmer(language).stemWord(plain)
    return stemmed


def _stemmer(language: str) -> Any:
    # A stemmer keeps its state in the object, so every thread needs its own; and an object in the schema could not be
    # pickled.
    stemmer = getattr(_stemmers, language, None)
    if stemmer is None:
        from Stemmer import Stemmer  # noqa: PLC0415  (not before the first word)

        # Without a cache of its own, which takes twice as long as stemming a new word: `keys` keeps the frequent ones.
        stemmer = Stemmer({"de": "german", "en": "english"}[language], 0)
        setattr(_stemmers, language, stemmer)
    return stemmer
