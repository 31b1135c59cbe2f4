"""Finds companies' names that the lexicon does not know and that have no legal form, by what stands with them.

A kind of company before ("Modekette Xanaka"), a compound ("Xanaka-Aktie"), an officer, a securities number, a word
with which such names end. Which words are names already is told by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from index.detection import context
from index.detection.compounds import Word
from index.detection.context import cue, is_capitalised, names_nothing
from index.detection.tables import words

_LONGEST = 6
"""Words of a name without legal form."""
_SHORT = 2
_PAIR = 3
_SEATED = 2
# Not "McDonald", "MacArthur", "DeSantis", "FitzGerald".
_INNER_CAPITAL = re.compile("(?!Mac|Fitz|Van)[A-Z][a-z]{2,}[A-Z][a-z]+")
_TAGS = frozenset({"@", "#"})
_APPOSITION = frozenset(["ein", "eine", "einer", "der", "die", "a", "an", "the"])
_APPOSITION_REACH = 9
_NO_ADJECTIVES = frozenset(
    {"of", "for", "in", "that", "which", "who", "whose", "with", "and", "from", "based", "at", "on", "by", "to", "is"}
    | {"has", "was", "said", "owned", "backed", "founded", "listed", "known", "specialising", "specializing", "serving"}
)
_NOUN_ENDINGS = ("ung", "ungs", "heit", "heits", "keit", "keits", "schaft", "schafts", "tions", "täts", "ens")


class Unknown(NamedTuple):
    """A name found: the words from `first` to before `last`, what makes it one, and whether that is enough."""

    first: int
    last: int
    why: str
    sure: bool


def in_context(row: Sequence[Word], blocked: Set[int], known: Set[int], *, german: bool) -> Iterator[Unknown]:
    """Names that their context makes a company's, in text order.

    None has a blocked word or begins with a known one.
    """
    for first, last in possible_names(row, blocked, known):
        found = _found(row, first, last, german=german)
        if found:
            yield found


def possible_names(row: Sequence[Word], blocked: Set[int], known: Set[int]) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that may be a name, as (first, last), in text order.

    None has a blocked word or begins with a known one.
    """
    i = 0
    for at in [at for at, word in enumerate(row) if is_capitalised(word.text)]:
        last = _run(row, at, blocked) if at >= i else at
        if last == at:
            continue
        first = at
        while first < last and not _may_begin(row, first, last):
            first += 1
        while last > first and row[last - 1].text in words("no_names", "time"):
            last -= 1
        if first < last and first not in known and _may_be_name(row, first, last):
            yield first, last
        i = max(last, at + 1)


def _found(row: Sequence[Word], first: int, last: int, *, german: bool) -> Unknown | None:
    """What the first rule finds that is sure, or else the first that finds something."""
    unsure = None
    for rule in _GERMAN_RULES if german else _RULES:
        if found := rule(row, first, last, german):
            if found.sure:
                return found
            unsure = unsure or found
    return unsure


def _may_begin(row: Sequence[Word], i: int, last: int) -> bool:
    """Whether a name may begin with this word of a run."""
    text = row[i].text
    if i + 1 < last and (context.is_home(row[i]) or (i and row[i - 1].text == "des" and text.endswith("s"))):
        return False  # "India's ACME", "des Vermarkters Xanadu Media"
    if i + 1 < last and text in words("name_words", "lead") and row[last - 1].text in words("name_words"):
        return True
    if i + 1 < last and text in words("name_words", "start") and not row[i].joined:
        return True
    return text[0].isalnum() and not names_nothing(row, i)


def _run(row: Sequence[Word], first: int, blocked: Set[int]) -> int:
    """The end of the run of capitalised words that begins at `first`; `first` itself when none does."""
    if row[first].joined:
        return first
    i = first
    while i < len(row) and i not in blocked and i < first + _LONGEST:
        text = row[i].text
        if not is_capitalised(text) or (i > first and (_tail_begins(row, i) or _ends_run(row, i))):
            break
        i += 1
        if i + 1 < len(row) and row[i].text == "&" and is_capitalised(row[i + 1].text) and i + 1 not in blocked:
            i += 1
    return i


def _ends_run(row: Sequence[Word], i: int) -> bool:
    """Whether the word is none of a name, nor one with which names end: "Holdings" is both."""
    return names_nothing(row, i) and row[i].text not in words("name_words", "end")


def _tail_begins(row: Sequence[Word], i: int) -> bool:
    """Whether the rest of a hyphenated word begins here that belongs to no name: "-Chef", "-übernahme"."""
    return row[i].joined and (context.has_tail(row, i, "tail") or row[i].text[0].islower())


def _may_be_name(row: Sequence[Word], first: int, last: int) -> bool:
    texts = [word.stem for word in row[first:last]]
    if not any(map(_tells, texts)) and not (first + 1 < last and texts[0] in words("name_words", "start")):
        return False  # but "Stadtwerke München"
    if len("".join(texts)) < 2 or texts[0] in words("first_names") or texts[-1] in cue("institution"):
        return False
    return not context.has_title_before(row, first) and not context.is_credit(row, first)


@lru_cache(maxsize=1 << 14)
def _tells(text: str) -> bool:
    """Whether a word alone may be a name."""
    none = words("no_names")
    return text not in none and text not in words("name_words") and text.removesuffix("s") not in none


