"""The language of a text, German or English, by its function words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5000
"""Characters looked at: the beginning tells as well as the whole."""

_UMLAUT = re.compile("[äöüß]")
_AT_LENGTH, _CLEARLY = 40, 5
"""Words of the other language, and how many times as many as of the declared one, from which that is overruled: German
pages whose template declares English are common."""


def language_of(text: str, declared: str | None = None) -> str:
    """The text's language, "de" or "en".

    Args:
        text: What is looked at; a few words are enough.
        declared: As the source declares it, a BCP 47 tag; German or English is believed unless the text is at length
            the other one. Any other language, and None, is no hint.
    """
    german_words, english_words = _grammar("de"), _grammar("en")
    words = [word.casefold() for word in _WORD.findall(text[:_SAMPLE])]
    german = sum(word in german_words for word in words) + sum(1 for word in words if _UMLAUT.search(word))
    english = sum(word in english_words for word in words)
    match (declared or "").strip().lower()[:2]:
        case "de":
            return "en" if english >= max(_AT_LENGTH, _CLEARLY * german) else "de"
        case "en":
            return "de" if german >= max(_AT_LENGTH, _CLEARLY * english) else "en"
    return "en" if english > german else "de"


def grammar_share(words: Sequence[str]) -> float:
    """The share of case-folded words that are words of grammar: high in sentences, low in headlines; 0 to 1."""
    grammar = _grammar("de") | _grammar("en") | _grammar("either")
    return sum(word in grammar for word in words) / len(words) if words else 0.0


@cache
def _grammar(language: str) -> frozenset[str]:
    """Words of grammar that the other language has not, among the commonest of this one; "either" for those in both."""
    return frozenset(files(__package__).joinpath(f"grammar_{language}.txt").read_text("utf-8").split())
