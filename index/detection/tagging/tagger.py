"""Finds the words that name companies in an article, by the sequence model.

Two passes: what the first is sure of, the second is readier to believe elsewhere in the article. What the names found
are called, and which are one company, is left to linking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.detection.tagging.decoding import IMPOSSIBLE, Batch, batch, best_labels, marginals
from index.detection.tagging.features import MARKS, REACH, ROWS, WORDS, Line, see
from index.detection.tagging.model import LABELS, SCALE, Model, shipped_model
from index.detection.tagging.sums import MarkSums, WordSums

Name = tuple[str, ...]
"""The words of a name, as written."""


class Tagged(NamedTuple):
    """Words that name a company, or a medium that only reports.

    Attributes:
        line: The number of the line.
        first: The first word in it.
        last: The word behind the last.
        medium: Whether it only reports.
        confidence: 0 to 1, the probability of the least sure of its words.
        party: Whether it stands in a place for the party of a deal, and is likely enough for one.
    """

    line: int
    first: int
    last: int
    medium: bool
    confidence: float
    party: bool = False


class _Stretch(NamedTuple):
    """Words that are decoded together: a line, or a part of a very long one. `place` is in the scores."""

    line: int
    first: int
    place: int
    length: int


_O, _B, _I, _BM, _IM = range(len(LABELS))
_FIRST = np.array([0, 0, IMPOSSIBLE, 0, IMPOSSIBLE], np.int32)
_LONGEST = 200
"""Words that are decoded in one go: longer lines are no sentences, and every step costs all lines of the article."""
_SURE = 0.8
_REPEATED = 3 * SCALE
"""What a name that is sure elsewhere is better by. Cross-validated: mention F1 + .004, the set of companies the same;
from 2 to 4 nothing changes."""
_DENIED = 0.005
"""The probability below which a candidate that its sentence makes sure is not believed. Cross-validated, precision of
the set of companies: .856 with all believed, .870 from .005 on, .874 from .02 on, F1 the same within .003. The model
has seen few names that are common words too ("Arm", "Dow"): it must be quite sure to deny one."""

_Least = Mapping[tuple[bool, bool], float]
_LEAST = {(True, False): 0.006, (False, False): 0.015, (True, True): 0.03, (False, True): 0.08}
"""The probability from which a name is believed in a place for the party of a deal, by whether its sentence has another
company and whether the place is vague. In 12,200 sentences of no business (GermEval, Wikigold, Twitter) that brings 21
names, 12 of them organisations'. With all companies of 124 own texts given invented names, deals typed F1 German .21 to
.31, English .31 to .57. Cross-validated on SmartData, mention F1 .815 to .816; with thresholds a third lower .814."""
_LEAST_LIKELY = {(True, False): 0.0005, (False, False): 0.002, (True, True): 0.0025, (False, True): 0.015}
"""The same for a German name for which more than its place speaks, see `Slot.likely`. SmartData gains and loses nothing
by it, and 7,300 sentences of no business (GermEval) 7 names, 3 of them organisations'; of blind articles not read .004
more companies are found and .004 fewer of those found are right, deals typed F1 .51 to .53. Half as low costs .001 of
SmartData's mention F1. For all names so low, SmartData gains 22 common nouns ("mit Auflagen") and no company."""
_LEAST_ENGLISH = {(True, False): 0.0002, (False, False): 0.001, (True, True): 0.001, (False, True): 0.008}
"""The same for an English one within its sentence, where hardly anything else has a capital. Of blind articles not read
.02 more companies are found and as many of those found are right, deals typed F1 .47 to .58, with thresholds twice as
high .54; 4,900 sentences of no business (Wikigold, Twitter) gain 20 names, half of them organisations'."""


