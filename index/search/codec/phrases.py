"""Words side by side, or near each other: a document and a position are one number.

The documents that have all words are looked for in each field of each segment; where the words stand in them is worked
out for all at once, because most have few, and the calls are what takes time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.counting import Part, counted
from index.search.codec.domain import ascending
from index.search.codec.leaves import Leaf, Leaves, Run
from index.search.codec.positions import Positions, taken
from index.search.codec.proximity import NearWords, near
from index.search.whoosh import query

_SKEWED, _BRIEF = 32, 4096
"""Looking a document up among others takes as long as going through so many of these; beginning to go through them
takes as long as so many."""
_KEY_BITS = 32
"""Bits of a document's place and a position that are sorted in half the time that more of them take."""


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

    @property
    def positions(self) -> Positions:
        """Those of the field."""
        positions = self.parts[0].run.postings.positions
        if positions is None:
            raise ValueError("no positions are kept for this field")
        return positions


def stands(leaves: Leaves, wanted: Any) -> bool:
    """Whether a query is of words side by side, or near each other, in a field whose positions are kept as arrays."""
    if not isinstance(wanted, NearWords) and not (isinstance(wanted, query.Phrase) and wanted.slop == 1):
        return False
    fields = [leaf.arrays.postings.get(wanted.fieldname) for leaf in leaves.each]
    return all(postings is None or postings.positions is not None for postings in fields)


def standing(leaves: Leaves, phrases: Iterable[Any], among: Array | None = None) -> list[Standing]:
    """Where the words of phrases stand side by side, or near each other.

    Args:
        leaves: All of an index.
        phrases: Queries that `stands` is true of.
        among: Documents to look at, ascending; None for all. Others may be found, too.
    """
    there = np.zeros(max([leaf.arrays.documents for leaf in leaves.each], default=0), dtype=np.bool_)
    alike: dict[tuple[int, int | None], list[_Common]] = {}
    for phrase in phrases:
        distance = phrase.distance if isinstance(phrase, NearWords) else None
        alike.setdefault((len(phrase.words), distance), []).extend(_common(leaves, phrase, among, there))
    return [each for (_, distance), common in alike.items() for each in _standing(common, distance)]


def _standing(common: Sequence[_Common], distance: int | None) -> Iterator[Standing]:
    """Where as many words stand side by side, or near each other, of documents that have them all."""
    if not common:
        return
    edges = [0, *accumulate([len(each.docs) for each in common])]
    counts, starts = counted([part for each in common for part in each.parts])
    found = _matching(common, edges, counts, starts, distance)
    for each, (start, stop) in zip(common, pairwise(edges), strict=True):
        first, last = found.searchsorted((start, stop)).tolist()
        if first == last:
            continue
        picked, width = found[first:last] - start, len(each.parts)
        docs = each.docs.take(picked).astype(np.intp) + each.leaf.base
        for part, count in zip(each.parts, counts[start * width : stop * width].reshape(width, -1), strict=True):
            counting = part.run.postings.weights is None
            weights = count.take(picked) if counting else part.run.weights(part.picks.take(picked))
            yield Standing(part.run, docs, weights, each.phrase.boost)


def _common(leaves: Leaves, phrase: Any, among: Array | None, there: Array) -> Iterator[_Common]:
    """The documents that have all words; `there` has a place for each document of a segment, all of them False."""
    words = [leaves.runs(phrase.fieldname, word) for word in phrase.words]
    for leaf in leaves.each:
        runs = [run for each in words for run in each if run.leaf is leaf]
        if not runs or len(runs) < len(words):
            continue
        wanted = None
        if among is not None and len(among) < min([run.size for run in runs]):
            start, stop = among.searchsorted((leaf.base, leaf.base + leaf.arrays.documents)).tolist()
            wanted = among[start:stop] - leaf.base
        docs, picks = _meeting([run.docs[run.span] for run in runs], wanted, there)
        if len(docs):
            yield _Common(phrase, leaf, docs, list(map(Part, runs, picks)))


