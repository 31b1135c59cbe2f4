"""The German words of an index, as stems: which of them are compounds of a word that is searched for.

Compounds are found when they are asked for, among the terms that begin or end with the word. That takes no room in the
index, and a word that came today vouches for the compounds of yesterday.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import chain
from threading import RLock
from weakref import WeakValueDictionary

import numpy as np

from index.search import schema
from index.search.analysis import stem_of_form
from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.codec.segment import SegmentArrays
from index.search.compounds import SHORTEST, Part
from index.search.endings import Endings
from index.search.language.tree import Word
from index.search.presence import Presence, mixed

_TAG = schema.tagged("", "de").encode()
_SKIPPED, _TOLD = len(_TAG) - 1, len(_TAG) + 3
"""Bytes of a term before those that tell it from others, and of the shortest that is told so: a word of three letters,
and what stands before it."""
_REMEMBERED = 64
"""Words whose compounds are remembered."""
_MANY, _MOST = 10_000, 0.3
"""Articles, and which part of all, that may have a word for compounds of it to be looked for: "eine" is in more."""

_NONE = np.empty(0, dtype=np.int64)


class Vocabulary:
    """The German stems in the titles and bodies of some segments. Thread-safe."""

    def __init__(self, segments: Sequence[SegmentArrays]) -> None:
        self._frequent = max(_MANY, _MOST * sum(each.documents for each in segments))
        fields = [each.postings.get(area) for area in (schema.BODY, schema.TITLE) for each in segments]
        self._fields = [_field(postings) for postings in fields if postings is not None]
        self._known: dict[str, bool] = {}
        self._lock = RLock()
        self._found = lru_cache(_REMEMBERED)(self._find)

    def part(self, word: Word) -> Part | None:
        """What compounds of a word are looked for; None where none are.

        While a word is being typed, most of what is typed is a piece of a word. Its compounds are looked for when it is
        a word of the archive: those that end with it, because the others begin so. When nothing begins so it is typed
        to its end, or wrong. A word that so many articles have that its compounds would tell nothing has none.
        """
        part = Part.of(word.text)
        articles = self._articles(part.stem) if part else 0
        if part is None or articles > self._frequent:
            return None
        if not word.typing or not self._begins(part.form):
            return part
        return replace(part, bases=()) if articles else None

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
        places = [field.around(part) for field in self._fields]
        stems = [_stems(field.postings, each) for field, each in zip(self._fields, places, strict=True)]
        compounds = part.compounds(set(chain.from_iterable(stems)), self._knows)
        documents = {}
        for field, some, each in zip(self._fields, places, stems, strict=True):
            chosen = np.fromiter(map(compounds.__contains__, each), dtype=np.bool_, count=len(each))
            documents[id(field.postings)] = field.postings.having(some[chosen])
        return compounds, documents

    def _articles(self, stemmed: str) -> int:
        """In how many articles a stem is, about; the same article counts twice if it is in its title, too."""
        term = _TAG + stemmed.encode()
        found = ((field.postings, field.postings.find(term)) for field in self._fields)
        spans = (postings.span(number) for postings, number in found if number is not None)
        return sum(int(span.stop - span.start) for span in spans)

    def _begins(self, letters: str) -> bool:
        """Whether some stem begins so."""
        beginnings = (field.postings.beginning(_TAG + letters.encode()) for field in self._fields)
        return any(places.start < places.stop for places in beginnings)

    def _knows(self, word: str) -> bool:
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._is_stem(stem_of_form(word, "de"))
        return found

    def _is_stem(self, stemmed: str) -> bool:
        term = _TAG + stemmed.encode()
        code = mixed(term[_SKIPPED:]) if len(term) >= _TOLD else None
        for field in self._fields:  # most are asked about in vain, and several hundred of a short word
            if (code is None or field.presence.may_have(code)) and field.postings.find(term) is not None:
                return True
        return False


class _Field:
    """The German stems of one field of one segment."""

    def __init__(self, postings: Postings) -> None:
        self.postings = postings

    @cached_property
    def presence(self) -> Presence:
        """Which stems there cannot be."""
        return Presence(self.postings, self.postings.beginning(_TAG), _SKIPPED)

    @cached_property
    def endings(self) -> Endings:
        """The ends of the stems."""
        return Endings(self.postings, self.postings.beginning(_TAG))

    def around(self, part: Part) -> Array:
        """The places of the stems that begin or end with a word."""
        found = [self.endings.ending(part.stem.encode())] if len(part.stem) >= SHORTEST else []
        if part.bases:  # what begins with one of them begins with the shortest
            begin = self.postings.beginning(_TAG + min(part.bases, key=len).encode())
            found.append(np.arange(begin.start, max(begin.start, begin.stop)))
        return np.concatenate([_NONE, *found])


_fields: WeakValueDictionary[int, _Field] = WeakValueDictionary()


def _field(postings: Postings) -> _Field:
    """The stems of a field; the same ones as long as anybody has them, because a segment outlives a commit."""
    field = _fields.get(id(postings))
    if field is None or field.postings is not postings:
        field = _fields[id(postings)] = _Field(postings)
    return field


def _stems(postings: Postings, places: Array) -> list[str]:
    """The stems at some places of a field."""
    letters = memoryview(postings.block.data)
    stops = postings.ends[places].tolist()
    starts = np.where(places > 0, postings.ends[places - 1].astype(np.int64), 0) + len(_TAG)
    return [str(letters[start:stop], "utf-8") for start, stop in zip(starts.tolist(), stops, strict=True)]
