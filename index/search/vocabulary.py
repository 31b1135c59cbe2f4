"""The German words of an index, as stems: which of them are compounds of a word that is searched for.

Compounds are found when they are asked for, among the terms that begin or end with the word. That takes no room in the
index, but for what has been decided on beforehand in segments of many words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from threading import RLock, Thread

from index.search.codec.container import Array
from index.search.codec.marked import Marked
from index.search.codec.segment import SegmentArrays
from index.search.compounds import Compounding, Part
from index.search.inheriting import inherited
from index.search.language.tree import Word
from index.search.segment_stems import SegmentStems, stems_of
from index.search.stems import Sought, term_of

_SMALL = 100_000
"""Stems of a segment that takes over what has been decided in others, at most: that takes 1 s."""
_REMEMBERED = 64
"""Words whose compounds are remembered."""
_MANY, _MOST = 10_000, 0.3
"""Articles, and which part of all, that may have a word for compounds of it to be looked for: "eine" is in more."""


class Vocabulary:
    """The German stems in the titles and bodies of some segments. Thread-safe.

    Attributes:
        segments: The stems of each segment.
        fields: Those of each field of all segments.
    """

    def __init__(self, segments: Sequence[SegmentArrays]) -> None:
        self._frequent = max(_MANY, _MOST * sum(each.documents for each in segments))
        self.segments = [stems_of(each) for each in segments]
        self.fields = [field for segment in self.segments for field in segment.fields]
        self._both = [(id(each.fields[0].postings), each) for each in self.segments if each.fields]
        self._rules = Compounding(self.has)
        self._lock = RLock()
        self._prepared = False
        self._documents = lru_cache(_REMEMBERED)(self._find_documents)

    @property
    def undecided(self) -> bool:
        """Whether it is worth deciding on compounds beforehand, and nobody has done it (`index.search.splitting`)."""
        return any(each.undecided for each in self.segments)

    def part(self, word: Word) -> Part | None:
        """What compounds of a word are looked for; None where none are.

        While a word is being typed, most of what is typed is a piece of a word. Its compounds are looked for when it is
        a word of the archive: those that end with it, because the others begin so. When nothing begins so it is typed
        to its end, or wrong. A word that so many articles have that its compounds would tell nothing has none.
        """
        if not self._prepared:
            self._prepare()
        part = Part.of(word.text)
        if part is None:
            return None
        articles, term = 0, term_of(part.stem)
        for field in self.fields:
            articles += field.postings.frequency(term)  # of an article twice if it is in its title, too
        if articles > self._frequent:
            return None
        if not word.typing or not self._begins(part.form):
            return part
        return part._replace(base=None) if articles else None

    def compounds_of(self, word: Word) -> frozenset[str]:
        """The stems of the compounds that a word of a query stands for, without a language's tag."""
        part = self.part(word)
        return self.compounds(part) if part else frozenset()

    def compounds(self, part: Part) -> frozenset[str]:
        """The stems of the compounds of a word, without a language's tag."""
        with self._lock:
            found = ((segment, segment.compounds(part, self._rules)) for segment in self.segments)
            return frozenset(text for segment, numbers in found for text in segment.texts_of(numbers))

    def documents(self, part: Part, areas: tuple[str, ...]) -> Mapping[int, Array | Marked]:
        """The documents that have these compounds in one area, or in any of all, in no order.

        One that has several may be there as often. They are told by the identity of the postings of one of the areas
        in each segment, for all of them; those of a segment are marked where a bit for each document is kept.
        """
        with self._lock:
            return self._documents(part, areas)

    def has(self, stem: str) -> bool:
        """Whether there is a stem."""
        sought = Sought.of(stem)
        return any(field.has(sought) for field in self.fields)

    def _prepare(self) -> None:
        """Has what compounds are looked up in made while the first letters of a word are being typed.

        It takes 0.06 s for a segment of 100,000 articles, and as long for one of 10; who needs it of a large one before
        it is made waits for it, and in a small one compounds are decided on until then.
        """
        self._prepared = True
        large = [each for each in self.segments if each.splits is not None and not each.large]
        others = [each for each in self.segments if each not in large and len(each) < _SMALL]
        small = [each for each in others if list(each.large) != large]
        if not all(segment.prepared for segment in large) or (large and small):
            Thread(target=self._make, args=(large, small), name="compounds", daemon=True).start()

    def _make(self, large: Sequence[SegmentStems], small: Sequence[SegmentStems]) -> None:
        for segment in large:
            with self._lock:
                segment.prepare()
        rules = Compounding(self.has)
        for segment in small:
            segment.adopt(inherited(segment.texts(), large, rules), large)

    def _find_documents(self, part: Part, areas: tuple[str, ...]) -> dict[int, Array | Marked]:
        found: dict[int, Array | Marked] = {}
        if len(areas) > 1:
            for number, segment in self._both:
                found[number] = segment.documents(part, self._rules)
            return found
        for segment in self.segments:
            for area, field in zip(segment.areas, segment.fields, strict=True):
                if area in areas:
                    found[id(field.postings)] = segment.documents_in(area, part, self._rules)
        return found

    def _begins(self, letters: str) -> bool:
        """Whether some stem begins so."""
        beginnings = (field.beginning(letters) for field in self.fields)
        return any(places.start < places.stop for places in beginnings)
