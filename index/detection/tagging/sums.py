"""Sums the weights of features: of a value once, and for all words of an article at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.detection.tagging.features import REACH, Row, Stream
from index.detection.tagging.model import LABELS, StreamWeights

_KEPT = 50_000
"""Values of a stream that are kept, the vocabulary of some thousand articles: 100 bytes of sums an offset."""
_FIRST_ROOM = 4_096


class _Kept:
    """What has been worked out of values, row by row. Rows are added, never changed: readers need no lock."""

    def __init__(self, width: int) -> None:
        self.rows: dict[str, int] = {}
        self.table = np.zeros((_FIRST_ROOM, width), np.int32)

    def add(self, values: Sequence[str], worked_out: NDArray[np.int32]) -> None:
        """Adds the rows of values that are not kept so far."""
        used, size = len(self.rows), len(values)
        if used + size > len(self.table):
            larger = np.zeros((2 * (used + size), self.table.shape[1]), np.int32)
            larger[:used] = self.table[:used]
            self.table = larger
        self.table[used : used + size] = worked_out
        self.rows.update(zip(values, range(used, used + size), strict=True))


class _Values:
    """Values, and what is worked out of each: on their first sight, many at once."""

    def __init__(self, width: int, work_out: Callable[[Sequence[str]], NDArray[np.int32]]) -> None:
        self._width = width
        self._work_out = work_out
        self._kept = _Kept(width)
        self._adding = Lock()

    def look_up(self, values: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """A table, and the row in it of every value."""
        kept = self._kept
        try:
            found = [kept.rows[value] for value in values]
        except KeyError:
            kept = self._with(values)
            found = [kept.rows[value] for value in values]
        return kept.table, np.array(found, np.intp)

    def _with(self, values: Sequence[str]) -> _Kept:
        with self._adding:
            if len(self._kept.rows) > _KEPT:
                self._kept = _Kept(self._width)
            new = [value for value in dict.fromkeys(values) if value not in self._kept.rows]
            if new:
                self._kept.add(new, self._work_out(new))
            return self._kept


class MarkSums:
    """The summed weights of a stream of `features.MARKS`."""

    def __init__(self, stream: Stream, weights: StreamWeights, *, german: bool) -> None:
        self._offsets = stream.offsets
        table = _Sums(stream, weights, german=german)
        self._values = _Values(table.width, table.of)

    def add(self, total: NDArray[np.int32], marks: Mapping[int, str]) -> None:
        """Adds them to the scores of an article's places."""
        if marks:
            table, rows = self._values.look_up([*marks.values()])
            places = np.array([*marks], np.intp)
            sums = table[rows].reshape(len(rows), len(self._offsets), len(LABELS))
            for i, offset in enumerate(self._offsets):
                total[places - offset] += sums[:, i]


class WordSums:
    """The summed weights of `features.WORDS` and `features.ROWS`, which see the words themselves."""

    def __init__(
        self, words: Sequence[tuple[Stream, StreamWeights]], rows: Sequence[tuple[Row, StreamWeights]], *, german: bool
    ) -> None:
        self._offsets = [stream.offsets for stream, _ in words]
        self._sums = [_Sums(*word, german=german) for word in words]
        self._rows = [_RowSums(*row) for row in rows]
        width = sum(sums.width for sums in self._sums) + sum(row.codes for row in self._rows)
        self._values = _Values(width, self._work_out)

    def _work_out(self, texts: Sequence[str]) -> NDArray[np.int32]:
        return np.hstack([*(sums.of(texts) for sums in self._sums), *(row.of(texts) for row in self._rows)])

    def add(self, total: NDArray[np.int32], texts: Sequence[str]) -> None:
        """Adds them to the scores of an article's places."""
        table, rows = self._values.look_up(texts)
        inside, size = total[REACH:-REACH], len(texts)
        column = 0
        for offsets in self._offsets:
            for offset in offsets:
                sums = table[:, column : column + len(LABELS)]
                inside += sums[rows[REACH + offset : size - REACH + offset]]
                column += len(LABELS)
        for row in self._rows:
            row.add(total, table[:, column : column + row.codes][rows])
            column += row.codes


class _Sums:
    """Sums the weights of a stream's features, by offset and label."""

    def __init__(self, stream: Stream, weights: StreamWeights, *, german: bool) -> None:
        self._features = stream.features
        self._german = german
        width = len(stream.offsets) * len(LABELS)
        self._table = np.vstack([np.zeros((1, width), np.int32), weights.table.reshape(-1, width)])
        self._rows = {feature: row + 1 for feature, row in weights.rows.items()}

    @property
    def width(self) -> int:
        """The sums of a value."""
        return int(self._table.shape[1])

    def of(self, values: Iterable[str]) -> NDArray[np.int32]:
        """By value the sums of its weights."""
        known, features, german = self._rows.get, self._features, self._german
        found = [[0, *filter(None, map(known, features(value, german)))] for value in values]
        starts = np.cumsum([0, *map(len, found)])[:-1]
        sums: NDArray[np.int32] = np.add.reduceat(self._table[[*chain.from_iterable(found)]], starts, axis=0)
        return sums


class _RowSums:
    """The weights of a row's features, found by numbers that stand for the codes they are made of."""

    def __init__(self, row: Row, weights: StreamWeights) -> None:
        self._row = row
        made_of = [feature.split(" ") for feature in weights.rows]
        self._numbers = {code: i for i, code in enumerate(sorted({*chain.from_iterable(made_of)}), start=1)}
        keys = np.array([self._key([self._numbers[code] for code in codes]) for codes in made_of], np.int64)
        order = np.argsort(keys)
        self._keys = np.append(keys[order], np.iinfo(np.int64).max)
        self._table = weights.table[order]

    codes = 1
    """Columns that this takes of a word."""

    def _key(self, numbers: Sequence[NDArray[np.int64]] | Sequence[int]) -> NDArray[np.int64] | int:
        key: NDArray[np.int64] | int = 0
        for number in numbers:
            key = key * (len(self._numbers) + 1) + number
        return key

    def of(self, texts: Iterable[str]) -> NDArray[np.int32]:
        """By word the number of its code; 0 where no feature has it."""
        return np.array([[self._numbers.get(self._row.code(text), 0)] for text in texts], np.int32)

    def add(self, total: NDArray[np.int32], numbers: NDArray[np.int32]) -> None:
        """Adds the weights to the scores of an article's places."""
        size = len(numbers)
        wide = numbers[:, 0].astype(np.int64)
        keys = self._key([wide[REACH + near : size - REACH + near] for near in self._row.near])
        found = np.searchsorted(self._keys, keys)
        places = np.flatnonzero(self._keys[found] == keys)
        weights = self._table[found[places]]
        for i, offset in enumerate(self._row.offsets):
            total[places + REACH - offset] += weights[:, i]