@dataclass(frozen=True, slots=True)
class Tagger:
    """Judges the words of articles, each by itself. May be shared by threads: what it keeps changes no result."""

    model: Model
    german: bool
    _words: WordSums = field(init=False, repr=False, compare=False)
    _marks: tuple[MarkSums, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        weights = iter(self.model.streams)
        words, rows = [(stream, next(weights)) for stream in WORDS], [(row, next(weights)) for row in ROWS]
        object.__setattr__(self, "_words", WordSums(words, rows, german=self.german))
        object.__setattr__(self, "_marks", tuple(MarkSums(mark, next(weights), german=self.german) for mark in MARKS))

    def tag(self, lines: Sequence[Line]) -> list[Tagged]:
        """The names of companies and media in an article's lines, in text order; none overlaps another."""
        return self.tag_all([lines])[0]

    def tag_all(self, articles: Sequence[Sequence[Line]]) -> list[list[Tagged]]:
        """The same for each of many articles, faster than one by one."""
        lines = [line for article in articles for line in article]
        owners = [number for number, article in enumerate(articles) for _ in article]
        found: list[list[Tagged]] = [[] for _ in articles]
        stretches = _stretches(lines)
        if not stretches:
            return found
        scores = self._scores(articles)
        tagged = self._decode(scores, lines, stretches)
        again = _encourage(scores, lines, stretches, tagged, owners)
        if again:
            spoken_for = {(stretch.line, stretch.first // _LONGEST) for stretch in again}
            kept = [tag for tag in tagged if (tag.line, tag.first // _LONGEST) not in spoken_for]
            tagged = sorted(kept + self._decode(scores, lines, again))
        before = [*accumulate(map(len, articles), initial=0)]
        for tag in tagged:
            owner = owners[tag.line]
            found[owner].append(tag._replace(line=tag.line - before[owner]))
        return found

    def _scores(self, articles: Iterable[Sequence[Line]]) -> NDArray[np.int32]:
        """By place (see `features.Seen`) and label."""
        seen = see(articles)
        total = np.zeros((len(seen.texts), len(LABELS)), np.int32)
        total[:, _O] -= self.model.boldness
        self._words.add(total, seen.texts)
        for sums, marks in zip(self._marks, seen.marks, strict=True):
            sums.add(total, marks)
        return total

    def _odds(self, scores: NDArray[np.int32], stretches: Sequence[_Stretch]) -> list[NDArray[np.float64]]:
        return marginals(_batch(scores, stretches), self.model.transitions, _FIRST, SCALE)

    def _decode(self, scores: NDArray[np.int32], lines: Sequence[Line], stretches: Sequence[_Stretch]) -> list[Tagged]:
        likely = [stretch for stretch, can in zip(stretches, self._may_hold(scores, stretches), strict=True) if can]
        labels = dict(zip(likely, self._labels(scores, likely), strict=True))
        named = [stretch for stretch in stretches if any(labels.get(stretch, ())) or _asked(stretch, lines)]
        if not named:
            return []
        least = _LEAST_LIKELY if self.german else _LEAST_ENGLISH
        return [
            tagged
            for stretch, odds in zip(named, self._odds(scores, named), strict=True)
            for own in [labels.get(stretch) or [_O] * stretch.length]
            for tagged in sorted(_found(stretch, lines, own, odds, least))
        ]

    def _may_hold(self, scores: NDArray[np.int32], stretches: Sequence[_Stretch]) -> list[bool]:
        """Whether a stretch may hold a name: has a word that is better in one, by the kindest way into it and out."""
        moves = self.model.transitions - self.model.transitions[_O, _O]
        kindest = max(0, moves[:, 1:].max()) + max(0, moves[1:, _O].max(), _FIRST.max())
        better = np.flatnonzero(scores[:, 1:].max(axis=1) + kindest >= scores[:, _O])
        starts = np.array([stretch.place for stretch in stretches])
        lengths = np.array([stretch.length for stretch in stretches])
        first = np.searchsorted(better, starts)
        return [bool(x) for x in np.searchsorted(better, starts + lengths) > first]

    def _labels(self, scores: NDArray[np.int32], stretches: Sequence[_Stretch]) -> list[list[int]]:
        if not stretches:
            return []
        found = best_labels(_batch(scores, stretches), self.model.transitions, _FIRST)
        return [labels.tolist() for labels in found]


def _asked(stretch: _Stretch, lines: Sequence[Line]) -> bool:
    """Whether names of the stretch are believed unless they are most unlikely."""
    line = lines[stretch.line]
    return bool(line.parties) or any(mark.sure for mark in line.candidates)


def _stretches(lines: Sequence[Line]) -> list[_Stretch]:
    found = []
    place = REACH
    for number, line in enumerate(lines):
        length = len(line.words)
        found += [
            _Stretch(number, first, place + first, min(length - first, _LONGEST))
            for first in range(0, length, _LONGEST)
        ]
        place += length + REACH
    return found


def _batch(scores: NDArray[np.int32], stretches: Sequence[_Stretch]) -> Batch:
    return batch(scores, [stretch.place for stretch in stretches], [stretch.length for stretch in stretches])


def _found(
    stretch: _Stretch, lines: Sequence[Line], labels: Sequence[int], odds: NDArray[np.float64], least: _Least
) -> Iterator[Tagged]:
    """What the labels spell, and what they leave out that is likely enough where it stands; none overlaps another."""
    parties = _parties(stretch, lines, odds, least)
    spelled = list(_spelled(stretch, labels, odds))
    places = {(tag.first, tag.last) for tag in parties}
    yield from (tag._replace(party=(tag.first, tag.last) in places) for tag in spelled)
    yield from _kept(stretch, lines, labels, odds)
    for tag in parties:
        if not any(labels[tag.first - stretch.first : tag.last - stretch.first]):
            yield tag


def _parties(stretch: _Stretch, lines: Sequence[Line], odds: NDArray[np.float64], least: _Least) -> list[Tagged]:
    """The names that stand in places for the parties of deals and are likely enough for that."""
    line = lines[stretch.line]
    named = any(mark.sure for mark in line.candidates)
    found = []
    for first, last, vague, likely in line.parties:
        if first < stretch.first or last > stretch.first + len(odds):
            continue
        own = odds[first - stretch.first : last - stretch.first]
        confidence = float(own[:, [_B, _I]].sum(axis=1).min())
        if confidence >= (least if likely else _LEAST)[named, vague]:
            found.append(Tagged(stretch.line, first, last, medium=False, confidence=confidence, party=True))
    return found


def _spelled(stretch: _Stretch, labels: Sequence[int], odds: NDArray[np.float64]) -> Iterator[Tagged]:
    """The names that the labels spell."""
    i = 0
    while i < len(labels):
        first, label, i = i, labels[i], i + 1
        if label == _O:
            continue
        while i < len(labels) and labels[i] == label + 1:
            i += 1
        confidence = float(odds[first:i, label : label + 2].sum(axis=1).min())
        yield Tagged(stretch.line, stretch.first + first, stretch.first + i, label == _BM, confidence)


def _kept(
    stretch: _Stretch, lines: Sequence[Line], labels: Sequence[int], odds: NDArray[np.float64]
) -> Iterator[Tagged]:
    """The sure candidates of the stretch that the labels leave out and that are not denied."""
    for mark in lines[stretch.line].candidates:
        first, last = mark.first - stretch.first, mark.last - stretch.first
        if not mark.sure or first < 0 or last > len(labels) or any(labels[first:last]):
            continue
        confidence = float(odds[first:last, [_B, _I]].sum(axis=1).max())
        if confidence >= _DENIED:
            yield Tagged(stretch.line, mark.first, mark.last, medium=False, confidence=confidence)


def name(lines: Sequence[Line], tagged: Tagged) -> Name:
    """The words that are tagged."""
    return tuple(word.text for word in lines[tagged.line].words[tagged.first : tagged.last])


def _encourage(
    scores: NDArray[np.int32],
    lines: Sequence[Line],
    stretches: Sequence[_Stretch],
    found: Iterable[Tagged],
    owners: Sequence[int],
) -> list[_Stretch]:
    """Raises the scores of names that are sure elsewhere in the same article; returns the stretches where it did.

    Args:
        scores: Changed in place.
        lines: Of all articles.
        stretches: All of them.
        found: What is found so far.
        owners: By line the number of its article.
    """
    sure: defaultdict[int, defaultdict[str, set[Name]]] = defaultdict(lambda: defaultdict(set))
    taken = set()
    for tag in found:
        taken.add((tag.line, tag.first))
        if not tag.medium and tag.confidence >= _SURE:
            words = name(lines, tag)
            sure[owners[tag.line]][words[0]].add(words)
    changed = []
    for stretch in stretches:
        line, first, place, length = stretch
        beginning = sure.get(owners[line])
        texts = [word.text for word in lines[line].words[first : first + length]] if beginning else []
        if not beginning or beginning.keys().isdisjoint(texts):
            continue
        places = [
            (place + i, len(words))
            for i, text in enumerate(texts)
            if (line, first + i) not in taken
            for words in beginning.get(text, ())
            if tuple(texts[i : i + len(words)]) == words
        ]
        for at, size in places:
            scores[at, _B] += _REPEATED
            scores[at + 1 : at + size, _I] += _REPEATED
        changed += [stretch] if places else []
    return changed


@cache
def load_tagger(*, german: bool) -> Tagger:
    """The tagger with the model that is shipped for German, or for English texts; read once."""
    return Tagger(shipped_model("de" if german else "en"), german)
