"""What has all of several words: which documents these are, and what they score there.

Which documents they are is found out first, with a byte for each document of the index; what the words weigh is looked
up and scored for these alone, and for all words in one go. Most words are so rare that calls are what takes time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import FEW, LEAST, Chosen, Places, ascending
from index.search.codec.leaves import Leaves, Run, numbered
from index.search.codec.parts import Part
from index.search.codec.statistics import Statistics

_LOOKED_UP = 16
"""Looking a document up among a term's takes as long as going through so many of them."""
_SPARSE = 32
"""Bytes that are overwritten as fast as one that stands among others."""
_ALL = 255
"""What is noted of a document that all parts find; of others, how many have been seen to find it."""


class _Hits(NamedTuple):
    """Where a term is in documents that all parts find.

    Attributes:
        run: The term's postings.
        boost: Its boost.
        docs: The documents, ascending.
        picks: Their places among the term's.
    """

    run: Run
    boost: float
    docs: Array
    picks: Array


class _Seen(NamedTuple):
    """Documents that a part finds, and others have found before it: all that all find, and perhaps more.

    Attributes:
        part: The part.
        docs: Their numbers in the index.
        picks: Their places among all that the part finds, run by run, then piece by piece. Of a term with a row they
            say no more than that they are its own.
    """

    part: Part
    docs: Array
    picks: Array


class Conjunction:
    """Finds what all parts of a query find.

    Args:
        leaves: All of an index.
        places: Where documents stand.
        statistics: What its terms weigh.
    """

    def __init__(self, leaves: Leaves, places: Places, statistics: Statistics) -> None:
        self._places = places
        self._statistics = statistics
        self._noted = np.zeros(leaves.documents, dtype=np.uint8)

    def found(self, parts: Sequence[Part], only: Chosen | None) -> tuple[Array, Array]:
        """The documents that all parts find, ascending, and their scores.

        Args:
            parts: Two to `parts.MOST`.
            only: The documents that may be found; None for all.
        """
        ordered = sorted(parts, key=lambda part: (not part.pieces, part.size))  # pieces cannot be looked up in
        first, *others = ordered
        if only is not None and not first.pieces and any(_is_looked_up(run, only.size) for run in first.runs):
            return self._beginning(only.docs, ordered, [])
        docs = numbered(first.all)
        if only is None:
            picks = np.arange(len(docs))
        else:
            picks = only.mask.take(docs).nonzero()[0]
            docs = docs.take(picks)
        return self._beginning(docs, others, [_Seen(first, docs, picks)])

    def _beginning(self, docs: Array, others: Sequence[Part], seen: list[_Seen]) -> tuple[Array, Array]:
        """What is found of some documents, which all parts find of which it is known what they find."""
        self._noted[docs] = 1
        try:
            common = self._common(docs, others, seen)
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
            if not part.pieces and any(_is_looked_up(run, len(left)) for run in part.runs):
                left = ascending(left, lists=lists)
                here = self._looked_up(part, left, nth)
            else:
                docs = numbered(part.all)
                picks = (self._noted.take(docs) == nth).nonzero()[0]
                here = _Seen(part, docs.take(picks), picks)
            left, lists = here.docs, not part.pieces
            self._noted[left] = nth + 1
            seen.append(here)
        return ascending(left, lists=lists)

    def _looked_up(self, part: Part, docs: Array, nth: int) -> _Seen:
        """Which of some documents, ascending, of which `nth` is noted, a part finds that has terms only."""
        found, picks = [], []
        for run, begin in zip(part.runs, part.begins, strict=False):
            if _is_looked_up(run, len(docs)):
                there, at = run.among(docs)
                found.append(docs.take(there))
            else:
                every = numbered([run])
                at = (self._noted.take(every) == nth).nonzero()[0]
                found.append(every.take(at))
            picks.append(at + begin)
        return _Seen(part, np.concatenate(found), np.concatenate(picks))

    def _scores(self, docs: Array, seen: Sequence[_Seen]) -> Array:
        """The scores of documents that all parts find, by what each part finds, which is none but these."""
        scores = np.zeros(len(docs), dtype=np.float32)
        rooms: dict[tuple[str, int], list[_Hits]] = {}
        for each in seen:
            for hit in self._hits(scores, docs, each):
                rooms.setdefault((hit.run.field, hit.run.leaf.base), []).append(hit)
        if rooms:
            hits = list(chain.from_iterable(rooms.values()))
            every = np.concatenate([hit.docs for hit in hits])
            weights = np.concatenate(list(chain.from_iterable(map(_weights, rooms.values()))))
            terms = [(hit.run, hit.boost, len(hit.docs)) for hit in hits]
            np.add.at(scores, self._places.of(every, docs), self._statistics.scores(every, weights, terms))
        for part, found, picks in seen:
            if part.pieces:
                begin = part.begins[len(part.runs)]
                at = self._places.of(found[picks.searchsorted(begin) :], docs)
                scores[at] = scores.take(at) + np.float32(max(part.score, LEAST))  # the same wherever one is twice
        return scores

    def _hits(self, scores: Array, docs: Array, seen: _Seen) -> Iterator[_Hits]:
        """The documents that a part finds by its terms, term by term; the scores of one with a row are added here."""
        part, found, picks = seen
        cuts = picks.searchsorted(part.begins).tolist()
        for nth, run in enumerate(part.runs):
            start, stop = cuts[nth], cuts[nth + 1]
            if run.has_row:
                first, here = run.leaf.within(docs)
                scores[first : first + len(here)] += self._statistics.row(run, part.boosts[nth], run.row(here), here)
            elif start < stop:
                yield _Hits(run, part.boosts[nth], found[start:stop], picks[start:stop] - part.begins[nth])


def _picked(seen: _Seen, chosen: Array) -> _Seen:
    """Those of some documents that are chosen."""
    there = chosen.nonzero()[0]
    return _Seen(seen.part, seen.docs.take(there), seen.picks.take(there))


def _is_looked_up(run: Run, size: int) -> bool:
    """Whether so many documents are to be looked up among a term's, and not the other way round."""
    return run.has_row or size * _LOOKED_UP < run.size


def _weights(hits: Sequence[_Hits]) -> Iterator[Array]:
    """What terms weigh in some documents; all of one field of one segment."""
    if sum([len(hit.docs) for hit in hits]) > FEW:
        for hit in hits:
            yield hit.run.weights(hit.picks)
    else:
        at = [hit.picks + hit.run.span.start for hit in hits]
        yield hits[0].run.postings.weights_at(np.concatenate(at) if len(at) > 1 else at[0])
