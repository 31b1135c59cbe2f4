"""Tells what stands around an unknown name and says that it is one, and of what: "den Bremer Versender Xanadu".

Whether the name stands in a place for the party of a deal is left to `deal_slots`, whether it is one to
`tagging.tagger`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set

from index.detection.compounds import Word
from index.detection.context import QUOTES, is_adjective_ending, is_head, is_home, is_title_case
from index.detection.cues import Language
from index.detection.phrase_starts import describes
from index.detection.tables import words
from index.detection.tagging.spelling import shipped_spelling

ARTICLES = frozenset({"der", "die", "das", "den", "dem", "des"})
_DETERMINERS = ARTICLES | {"ein", "eine", "einen", "einem", "einer", "eines"}
# How capitalised words end that say between an article and a name what it is: "des Vermarkters", "der Berliner".
_DOERS = ("er", "ers", "ern", "erin", "ist", "isten", "anten", "enten")
OPENING = frozenset({",", ":", "-", "–", "."})
_TAGS = frozenset({"#", "@"})
_SHORTEST_WORD = 4
# Above it score 17 % of nouns and 74 % of names, see `training.spelling`.
_NAME_LIKE = 0.0
_BRAND_REACH = 4
_OWNING = frozenset({"owner", "owners", "maker", "makers"})
_SITES = frozenset(
    {"port", "city", "town", "village", "district", "county", "province", "island", "gulf", "bay", "strait"}
)
_NEW = frozenset({"new", "future", "sole", "majority", "becomes", "become", "became"})
_PLURAL = re.compile("[A-Z]{2,}s")
# Words from an English name back to the article or preposition of the noun that says what it is.
_NOUN_REACH = 6


def name_alone(
    row: Sequence[Word], name: tuple[int, int], language: Language, naming: Set[str], *, german: bool
) -> tuple[int, int]:
    """The name alone: "unter dem Namen Xanadu", "kauft den Bremer Versender Xanadu"."""
    first, last = name
    described = german and first > 0 and row[first - 1].text.lower() in _DETERMINERS
    while first < last:
        end = first  # of a hyphenated word
        while end + 1 < last and row[end + 1].joined:
            end += 1
        text = row[end].text
        kind = described and text[1:].islower() and (_says_kind(text, language) or is_head(row, end))
        if end + 1 == last or not (kind or text in naming):
            break
        first = end + 1
    return first, last


def is_inside(row: Sequence[Word], first: int) -> bool:
    """Whether a name stands within an English sentence, where a capital is a name's, but in headlines."""
    return first > 0 and not row[first].joined and row[first - 1].text not in OPENING and not is_title_case(row)


def is_likely(
    row: Sequence[Word], name: tuple[int, int], known: Set[int], language: Language, naming: Set[str]
) -> bool:
    """Whether more than its place speaks for a German name.

    The noun before it says what it is, or that it is a name; the lexicon has it (`known`); or no noun is spelled so.
    """
    first, last = name
    if row[first].joined or (last < len(row) and row[last].text in naming):
        return False
    before = row[first - 1].text if first else "."
    explained = before[0].isupper() and (is_head(row, first - 1) or _says_kind(before, language))
    return explained or first in known or before in naming or _spelled_so(row[first:last])


def before_kind(row: Sequence[Word], lower: Sequence[str], before: int, language: Language) -> int:
    """Where the word before a name stands, past what the name is: "den französischen Konkurrenten Xanadu"."""
    if before < 0 or not (is_head(row, before) or _says_kind(row[before].text, language)):
        return before
    i = before
    while row[i].joined:
        i -= 1
    if not row[i].text[0].isupper():
        return before
    i -= 1
    while i >= 0 and is_adjective_ending(lower[i]) and not _determines(lower[i], language):
        i -= 1
    governed = i > 0 and _determines(lower[i], language) and lower[i - 1] in language.prepositions
    return i - 1 if governed else i


def before_noun(
    row: Sequence[Word], lower: Sequence[str], before: int, language: Language, triggers: Collection[str]
) -> int:
    """The same in English: "a stake in the Swedish heating specialist Xanadu", "buys the soda brand Xanadu".

    `triggers` are the words that tell of deals.
    """
    if before < 1 or not row[before].text.islower() or not (is_head(row, before) or describes(lower[before], language)):
        return before
    for i in range(before - 1, max(before - _NOUN_REACH, -1), -1):
        if _determines(lower[i], language):
            return i - 1
        if lower[i] in language.prepositions or lower[i] in triggers:
            return i
        if not lower[i][0].isalpha():
            break
    return before


def outside_quotes(row: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Where the words stand before and behind a name, past quotation marks and the place it is of: "India's"."""
    before, after = first - 1, last
    while before >= 0 and (row[before].text in QUOTES or row[before].text in _TAGS or is_home(row[before])):
        before -= 1
    while after < len(row) and row[after].text in QUOTES:
        after += 1
    return before, after


def qualifies(row: Sequence[Word], last: int, language: Language) -> bool:
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


def is_brand(row: Sequence[Word], first: int) -> bool:
    """Whether an English name is what somebody is known to own or make: "A, the owner of Xanadu"."""
    before = [word.text.lower() for word in row[max(0, first - _BRAND_REACH) : first]]
    return before[-1:] == ["of"] and not _OWNING.isdisjoint(before[-2:-1]) and _NEW.isdisjoint(before)


def is_site(row: Sequence[Word], first: int) -> bool:
    """Whether an English name is a place's: "exports from the port of Xanadu"."""
    before = [word.text.lower() for word in row[max(0, first - 2) : first]]
    return before[-1:] == ["of"] and not _SITES.isdisjoint(before[:-1])


def _says_kind(text: str, language: Language) -> bool:
    """Whether a German noun before a name may say what it is: "Vermarkter", "Zellsparte"."""
    return text.endswith((*_DOERS, *language.parts))


def _determines(word: str, language: Language) -> bool:
    grammar = language.grammar
    return any(word in grammar[kind] for kind in ("article", "definite", "possessive"))


def _spelled_so(name: Sequence[Word]) -> bool:
    """Whether all words are spelled as companies' names are, not as German nouns."""
    long = all(len(word.stem) >= _SHORTEST_WORD and word.stem.isalpha() for word in name)
    return long and all(shipped_spelling().score(word.stem) > _NAME_LIKE for word in name)
