"""Queries that are a word, or all of whose parts are: which documents have all of these, and what they score there.

Which documents those are is found out first, with a byte for each document of the index; what the words weigh is looked
up and scored for these alone, and for all words in one go. Words that many documents have are scored in all of them.
Most words are so rare that calls are what takes time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import LEAST, Chosen, Found, Places, ascending, both, kept
from index.search.codec.leaves import Leaves, Piece, Run, numbered
from index.search.codec.marked import Marked
from index.search.codec.parts import Part
from index.search.codec.statistics import Statistics

_ONE, _SOME, _ONLY = 32, 4, 8
"""Which part of all documents a word may have, at most, to be scored in these alone; which part the rarest of several
words may have for these to be intersected before they are scored; and which part those that may be found at all."""
_LOOKED_UP = 16
"""Looking a document up among a term's takes as long as going through so many of them."""
_FEW = 2000
"""Documents that are looked up one by one, at most: beyond them it is quicker to tell from an array over all."""
_SPARSE, _MARKED = 32, 3
"""Bytes that are overwritten as fast as one that stands among others; and scores as one that is looked up before."""
_NONE, _NO_WEIGHTS = np.empty(0, dtype=np.intp), np.empty(0, dtype=np.uint8)
_ALL = 255
"""What is noted of a document that all parts find; of others, how many have been seen to find it."""


class _Hits(NamedTuple):
    """Where a term is in documents that all parts find.

    Attributes:
        run: The term's postings.
        boost: Its boost.
        docs: The documents, ascending.
        picks: Their places among the term's; None for all of these.
    """

    run: Run
    boost: float
    docs: Array
    picks: Array | None


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


class Words:
    """Finds words, and what has all of several words.

    Args:
        leaves: All of an index.
        places: Where documents stand.
        statistics: What its terms weigh; nothing is scored unless that is known.
    """

    def __init__(self, leaves: Leaves, places: Places, statistics: Statistics) -> None:
        self._places = places
        self._leaves = leaves
        self._statistics = statistics
        self._noted = np.zeros(leaves.documents, dtype=np.uint8)

    def found(self, parts: Sequence[Part], *, scored: bool, only: Chosen | None = None) -> Found:
        """The documents that all parts find, and their scores; or whether they are found.

        Args:
            parts: One to `parts.MOST`.
            scored: Whether scores are wanted.
            only: The documents that may be found; None for all.
        """
        size = self._leaves.documents
        if not scored:
            return self._marked(parts, only)
        if _are_common(parts, only, size):
            return Found(size, None, self._everywhere(parts, only))
        docs, scores = self._intersected(parts, only) if len(parts) > 1 else self._alone(parts[0], only)
        return Found(size, docs, scores)

    def _marked(self, parts: Sequence[Part], only: Chosen | None) -> Found:
        """The documents that all parts find, in no order."""
        size = self._leaves.documents
        found = None if only is None else only.mask
        for part in parts:
            there = np.zeros(size, dtype=np.bool_)
            listed: list[Piece] = []
            for piece in part.all:
                if isinstance(piece, Run) and piece.has_row:
                    here = piece.leaf.of(there)
                    here |= piece.row(None) != 0
                elif isinstance(piece.docs, Marked):
                    here = piece.leaf.of(there)
                    here |= piece.docs.there
                else:
                    listed.append(piece)
            there[numbered(listed)] = True
            found = there if found is None else found & there
        if found is None or np.count_nonzero(found) * _ONE > size:
            return Found(size, None, np.zeros(size, dtype=np.bool_) if found is None else found)
        docs = found.nonzero()[0]
        return Found(size, docs, found.take(docs))

    def _everywhere(self, parts: Sequence[Part], only: Chosen | None) -> Array:
        """What all parts find, in all documents."""
        found = self._summed(parts[0])
        for part in parts[1:]:
            found = both(found, self._summed(part))
        return found if only is None else kept(found, only.mask)

    def _summed(self, part: Part) -> Array:
        """What a part finds, in all documents."""
        there: Array | None = None
        listed: list[_Hits] = []
        for run, boost in zip(part.runs, part.boosts, strict=True):
            if not run.has_row:
                listed.append(_Hits(run, boost, _NONE, None))
                continue
            each = self._statistics.row(run, boost, run.row(None), None)
            if there is None and len(each) == self._leaves.documents:
                there = each
            else:
                there = np.zeros(self._leaves.documents, dtype=np.float32) if there is None else there
                here = run.leaf.of(there)
                here += each
        there = np.zeros(self._leaves.documents, dtype=np.float32) if there is None else there
        if listed:
            docs = numbered([hit.run for hit in listed])
            weights = np.concatenate([hit.run.weights() for hit in listed])
            np.add.at(there, docs, self._statistics.scores(docs, weights, _terms(listed)))
        if part.pieces:
            self._raise(there, part)
        return there

    def _raise(self, there: Array, part: Part) -> None:
        """Adds what a part finds at one score to what it finds, in all documents; once, wherever one is there twice."""
        more = np.float32(max(part.score, LEAST))
        size = part.size - part.begins[len(part.runs)]
        if size * _MARKED < len(there) and not any(isinstance(piece.docs, Marked) for piece in part.pieces):
            docs = numbered(part.pieces)
            there[docs] = there.take(docs) + more
        else:
            found = self._marked([Part((), (), part.pieces)], None)
            there += found.mask * more

    def _alone(self, part: Part, only: Chosen | None) -> tuple[Array, Array]:
        """The documents that one part finds, in any order, and their scores."""
        terms, every, weights = [], [], [_NO_WEIGHTS]
        for run, boost in zip(part.runs, part.boosts, strict=True):
            docs, each = run.told(only)
            if len(docs):
                terms.append((run, boost, len(docs)))
                every.append(docs)
                weights.append(each)
        more = numbered(part.pieces)
        if only is not None and part.pieces:
            more = more.take(only.mask.take(more).nonzero()[0])
        docs = np.concatenate([*every, more])
        found = len(docs) - len(more)
        scores = self._statistics.scores(docs[:found], np.concatenate(weights), terms)
        if len(terms) == 1 and not len(more):
            return docs, scores
        if len(terms) == 2 and not len(more):
            return _merged(docs, scores, terms[0][2])
        common = ascending(docs, lists=not part.pieces)
        summed = np.zeros(len(common), dtype=np.float32)
        at = self._at(docs, common)
        np.add.at(summed, at[:found], scores)
        if len(more):
            again = at[found:]
            summed[again] = summed.take(again) + np.float32(max(part.score, LEAST))  # the same wherever one is twice
        return common, summed

    def _intersected(self, parts: Sequence[Part], only: Chosen | None) -> tuple[Array, Array]:
        """The documents that all parts find, ascending, and their scores."""
        ordered = sorted(parts, key=lambda part: (not part.pieces, part.size))  # pieces cannot be looked up in
        first, *others = ordered
        if only is not None and not first.pieces and any(_is_looked_up(run, only.size) for run in first.runs):
            return self._beginning(only.docs, ordered, [])
        docs, picks = numbered(first.all), None
        if only is not None:
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
            np.add.at(scores, self._at(every, docs), self._statistics.scores(every, weights, _terms(hits)))
        for part, found, picks in seen:
            if part.pieces:
                begin = part.begins[len(part.runs)]
                at = self._at(found[begin if picks is None else picks.searchsorted(begin) :], docs)
                scores[at] = scores.take(at) + np.float32(max(part.score, LEAST))  # the same wherever one is twice
        return scores

    def _hits(self, scores: Array, docs: Array, seen: _Seen) -> Iterator[_Hits]:
        """The documents that a part finds by its terms, term by term; the scores of one with a row are added here."""
        part, found, picks = seen
        cuts = part.begins if picks is None else picks.searchsorted(part.begins).tolist()
        for nth, run in enumerate(part.runs):
            start, stop = cuts[nth], cuts[nth + 1]
            if run.has_row:
                first, here = run.leaf.within(docs)
                scores[first : first + len(here)] += self._statistics.row(run, part.boosts[nth], run.row(here), here)
            elif start < stop:
                some = None if picks is None else picks[start:stop] - part.begins[nth]
                yield _Hits(run, part.boosts[nth], found[start:stop], some)

    def _at(self, wanted: Array, docs: Array) -> Array:
        """The places of some documents among others, ascending, of which they are."""
        if len(wanted) < _FEW:
            return docs.searchsorted(wanted)
        at: Array = self._places.among(docs).take(wanted)
        return at


