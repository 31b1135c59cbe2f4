"""What terms weigh: BM25F as Whoosh reckons it, for many postings at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import LEAST
from index.search.codec.leaves import Leaves, Run
from index.search.codec.segment import LENGTHS, SegmentArrays
from index.search.whoosh import scoring

_REMEMBERED = 4096
"""Terms whose rarity is remembered."""
_NOTHING = 1e-30
"""What a term weighs at least for being rare, so that no score of it is 0."""


class Statistics:
    """Weighs the terms of one index. It is as much of a searcher as Whoosh's weightings ask for how rare a term is.

    Args:
        leaves: All of the index.

    Attributes:
        known: Whether the index weighs its terms as is done here.
    """

    def __init__(self, leaves: Leaves) -> None:
        self._leaves = leaves
        self._weighting = leaves.searcher.weighting
        self.known = isinstance(self._weighting, scoring.BM25F)
        self._norms: dict[str, Array | None] = {}
        self._rarities: dict[tuple[str, bytes], float] = {}

    def get_parent(self) -> Statistics:
        """The statistics of the whole index: these."""
        return self

    def doc_count_all(self) -> int:
        """How many documents there are, deleted ones included."""
        return self._leaves.documents

    def doc_frequency(self, field: str, text: bytes) -> int:
        """In how many documents a term occurs, deleted ones included."""
        found = 0
        for run in self._leaves.runs(field, text):
            found += run.size
        return found

    def rarity(self, run: Run, boost: float) -> float:
        """How much a term weighs for being rare, above 0; only the boost where that does not matter."""
        rarity = self._rarities.get((run.field, run.term))
        if rarity is None:
            if len(self._rarities) >= _REMEMBERED:
                self._rarities.clear()
            rarity = 1.0
            if self._leaves.schema[run.field].scorable:
                rarity = self._weighting.idf(self, run.field, run.term) * (self._weighting.K1 + 1)
            self._rarities[run.field, run.term] = rarity
        return max(_NOTHING, boost * rarity)

    def scores(self, docs: Array, weights: Array, terms: Sequence[tuple[Run, float, int]]) -> Array:
        """The scores of postings, above 0, term by term.

        Args:
            docs: Their documents.
            weights: What they weigh.
            terms: Of each term its postings, its boost, and how many of the postings are looked at.
        """
        divisors = np.empty(len(docs), dtype=np.float32)
        unscored: list[slice] = []
        start = stop = 0
        for nth, (run, _, size) in enumerate(terms):
            stop += size
            norms = self._norms_of(run.field)
            if nth + 1 < len(terms) and self._norms_of(terms[nth + 1][0].field) is norms:
                continue  # of fields with the same lengths these are looked up at once
            if norms is None:
                unscored.append(slice(start, stop))
                divisors[start:stop] = 0
            else:  # "clip", because "raise" writes to a copy first
                norms.take(docs[start:stop], out=divisors[start:stop], mode="clip")
            start = stop
        divisors += weights
        for span in unscored:
            divisors[span] = 1
        scores: Array = np.divide(weights, divisors, out=divisors)
        start = 0
        for run, boost, size in terms:
            scores[start : start + size] *= self.rarity(run, boost)
            start += size
        return scores

    def row(self, run: Run, boost: float, counts: Array, docs: Array | None) -> Array:
        """The score of a term in documents of a segment, by how often it occurs there; 0 where it does not.

        Args:
            run: Its postings there.
            boost: What it is multiplied by.
            counts: How often it occurs in each of the documents.
            docs: These; None for all of the segment.
        """
        norms = self._norms_of(run.field)
        if norms is None:
            scores: Array = counts.astype(np.float32)
        else:
            here = norms[run.leaf.base :]
            scores = np.add(here[: len(counts)] if docs is None else here.take(docs), counts, dtype=np.float32)
            np.divide(counts, scores, out=scores, dtype=np.float32)
        scores *= self.rarity(run, boost)
        return scores

    def _norms_of(self, field: str) -> Array | None:
        """What each document adds to the divisor, by its length, above 0; None for a field that is not scored."""
        if field not in self._norms:
            if not self._leaves.schema[field].scorable:
                self._norms[field] = None
                return None
            b, k1 = self._weighting._field_B.get(field, self._weighting.B), self._weighting.K1
            average = self._leaves.searcher.avg_field_length(field) or 1
            norms = np.maximum(k1 * ((1 - b) + b * LENGTHS / average), LEAST, dtype=np.float32)
            found = np.concatenate([_each(norms, leaf.arrays, field) for leaf in self._leaves.each])
            known = [each for each in self._norms.values() if each is not None and np.array_equal(each, found)]
            self._norms[field] = known[0] if known else found  # a field's stems and forms have one array
        return self._norms[field]


def _each(norms: Array, arrays: SegmentArrays, field: str) -> Array:
    """The norm of each document of a segment, by those of the length bytes; where there are none, that of byte 0."""
    lengths = arrays.lengths.get(field)
    return np.full(arrays.documents, norms[0]) if lengths is None else norms.take(lengths)
