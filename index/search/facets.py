"""Counts of values over a result: companies, deal types, statuses, sources, languages, years."""

from __future__ import annotations

import numpy as np

from index.results import FacetCount
from index.search import schema
from index.search.columns import Columns, Mask, Numbers

YEAR = "year"


def count(columns: Columns, hits: Numbers) -> dict[str, tuple[FacetCount, ...]]:
    """How many of the hits have each value, by field; the most frequent first, then in the order of values.

    Args:
        columns: Of the whole index.
        hits: Document numbers, each once.
    """
    mask: Mask = np.zeros(columns.size, dtype=bool)
    mask[hits] = True
    facets = {}
    for field in schema.FACETS:
        values = columns.values[field]
        facets[field] = _ordered(
            values.names, np.bincount(values.codes[mask[values.docs]], minlength=len(values.names))
        )
    years, counts = np.unique(columns.years[hits], return_counts=True)
    facets[YEAR] = _ordered([str(year) for year in years], np.where(years == 0, 0, counts))
    return facets


def _ordered(names: tuple[str, ...] | list[str], counts: Numbers) -> tuple[FacetCount, ...]:
    order = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    chosen = [names[code] for code in order.tolist()]
    return tuple(map(FacetCount, chosen, chosen, counts[order].tolist()))