def _merged(docs: Array, scores: Array, cut: int) -> tuple[Array, Array]:
    """Documents of two lists, the second of which begins at a place, each once, and the sums of their scores."""
    long, short = slice(0, cut), slice(cut, len(docs))
    if 2 * cut < len(docs):
        long, short = short, long
    at = docs[long].searchsorted(docs[short])
    new = docs[long].take(at, mode="clip") != docs[short]
    here, others = new.nonzero()[0], (~new).nonzero()[0]
    summed = scores[long]
    summed[at.take(others)] += scores[short].take(others)
    if not len(here):
        return docs[long], summed
    return np.concatenate([docs[long], docs[short].take(here)]), np.concatenate([summed, scores[short].take(here)])


def _are_common(parts: Sequence[Part], only: Chosen | None, documents: int) -> bool:
    """Whether all parts, and what may be found, are in so many documents that these are scored in all of them."""
    if (
        len(parts) == 1
        and len(parts[0].all) == 2
        and not parts[0].pieces
        and not any(run.has_row for run in parts[0].runs)
    ):
        return False
    least = min([part.size for part in parts]) * (_SOME if len(parts) > 1 else _ONE)
    return least > documents and (only is None or only.size * _ONLY > documents)


def _terms(hits: Sequence[_Hits]) -> list[tuple[Run, float, int]]:
    """Of each term its postings, its boost, and how many of its documents there are."""
    return [(hit.run, hit.boost, hit.run.size if hit.picks is None else len(hit.picks)) for hit in hits]


def _picked(seen: _Seen, chosen: Array) -> _Seen:
    """Those of some documents that are chosen."""
    there = chosen.nonzero()[0]
    return _Seen(seen.part, seen.docs.take(there), there if seen.picks is None else seen.picks.take(there))


def _is_looked_up(run: Run, size: int) -> bool:
    """Whether so many documents are to be looked up among a term's, and not the other way round."""
    return run.has_row or size * _LOOKED_UP < run.size


def _weights(hits: Sequence[_Hits]) -> Iterator[Array]:
    """What terms weigh in some documents; all of one field of one segment."""
    if hits[0].picks is None or sum([len(hit.docs) for hit in hits]) > _FEW:
        for hit in hits:
            yield hit.run.weights(hit.picks)
    else:
        at = [hit.picks + hit.run.span.start for hit in hits if hit.picks is not None]
        yield hits[0].run.postings.weights_at(np.concatenate(at) if len(at) > 1 else at[0])
