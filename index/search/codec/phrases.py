"""Words side by side, or near each other, in any field: the documents that have them, and what the words weigh there.

The documents that have all words are looked for in each field of each segment; where the words stand in them is worked
out for all at once (`alignment`), because most have few, and the calls are what takes time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from index.search.codec.alignment import aligned
from index.search.codec.container import Array
from index.search.codec.counting import Part, counted, occurring
from index.search.codec.leaves import Leaf, Leaves, Run
from index.search.codec.positions import Positions
from index.search.codec.proximity import NearWords
from index.search.whoosh import query

_SKEWED, _BRIEF = 32, 4096
"""Looking a document up among others takes as long as going through so many of these; beginning to go through them
takes as long as so many."""


class Standing(NamedTuple):
    """Where a word stands as a phrase wants it, in one segment.

    Attributes:
        run: The word's postings.
        docs: The numbers of the documents in the whole index, ascending.
        weights: What the word weighs in each.
        boost: What its scores are multiplied by.
    """

    run: Run
    docs: Array
    weights: Array
    boost: float

    def within(self, chosen: Array) -> Standing:
        """Only the documents of which an array over all documents says True."""
        there = chosen.take(self.docs)
        return self if there.all() else self._replace(docs=self.docs[there], weights=self.weights[there])


class _Common(NamedTuple):
    """The documents of a segment that have all words of a phrase.

    Attributes:
        phrase: The phrase.
        leaf: The segment.
        docs: The documents' numbers in it, ascending.
        parts: For each word, in the phrase's order, its postings in these.
    """

    phrase: Any
    leaf: Leaf
    docs: Array
    parts: Sequence[Part]


def stands(leaves: Leaves, wanted: Any) -> bool:
    """Whether a query is of words side by side, or near each other, in a field whose positions are kept as arrays."""
    if not isinstance(wanted, NearWords) and not (isinstance(wanted, query.Phrase) and wanted.slop == 1):
        return False
    fields = [leaf.arrays.postings.get(wanted.fieldname) for leaf in leaves.each]
    return all(postings is None or postings.positions is not None for postings in fields)


class Phrases:
    """Finds where words stand as phrases want it.

    Args:
        leaves: All of an index.
    """

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = leaves
        self._there = np.zeros(max([leaf.arrays.documents for leaf in leaves.each], default=0), dtype=np.bool_)

    def standing(self, phrases: Iterable[Any], among: Array | None = None) -> list[Standing]:
        """Where the words of phrases stand side by side, or near each other.

        Args:
            phrases: Queries that `stands` is true of.
            among: Documents to look at, ascending; None for all. Others may be found, too.
        """
        alike: dict[tuple[int, int | None], list[_Common]] = {}
        for phrase in phrases:
            distance = phrase.distance if isinstance(phrase, NearWords) else None
            alike.setdefault((len(phrase.words), distance), []).extend(self._common(phrase, among))
        return [each for (_, distance), common in alike.items() if common for each in _standing(common, distance)]

    def _common(self, phrase: Any, among: Array | None) -> Iterator[_Common]:
        """The documents of each segment that have all words."""
        words = [self._leaves.runs(phrase.fieldname, word) for word in phrase.words]
        for leaf in self._leaves.each:
            runs = [run for each in words for run in each if run.leaf is leaf]
            if not runs or len(runs) < len(words):
                continue
            left = None
            if among is not None and len(among) < min([run.size for run in runs]):
                left = leaf.within(among)[1]
            different = {run.number: run for run in runs}
            docs, parts = self._meeting(list(different.values()), left)
            if len(different) < len(runs):
                docs, parts = _as_often(runs, docs, dict(zip(different, parts, strict=False)))
            if len(docs):
                yield _Common(phrase, leaf, docs, parts)

    def _meeting(self, runs: Sequence[Run], left: Array | None) -> tuple[Array, Sequence[Part]]:
        """The documents that all of several terms of a segment have, and their postings there.

        Args:
            runs: The terms' postings.
            left: Documents of the segment to look at, ascending; None for all.
        """
        order, first = sorted(range(len(runs)), key=[run.size for run in runs].__getitem__), None
        if left is None:
            first = order.pop(0)
            left = runs[first].numbers()
        parts: dict[int, Part] = {}
        for nth in order:
            inside, found = self._found(runs[nth], left)
            if not len(inside):
                return inside, ()
            left = left.take(inside)
            parts = {other: part._replace(picks=part.picks.take(inside)) for other, part in parts.items()}
            if first is not None:
                parts.setdefault(first, Part(runs[first], inside))
            parts[nth] = found
        if first is not None and not parts:
            parts[first] = Part(runs[first], np.arange(len(left)))
        return left, [parts[nth] for nth in range(len(runs))]

    def _found(self, run: Run, wanted: Array) -> tuple[Array, Part]:
        """Which of some documents of a segment, ascending, have a term, told by their places; its postings there."""
        if run.has_row:
            row = run.row(None)
            inside = (row.take(wanted) != 0).nonzero()[0]
            return inside, Part(run, wanted.take(inside), row)
        docs, there = run.numbers(), self._there
        if len(wanted) * _SKEWED < len(docs) + _BRIEF:
            at = docs.searchsorted(wanted)
            inside = (docs.take(at, mode="clip") == wanted).nonzero()[0]
            return inside, Part(run, at.take(inside))
        there[wanted] = True
        at = there.take(docs).nonzero()[0]
        there[wanted] = False
        both = docs.take(at)
        if len(both) * _SKEWED < len(wanted) + _BRIEF:
            return wanted.searchsorted(both), Part(run, at)
        there[both] = True
        inside = there.take(wanted).nonzero()[0]
        there[both] = False
        return inside, Part(run, at)


def _as_often(runs: Sequence[Run], docs: Array, parts: Mapping[int, Part]) -> tuple[Array, Sequence[Part]]:
    """Documents that have each word of a phrase as often as that has it, and the words' postings there.

    A phrase of one common word thirty times, or three thousand times, would take seconds, or hours, without.

    Args:
        runs: The words' postings, in the phrase's order.
        docs: Documents that have all words, ascending.
        parts: The postings in these, by the terms' places.
    """
    if not len(docs):
        return docs, ()
    often = np.ones(len(docs), dtype=np.bool_)
    for number, times in Counter([run.number for run in runs]).items():
        if times > 1:
            often &= occurring(parts[number]) >= times
    there = often.nonzero()[0]
    left = {number: part._replace(picks=part.picks.take(there)) for number, part in parts.items()}
    return docs.take(there), [left[run.number] for run in runs]


def _standing(common: Sequence[_Common], distance: int | None) -> Iterator[Standing]:
    """Where as many words stand side by side, or near each other, of documents that have them all."""
    edges = [0, *accumulate([len(each.docs) for each in common])]
    counts, starts = counted([part for each in common for part in each.parts])
    found = aligned([_positions(each) for each in common], edges, counts, starts, distance)
    if not len(found):
        return
    for each, (start, stop) in zip(common, pairwise(edges), strict=True):
        first, last = found.searchsorted((start, stop)).tolist()
        if first == last:
            continue
        picked, width = found[first:last] - start, len(each.parts)
        docs = each.docs.take(picked) + each.leaf.base
        for part, count in zip(each.parts, counts[start * width : stop * width].reshape(width, -1), strict=True):
            counting = part.run.postings.weights is None
            weights = count.take(picked) if counting else part.run.weights(part.picks.take(picked))
            yield Standing(part.run, docs, weights, each.phrase.boost)


def _positions(common: _Common) -> Positions:
    positions = common.parts[0].run.postings.positions
    if positions is None:
        raise ValueError("no positions are kept for this field")
    return positions
