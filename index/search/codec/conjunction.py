"""Queries all of whose parts are words: which documents have all of these, and what they score there.

Which documents those are is found out first, with a byte for each document of the index; what the words weigh is looked
up and scored for these alone, and for all words in one go. Most words are so rare that calls are what takes time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import LEAST, Chosen, Places, ascending
from index.search.codec.leaves import Leaves, Piece, Run
from index.search.codec.statistics import Statistics

_LOOKED_UP = 16
"""Looking a document up among a term's takes as long as going through so many of them."""
_FEW = 2000
"""Documents that are looked up one by one, at most: beyond them it is quicker to tell from an array over all."""
_SPARSE = 32
"""Bytes that are overwritten as fast as one that stands among others."""
_ALL = 255
"""What is noted of a document that all parts find; of others, how many have been seen to find it."""
MOST = _ALL - 1
"""Parts of a query, at most."""


class Part:
    """What one part of a query finds: any of some terms, each at its own score, and some documents at one score.

    Args:
        runs: The terms' postings.
        boosts: Of each of these.
        pieces: The documents.
        score: What one of them scores, however often it is there.

    Attributes:
        all: All that it finds, run by run, then piece by piece.
        begins: Where each of these begins among all documents, and where the last ends.
        size: How many documents it finds, at most.
    """

    def __init__(
        self, runs: Sequence[Run], boosts: Sequence[float], pieces: Sequence[Piece] = (), score: float = 0.0
    ) -> None:
        self.runs, self.boosts, self.pieces, self.score = runs, boosts, pieces, score
        self.all: Sequence[Piece] = [*runs, *pieces]
        self.begins = [0, *accumulate([piece.size for piece in self.all])]
        self.size = self.begins[-1]


class _Hits(NamedTuple):
    """Where a term is in documents that all parts find.

    Attributes:
        run: The term's postings.
        boost: Its boost.
        docs: The documents, ascending.
        at: Their places among those of the segment's field.
    """

    run: Run
    boost: float
    docs: Array
    at: Array


class _Seen(NamedTuple):
    """Documents that a part finds, and others have found before it: all that all find, and perhaps more.

    Attributes:
        part: The part.
        docs: Their numbers in the index.
        picks: Their places among all that the part finds, run by run, then piece by piece; None for all of these. Of a
            term with a row they say no more than that they are its own.
    """

    part: Part
    docs: Array
    picks: Array | None


