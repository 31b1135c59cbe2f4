"""The German words of an index, as stems: which of them are compounds of a word that is searched for.

Compounds are found when they are asked for, by looking the word up inside all terms. That takes no room in the index,
and a word that came today vouches for the compounds of yesterday.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from threading import Lock

import numpy as np

from index.search import schema
from index.search.analysis import stem
from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.codec.segment import SegmentArrays
from index.search.compounds import Part
from index.search.language.tree import Word

_TAG = schema.tagged("", "de").encode()
_REMEMBERED = 64
"""Words whose compounds are remembered."""


class Vocabulary:
    """The German stems in the titles and bodies of some segments. Thread-safe."""

    def __init__(self, segments: Sequence[SegmentArrays]) -> None:
        fields = [
            found for area in (schema.BODY, schema.TITLE) for each in segments if (found := each.postings.get(area))
        ]
        self._fields = [_Field(postings) for postings in fields]
        self._known: dict[str, bool] = {}
        self._lock = Lock()
        self._found = lru_cache(_REMEMBERED)(self._find)

    def part(self, word: Word) -> Part | None:
        """What compounds of a word are looked for; None where none are.

        While a word is being typed, most of what is typed is a piece of a word. Its compounds are looked for when it is
        a word of the archive, or nothing begins so: then it is typed to its end, or wrong.
        """
        part = Part.of(word.text)
        if part is None or not word.typing or self._knows(part.bases[0]):
            return part
        return None if self._begins(part.bases[0]) else part

    def compounds_of(self, word: Word) -> frozenset[str]:
        """The stems of the compounds that a word of a query stands for, without a language's tag."""
        part = self.part(word)
        return self.compounds(part) if part else frozenset()

    def compounds(self, part: Part) -> frozenset[str]:
        """The stems of the compounds of a word, without a language's tag."""
        stems, _ = self._compounds(part)
        return stems

    def numbers(self, part: Part, postings: Postings) -> Array:
        """The places of these compounds in one segment's field, ascending; none in a field of others."""
        _, places = self._compounds(part)
        return places.get(id(postings), np.empty(0, dtype=np.int64))

    def _compounds(self, part: Part) -> tuple[frozenset[str], dict[int, Array]]:
        with self._lock:
            return self._found(part)

    def _find(self, part: Part) -> tuple[frozenset[str], dict[int, Array]]:
        compounds: dict[str, bool] = {}
        places = {}
        for field in self._fields:
            chosen = []
            for number, whole in field.holding(part.shortest):
                if whole not in compounds:
                    compounds[whole] = part.is_in(whole, self._knows)
                if compounds[whole]:
                    chosen.append(number)
            places[id(field.postings)] = np.array(chosen, dtype=np.int64)
        return frozenset(whole for whole, found in compounds.items() if found), places

    def _begins(self, letters: str) -> bool:
        """Whether some stem begins so."""
        beginnings = (field.postings.beginning(_TAG + letters.encode()) for field in self._fields)
        return any(places.start < places.stop for places in beginnings)

    def _knows(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            term = _TAG + stem(word, "de").encode()
            found = self._known[word] = any(field.postings.find(term) is not None for field in self._fields)
        return found


class _Field:
    """The German stems of one field of one segment."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings
        self._places = postings.beginning(_TAG)

    def holding(self, piece: str) -> list[tuple[int, str]]:
        """The stems that hold a piece of letters, and their places, ascending."""
        letters = re.escape(piece.encode())
        hits = np.fromiter((match.start() for match in re.finditer(letters, self._block)), dtype=np.int64)
        numbers = np.unique(np.searchsorted(self._ends, hits, side="right")) + self._places.start
        tag = len(_TAG)
        return [(number, self.postings.term(number)[tag:].decode()) for number in numbers.tolist()]

    @cached_property
    def _block(self) -> memoryview:
        """The stems' bytes; a piece of letters stands in one of them, because each begins with its tag."""
        return self.postings.block.data[self._start : int(self._stops[-1]) if len(self._stops) else self._start]

    @cached_property
    def _ends(self) -> Array:
        return self._stops.astype(np.int64) - self._start

    @property
    def _stops(self) -> Array:
        return self.postings.ends[self._places]

    @property
    def _start(self) -> int:
        return int(self.postings.ends[self._places.start - 1]) if self._places.start else 0
