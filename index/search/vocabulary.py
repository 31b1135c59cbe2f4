"""The German words of an index, as stems: which of them are compounds of a word that is searched for.

Compounds are found when they are asked for, among the terms that begin or end with the word. That takes no room in the
index, and a word that came today vouches for the compounds of yesterday.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from threading import RLock
from weakref import WeakValueDictionary

import numpy as np

from index.search import schema
from index.search.analysis import stem_of_form
from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.codec.segment import SegmentArrays
from index.search.compounds import Part
from index.search.endings import Endings, code
from index.search.language.tree import Word

_TAG = schema.tagged("", "de").encode()
_REMEMBERED = 64
"""Words whose compounds are remembered."""
_BITS = 23
"""Bits of a word's mark among the known ones: of 1,000,000 words that are none, one in nine has to be looked up."""

_NONE = np.empty(0, dtype=np.int64)


class Vocabulary:
    """The German stems in the titles and bodies of some segments. Thread-safe."""

    def __init__(self, segments: Sequence[SegmentArrays]) -> None:
        fields = [each.postings.get(area) for area in (schema.BODY, schema.TITLE) for each in segments]
        self._fields = [_field(postings) for postings in fields if postings is not None]
        self._known: dict[str, bool] = {}
        self._lock = RLock()
        self._found = lru_cache(_REMEMBERED)(self._find)

    def part(self, word: Word) -> Part | None:
        """What compounds of a word are looked for; None where none are.

        While a word is being typed, most of what is typed is a piece of a word. Its compounds are looked for when it is
        a word of the archive, or nothing begins so: then it is typed to its end, or wrong.
        """
        part = Part.of(word.text)
        if part is None or not word.typing or self._is_stem(part.stem):
            return part
        return None if self._begins(part.bases[0]) else part

    def compounds_of(self, word: Word) -> frozenset[str]:
        """The stems of the compounds that a word of a query stands for, without a language's tag."""
        part = self.part(word)
        return self.compounds(part) if part else frozenset()

    def compounds(self, part: Part) -> frozenset[str]:
        """The stems of the compounds of a word, without a language's tag."""
        with self._lock:
            return self._found(part)[0]

    def documents(self, part: Part, postings: Postings) -> Array:
        """The documents that have these compounds in one segment's field, ascending; none in a field of others."""
        with self._lock:
            return self._found(part)[1].get(id(postings), _NONE)

    def _find(self, part: Part) -> tuple[frozenset[str], dict[int, Array]]:
        """The compounds of a word, and by field the documents that have them."""
        stems = [(field, field.around(part)) for field in self._fields]
        compounds = part.compounds({each for _, around in stems for each in around}, self._knows)
        documents = {}
        for field, around in stems:
            chosen = [number for each, number in around.items() if each in compounds]
            documents[id(field.postings)] = _documents(field.postings, np.array(chosen, dtype=np.int64))
        return compounds, documents

    def _begins(self, letters: str) -> bool:
        """Whether some stem begins so."""
        beginnings = (field.postings.beginning(_TAG + letters.encode()) for field in self._fields)
        return any(places.start < places.stop for places in beginnings)

    def _knows(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._has(stem_of_form(word, "de"))
        return found

    def _has(self, stemmed: str) -> bool:
        return bool(self._marks[code(_TAG + stemmed.encode(), _BITS)]) and self._is_stem(stemmed)

    def _is_stem(self, stemmed: str) -> bool:
        term = _TAG + stemmed.encode()
        return any(field.postings.find(term) is not None for field in self._fields)

    @cached_property
    def _marks(self) -> Array:
        """Which codes the stems have: a word without is none of them."""
        marks = np.zeros(1 << _BITS, dtype=np.bool_)
        for field in self._fields:
            marks[field.endings.codes] = True
        return marks


class _Field:
    """The German stems of one field of one segment."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings

    @cached_property
    def endings(self) -> Endings:
        """The ends of the stems."""
        return Endings(self.postings, self.postings.beginning(_TAG), _BITS)

    def around(self, part: Part) -> dict[str, int]:
        """The stems that begin or end with a word, and their places."""
        begin = [self.postings.beginning(_TAG + base.encode()) for base in part.bases]
        places = [np.arange(each.start, max(each.start, each.stop)) for each in begin]
        numbers = np.concatenate([self.endings.ending(part.stem.encode()), *places]).tolist()
        return {self.postings.term(number)[len(_TAG) :].decode(): number for number in numbers}


_fields: WeakValueDictionary[int, _Field] = WeakValueDictionary()


def _field(postings: Postings) -> _Field:
    """The stems of a field; the same ones as long as anybody has them, because a segment outlives a commit."""
    field = _fields.get(id(postings))
    if field is None or field.postings is not postings:
        field = _fields[id(postings)] = _Field(postings)
    return field


def _documents(postings: Postings, terms: Array) -> Array:
    """The documents with any of these terms, ascending, each once."""
    if not len(terms):
        return _NONE
    stops = postings.stops.astype(np.int64, copy=False)
    starts = np.where(terms > 0, stops[terms - 1], 0)
    counts = stops[terms] - starts
    ends = np.cumsum(counts)
    at = np.arange(int(ends[-1])) + np.repeat(starts - (ends - counts), counts)
    docs = postings.docs[at]
    there = np.zeros(int(docs.max()) + 1, dtype=np.bool_)
    there[docs] = True
    return np.flatnonzero(there)
