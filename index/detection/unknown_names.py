"""Finds companies' names that the lexicon does not know, by what stands with them: a legal form, a kind of company,
an officer, a securities number, a word with which such names end.

Which rows of words are names already is told by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from index.detection import context
from index.detection.compounds import Word
from index.detection.context import cue, is_capitalised, names_nothing
from index.detection.lexicon import NO_COMPANY
from index.detection.name_index import Found
from index.detection.names import legal_forms
from index.detection.tables import words

_LINKS = frozenset({"&", "+", "und", "and", "of", "für", "for", "de", "del", "di", "du", "la"})
_LEGAL_LINKS = frozenset({"&", "+", "und", "Co", "Cie", ".", "Holding", "Beteiligungs"})
_LONGEST = 8
"""Words a name may have before its legal form; measured on none, the longest in the examples has six."""
_ENGLISH_VERBS = frozenset(
    "said says announced reported reports acquired acquires buys bought launched unveiled posted agreed plans raised "
    "merged sells sold hired operates employs owns makes shares stock spokesman spokeswoman CEO chief".split()
)
_ENGLISH_OBJECTS = frozenset("acquire acquires acquired acquiring buy buys bought buying owns".split())
_SHORT = 2


def behind_legal_form(row: Sequence[Word], i: int) -> int:
    """The place behind the legal form that begins at `i`, or `i` when none does: "GmbH & Co. KG" is one."""
    end = i
    if i + 1 < len(row) and row[i].text == "," and row[i + 1].text in {"Inc", "Ltd", "LLC", "Corp"}:
        i += 1
    while i < len(row) and i < end + _LONGEST:
        text = row[i].text
        if row[i].joined or not (text in legal_forms() or text in _LEGAL_LINKS):
            break
        i += 1
        if text in legal_forms():
            end = i
    return end


def with_legal_form(row: Sequence[Word], known: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Names that end with a legal form, as (first, last), but for those that are a name of the lexicon and a form."""
    ends = {found.last: found for found in known}
    inside = {i for found in known for i in range(found.first, found.last)}
    i = 1
    while i < len(row):
        if row[i].text not in legal_forms("1") or row[i].joined or i in inside:
            i += 1
            continue
        end = behind_legal_form(row, i)
        first = _first_word(row, i)
        whole = ends.get(_before_links(row, i, first))
        if first < i and not (whole and _same_start(row, whole, first)):
            yield first, end
        i = max(end, i + 1)


def in_context(row: Sequence[Word], blocked: Set[int], *, german: bool) -> Iterator[tuple[int, int, str, bool]]:
    """Names that their context makes a company's, as (first, last, why, sure)."""
    i = 0
    while i < len(row):
        last = _run(row, i, blocked)
        if last == i:
            i += 1
            continue
        first = _without_opener(row, i, last)
        verdict = _verdict(row, first, last, german=german) if first < last else None
        if verdict:
            yield (*verdict[:2], verdict[2], verdict[3])
        i = max(last, i + 1)


def _verdict(row: Sequence[Word], first: int, last: int, *, german: bool) -> tuple[int, int, str, bool] | None:
    texts = [word.text for word in row[first:last]]
    if texts[0] in words("first_names") or context.has_title_before(row, first):
        return None
    if any(text in words("name_words", "start") for text in texts[:1]) and len(texts) > 1:
        return first, last, "kind of name", True
    for end in range(last, first + 1, -1):
        if row[end - 1].text in words("name_words", "end") and not (german and context.is_adjective(row[first].text)):
            return first, end, "kind of name", True
    if context.has_ticker_after(row, last):
        return first, last, "securities number", True
    if context.has_head_before(row, first):
        return first, last, "kind of company before", True
    if _tail(row, first, last):
        return first, last, "compound", not context.has_tail(row, last, "weak_tail")
    if context.has_officer_before(row, first) and (not german or _foreign(texts)):
        return first, last, "officer before", not german
    if not german and _english(row, first, last):
        return first, last, "verb", True
    return None


