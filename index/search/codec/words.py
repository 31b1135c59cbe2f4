"""Queries that are a word, or all of whose parts are.

A word is found in its lists of documents, several by what these have in common (`conjunction`), and what is in many
documents in all of them (`everywhere`). Most words are so rare that calls are what takes time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.conjunction import Conjunction
from index.search.codec.container import Array
from index.search.codec.domain import LEAST, Chosen, Found, Places, ascending, both, kept
from index.search.codec.everywhere import Everywhere, total
from index.search.codec.leaves import Leaves
from index.search.codec.parts import Part
from index.search.codec.statistics import Statistics

_ONE, _SOME, _ONLY = 32, 4, 8
"""Which part of all documents a word may have, at most, to be scored in these alone; which part the rarest of several
words may have for these to be intersected before they are scored; and which part those that may be found at all."""
_LISTS = 2
"""Lists of documents, at most, that are merged as they are (`_merged`), however many documents there are."""
_NONE, _NO_SCORES = np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32)


class Words:
    """Finds words, and what has all of several words.

    Args:
        leaves: All of an index.
        places: Where documents stand.
        statistics: What its terms weigh; nothing is scored unless that is known.
    """

    def __init__(self, leaves: Leaves, places: Places, statistics: Statistics) -> None:
        self._documents = leaves.documents
        self._places = places
        self._statistics = statistics
        self._everywhere = Everywhere(leaves, places, statistics)
        self._together = Conjunction(leaves, places, statistics)

    def found(self, parts: Sequence[Part], *, scored: bool, only: Chosen | None = None) -> Found:
        """The documents that all parts find, and their scores; or whether they are found.

        Args:
            parts: One to `parts.MOST`.
            scored: Whether scores are wanted.
            only: The documents that may be found; None for all.
        """
        if not scored:
            return self._marked(parts, only)
        if _are_common(parts, only, self._documents):
            return self._summed(parts, only)
        docs, scores = self._together.found(parts, only) if len(parts) > 1 else self._alone(parts[0], only)
        return Found(self._documents, docs, scores)

    def _marked(self, parts: Sequence[Part], only: Chosen | None) -> Found:
        """Which documents all parts find."""
        found = self._everywhere.marked(parts, only)
        if (size := int(np.count_nonzero(found))) * _ONE > self._documents:
            return Found(self._documents, None, found, size)
        docs = found.nonzero()[0]
        return Found(self._documents, docs, found.take(docs))

    def _summed(self, parts: Sequence[Part], only: Chosen | None) -> Found:
        """What all parts find, in all documents."""
        found = self._everywhere.summed(parts[0])
        for part in parts[1:]:
            found = both(found, self._everywhere.summed(part))
        if only is not None:
            found = kept(found, only.mask)
        known = total(parts[0]) if len(parts) == 1 and only is None else None
        return Found(self._documents, None, found, known)

    def _alone(self, part: Part, only: Chosen | None) -> tuple[Array, Array]:
        """The documents that one part finds, in any order, and their scores."""
        every: list[Array] = []
        scores: list[Array] = []
        for run, boost in zip(part.runs, part.boosts, strict=True):
            docs, weights = run.told(only)
            if len(docs):
                every.append(docs)
                scores.append(self._statistics.scores(docs, weights, [(run, boost, len(docs))]))
        found = _merged(every, scores) if len(every) == _LISTS else self._added(every, scores)
        return self._raised(*found, part, only) if part.pieces else found

    def _added(self, every: Sequence[Array], scores: Sequence[Array]) -> tuple[Array, Array]:
        """The documents of some lists, each once, and the sums of their scores."""
        if len(every) == 1:
            return every[0], scores[0]
        docs = np.concatenate([_NONE, *every])
        common = ascending(docs, lists=True)
        summed = np.zeros(len(common), dtype=np.float32)
        np.add.at(summed, self._places.of(docs, common), np.concatenate([_NO_SCORES, *scores]))
        return common, summed

    def _raised(self, docs: Array, scores: Array, part: Part, only: Chosen | None) -> tuple[Array, Array]:
        """The same with what a part finds at one score, each once, wherever it is there twice."""
        there, more = self._everywhere.mark(part.pieces), np.float32(max(part.score, LEAST))
        if only is not None:
            there &= only.mask
        scores += there.take(docs) * more
        there[docs] = False
        others = there.nonzero()[0]
        return np.concatenate([docs, others]), np.concatenate([scores, np.full(len(others), more)])


def _merged(every: Sequence[Array], scores: Sequence[Array]) -> tuple[Array, Array]:
    """The documents of two lists, each once, and the sums of their scores."""
    long, short = every if len(every[0]) > len(every[1]) else every[::-1]
    summed, others = scores if long is every[0] else scores[::-1]
    at = long.searchsorted(short)
    new = long.take(at, mode="clip") != short
    twice = (~new).nonzero()[0]
    summed[at.take(twice)] += others.take(twice)
    if len(twice) == len(short):
        return long, summed
    left = new.nonzero()[0]
    return np.concatenate([long, short.take(left)]), np.concatenate([summed, others.take(left)])


def _are_common(parts: Sequence[Part], only: Chosen | None, documents: int) -> bool:
    """Whether all parts, and what may be found, are in so many documents that these are scored in all of them."""
    first = parts[0]
    if len(parts) == 1 and len(first.runs) <= _LISTS and not first.has_row:
        return False
    least = min([part.size for part in parts]) * (_SOME if len(parts) > 1 else _ONE)
    return least > documents and (only is None or only.size * _ONLY > documents)
