"""Sums the weights of a value's features, once per value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.detection.tagging.features import Stream
from index.detection.tagging.model import LABELS, StreamWeights

_KEPT = 50_000
"""Values of a stream whose sums are kept: 1 to 8 MB, the vocabulary of some thousand articles."""

Looked = tuple[NDArray[np.int32], NDArray[np.intp]]
"""A table of sums by row, offset and label, and the row of every value."""


class Sums:
    """The summed weights of a stream's values, in German texts or in others.

    Sums are kept as bytes: nobody can change them, and many become one array ten times faster than as many arrays do.
    """

    def __init__(self, stream: Stream, weights: StreamWeights, *, german: bool) -> None:
        self._features = stream.features
        self._weights = weights
        self._german = german
        shape = (1, len(stream.offsets), len(LABELS))
        nothing = np.zeros(shape, np.int32)
        self._whole = np.concatenate([weights.table, nothing])
        self._nothing = nothing.tobytes()
        self._kept: dict[str, bytes] = {"": self._nothing}

    def look_up(self, values: Sequence[str]) -> Looked | None:
        """The sums of a column of values; None when all are nothing."""
        if self._features is None:
            known, nothing = self._weights.rows, len(self._weights.rows)
            rows = np.array([known.get(value, nothing) for value in values], np.intp)
            return (self._whole, rows) if (rows != nothing).any() else None
        seen: dict[str, int] = {}
        places = [seen.setdefault(value, len(seen)) for value in values]
        if len(seen) == 1:
            return None
        if len(self._kept) > _KEPT:
            self._kept = {"": self._nothing}
        kept = self._kept
        joined = b"".join([kept.get(value) or self._sum(value) for value in seen])
        return np.frombuffer(joined, np.int32).reshape(-1, *self._whole.shape[1:]), np.array(places, np.intp)

    def _sum(self, value: str) -> bytes:
        known = self._weights.rows
        features = self._features(value, self._german) if self._features else []
        rows = [known[feature] for feature in features if feature in known]
        sums: NDArray[np.int32] = self._weights.table[rows].sum(axis=0, dtype=np.int32)
        self._kept[value] = found = sums.tobytes()
        return found
