"""Finds what a deal is about in the article's words: what is built, supplied, bought or shared.

"... bei der Entwicklung selbstfahrender Autos", "... über eine gemeinsame Betriebssoftware": the phrase behind the
prepositions that name a topic. Companies are no objects; prices and shares are left to `amounts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

from index.detection.clauses import BREAKS, Line
from index.detection.cues import Language
from index.detection.phrases import Phrase
from index.document import DealType

_TOPICS = {
    DealType.PARTNERSHIP: ("bei", "über", "für", "zu", "on", "for"),
    DealType.JOINT_VENTURE: ("für", "zu", "über", "for"),
    DealType.MERGER: ("ihrer", "of"),
    DealType.SUPPLY: ("mit", "von", "über", "with", "of"),
}
_OWNED = {DealType.ACQUISITION, DealType.STAKE, DealType.INVESTMENT, DealType.SPIN_OFF}
# Long enough for "einer Fabrik für Batteriezellen in Salzgitter", short enough for a table's column.
_LONGEST = 9


def subject_matter(line: Line, at: int, kind: DealType, phrases: Sequence[Phrase], language: Language) -> str | None:
    """The words that say what the deal told of at token `at` is about; None when none do."""
    if kind in _OWNED:
        return _owned(line, at, phrases, language)
    taken = {i for phrase in phrases for i in range(phrase.first, phrase.last + 1)}
    noun = any(sense.noun for sense in line.senses[at])
    for i in line.within(line.clause_of[at]):
        mark = language.prepositions.get(line.words[i])
        # A noun's attribute stands behind it, no verb between: not "die Kooperation ist ein Schlüssel für Erfolg".
        if mark not in _TOPICS[kind] or i in taken or (noun and not _attribute(line, at, i, language)):
            continue
        words = _noun_phrase(line, i + 1, taken, language)
        if words is not None:
            return words
    return None


def _attribute(line: Line, at: int, i: int, language: Language) -> bool:
    return i > at and not any(line.words[k] in language.grammar["finite"] for k in range(at + 1, i))


def _noun_phrase(line: Line, first: int, taken: set[int], language: Language) -> str | None:
    """The words from `first` to the last noun before a break, a verb or a company."""
    last = None
    skip = first
    while skip < len(line.words) and line.words[skip] in language.grammar["article"]:
        skip += 1
    for i in range(skip, min(first + _LONGEST, len(line.words))):
        word = line.words[i]
        if word in BREAKS or i in taken or word in language.grammar["finite"] or word in language.grammar["time"]:
            break
        if line.english:
            if word in language.prepositions and word not in {"of", "for"}:
                break
            last = last if word in language.prepositions or word in language.grammar["coordinator"] else i
        elif line.capitals[i]:
            last = i
        elif (
            word in language.prepositions
            and last is not None
            and language.prepositions[word] not in {"für", "von", "in"}
        ):
            break
    if last is None or last < skip or not line.words[last][0].isalpha():
        return None
    start, end = line.tokens[skip].start, line.tokens[last].end
    return " ".join(t.text for t in line.tokens[skip : last + 1]) if end > start else None


def _owned(line: Line, at: int, phrases: Sequence[Phrase], language: Language) -> str | None:
    """The part of a company that changes hands: "seine Zugsparte", "das Kerngeschäft"."""
    words, parts, clause = line.words, language.parts, line.clause_of[at]
    if not any(map(str.endswith, line.vocabulary(clause), repeat(parts))):
        return None
    for i in line.within(clause):
        part = i != at and words[i].endswith(parts) and (line.english or line.capitals[i])
        if part and not any(phrase.first <= i <= phrase.last for phrase in phrases):
            return line.tokens[i].text
    return None
