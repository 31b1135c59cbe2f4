"""The German stems of one segment: which of them are compounds of a word.

In a segment of many words that has been decided on beforehand (`index.search.splitting`), by the words that the index
had then; what has come since vouches for them when the segment is merged. A smaller one takes over what has been
decided on its words in large ones (`index.search.inheriting`). Until then, and for a word that neither has, it is
decided on now, by all words of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from itertools import pairwise
from weakref import WeakValueDictionary

import numpy as np

from index.search import edges, schema
from index.search.codec.container import Array
from index.search.codec.segment import SegmentArrays
from index.search.compounds import SHORTEST, Compounding, Part
from index.search.edges import Edges
from index.search.splits import LONGEST, Splits
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

EXTENSION = ".cmp"
"""Of the file beside a segment's."""
WORTH = 20_000
"""Stems of a segment from which on it is worth deciding on them beforehand: among fewer, a query takes 0.2 ms."""

_AREAS = (schema.BODY, schema.TITLE)
_NONE, _NO_DOCUMENTS = np.empty(0, dtype=np.uint32), np.empty(0, dtype=np.intp)


class SegmentStems:
    """The German stems of one segment.

    Attributes:
        arrays: The segment's.
        path: The file of what has been decided on beforehand, which may not be there; None where there will not be one.
        areas: The fields that have stems: the bodies, and the titles.
        fields: The stems of each of them.
        forms: The forms of all words, whatever their language.
        large: Those whose decisions it has taken over.
    """

    def __init__(self, arrays: SegmentArrays) -> None:
        self.arrays = arrays
        self.areas = [area for area in _AREAS if area in arrays.postings]
        self.fields = [FieldStems(arrays.postings[area]) for area in self.areas]
        self.forms = [arrays.postings[name] for name in schema.EXACT.values() if name in arrays.postings]
        self._firsts = np.cumsum([0, *map(len, self.fields)])[:-1].astype(np.uint32)
        self._shifts = [field.places.start - int(at) for field, at in zip(self.fields, self._firsts, strict=True)]
        self.path = None if arrays.path is None or len(self) < WORTH else arrays.path.with_suffix(EXTENSION)
        self._splits: Splits | None = None
        self._seen: int | None = None
        self.large: Sequence[SegmentStems] = ()

    def __len__(self) -> int:
        """How many stems there are; one that is in both fields counts twice."""
        return sum(map(len, self.fields))

    def has(self, stem: str) -> bool:
        """Whether a stem is there."""
        return any(field.find(stem) is not None for field in self.fields)

    def has_form(self, form: str) -> bool:
        """Whether a form is there."""
        return any(postings.find(form.encode()) is not None for postings in self.forms)

    def mask(self, stem: str) -> int | None:
        """What has been decided on a stem (`index.search.splits`); None where it is not there, or nothing has been."""
        splits = self.splits
        if splits is not None:
            for field, shift in zip(self.fields, self._shifts, strict=True):
                place = field.find(stem)
                if place is not None:
                    return int(splits.patterns[splits.codes[place - shift]])
        return None

    def texts(self) -> Iterator[str]:
        """All stems, in the order of their numbers."""
        for field in self.fields:
            yield from field.texts(np.r_[field.places])

    def adopt(self, splits: Splits, large: Sequence[SegmentStems]) -> None:
        """Takes over what has been decided on its stems in large segments, so far as those have the words."""
        self.large = large
        self._splits = splits
        self.__dict__.pop("_first", None)
        self.__dict__.pop("_last", None)

    def compounds(self, part: Part, rules: Compounding) -> Array:
        """The numbers of the compounds of a word, in no order; one that both begins and ends with it is there twice."""
        splits, stem, base, found = self.splits, part.stem, part.base, _NONE
        known = splits is not None and (self.has(stem) or any(each.has(stem) for each in self.large))
        if len(stem) >= SHORTEST:
            found = self._ending(part, splits if known else None, rules)
        if base is not None:
            if base != stem:
                known = splits is not None and (self.has_form(base) or any(each.has_form(base) for each in self.large))
            others = self._beginning(base, splits if known else None, rules)
            found = np.concatenate((found, others)) if len(found) else others
        return found

    def texts_of(self, numbers: Array) -> Iterator[str]:
        """The stems of some numbers, in the order of these."""
        numbers = np.sort(numbers)
        cuts = [*numbers.searchsorted(self._firsts).tolist(), len(numbers)]
        for field, shift, (start, stop) in zip(self.fields, self._shifts, pairwise(cuts), strict=True):
            yield from field.texts(numbers[start:stop].astype(np.int64) + shift)

    def documents(self, numbers: Array, areas: Collection[str]) -> Array:
        """The documents that have any of the stems of some numbers in some areas; see `StemDocuments`."""
        if len(areas) < len(_AREAS):
            there = np.array([area in areas for area in self.areas], dtype=np.bool_)
            numbers = numbers.compress(there[self._firsts.searchsorted(numbers, side="right") - 1])
        return self._documents.of(numbers) if len(numbers) else _NO_DOCUMENTS

    @cached_property
    def _documents(self) -> StemDocuments:
        return StemDocuments(self.fields)

    def tables(self) -> Sequence[Callable[[], object]]:
        """What makes the tables that are made when they are first needed, each of them."""
        made = vars(self)
        if self.splits is None or "_first" in made:
            return []
        return [lambda: self._last, lambda: self._documents, lambda: self._first]

    def _ending(self, part: Part, splits: Splits | None, rules: Compounding) -> Array:
        """The numbers of the compounds that end with a word; decided on now without `splits`."""
        stem, size = part.stem, len(part.form)
        if splits is not None and len(stem) <= LONGEST:
            numbers = self._last.find(stem.encode()[::-1], splits.ending(len(stem), size))
            return numbers if len(stem) <= edges.LETTERS else self._only(numbers, lambda text: text.endswith(stem))
        places = [field.ending(stem) for field in self.fields]
        return self._only(self._numbers(places), lambda text: rules.ends(text, len(stem), size))

    def _beginning(self, base: str, splits: Splits | None, rules: Compounding) -> Array:
        """The numbers of those that begin with it; decided on now without `splits`."""
        if splits is not None and len(base) <= LONGEST:
            numbers = self._first.find(base.encode(), splits.beginning(len(base)))
            return numbers if len(base) <= edges.LETTERS else self._only(numbers, lambda text: text.startswith(base))
        places = [np.r_[field.beginning(base)] for field in self.fields]
        return self._only(self._numbers(places), lambda text: rules.begins(text, len(base)))

    @cached_property
    def _first(self) -> Edges:
        return self._edges([field.first() for field in self.fields], lambda splits: splits.begins)

    @cached_property
    def _last(self) -> Edges:
        return self._edges([field.last() for field in self.fields], lambda splits: splits.ends)

    def _edges(self, keys: list[Array], wanted: Callable[[Splits], Array]) -> Edges:
        if self._splits is None:
            raise ValueError("nothing has been decided on beforehand")
        return Edges(np.concatenate(keys), self._splits.codes, wanted(self._splits))

    def _only(self, numbers: Array, fits: Callable[[str], bool]) -> Array:
        """Those of some stems that fit."""
        numbers = np.sort(numbers)
        texts = list(self.texts_of(numbers))
        return numbers[np.fromiter(map(fits, texts), dtype=np.bool_, count=len(texts))]

    def _numbers(self, places: Sequence[Array]) -> Array:
        """The numbers of the stems of some places in each field: those of one field follow those of another."""
        pairs = zip(places, self._shifts, strict=True)
        numbers = np.concatenate(
            [np.empty(0, dtype=np.int64), *(each.astype(np.int64) - shift for each, shift in pairs)]
        )
        return numbers.astype(np.uint32)

    @property
    def splits(self) -> Splits | None:
        """What has been decided on beforehand, as soon as it is there."""
        if self._splits is None and self.path is not None:
            with suppress(OSError):
                written = self.path.stat().st_mtime_ns
                if written != self._seen:
                    self._seen, self._splits = written, Splits.read(self.path, len(self))
        return self._splits


_opened: WeakValueDictionary[int, SegmentStems] = WeakValueDictionary()


def stems_of(arrays: SegmentArrays) -> SegmentStems:
    """The stems of a segment; the same ones as long as anybody has them, because a segment outlives a commit."""
    found = _opened.get(id(arrays))
    if found is None or found.arrays is not arrays:
        found = _opened[id(arrays)] = SegmentStems(arrays)
    return found
