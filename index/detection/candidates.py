"""Finds what may name a company in a sentence: names of the lexicon, names with a legal form, names in a context.

Each candidate is judged by its own sentence alone; what the rest of the article says is left to `linking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from index.detection.compounds import Word
from index.detection.deal_slots import Slot, Slots
from index.detection.known_names import Candidate, is_company, names_of_companies, names_of_parts
from index.detection.legal_names import with_legal_form
from index.detection.lexicon import Lexicon
from index.detection.name_index import Found
from index.detection.people import surnames
from index.detection.slot_names import ARTICLES
from index.detection.unknown_names import in_context, possible_names
from index.document import Span


def find_candidates(row: Sequence[Word], known: Iterable[Found], lexicon: Lexicon, *, german: bool) -> list[Candidate]:
    """The candidates of one sentence, in text order, none overlapping another.

    Args:
        row: The sentence's words.
        known: The names of the lexicon in it.
        lexicon: Whose companies these are.
        german: Whether it is German rather than English.
    """
    known = list(known)
    people = _people(row, known)
    found = names_of_companies(row, known, people, lexicon, german=german)
    legal = list(with_legal_form(row, known))
    found += [_unknown(row, first, last, "legal form") for first, last in legal]
    found += [_unknown(row, first, last, "part") for first, last in names_of_parts(row, known)]
    taken = {i for name in known if _blocks(name) for i in range(name.first, name.last)}
    blocked = people | taken | {i for first, last in legal for i in range(first, last)}
    starts = frozenset(name.first for name in known)
    contexts = in_context(row, blocked, starts, german=german)
    found += [_unknown(row, name.first, name.last, name.why, sure=name.sure) for name in contexts]
    return _apart(found)


def find_parties(
    row: Sequence[Word], known: Sequence[Found], candidates: Sequence[Candidate], slots: Slots
) -> list[Slot]:
    """Where a sentence has unknown names that are not sure, in places for the parties of a deal."""
    if not slots.may_hold(row):
        return []
    spans = [candidate.span for candidate in candidates if candidate.sure]
    sure = {i for span in spans for i, word in enumerate(row) if span.start <= word.start < span.end}
    # "Stripe raised ...", "Übernahme durch Linde": a name that is a word, too, or a person's.
    words_too = [name for name in known if is_company(name) and name.last == name.first + 1]
    if slots.german:
        words_too = [name for name in words_too if name.first not in sure and not _has_article(row, name)]
    names_taken = [name for name in known if name not in words_too]
    taken = {i for name in names_taken if _blocks(name) for i in range(name.first, name.last)}
    blocked = _people(row, known) | taken | sure
    names = list(possible_names(row, blocked, frozenset(name.first for name in names_taken)))
    return slots.within(row, names, sure, {name.first for name in words_too})


def _has_article(row: Sequence[Word], name: Found) -> bool:
    """Whether an article stands before the name, which then mostly is a word: "mit der Post"."""
    return name.first > 0 and row[name.first - 1].text.lower() in ARTICLES


def _people(row: Sequence[Word], known: Sequence[Found]) -> Set[int]:
    return surnames(row) - {i for found in known if found.last > found.first + 1 for i in range(*found[:2])}


def _blocks(found: Found) -> bool:
    """Whether no unknown name may have these words; one may contain a paper's name ("Fujian Grand Chip")."""
    return found.last > found.first + 1 or is_company(found)


def _unknown(row: Sequence[Word], first: int, last: int, why: str, *, sure: bool = True) -> Candidate:
    span = Span(row[first].start, row[last - 1].stem_end)
    return Candidate(span, tuple(word.stem for word in row[first:last]), "", sure, why)


def _apart(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates in text order; of two that overlap the longer one, of equally long ones the first."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda candidate: candidate.span):
        if not kept or not kept[-1].span.overlaps(candidate.span):
            kept.append(candidate)
        elif len(candidate.span) > len(kept[-1].span):
            kept[-1] = candidate
    return kept
