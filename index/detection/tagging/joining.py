"""Joins what the sequence model finds with the candidates of the sentence: whose name the words are, and why.

The rules keep what they find; the model makes doubtful candidates sure, and brings names that the rules lack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.detection.context import is_home
from index.detection.known_names import Candidate
from index.detection.lexicon import NO_COMPANY, Lexicon
from index.detection.names import legal_forms
from index.detection.tables import words
from index.detection.tagging.features import Line
from index.detection.tagging.tagger import Tagged
from index.document import Span

_WHY, _PARTY = "the words around it", "a party's place in a deal"
_LIKELY = 0.6
"""The confidence from which a name is believed that the model alone finds."""
_VAGUE = ("generic_words", "name_words", "no_names")
_LEGAL_LINKS = frozenset({"&", "+", "und", "and", "Co", "."})
_GENITIVE = ("'s", "’s")


def join(line: Line, candidates: Sequence[Candidate], tagged: Sequence[Tagged], lexicon: Lexicon) -> list[Candidate]:
    """The candidates of a line, and what the model finds besides, in text order, none overlapping another.

    A candidate that the model finds too is sure. What it finds alone is taken when it is likely, unless the rules know
    the name and refuse it here ("auf Facebook"), or are sure of a company of the lexicon there.

    Args:
        line: The line.
        candidates: What the sentence alone makes of it.
        tagged: What the model finds in this line.
        lexicon: For names that the sentence alone did not make a candidate.
    """
    found = list(candidates)
    for tag in (_without_home(line, tag) for tag in tagged):
        span = Span(line.words[tag.first].start, line.words[tag.last - 1].end)
        same = next((candidate for candidate in found if _covers(candidate, line, tag)), None)
        known = [c for c in found if c.sure and (c.company or _continues(c, span)) and c.span.overlaps(span)]
        if same is not None and same.company and not tag.medium:
            found[found.index(same)] = replace(same, sure=True)
        elif known or (tag.confidence < _LIKELY and not tag.party) or _refused(line, tag, lexicon):
            continue
        elif same is not None and not tag.medium:
            found[found.index(same)] = replace(same, sure=True)
        else:
            found = [candidate for candidate in found if not candidate.span.overlaps(span)]
            if not tag.medium:
                found.append(_new(line, tag, span, lexicon))
    return sorted(found, key=lambda candidate: candidate.span)


def _without_home(line: Line, tag: Tagged) -> Tagged:
    """The tag without the place before it: "India's ACME Cleantech"."""
    home = tag.first + 1 < tag.last and is_home(line.words[tag.first])
    return tag._replace(first=tag.first + 1) if home else tag


def _continues(candidate: Candidate, span: Span) -> bool:
    """Whether a legal form or another sign already tells where a name ends that begins with the tagged words."""
    told = candidate.why == "legal form" or (candidate.why == "kind of name" and span.end < candidate.span.end)
    return told and candidate.span.start == span.start


def _refused(line: Line, tag: Tagged, lexicon: Lexicon) -> bool:
    """Whether the rules know better: a vague word alone, or a company's name that they would have taken here."""
    if tag.last == tag.first + 1 and any(line.words[tag.first].text in words(table) for table in _VAGUE):
        return True
    known = lexicon.names.longest(line.words, tag.first)
    return known is not None and known.last == tag.last and not known.alias.company.startswith(NO_COMPANY)


def _covers(candidate: Candidate, line: Line, tag: Tagged) -> bool:
    """Whether the candidate is just the tagged words, with a possessive "'s" or without."""
    last = line.words[tag.last - 1]
    return candidate.span.start == line.words[tag.first].start and last.stem_end <= candidate.span.end <= last.end


def _new(line: Line, tag: Tagged, span: Span, lexicon: Lexicon) -> Candidate:
    """A candidate of the model alone; of the lexicon's company when its name, but for a legal form, is all there is."""
    texts = tuple(word.text for word in line.words[tag.first : tag.last])
    if texts[-1].endswith(_GENITIVE):
        texts = (*texts[:-1], texts[-1][:-2])
    known = lexicon.names.longest(line.words, tag.first)
    company = ""
    if known and not known.alias.company.startswith(NO_COMPANY):
        rest = texts[known.last - tag.first :]
        if all(text in legal_forms() or text in _LEGAL_LINKS for text in rest):
            company = known.alias.company
    name = Span(span.start, line.words[tag.last - 1].stem_end)
    return Candidate(name, texts, company, sure=True, why=_PARTY if tag.party and tag.confidence < _LIKELY else _WHY)