def _by_words(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """Names that begin or end with a word for it: "Stadtwerke Kiel", "Overture Networks"."""
    if row[first].text in words("name_words", "start") and last - first > 1:
        return Unknown(first, last, "kind of name", sure=True)
    if not german and context.is_title_case(row):
        return None  # "Social Media", "Natural Resources" in a headline; in its text it stands again
    for end in range(last, first + 1, -1):
        text = row[end - 1].text
        if row[end - 1].joined or (german and context.is_adjective(row[first].text)):
            continue
        if text in words("name_words", "end") or (not german and text in words("name_words", "unit")):
            return Unknown(first, end, "kind of name", sure=True)
    return None


def _by_pair(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """Two names tied by a sign: "Harlow & Finch"; German nouns stand so too: "Kunst & Kultur"."""
    if last - first != _PAIR or row[first + 1].text != "&" or row[first].text.isupper() or row[last - 1].joined:
        return None
    others = any(row[i].stem in words("no_names") or row[i].stem in words("first_names") for i in (first, last - 1))
    return Unknown(first, last, "kind of name", sure=not german and not others)


def _by_spelling(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """English names with a capital inside: "TicketNest"; more than one mention makes them sure."""
    if german or last - first > 1 or not _INNER_CAPITAL.fullmatch(row[first].stem):
        return None
    if first and row[first - 1].text in _TAGS:
        return None  # "@PiaLindgren": somebody's account
    return Unknown(first, last, "spelling", sure=False)


def _by_ticker(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    if not context.has_ticker_after(row, last) or row[first - 1].text in {"-", "–"}:
        return None
    return Unknown(first, last, "securities number", not german or is_foreign(row, first, last))


def _by_head(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """Names after a noun for a kind of company: "Autobauer Borgward", "retailer Xanadu"."""
    if not context.has_head_before(row, first, german=german):
        return None
    if last < len(row) and row[last].joined:
        return None
    plain = german and not is_foreign(row, first, last)
    return Unknown(first, last, "kind of company before", not plain or not context.is_loose_head(row, first))


def _by_tail(row: Sequence[Word], first: int, last: int, _german: bool) -> Unknown | None:
    """Names in a compound: "Borgward-Aktie"."""
    if last - first > _SHORT or not context.has_tail(row, last, "tail"):
        return None
    text = row[last - 1].text
    for word in row[first:last]:
        if word.text in cue("no_name") or word.text in words("no_names") or context.is_adjective(word.text):
            return None
    if len(text) < _SHORT or text.endswith(_NOUN_ENDINGS):
        return None
    return Unknown(first, last, "compound", not context.has_tail(row, last, "weak_tail") and not text[1:].islower())


def _by_officer(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """Names after what a company has: "Chef von Xanadu", "shares of Xanadu"."""
    if not context.has_officer_before(row, first) or (last < len(row) and row[last].joined):
        return None
    return Unknown(first, last, "officer before", not german or is_foreign(row, first, last))


def _by_verb(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """English names that do or suffer what companies do: "Xanadu acquired", "to buy Xanadu"; "its arm Xanadu"."""
    if german or (first == 0 and last == 1):
        return None
    after, passive = context.verb_after(row, last)
    before = row[first - 1].text if first else ""
    several = last - first > 1
    does = row[last].text in cue("subject_verb") if last < len(row) else False
    does = does or (several and (after in cue("subject_verb") or after in cue("people_verb")))
    does = does or (passive and after in cue("object_verb"))
    if does or before in cue("object_verb") or before in cue("part"):
        return Unknown(first, last, "verb", sure=True)
    return None


def _by_seat(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """English names behind where they are at home or whose they are: "Omaha-based Xanadu", "state-owned Xanadu"."""
    if german or first < _SEATED or len(row[first].text) == 1:
        return None  # "its German-based R & D"
    if not row[first - 1].joined or row[first - 1].text not in cue("seat"):
        return None
    return Unknown(first, last, "seat before", sure=True)


def _by_apposition(row: Sequence[Word], first: int, last: int, german: bool) -> Unknown | None:
    """Names that are explained: "Xanadu, ein weltweiter Anbieter von ...", "Xanadu, a maker of ..."."""
    if last + 2 >= len(row) or row[last].text != "," or row[last + 1].text not in _APPOSITION:
        return None
    for i in range(last + 2, min(last + _APPOSITION_REACH, len(row))):
        if context.is_head(row, i) and (german or not _goes_on(row, i + 1)):
            plain = german and not is_foreign(row, first, last)
            if plain and first and context.is_adjective_ending(row[first - 1].text):
                return None  # "der Käufer, eine Tochter ..."
            return Unknown(first, last, "explained", not plain or row[last + 1].text in {"ein", "eine", "einer"})
        if row[i].text in {",", "."} or (german and row[i].text[0].isupper()):
            return None
        if row[i].text in _NO_ADJECTIVES and not row[i].joined:
            return None
    return None


def _goes_on(row: Sequence[Word], i: int) -> bool:
    """Whether an English noun is followed by another, which it only describes: "a retired airline pilot"."""
    return i < len(row) and row[i].text[0].islower() and row[i].text not in _NO_ADJECTIVES


_RULES: tuple[Callable[[Sequence[Word], int, int, bool], Unknown | None], ...] = (
    _by_words,
    _by_pair,
    _by_ticker,
    _by_head,
    _by_tail,
    _by_officer,
    _by_verb,
    _by_seat,
    _by_apposition,
    _by_spelling,
)
_GERMAN_RULES = tuple(rule for rule in _RULES if rule not in {_by_verb, _by_seat, _by_spelling})
"""Those that find anything in German texts."""


def is_foreign(row: Sequence[Word], first: int, last: int) -> bool:
    """Whether no German noun would be written so: several words, an inner capital, an acronym, a digit."""
    apart = [word for word in row[first + 1 : last] if not word.joined]
    return bool(apart) or any(not word.text[1:].islower() for word in row[first:last])