def _tail(row: Sequence[Word], first: int, last: int) -> bool:
    return (
        context.has_tail(row, last, "tail")
        and last - first <= _SHORT
        and not any(word.text in cue("no_name") or context.is_adjective(word.text) for word in row[first:last])
        and len(row[last - 1].text) > 1
        and not row[last - 1].text.endswith(("ungs", "heits", "keits", "schafts", "tions", "täts", "ens"))
    )


def _english(row: Sequence[Word], first: int, last: int) -> bool:
    """Whether an English sentence has it do or suffer what companies do."""
    if first == 0 and last == 1:
        return False
    after = row[last].text if last < len(row) else ""
    before = row[first - 1].text if first else ""
    if after in _ENGLISH_VERBS and last - first > 1:
        return True
    return before in _ENGLISH_OBJECTS


def _foreign(texts: Sequence[str]) -> bool:
    """Whether no German noun would be written so: several words, an inner capital, an acronym."""
    return len(texts) > 1 or not texts[0][1:].islower()


def _run(row: Sequence[Word], first: int, blocked: Set[int]) -> int:
    """The end of the run of capitalised words that begins at `first`; `first` itself when none does."""
    i = first
    while i < len(row) and i not in blocked and i < first + _LONGEST:
        text = row[i].text
        if not is_capitalised(text) or (i > first and row[i].joined and _compound_ends(row, i)):
            break
        if names_nothing(text) and i > first:
            break
        i += 1
        if i + 1 < len(row) and row[i].text == "&" and is_capitalised(row[i + 1].text) and i + 1 not in blocked:
            i += 1
    return i


def _compound_ends(row: Sequence[Word], i: int) -> bool:
    """Whether the rest of a hyphenated word begins here that belongs to no name: "-Chef", "-übernahme"."""
    return context.has_tail(row, i, "tail") or row[i].text[0].islower()


def _without_opener(row: Sequence[Word], first: int, last: int) -> int:
    while first < last and names_nothing(row[first].text):
        first += 1
    return first


def _first_word(row: Sequence[Word], legal: int) -> int:
    """Where the name begins that has its legal form at `legal`."""
    first = legal
    i = legal - 1
    while i >= 0 and legal - i <= _LONGEST:
        text = row[i].text
        if text in words("openers") or text in cue("person_title") or (context.is_head(text) and i < legal - 1):
            break
        if is_capitalised(text) or (text[0].isdigit() and i + 1 == first):
            first = i
        elif not (text in _LINKS and i + 1 == first and i > 0 and is_capitalised(row[i - 1].text)) and not (
            text in {",", "."} and i + 1 == first and _goes_on(row, i, legal)
        ):
            break
        i -= 1
    return first


def _goes_on(row: Sequence[Word], i: int, legal: int) -> bool:
    """Whether a comma or full stop is inside the name: "BlackRock, Inc.", "Dr. Oetker KG"."""
    if row[i].text == ",":
        return i + 1 == legal and row[legal].text in {"Inc", "Ltd", "LLC", "Corp", "LP"}
    return i > 0 and len(row[i - 1].text) <= _SHORT and row[i - 1].text[0].isupper()


def _before_links(row: Sequence[Word], i: int, first: int) -> int:
    """Past "& Co." and the like before a legal form, back to the end of the name proper."""
    while i - 1 > first and (
        row[i - 1].text in _LEGAL_LINKS or row[i - 1].text in legal_forms() or row[i - 1].text == ","
    ):
        i -= 1
    return i


def _same_start(row: Sequence[Word], whole: Found, first: int) -> bool:
    """Whether a name of the lexicon is the whole name, but for an adjective or noun before that is none of it."""
    if whole.alias.company.startswith(NO_COMPANY):
        return False
    return whole.first == first or (
        whole.first == first + 1 and not row[whole.first].joined and _loose(row[first].text)
    )


def _loose(text: str) -> bool:
    return text.endswith("er") or context.is_adjective(text)


def names(row: Sequence[Word], spans: Iterable[tuple[int, int]]) -> list[str]:
    """The texts of spans of words; for tests and debugging by eye."""
    return [" ".join(word.text for word in row[first:last]) for first, last in spans]
