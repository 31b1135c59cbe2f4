"""What several terms score together in a domain: the sums of what each scores by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import Domain
from index.search.codec.leaves import Leaves, Run
from index.search.codec.occurrences import Occurrences, occurrences
from index.search.codec.statistics import Statistics

_Boosted = tuple[Run, float]
"""The postings of a term, and its boost."""


class Sums:
    """Sums what terms score.

    Args:
        leaves: All of an index.
        statistics: What its terms weigh.
    """

    def __init__(self, leaves: Leaves, statistics: Statistics) -> None:
        self._leaves = leaves
        self._statistics = statistics

    def runs(self, domain: Domain, found: Sequence[_Boosted]) -> Array:
        """What any of some terms finds; those with a row are told of all documents at once."""
        common = [each for each in found if each[0].has_row]
        if not common:
            return self.at(domain, found, occurrences(self._leaves, domain, [run for run, _ in found]))
        there = self._rows(domain, common)
        rest = [each for each in found if not each[0].has_row]
        if rest:
            self._add(there, domain, rest, occurrences(self._leaves, domain, [run for run, _ in rest]))
        return there

    def at(self, domain: Domain, found: Sequence[_Boosted], where: Occurrences) -> Array:
        """What some terms find where they occur, which is known."""
        there = domain.nothing()
        self._add(there, domain, found, where)
        return there

    def _rows(self, domain: Domain, found: Sequence[_Boosted]) -> Array:
        """What any of some terms finds that have rows."""
        there: Array | None = None
        for run, boost in found:
            start, docs = run.leaf.base, None
            if domain.docs is not None:
                start, docs = domain.within(start, run.leaf.arrays.documents)
            counts = run.row(docs)
            each = self._statistics.row(run, boost, counts, docs) if domain.scored else counts != 0
            if there is None and len(each) == domain.size:
                there = each
                continue
            there = domain.nothing() if there is None else there
            there[start : start + len(each)] += each
        return domain.nothing() if there is None else there

    def _add(self, there: Array, domain: Domain, found: Sequence[_Boosted], where: Occurrences) -> None:
        """Adds what some terms find where they occur to what has been found."""
        if not domain.scored:
            there[where.at] = True
        elif len(where.at):
            terms = [(run, boost, size) for (run, boost), size in zip(found, where.sizes, strict=True)]
            docs = where.at if domain.docs is None else domain.docs.take(where.at)
            np.add.at(there, where.at, self._statistics.scores(docs, where.weights, terms))
