"""A sentence as the sequence model sees it: its words, marked with what lexicon and context say of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from index.detection.compounds import Word
from index.detection.deal_slots import Slot
from index.detection.known_names import Candidate
from index.detection.lexicon import NO_COMPANY
from index.detection.name_index import Alias, Ambiguity, Found
from index.detection.tagging.features import Line, Mark


def line(
    row: Sequence[Word],
    known: Sequence[Found],
    candidates: Sequence[Candidate],
    parties: Sequence[Slot] = (),
    *,
    german: bool = True,
) -> Line:
    """The sentence's words with the names of the lexicon in it, its candidates, and places for parties of deals."""
    starts = [word.start for word in row]
    names = [Mark(found.first, found.last, _kind(found.alias, german) + _spelling(row, found)) for found in known]
    return Line(row, names, [_mark(starts, candidate) for candidate in candidates], parties)


def _mark(starts: Sequence[int], candidate: Candidate) -> Mark:
    """The candidate by word, its kind being what makes it one and whether the lexicon knows it."""
    kind = ("sure " if candidate.sure else "") + candidate.why + ("*" if candidate.company else "")
    first, last = bisect_left(starts, candidate.span.start), bisect_left(starts, candidate.span.end)
    return Mark(first, last, kind, candidate.sure)


def _kind(alias: Alias, german: bool) -> str:
    """What a name names: "company", "company word" when it is a common word too, or what it is instead."""
    if alias.company.startswith(NO_COMPANY):
        return alias.company[len(NO_COMPANY) :]
    doubt = alias.ambiguity.within(german=german)
    return "company" if doubt is Ambiguity.NONE else f"company {doubt.name.lower()}"


def _spelling(row: Sequence[Word], found: Found) -> str:
    """As the lexicon writes it ("="), in capitals where it does not ("^"), or otherwise ("~")."""
    texts = tuple(word.text for word in row[found.first : found.last])
    if texts == found.alias.words:
        return "="
    return "^" if all(text.isupper() for text in texts) else "~"
