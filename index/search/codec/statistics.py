"""What terms weigh: BM25F as Whoosh reckons it, for many postings at once.

A score depends on how often the term occurs, on the length byte of the document, and on how rare the term is. The
first two make a small table for each field, and a term's scores are looked up in it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import LEAST
from index.search.codec.postings import Postings
from index.search.codec.reading import arrays_of
from index.search.codec.segment import LENGTHS
from index.search.whoosh import scoring

_REMEMBERED = 4096
"""Terms whose rarity is remembered."""
_LARGEST = 255
"""The highest count that the table is made for."""


class Statistics:
    """Weighs the terms of one index. It is as much of a searcher as Whoosh's weightings ask for how rare a term is.

    Args:
        searcher: Whoosh's, of the whole index.
    """

    def __init__(self, searcher: Any) -> None:
        self._searcher = searcher
        readers = [leaf.reader() for leaf, _ in searcher.leaf_searchers()]
        self._segments = [arrays_of(reader).postings for reader in readers if reader.doc_count_all()]
        self._averages: dict[str, float] = {}
        self._tables: dict[str, Array] = {}
        self._rarities: dict[tuple[str, bytes], float] = {}

    def get_parent(self) -> Statistics:
        """The statistics of the whole index: these."""
        return self

    def doc_count_all(self) -> int:
        """How many documents there are, deleted ones included."""
        return int(self._searcher.doc_count_all())

    def doc_frequency(self, field: str, text: bytes) -> int:
        """In how many documents a term occurs, deleted ones included."""
        found = 0
        for postings in self._segments:
            if field in postings and (number := postings[field].find(text)) is not None:
                span = postings[field].span(number)
                found += span.stop - span.start
        return found

    def rarity(self, weighting: Any, field: str, text: bytes) -> float:
        """How much a term weighs for being rare."""
        rarity = self._rarities.get((field, text))
        if rarity is None:
            if len(self._rarities) >= _REMEMBERED:
                self._rarities.clear()
            rarity = self._rarities[field, text] = weighting.idf(self, field, text)
        return rarity

    def scores(self, leaf: Any, field: str, place: tuple[Postings, int], picks: slice | Array, lengths: Array) -> Array:
        """The scores of some postings of a term, as float32, above 0.

        Args:
            leaf: Whoosh's searcher of the segment.
            field: The field.
            place: Its postings, and the term's place in them.
            picks: Which of the field's postings.
            lengths: Beside them, the length bytes of the documents; empty where none are kept.
        """
        postings, number = place
        weighting = leaf.weighting
        if not leaf.schema[field].scorable:
            scores = postings.weight(picks)
        elif not isinstance(weighting, scoring.BM25F):
            matcher = leaf.postings(field, postings.term(number), weighting=weighting)
            every = np.fromiter(_scores(matcher), dtype=np.float64)
            start = postings.span(number).start
            scores = every if isinstance(picks, slice) else every[picks - start]
        else:
            idf = self.rarity(weighting, field, postings.term(number))
            largest = postings.largest(picks)
            if largest is not None and largest <= _LARGEST:
                table = (self._table(field, weighting, largest) * idf).astype(np.float32)
                looked_up: Array = table.take(postings.codes(picks, lengths))
                return looked_up
            scores = idf * self._bm25(field, weighting, postings.weight(picks), lengths)
        return np.asarray(np.maximum(scores, LEAST), dtype=np.float32)

    def _table(self, field: str, weighting: Any, largest: int) -> Array:
        """The scores of a term of rarity 1: a row of 256 length bytes for each count from 0 on."""
        table = self._tables.get(field)
        if table is None or len(table) < 256 * (largest + 1):
            rows = min(_LARGEST + 1, 2 * largest + 8)
            lengths = np.tile(np.arange(256), rows)
            table = self._bm25(field, weighting, np.repeat(np.arange(rows, dtype=np.float64), 256), lengths)
            self._tables[field] = table
        return table[: 256 * (largest + 1)]

    def _bm25(self, field: str, weighting: Any, weights: Array, lengths: Array) -> Array:
        """In the order of Whoosh's operations."""
        b, k1 = weighting._field_B.get(field, weighting.B), weighting.K1
        norms = k1 * ((1 - b) + b * LENGTHS / self._average(field))
        scores: Array = (weights * (k1 + 1)) / (weights + norms[lengths])
        return scores

    def _average(self, field: str) -> float:
        if field not in self._averages:
            self._averages[field] = self._searcher.avg_field_length(field) or 1
        return self._averages[field]


def _scores(matcher: Any) -> Any:
    while matcher.is_active():
        yield matcher.score()
        matcher.next()
