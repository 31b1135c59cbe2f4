"""Finds the names of the lexicon in a row of words, and says of each whether its sentence means the company.

What the rest of the article says is left to `linking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from index.detection import context
from index.detection.compounds import Word
from index.detection.legal_names import behind_legal_form
from index.detection.lexicon import NO_COMPANY, Lexicon
from index.detection.name_index import Ambiguity, Found
from index.detection.names import fold, legal_forms
from index.detection.tables import words
from index.document import Span

# Between two names of a list or a pair: "Siemens, Linde und BASF", "Fiat/Chrysler".
_AND = frozenset({"und", "sowie"})
_ARTICLES = frozenset({"der", "die", "das", "dem", "den", "sein", "ihr", "seinem", "ihrem"})
# Words between them: "und der", a word or two that describe it, what it is.
_SHORTEST_GAP, _LONGEST_GAP = 3, 6
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


def names_of_companies(
    row: Sequence[Word], known: Sequence[Found], people: Set[int], lexicon: Lexicon, *, german: bool
) -> list[Candidate]:
    """The names among `known` that may mean their companies; a surname is none."""
    judged: list[tuple[Found, Candidate]] = []
    for found in known:
        if is_company(found) and not (found.last == found.first + 1 and found.first in people):
            candidate = _judged(row, found, people, lexicon, german=german)
            if candidate:
                judged.append((found, candidate))
    return _spread(row, judged)


def is_company(found: Found) -> bool:
    """Whether the name is a company's, not that of a paper, an authority, a product."""
    return not found.alias.company.startswith(NO_COMPANY)


def known_names(row: Sequence[Word], lexicon: Lexicon) -> Iterator[Found]:
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


def names_of_parts(row: Sequence[Word], known: Iterable[Found]) -> Iterator[tuple[int, int]]:
    """Names that begin with a company's and are another's: "BMW Bank", "Alibaba Sports Group"."""
    parts = words("name_words", "part")
    for found in filter(is_company, known):
        end = found.last
        while (
            end < len(row) and not row[end].joined and row[end].start == row[end - 1].end + 1 and row[end].text in parts
        ):
            end += 1
        if end > found.last:
            yield found.first, behind_legal_form(row, end)


def _judged(row: Sequence[Word], found: Found, people: Set[int], lexicon: Lexicon, *, german: bool) -> Candidate | None:
    """The candidate that a name of the lexicon is, sure or not; None when its sentence says that it is none."""
    first, last, entry = found
    end = behind_legal_form(row, last)
    doubt = entry.ambiguity.within(german=german)
    if doubt is not Ambiguity.NONE and row[first].joined:
        return None  # "S-Bahn"
    if context.is_credit(row, first):
        return None
    strong = end > last or _supported(row, first, last, german=german)
    sector = lexicon.companies[entry.company].sector
    if not strong and (_contradicted(row, found, people) or _stands_for_other(row, found, sector, german=german)):
        return None
    clear = doubt is Ambiguity.NONE
    bare = doubt is Ambiguity.WORD and context.is_bare(row, first, last, german=german)
    why = "lexicon" if clear else "lexicon, in context"
    rivals = lexicon.shared.get(entry.keys, ())
    return Candidate(
        _span(row, first, end, found), entry.words, entry.company, clear or strong or bare, why, strong, rivals
    )


def _stands_for_other(row: Sequence[Word], found: Found, sector: str, *, german: bool) -> bool:
    """Whether a car stands for its maker, or a network for what is said in it."""
    if sector == "auto":
        return context.is_one_of_many(row, found.first, found.last, german=german)
    return sector == "internet" and context.is_medium(row, found.first)


def _supported(row: Sequence[Word], first: int, last: int, *, german: bool) -> bool:
    return (
        context.has_tail(row, last, "tail")
        or context.has_head_before(row, first, german=german)
        or context.has_officer_before(row, first)
        or context.has_ticker_after(row, last)
    )


def _contradicted(row: Sequence[Word], found: Found, people: Set[int]) -> bool:
    first, last = found.first, found.last
    if context.has_tail(row, last, "foreign_tail") or context.has_foreign_after(row, last):
        return True
    if last < len(row) and row[last].joined and last in people:
        return True
    if row[first].text != row[first].stem and row[first].stem in words("openers"):
        return True  # "Here's why"
    return context.has_title_before(row, first) and last == first + 1


def _spread(row: Sequence[Word], judged: Sequence[tuple[Found, Candidate]]) -> list[Candidate]:
    """The candidates, where a doubtful one beside a sure one of a list or pair is sure too."""
    kept = [candidate for _, candidate in judged]
    for i, ((one, _), (other, _)) in enumerate(pairwise(judged)):
        near = (other.first - one.last == 1 and row[one.last].text in _BETWEEN) or _beside_kind(row, one, other)
        tied = other.first == one.last and row[other.first].joined
        left, right = kept[i], kept[i + 1]
        if (near or tied) and left.sure != right.sure and left.company != right.company:
            kept[i] = replace(left, sure=True, why=left.why if left.sure else "beside another")
            kept[i + 1] = replace(right, sure=True, why=right.why if right.sure else "beside another")
    return kept


def _beside_kind(row: Sequence[Word], one: Found, other: Found) -> bool:
    """Whether "and" ties a name to one that is said to be a company's: "Linde und der US-Konkurrent Praxair"."""
    gap = row[one.last : other.first]
    if not _SHORTEST_GAP <= len(gap) <= _LONGEST_GAP or gap[0].text not in _AND or gap[1].text not in _ARTICLES:
        return False
    apart = any(word.text in _BETWEEN and not word.joined for word in gap[1:])
    return not apart and context.is_head(row, other.first - 1)


def _span(row: Sequence[Word], first: int, end: int, found: Found) -> Span:
    """From the name's first character to the last, without "'s" unless that belongs to the name ("McDonald's")."""
    last = row[end - 1]
    own = end == found.last and fold(last.text) == found.alias.keys[-1]
    return Span(row[first].start, last.end if own or last.text in legal_forms() else last.stem_end)
