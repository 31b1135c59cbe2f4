"""Names as strings: one spelling for comparing them, an id made of one, the legal form taken off.

Where names stand in a text is left to `name_index` and `candidates`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from index.detection.compounds import parts
from index.detection.tables import rows, words
from index.detection.tokens import tokenize

_SPELLED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "æ": "ae", "ł": "l", "đ": "d"}
_UNSPELLED = "'’´`\xad"
_GERMAN = str.maketrans(_SPELLED)
_DROPPED = str.maketrans("", "", _UNSPELLED)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """The word in the one spelling in which names are compared: lower case, umlauts as two letters, no accents."""
    lower = word.lower()
    if not lower.isalnum():
        lower = lower.translate(_DROPPED) or lower
    if not lower.isascii():
        lower = unicodedata.normalize("NFC", lower).translate(_GERMAN)
        if not lower.isascii():
            lower = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c)) or lower
    return lower


def folded_text(text: str) -> str:
    """A text in which every folded word of it that is plain ASCII can be looked for; ten times faster than by words."""
    spelled = text.lower()
    for sign in _UNSPELLED:  # ten times faster than to translate
        spelled = spelled.replace(sign, "")
    spelled = unicodedata.normalize("NFC", spelled)
    for letter, letters in _SPELLED.items():
        spelled = spelled.replace(letter, letters)
    return unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are looked for in a text: tokens, cut at hyphens."""
    if name.isalnum():
        return (name,)
    pieces = name.split(" ")
    if all(piece.isalnum() and (piece[1:].islower() or piece.isupper()) for piece in pieces):
        return tuple(pieces)  # nearly always: 78 ms to load all lists, not 91
    return tuple(text for token in tokenize(name) for text, _ in parts(token.text))


def company_id(name: str) -> str:
    """The id of a company that the lexicon does not know: its folded name, hyphens for blanks."""
    spelled = " ".join(map(nominative, core(name_words(name)))).replace("&", " and ").replace("+", " plus ")
    return "-".join(re.findall(r"[^\W_]+", fold(spelled))) or "-".join(re.findall(r"\w+", fold(name))) or "x"


def core(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the legal form at its end: ("Igus", "GmbH") gives ("Igus",)."""
    end = len(name)
    while end > 1 and (name[end - 1] in legal_forms() or name[end - 1] in {".", "&", ",", "und", "+"}):
        end -= 1
    return name[:end]


def nominative(word: str) -> str:
    """The word of a name as it stands in the name itself: "Ersten" is "Erste", "Deutschen" is "Deutsche"."""
    generic = words("generic_words")
    return word[:-1] if word not in generic and word[:-1] in generic else word


@cache
def legal_forms(sure: str | None = None) -> frozenset[str]:
    """The words with which names of companies end; with `sure` only those of that column's value."""
    return frozenset(row[0] for row in rows("legal_forms") if sure is None or row[3] == sure)
