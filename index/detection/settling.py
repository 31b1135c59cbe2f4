"""Settles what a sentence shows with what is believed of its names: the user is right, other articles may be.

A name that other articles make sure is one that the lexicon does not know, like any other: linking finds its short
forms. Where it could be something else too, the sentence or the sequence model must have made it sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from index.detection.beliefs import Belief
from index.detection.compounds import Word
from index.detection.known_names import Candidate
from index.detection.linking import Cluster, ReadSentence
from index.detection.name_index import NameIndex
from index.detection.names import fold, name_words
from index.detection.people import surnames
from index.document import Span


def settle(sentence: ReadSentence, beliefs: Iterable[Belief]) -> list[Candidate]:
    """The candidates of a sentence as what is believed makes them, in text order, none overlapping another."""
    beliefs = list(beliefs)
    rejected = {"".join(belief.alias.keys) for belief in beliefs if belief.names_none}
    learned = {belief.alias.company: belief for belief in beliefs if not belief.said}
    said = [belief for belief in beliefs if belief.said and not belief.names_none]
    whys = {belief.alias.words: belief.why for belief in said}
    candidates = [
        replace(
            candidate, why=whys.get(candidate.words, candidate.why)
        )  # a hashtag has the words of the name it writes
        for candidate in _as_learned(sentence.candidates, learned)
        if not _is_rejected(map(fold, candidate.words), rejected)
    ]
    for candidate in _said(sentence.words, said):
        overlapping = [other for other in candidates if other.span.overlaps(candidate.span)]
        longest = max(overlapping, key=lambda other: len(other.span), default=candidate)
        if len(longest.span) <= len(candidate.span):
            longest = candidate
        elif longest.company != candidate.company:
            continue  # a longer name is another name: "Apple Records" where "Apple" is said to be a company
        candidates = [other for other in candidates if not other.span.overlaps(longest.span)]
        candidates.append(replace(candidate, span=longest.span))
    return sorted(candidates, key=lambda candidate: candidate.span)


def _as_learned(candidates: Iterable[Candidate], learned: Mapping[str, Belief]) -> Iterator[Candidate]:
    """The candidates; learned names as ones that the lexicon does not know, where they are sure."""
    for candidate in candidates:
        belief = learned.get(candidate.company)
        if belief is None:
            yield candidate
        elif candidate.sure:
            yield replace(candidate, company="", why=belief.why)


def _said(row: Sequence[Word], said: Sequence[Belief]) -> Iterator[Candidate]:
    """Where a sentence has a name that the user says is a company's; a surname is none."""
    if not said:
        return
    names = NameIndex(belief.alias for belief in said)
    whys = {belief.alias.keys: belief.why for belief in said}
    people = surnames(row)
    i = 0
    while i < len(row):
        found = names.longest(row, i)
        i += 1
        if found is None or (found.last == found.first + 1 and found.first in people):
            continue
        last = row[found.last - 1]
        end = last.end if fold(last.text) == found.alias.keys[-1] else last.stem_end
        span = Span(row[found.first].start, end)
        why = whys[found.alias.keys]
        yield Candidate(span, found.alias.words, found.alias.company, sure=True, why=why, strong=True)
        i = found.last


def without_rejected(text: str, clusters: Iterable[Cluster], beliefs: Iterable[Belief]) -> list[Cluster]:
    """The clusters without mentions by a form that names no company; one without any left is gone."""
    rejected = {"".join(belief.alias.keys) for belief in beliefs if belief.names_none}
    kept = []
    for cluster in clusters:
        cluster.mentions = {
            span: mention
            for span, mention in cluster.mentions.items()
            if not (rejected and _is_rejected(map(fold, name_words(span.of(text))), rejected))
        }
        if cluster.mentions:
            kept.append(cluster)
    return kept


def _is_rejected(written: Iterable[str], rejected: Set[str]) -> bool:
    """Whether folded words write a rejected name, in the genitive or not, apart or as one ("#DeutscheBank")."""
    squeezed = "".join(written)
    return squeezed in rejected or (squeezed != "" and squeezed.removesuffix("s") in rejected)
