"""Finds what may name a company in a row of words: names of the lexicon first, then names nobody has heard of.

Each candidate is judged by its own sentence alone; what the rest of the article says is left to `linking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.detection import context
from index.detection.compounds import Word
from index.detection.legal_names import behind_legal_form, with_legal_form
from index.detection.lexicon import NO_COMPANY, Lexicon
from index.detection.name_index import Ambiguity, Found
from index.detection.names import fold, legal_forms
from index.detection.people import surnames
from index.detection.unknown_names import in_context
from index.document import Span

# Between two names of a list or a pair: "Siemens, Linde und BASF", "Fiat/Chrysler".
_BETWEEN = frozenset({",", "und", "and", "&", "/", "oder", "or", "sowie", "mit", "with", "+", "-", "–"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a company.

    Attributes:
        span: The name, legal form included.
        words: Its words, without case ending where the lexicon tells.
        company: The lexicon's id; empty for a name that it does not know.
        sure: Whether the sentence alone makes it a company's name.
        why: What did, a few words for the reader.
        strong: Whether something beside the name does: a legal form, a compound, a kind of company.
        rivals: Companies of the lexicon that it means instead where the article names them in full.
    """

    span: Span
    words: tuple[str, ...]
    company: str
    sure: bool
    why: str
    strong: bool = False
    rivals: tuple[str, ...] = ()


def find_candidates(row: Sequence[Word], lexicon: Lexicon, *, german: bool) -> list[Candidate]:
    """The candidates of one sentence, in text order, none overlapping another."""
    known = list(_known(row, lexicon))
    taken = {i for found in known if _blocks(found) for i in range(found.first, found.last)}
    people = surnames(row) - {i for found in known if found.last > found.first + 1 for i in range(*found[:2])}
    legal = list(with_legal_form(row, known))
    covered = {i for first, last in legal for i in range(first, last)}
    companies = [found for found in known if not found.alias.company.startswith(NO_COMPANY)]
    judged = {
        found.first: candidate
        for found in companies
        if found.first not in covered
        and not (found.last == found.first + 1 and found.first in people)
        and (candidate := _judged(row, found, people, lexicon, german=german))
    }
    spread = _spread(row, companies, judged)
    for first, last in legal:
        spread[first] = _candidate(row, first, last, "", sure=True, why="legal form")
    blocked = taken | covered | people
    starts = frozenset(found.first for found in known)
    for found in in_context(row, blocked, starts, german=german):
        spread.setdefault(found.first, _candidate(row, found.first, found.last, "", sure=found.sure, why=found.why))
    return [spread[first] for first in sorted(spread)]


def _blocks(found: Found) -> bool:
    """Whether no unknown name may have these words; one may contain a paper's name ("Fujian Grand Chip")."""
    return found.last > found.first + 1 or not found.alias.company.startswith(NO_COMPANY)


def _known(row: Sequence[Word], lexicon: Lexicon) -> Iterator[Found]:
    """The names of the lexicon, the longest at each place, from left to right."""
    i = 0
    while i < len(row):
        word = row[i]
        if not word.text[0].isalnum():
            i += 1
            if word.text in {"#", "@"} and i < len(row) and (tagged := lexicon.names.tagged(row[i].text)):
                yield Found(i, i + 1, tagged)
                i += 1
            continue
        found = lexicon.names.longest(row, i)
        if found is None:
            i += 1
            continue
        yield found
        i = found.last


def _judged(
    row: Sequence[Word], found: Found, people: Iterable[int], lexicon: Lexicon, *, german: bool
) -> Candidate | None:
    """The candidate that a name of the lexicon is, sure or not; None when its sentence says that it is none."""
    first, last, entry = found
    end = behind_legal_form(row, last)
    if entry.ambiguity is not Ambiguity.NONE and row[first].joined:
        return None  # "S-Bahn"
    strong = end > last or _supported(row, first, last, german=german)
    sector = lexicon.companies[entry.company].sector
    if not strong and (_contradicted(row, found, people) or _stands_for_other(row, found, sector)):
        return None
    clear = entry.ambiguity is Ambiguity.NONE
    bare = entry.ambiguity is Ambiguity.WORD and context.is_bare(row, first, last, german=german)
    why = "lexicon" if clear else "lexicon, in context"
    rivals = lexicon.shared.get(entry.keys, ())
    return Candidate(
        _span(row, first, end, found), entry.words, entry.company, clear or strong or bare, why, strong, rivals
    )


def _stands_for_other(row: Sequence[Word], found: Found, sector: str) -> bool:
    """Whether a car stands for its maker, or a network for what is said in it."""
    if sector == "auto":
        return context.is_one_of_many(row, found.first, found.last)
    return sector == "internet" and context.is_medium(row, found.first)


def _supported(row: Sequence[Word], first: int, last: int, *, german: bool) -> bool:
    return (
        context.has_tail(row, last, "tail")
        or context.has_head_before(row, first, german=german)
        or context.has_officer_before(row, first)
        or context.has_ticker_after(row, last)
    )


def _contradicted(row: Sequence[Word], found: Found, people: Iterable[int]) -> bool:
    first, last = found.first, found.last
    if context.has_tail(row, last, "foreign_tail") or context.has_foreign_after(row, last):
        return True
    if last < len(row) and row[last].joined and last in people:
        return True
    return context.has_title_before(row, first) and last == first + 1


def _spread(row: Sequence[Word], known: Sequence[Found], judged: dict[int, Candidate]) -> dict[int, Candidate]:
    """The judged candidates, where a doubtful one beside a sure one of a list or pair is sure too."""
    kept = [found for found in known if found.first in judged]
    for one, other in pairwise(kept):
        near = other.first - one.last == 1 and row[one.last].text in _BETWEEN
        tied = other.first == one.last and row[other.first].joined
        if not near and not tied:
            continue
        left, right = judged[one.first], judged[other.first]
        for doubtful, at, sure in ((left, one.first, right), (right, other.first, left)):
            if sure.sure and not doubtful.sure and sure.company != doubtful.company:
                judged[at] = replace(doubtful, sure=True, why="beside another")
    return dict(judged)


def _candidate(row: Sequence[Word], first: int, last: int, company: str, *, sure: bool, why: str) -> Candidate:
    span = Span(row[first].start, row[last - 1].stem_end)
    return Candidate(span, tuple(word.text for word in row[first:last]), company, sure, why)


def _span(row: Sequence[Word], first: int, end: int, found: Found) -> Span:
    """From the name's first character to the last, without "'s" unless that belongs to the name ("McDonald's")."""
    last = row[end - 1]
    own = end == found.last and fold(last.text) == found.alias.keys[-1]
    return Span(row[first].start, last.end if own or last.text in legal_forms() else last.stem_end)