def _meeting(several: Sequence[Array], left: Array | None, there: Array) -> tuple[Array, Sequence[Array]]:
    """The documents that are in all of several arrays, and their places in each; only those of `left`, if given."""
    order = sorted(range(len(several)), key=[len(docs) for docs in several].__getitem__)
    if left is None:
        left = several[order.pop(0)]
    picks: dict[int, Array] = {}
    for nth in order:
        at = _places(several[nth], left, there)
        picks, left = {nth: at}, several[nth].take(at)
        if not len(left):
            return left, ()
    return left, [picks[nth] if nth in picks else _places(docs, left, there) for nth, docs in enumerate(several)]


def _places(docs: Array, wanted: Array, there: Array) -> Array:
    """Where those documents stand that are wanted, both ascending."""
    if len(wanted) * _SKEWED < len(docs) + _BRIEF:
        if wanted.dtype != docs.dtype:  # of one type nothing is copied
            wanted = wanted[: wanted.searchsorted(np.iinfo(docs.dtype).max, side="right")].astype(docs.dtype)
        at = docs.searchsorted(wanted)
        found: Array = at[docs.take(at, mode="clip") == wanted]
        return found
    marked = wanted.astype(np.intp)
    there[marked] = True
    at = there.take(docs).nonzero()[0]
    there[marked] = False
    return at


def _matching(
    common: Sequence[_Common], edges: Sequence[int], counts: Array, starts: Array, distance: int | None
) -> Array:
    """In which documents words stand as they should, by the documents' places among all that have the words; ascending.

    Args:
        common: The documents.
        edges: Where those of each of these begin among all, and where the last ones end.
        counts: How often each word occurs in each document: the words' documents, word by word, of each of `common`.
        starts: Where those positions begin.
        distance: How far from each other they may stand; None for side by side.
    """
    width = len(common[0].parts)
    bits = (width + max([each.positions.most for each in common])).bit_length()
    kind: Any = np.uint32 if bits + edges[-1].bit_length() <= _KEY_BITS else np.int64
    numbers: Array = np.arange(0, edges[-1] << bits, 1 << bits, dtype=kind)
    shifts = [kind(nth if distance is None else 0) for nth in range(width)]
    keys = np.concatenate([numbers[start:stop] - shift for start, stop in pairwise(edges) for shift in shifts])
    others = _Others.of(counts, starts)
    places = np.concatenate([starts, others.places])
    keys = np.concatenate([keys, others.of_each(keys)])
    firsts = [edge * width for edge in edges]
    stops = [*firsts[1:], *(len(starts) + stop for stop in others.stops(firsts[1:]))]
    several = [each.positions for each in common]
    keys += taken(several, places, stops[-1:]) if len(several) == 1 else taken(2 * several, places, stops)
    if distance is None:
        return ascending(_all_equal(keys, width) >> kind(bits))
    sizes = [stop - start for start, stop in pairwise(edges) for _ in shifts]
    words = np.tile(np.arange(width), len(common)).repeat(sizes)
    words = np.concatenate([words, others.of_each(words)])
    return ascending(near([np.sort(keys[words == nth]) for nth in range(width)], distance) >> kind(bits))


class _Others(NamedTuple):
    """The occurrences of postings but the first of each.

    Attributes:
        postings: Which postings have some, ascending.
        counts: How many each of these has, one or more.
        ends: 0, and where those of each of these end among all.
        places: Where their positions stand among all.
    """

    postings: Array
    counts: Array
    ends: Array
    places: Array

    @classmethod
    def of(cls, counts: Array, starts: Array) -> _Others:
        """Of postings, by how many occurrences each has, and where their positions begin."""
        postings = (counts > 1).nonzero()[0]
        others = counts.take(postings)
        others -= 1
        ends = np.zeros(len(postings) + 1, dtype=np.intp)
        others.cumsum(out=ends[1:])
        places = (starts.take(postings) - ends[:-1]).repeat(others)
        places += np.arange(1, len(places) + 1)
        return cls(postings, others, ends, places)

    def of_each(self, numbers: Array) -> Array:
        """The number of each one's posting, by those of all postings."""
        return numbers.take(self.postings).repeat(self.counts)

    def stops(self, edges: Sequence[int]) -> list[int]:
        """Where those of postings before some postings end."""
        found: list[int] = self.ends.take(self.postings.searchsorted(edges)).tolist()
        return found


def _all_equal(keys: Array, width: int) -> Array:
    """The numbers that are there so many times; none is there more often."""
    keys.sort()
    last = keys[width - 1 :]
    found: Array = last[last == keys[: len(last)]]
    return found
