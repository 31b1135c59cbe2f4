"""Where several terms are found in a domain, and what they weigh there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.domain import Domain, standing
from index.search.codec.leaves import Leaves, Run

_LOOKED_UP = 16
"""Looking a document up among a term's takes as long as going through so many of them."""
_NONE = np.empty(0, dtype=np.uint8)


class Occurrences(NamedTuple):
    """The postings of terms in a domain, term by term.

    Attributes:
        at: The place of each one's document in the domain.
        weights: What each one weighs; only told where scores are asked for.
        sizes: How many there are of each term; only told where there are some, and where scores are asked for.
    """

    at: Array
    weights: Array
    sizes: list[int]


def occurrences(leaves: Leaves, domain: Domain, runs: Sequence[Run]) -> Occurrences:
    """The postings of some terms whose documents are in a domain."""
    sizes = [run.size for run in runs]
    if domain.docs is not None and domain.size * len(runs) * _LOOKED_UP < sum(sizes):
        return _looked_up(domain, runs)
    at, picked = domain.places(leaves.numbers(runs))
    if not domain.scored or not len(at):
        return Occurrences(at, _NONE, [])
    weights = np.concatenate([run.weights() for run in runs])
    if picked is None:
        return Occurrences(at, weights, sizes)
    return Occurrences(at, weights.take(picked), sizes_of(picked, sizes))


def _looked_up(domain: Domain, runs: Sequence[Run]) -> Occurrences:
    """The same, by looking up each document of a small domain."""
    parts: dict[int, tuple[int, Array]] = {}
    found: list[tuple[Run, Array, Array]] = []
    for run in runs:
        if run.leaf.base not in parts:
            parts[run.leaf.base] = domain.within(run.leaf.base, run.leaf.arrays.documents)
        first, here = parts[run.leaf.base]
        there, at = standing(run.docs[run.span], here)
        found.append((run, there.nonzero()[0] + first, at[there]))
    at = np.concatenate([np.empty(0, dtype=np.intp), *(at for _, at, _ in found)])
    if not domain.scored or not len(at):
        return Occurrences(at, _NONE, [])
    weights = np.concatenate([run.weights(picks) for run, _, picks in found])
    return Occurrences(at, weights, [len(picks) for _, _, picks in found])


def sizes_of(picked: Array, sizes: Iterable[int]) -> list[int]:
    """How many of each term's postings are among some of all of them, by their places, ascending."""
    stops = picked.searchsorted(list(accumulate(sizes, initial=0))).tolist()
    return [stop - start for start, stop in pairwise(stops)]
