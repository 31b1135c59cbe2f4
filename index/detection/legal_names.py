"""Finds names that end with a legal form: "Igus GmbH", "Müller & Söhne KG", "Acme Widgets Inc."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.detection.compounds import Word
from index.detection.context import cue, is_capitalised, is_head, is_home
from index.detection.lexicon import NO_COMPANY
from index.detection.name_index import Found
from index.detection.names import legal_forms
from index.detection.tables import words

_LINKS = frozenset({"&", "+", "und", "and", "of", "für", "for", "de", "del", "di", "du", "la"})
_LEGAL_LINKS = frozenset({"&", "+", "und", "Co", "Cie", ".", "Holding", "Beteiligungs"})
_AND = frozenset({"und", "and"})
_AFTER_COMMA = frozenset({"Inc", "Ltd", "LLC", "Corp", "LP"})
_ENGLISH = frozenset({"Inc", "Corp", "Corporation", "Ltd", "Limited", "Plc", "PLC", "LLC", "Incorporated"})
_KINDS = frozenset({"Limited", "Liability", "Public", "Private", "Holding", "Stock", "Joint"})
_SEVERAL = 2
_DETERMINERS = frozenset({"der", "die", "das", "den", "dem", "the", "Der", "Die", "Das", "The"})
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_ABSTRACT = ("ung", "heit", "keit", "ungen", "heiten", "keiten")
_VAGUE = ("generic_words", "name_words")
_LONGEST = 8
"""Words before a legal form that may belong to the name."""
_INITIAL = 2
"""Letters at most of a word that a full stop inside a name ends: "Dr. Oetker", "B. Braun"."""


def behind_legal_form(row: Sequence[Word], i: int) -> int:
    """The place behind the legal form that begins at `i`, or `i` when none does: "GmbH & Co. KG" is one."""
    end = i
    if i + 1 < len(row) and row[i].text == "," and row[i + 1].text in _AFTER_COMMA:
        i += 1
    while i < len(row) and i < end + _LONGEST:
        text = row[i].stem
        if row[i].joined or not (text in legal_forms() or text in _LEGAL_LINKS):
            break
        i += 1
        if text in legal_forms():
            end = i
    return end


def with_legal_form(row: Sequence[Word], known: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Names that end with a legal form, as (first, last), but for those that are a name of the lexicon and a form."""
    sure = legal_forms("1")
    if sure.isdisjoint([word.stem for word in row]):
        return
    ends = {found.last: found for found in known}
    inside = {i for found in known for i in range(found.first, found.last)}
    i = 1
    while i < len(row):
        if row[i].stem not in sure or row[i].joined or i in inside:
            i += 1
            continue
        end = behind_legal_form(row, i)
        first = _first_word(row, i)
        whole = ends.get(_end_of_proper(row, i, first))
        if first < i and not (whole and _is_whole(row, whole, first)) and _tells(row, first, i):
            yield first, end
        i = max(end, i + 1)


def _tells(row: Sequence[Word], first: int, legal: int) -> bool:
    """Whether a word of the name says more than that it is one: "Technologies GmbH" does not.

    In English several such words do: "Minerals Technologies Inc".
    """
    several = sum(word.text not in legal_forms() | _KINDS for word in row[first:legal]) >= _SEVERAL
    if several and row[legal].stem in _ENGLISH:
        return True
    return any(
        word.text[0].isalnum()
        and not any(word.text in words(table) for table in _VAGUE)
        and word.text not in legal_forms()
        for word in row[first:legal]
    )


def _first_word(row: Sequence[Word], legal: int) -> int:
    """Where the name begins that has its legal form at `legal`."""
    first = legal
    i = legal - 1
    while i >= 0 and legal - i <= _LONGEST:
        text = row[i].text
        if _stops(row, i, legal):
            break
        if is_capitalised(text) or (text[0].isdigit() and i + 1 == first) or _small(row, i, legal):
            first = i
        elif text == ")" and i + 1 == legal and i > 1 and row[i - 2].text == "(":
            i -= 2
            first = i
        elif i + 1 != first or not _links(row, i, legal):
            break
        i -= 1
    return first


def _stops(row: Sequence[Word], i: int, legal: int) -> bool:
    """Whether the word at `i` is none of the name but says what follows: "Softwarehersteller Nemetschek SE"."""
    text = row[i].text
    if is_home(row[i]):
        return True
    if text in words("openers") or text in cue("person_title") or text in words("no_names", "time"):
        return True
    if i == legal - 1:
        return False
    if text in legal_forms("1") and row[i + 1].text in _AND:
        return True  # "Brenal Corporation and Lorvex Corporation"
    before = i - 1
    while before >= 0 and row[before + 1].joined:
        before -= 1
    named = before >= 0 and is_capitalised(row[before].text) and row[before].text not in words("openers")
    return text.endswith(_ABSTRACT) or (is_head(row, i) and not (named and before == i - 1))


def _small(row: Sequence[Word], i: int, legal: int) -> bool:
    """Whether a word in small letters can only be a name: "die cobra GmbH"."""
    text = row[i].text
    return (
        i == legal - 1
        and i > 0
        and len(text) > _INITIAL
        and text.isalpha()
        and row[i - 1].text in _DETERMINERS
        and not text.endswith(_ADJECTIVE_ENDINGS)
    )


def _links(row: Sequence[Word], i: int, legal: int) -> bool:
    """Whether a word or sign in small letters goes on with the name."""
    text = row[i].text
    if text in _LINKS:
        return i > 0 and is_capitalised(row[i - 1].text)
    if text == ",":
        return i + 1 == legal and row[legal].text in _AFTER_COMMA
    return text == "." and i > 0 and len(row[i - 1].text) <= _INITIAL and row[i - 1].text[0].isupper()


def _end_of_proper(row: Sequence[Word], i: int, first: int) -> int:
    """Past "& Co." and the like before a legal form, back to the end of the name proper."""
    while i - 1 > first and (row[i - 1].text in _LEGAL_LINKS or row[i - 1].text in legal_forms() | {","}):
        i -= 1
    return i


def _is_whole(row: Sequence[Word], whole: Found, first: int) -> bool:
    """Whether a name of the lexicon is the whole name, but for an adjective before it that is none of it."""
    if whole.alias.company.startswith(NO_COMPANY):
        return False
    if whole.first == first:
        return True
    loose = row[first].text.endswith(_ADJECTIVE_ENDINGS) and not any(word.joined for word in row[first : whole.first])
    return loose and all(one.end < other.start for one, other in pairwise(row[first : whole.first + 1]))
