"""The German stems of one segment: which of them are compounds of a word.

In a segment of many words that has been decided on beforehand (`index.search.splitting`), by the words that the index
had then; what has come since vouches for them when the segment is merged. A smaller one takes over what has been
decided on its words in large ones (`index.search.inheriting`). Until then, and for a word that neither has, it is
decided on now, by all words of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from weakref import WeakValueDictionary

import numpy as np

from index.search import schema
from index.search.codec.container import Array
from index.search.codec.marked import Marked
from index.search.codec.segment import SegmentArrays
from index.search.compounds import SHORTEST, Compounding, Part
from index.search.document_sets import DocumentSets
from index.search.families import NOBODY, NONE, Families, Family
from index.search.family_documents import FamilyDocuments
from index.search.gathering import gathered
from index.search.splits import LONGEST, Splits
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

EXTENSION = ".cmp"
"""Of the file beside a segment's."""
WORTH = 20_000
"""Stems of a segment from which on it is worth deciding on them beforehand: among fewer, a query takes 0.2 ms."""

_AREAS = (schema.BODY, schema.TITLE)
_NONE = np.empty(0, dtype=np.uint32)


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
        self._sets = DocumentSets(arrays.documents)
        self._placed: FamilyDocuments | None = None

    def __len__(self) -> int:
        """How many stems there are; one that is in both fields counts twice."""
        return sum(map(len, self.fields))

    def has(self, stem: str) -> bool:
        """Whether a stem is there."""
        return any(field.find(stem) is not None for field in self.fields)

    def has_form(self, form: str) -> bool:
        """Whether a form is there."""
        return any(postings.find(form.encode()) is not None for postings in self.forms)

    @property
    def undecided(self) -> bool:
        """Whether it is worth deciding on them beforehand, and there is no file of it that can be read."""
        return self.path is not None and (self.splits is None or not self.path.exists())

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

    def gathered(self, splits: Splits) -> Splits:
        """Decisions on its stems with the families of compounds that these make."""
        families = gathered(splits, self.fields, self.texts_of, self._documents, self.arrays.documents)
        return replace(splits, families=families)

    def adopt(self, splits: Splits, large: Sequence[SegmentStems]) -> None:
        """Takes over what has been decided on its stems in large segments, so far as those have the words."""
        splits = self.gathered(splits)
        self.large = large
        self._splits = splits

    def compounds(self, part: Part, rules: Compounding) -> Array:
        """The numbers of the compounds of a word, in no order; one that both begins and ends with it is there twice."""
        return _joined([family.stems for family in self._families(part, rules, self._told)])

    def texts_of(self, numbers: Array) -> Iterator[str]:
        """The stems of some numbers, in the order of these."""
        numbers = np.sort(numbers)
        cuts = [*numbers.searchsorted(self._firsts).tolist(), len(numbers)]
        for field, shift, (start, stop) in zip(self.fields, self._shifts, pairwise(cuts), strict=True):
            yield from field.texts(numbers[start:stop].astype(np.int64) + shift)

    def documents(self, part: Part, rules: Compounding) -> Array | Marked:
        """The documents that have any of the compounds of a word, in no order.

        One that has several of them may be there as often.
        """
        told, packed, others = self._told, [], []
        placed = self._documents_of(told)
        for family in self._families(part, rules, told):
            if family.documents is not None:
                packed.append(family.documents)
            elif family.word is not None:
                others.append(placed.of(family.word))
            elif len(family.stems):
                others.append(self._documents.of(family.stems))
        return self._sets.union(packed, others)

    def documents_in(self, area: str, part: Part, rules: Compounding) -> Array:
        """The same for the compounds in one area."""
        numbers = self.compounds(part, rules)
        at = self.areas.index(area)
        return self._documents.of(numbers.compress(self._firsts.searchsorted(numbers, side="right") == at + 1))

    @cached_property
    def _documents(self) -> StemDocuments:
        return StemDocuments(self.fields)

    @property
    def _told(self) -> Families:
        """The families that are told by what has been decided."""
        splits = self._splits or self.splits
        return NONE if splits is None else splits.families

    def _documents_of(self, told: Families) -> FamilyDocuments:
        placed = self._placed
        if placed is None or placed.families is not told:
            placed = self._placed = FamilyDocuments(told, self._documents)
        return placed

    def prepare(self) -> None:
        """Makes what is made when it is first needed."""
        self._documents_of(self._told)

    @property
    def prepared(self) -> bool:
        """Whether that has been made, or cannot be yet."""
        return self.splits is None or (self._placed is not None and self._placed.families is self._told)

    def _families(self, part: Part, rules: Compounding, told: Families) -> list[Family]:
        """The compounds of a word: those that end with it, and those that begin with it.

        A family that is kept is complete, because what has been decided on was decided on for all words there were; not
        so where decisions have been taken over.
        """
        form, stem, base = part
        found = []
        if len(stem) >= SHORTEST:
            family = told.ending(stem, len(form))
            known = (family is not NOBODY and not self.large) or self._knows(told, stem, SegmentStems.has)
            found.append(family if known else self._ending(stem, len(form), rules))
        if base is not None:
            family, has = told.beginning(base), SegmentStems.has if base == stem else SegmentStems.has_form
            known = (family is not NOBODY and not self.large) or self._knows(told, base, has)
            found.append(family if known else self._beginning(base, rules))
        return found

    def _knows(self, told: Families, word: str, has: Callable[[SegmentStems, str], bool]) -> bool:
        """Whether it has been decided on the compounds of a word, of which there may be none."""
        if told is NONE or len(word) > LONGEST:
            return False
        return has(self, word) or any(has(each, word) for each in self.large)

    def _ending(self, stem: str, size: int, rules: Compounding) -> Family:
        """The compounds that end with a word, decided on now."""
        places = [field.ending(stem) for field in self.fields]
        return self._only(self._numbers(places), lambda text: rules.ends(text, len(stem), size))

    def _beginning(self, base: str, rules: Compounding) -> Family:
        """Those that begin with it."""
        places = [np.r_[field.beginning(base)] for field in self.fields]
        return self._only(self._numbers(places), lambda text: rules.begins(text, len(base)))

    def _only(self, numbers: Array, fits: Callable[[str], bool]) -> Family:
        """Those of some stems that fit."""
        numbers = np.sort(numbers)
        texts = list(self.texts_of(numbers))
        return Family(numbers[np.fromiter(map(fits, texts), dtype=np.bool_, count=len(texts))])

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


def _joined(numbers: Sequence[Array]) -> Array:
    some = [each for each in numbers if len(each)]
    return np.concatenate(some) if len(some) > 1 else some[0] if some else _NONE


_opened: WeakValueDictionary[int, SegmentStems] = WeakValueDictionary()


def stems_of(arrays: SegmentArrays) -> SegmentStems:
    """The stems of a segment; the same ones as long as anybody has them, because a segment outlives a commit."""
    found = _opened.get(id(arrays))
    if found is None or found.arrays is not arrays:
        found = _opened[id(arrays)] = SegmentStems(arrays)
    return found
