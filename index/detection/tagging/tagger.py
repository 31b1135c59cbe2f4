"""Finds the words that name companies in an article, by the sequence model.

Two passes: what the first is sure of, the second is readier to believe elsewhere in the article. What the names found
are called, and which are one company, is left to linking.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.detection.tagging.decoding import IMPOSSIBLE, Batch, batch, best_labels, marginals
from index.detection.tagging.features import REACH, STREAMS, Line, values
from index.detection.tagging.model import LABELS, SCALE, Model, shipped_model
from index.detection.tagging.sums import Sums

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
    """

    line: int
    first: int
    last: int
    medium: bool
    confidence: float


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


@dataclass(frozen=True, slots=True)
class Tagger:
    """Judges the words of one article at a time. May be shared by threads: what it keeps changes no result."""

    model: Model
    german: bool
    _sums: tuple[Sums, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pairs = zip(STREAMS, self.model.streams, strict=True)
        object.__setattr__(self, "_sums", tuple(Sums(*pair, german=self.german) for pair in pairs))

    def tag(self, lines: Sequence[Line], *, believed: Set[Name] = frozenset()) -> list[Tagged]:
        """The names of companies and media in an article's lines, in text order; none overlaps another.

        Args:
            lines: The article's sentences.
            believed: Names that other articles make certain.
        """
        stretches = _stretches(lines)
        if not stretches:
            return []
        scores = self._scores(lines)
        found = self._decode(scores, lines, stretches)
        sure = {name(lines, tagged) for tagged in found if not tagged.medium and tagged.confidence >= _SURE}
        again = _encourage(scores, lines, stretches, sure | believed, {(f.line, f.first) for f in found})
        if not again:
            return found
        kept = [tagged for tagged in found if not any(_holds(stretch, tagged) for stretch in again)]
        return sorted(kept + self._decode(scores, lines, again))

    def odds(self, lines: Sequence[Line]) -> list[NDArray[np.float64]]:
        """By line, word and label (see `LABELS`) the probability that the first pass gives."""
        stretches = _stretches(lines)
        if not stretches:
            return []
        by_line: defaultdict[int, list[NDArray[np.float64]]] = defaultdict(list)
        for stretch, odds in zip(stretches, self._odds(self._scores(lines), stretches), strict=True):
            by_line[stretch.line].append(odds)
        return [np.concatenate(by_line[number]) for number in range(len(lines))]

    def _scores(self, lines: Sequence[Line]) -> NDArray[np.int32]:
        """By place (see `features.values`) and label."""
        columns = values(lines)
        width = len(columns[0])
        total = np.zeros((width, len(LABELS)), np.int32)
        total[:, _O] -= self.model.boldness
        inside = total[REACH:-REACH]
        for stream, column, sums in zip(STREAMS, columns, self._sums, strict=True):
            looked = sums.look_up(column)
            if looked is None:
                continue
            table, places = looked
            for i, offset in enumerate(stream.offsets):
                inside += table[places[REACH + offset : width - REACH + offset], i]
        return total

    def _odds(self, scores: NDArray[np.int32], stretches: Sequence[_Stretch]) -> list[NDArray[np.float64]]:
        return marginals(_batch(scores, stretches), self.model.transitions, _FIRST, SCALE)

    def _decode(self, scores: NDArray[np.int32], lines: Sequence[Line], stretches: Sequence[_Stretch]) -> list[Tagged]:
        labelled = best_labels(_batch(scores, stretches), self.model.transitions, _FIRST)
        named = [
            (stretch, labels.tolist())
            for stretch, labels in zip(stretches, labelled, strict=True)
            if labels.any() or lines[stretch.line].candidates
        ]
        if not named:
            return []
        odds = self._odds(scores, [stretch for stretch, _ in named])
        return [
            tagged
            for (stretch, labels), likely in zip(named, odds, strict=True)
            for tagged in sorted([*_spelled(stretch, labels, likely), *_kept(stretch, lines, labels, likely)])
        ]


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


def _holds(stretch: _Stretch, tagged: Tagged) -> bool:
    return stretch.line == tagged.line and stretch.first <= tagged.first < stretch.first + stretch.length


def _encourage(
    scores: NDArray[np.int32],
    lines: Sequence[Line],
    stretches: Sequence[_Stretch],
    names: Set[Name],
    found: Set[tuple[int, int]],
) -> list[_Stretch]:
    """Raises the scores of names where none is found so far (by line and first word); returns where it did."""
    beginning: defaultdict[str, list[Name]] = defaultdict(list)
    for words in names:
        beginning[words[0]].append(words)
    changed = []
    for stretch in stretches:
        line, first, place, length = stretch
        texts = [word.text for word in lines[line].words[first : first + length]]
        if beginning.keys().isdisjoint(texts):
            continue
        places = [
            (place + i, len(words))
            for i, text in enumerate(texts)
            if (line, first + i) not in found
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
