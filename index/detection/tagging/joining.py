"""Joins what the sequence model finds with the candidates of the sentence: whose name the words are, and why.

The model decides which words are a company's name; candidates bring the lexicon's company, and better reasons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.detection.known_names import Candidate
from index.detection.lexicon import NO_COMPANY, Lexicon
from index.detection.names import legal_forms
from index.detection.tagging.features import Line
from index.detection.tagging.tagger import Tagged
from index.document import Span

_WHY = "the words around it"
_LEGAL_LINKS = frozenset({"&", "+", "und", "and", "Co", "."})


def join(line: Line, candidates: Sequence[Candidate], tagged: Sequence[Tagged], lexicon: Lexicon) -> list[Candidate]:
    """The candidates of a line as the model judges them, in text order, none overlapping another.

    What the model finds is sure. Of the rest only doubtful names of the lexicon stay, for other sentences to decide.

    Args:
        line: The line.
        candidates: What the sentence alone makes of it.
        tagged: What the model finds in this line.
        lexicon: For names that the sentence alone did not make a candidate.
    """
    spans = [Span(line.words[tag.first].start, line.words[tag.last - 1].end) for tag in tagged]
    found = [
        candidate
        for candidate in candidates
        if candidate.company and not candidate.sure and not any(map(candidate.span.overlaps, spans))
    ]
    for tag, span in zip(tagged, spans, strict=True):
        if not tag.medium:
            same = next((c for c in candidates if _covers(c, line, tag)), None)
            found.append(replace(same, sure=True) if same else _new(line, tag, span, lexicon))
    return sorted(found, key=lambda candidate: candidate.span)


def _covers(candidate: Candidate, line: Line, tag: Tagged) -> bool:
    """Whether the candidate is just the tagged words, with a possessive "'s" or without."""
    last = line.words[tag.last - 1]
    return candidate.span.start == line.words[tag.first].start and last.stem_end <= candidate.span.end <= last.end


def _new(line: Line, tag: Tagged, span: Span, lexicon: Lexicon) -> Candidate:
    """A candidate of the model alone; of the lexicon's company when its name, but for a legal form, is all there is."""
    texts = tuple(word.text for word in line.words[tag.first : tag.last])
    known = lexicon.names.longest(line.words, tag.first)
    company = ""
    if known and not known.alias.company.startswith(NO_COMPANY):
        rest = texts[known.last - tag.first :]
        if all(text in legal_forms() or text in _LEGAL_LINKS for text in rest):
            company = known.alias.company
    name = Span(span.start, line.words[tag.last - 1].stem_end)
    return Candidate(name, texts, company, sure=True, why=_WHY)