class Conjunction:
    """Finds what all parts of a query find.

    Args:
        leaves: All of an index.
        places: Where documents stand.
        statistics: What its terms weigh.
    """

    def __init__(self, leaves: Leaves, places: Places, statistics: Statistics) -> None:
        self._places = places
        self._leaves = leaves
        self._statistics = statistics
        self._noted = np.zeros(leaves.documents, dtype=np.uint8)

    def found(self, parts: Sequence[Part], *, scored: bool, only: Chosen | None = None) -> tuple[Array, Array]:
        """The documents that all parts find, ascending, each once, and their scores; or True for each.

        Args:
            parts: One to `MOST`.
            scored: Whether scores are wanted.
            only: The documents that may be found; None for all.
        """
        ordered = sorted(parts, key=lambda part: (not part.pieces, part.size))  # pieces cannot be looked up in
        if only is not None and only.size < ordered[0].size:
            return self._beginning(only.docs, ordered, [], scored=scored)
        first = _Seen(ordered[0], self._leaves.numbers(ordered[0].all), None)
        if only is not None:
            first = _picked(first, only.mask.take(first.docs))
        return self._beginning(first.docs, ordered[1:], [first], scored=scored)

    def _beginning(
        self, docs: Array, others: Sequence[Part], seen: list[_Seen], *, scored: bool
    ) -> tuple[Array, Array]:
        """What is found of some documents, which all parts find of which it is known what they find."""
        self._noted[docs] = 1
        try:
            common = self._common(docs, others, seen)
            if not scored or not len(common):
                return common, np.ones(len(common), dtype=np.float32 if scored else np.bool_)
            self._noted[common] = _ALL
            left = [_picked(each, self._noted.take(each.docs) == _ALL) for each in seen[:-1]]
            return common, self._scores(common, [*left, seen[-1]])
        finally:
            if len(docs) * _SPARSE > len(self._noted):
                self._noted.fill(0)
            else:
                self._noted[docs] = 0  # no other document was noted

    def _common(self, left: Array, others: Sequence[Part], seen: list[_Seen]) -> Array:
        """The documents that all parts find, ascending; to what is known of the parts that of the others is added."""
        lists = not any(each.part.pieces for each in seen)
        for nth, part in enumerate(others, 1):
            if not part.pieces and any(_is_looked_up(run, left) for run in part.runs):
                left = ascending(left, lists=lists)
                here = self._looked_up(part, left, nth)
            else:
                every = _Seen(part, self._leaves.numbers(part.all), None)
                here = _picked(every, self._noted.take(every.docs) == nth)
            left, lists = here.docs, not part.pieces
            self._noted[left] = nth + 1
            seen.append(here)
        return ascending(left, lists=lists)

    def _looked_up(self, part: Part, docs: Array, nth: int) -> _Seen:
        """Which of some documents, ascending, of which `nth` is noted, a part finds that has terms only."""
        found, picks = [], []
        for run, begin in zip(part.runs, part.begins, strict=False):
            if _is_looked_up(run, docs):
                there, at = run.among(docs)
                found.append(docs.take(there))
            else:
                every = self._leaves.numbers([run])
                at = (self._noted.take(every) == nth).nonzero()[0]
                found.append(every.take(at))
            picks.append(at + begin)
        return _Seen(part, np.concatenate(found), np.concatenate(picks))

    def _scores(self, docs: Array, seen: Sequence[_Seen]) -> Array:
        """The scores of documents that all parts find, by what each part finds, which is none but these."""
        scores = np.zeros(len(docs), dtype=np.float32)
        rooms: dict[tuple[str, int], list[_Hits]] = {}
        for each in seen:
            for hit in _hits(each):
                rooms.setdefault((hit.run.field, hit.run.leaf.base), []).append(hit)
            self._add_told(scores, docs, each)
        hits = list(chain.from_iterable(rooms.values()))
        if hits:
            every = np.concatenate([hit.docs for hit in hits])
            weights = np.concatenate(list(chain.from_iterable(map(_weights, rooms.values()))))
            terms = [(hit.run.field, self._statistics.rarity(hit.run, hit.boost), len(hit.docs)) for hit in hits]
            np.add.at(scores, self._at(every, docs), self._statistics.scores(every, weights, terms))
        return scores

    def _add_told(self, scores: Array, docs: Array, seen: _Seen) -> None:
        """Adds the scores of terms that have rows, which tell of all documents, and of pieces."""
        part, found, picks = seen
        for run, boost in zip(part.runs, part.boosts, strict=True):
            if run.has_row:
                first, here = run.leaf.within(docs)
                scores[first : first + len(here)] += self._statistics.row(run, boost, run.row(here), here)
        if part.pieces:
            begin = part.begins[len(part.runs)]
            at = self._at(found[begin if picks is None else picks.searchsorted(begin) :], docs)
            scores[at] = scores.take(at) + np.float32(max(part.score, LEAST))  # the same wherever one is there twice

    def _at(self, wanted: Array, docs: Array) -> Array:
        """The places of some documents among others, ascending, of which they are."""
        if len(wanted) < _FEW:
            return docs.searchsorted(wanted)
        at: Array = self._places.among(docs).take(wanted)
        return at


def _hits(seen: _Seen) -> Iterator[_Hits]:
    """The documents that a part finds by its terms without a row, term by term."""
    part, docs, picks = seen
    cuts = part.begins if picks is None else picks.searchsorted(part.begins).tolist()
    for nth, (run, boost) in enumerate(zip(part.runs, part.boosts, strict=True)):
        start, stop, first = cuts[nth], cuts[nth + 1], run.span.start
        if start < stop and not run.has_row:
            at = np.arange(first, run.span.stop) if picks is None else picks[start:stop] + (first - part.begins[nth])
            yield _Hits(run, boost, docs[start:stop], at)


def _picked(seen: _Seen, chosen: Array) -> _Seen:
    """Those of some documents that are chosen."""
    there = chosen.nonzero()[0]
    return _Seen(seen.part, seen.docs.take(there), there if seen.picks is None else seen.picks.take(there))


def _is_looked_up(run: Run, docs: Array) -> bool:
    """Whether some documents are to be looked up among a term's, and not the other way round."""
    return run.has_row or len(docs) * _LOOKED_UP < run.size


def _weights(hits: Sequence[_Hits]) -> Iterator[Array]:
    """What terms weigh in some documents; all of one field of one segment."""
    if sum([len(hit.at) for hit in hits]) < _FEW:
        yield hits[0].run.postings.weights_at(np.concatenate([hit.at for hit in hits]))
    else:
        for hit in hits:
            yield hit.run.weights(hit.at - hit.run.span.start)
