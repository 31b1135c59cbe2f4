"""The words of an index as forms: which begin so, which are spelt nearly so, in how many articles they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from index.search import holding, misspelling, schema
from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.codec.reading import arrays_of

_FIELDS = (schema.EXACT[schema.BODY], schema.EXACT[schema.TITLE])
_PER_FIELD = 32
"""Forms of one segment's field that are compared with those of others: the most frequent of all is among them."""


class Terms:
    """The terms of some segments. Thread-safe.

    Args:
        readers: Whoosh's reader of each segment.

    Attributes:
        size: How many articles there are; those that have gone since may be among them.
    """

    def __init__(self, readers: Sequence[Any]) -> None:
        self._readers = readers
        self._segments = [arrays_of(reader).postings for reader in readers]
        self._postings: dict[str, list[Postings]] = {}
        for segment in self._segments:
            for field, postings in segment.items():
                self._postings.setdefault(field, []).append(postings)
        self._counts: dict[str, Counter[str]] = {}
        self.size = sum(reader.doc_count_all() for reader in readers)

    def counts(self, field: str) -> Counter[str]:
        """All terms of a field that has few, and in how many articles they are, about."""
        if field not in self._counts:
            counts: Counter[str] = Counter()
            for postings in self._postings.get(field, ()):
                each = np.diff(postings.stops.astype(np.int64), prepend=0).tolist()
                counts.update(dict(zip((term.decode() for term in postings.terms()), each, strict=True)))
            self._counts[field] = counts
        return self._counts[field]

    def count(self, field: str, term: bytes) -> int:
        """How many articles have a term in a field; those that have gone since may be among them."""
        found = 0
        for postings in self._postings.get(field, ()):
            found += postings.frequency(term)
        return found

    def count_any(self, fields: Collection[str], term: str) -> int:
        """How many articles have a term in any of some fields; those that have gone since may be among them."""
        found = 0
        for segment in self._segments:
            every = [postings for field in fields if (postings := segment.get(field)) is not None]
            spans = [(each, each.span(number)) for each in every if (number := each.find(term.encode())) is not None]
            if spans:
                found += len(np.unique(np.concatenate([each.docs[span] for each, span in spans])))
        return found

    def articles(self, form: str) -> int:
        """How many articles have a form, about: those with it in the body, or those with it in the title."""
        return max(self.count(field, form.encode()) for field in _FIELDS)

    def beginning(self, letters: str) -> list[tuple[str, int]]:
        """The forms that begin so and in how many articles they are, the most frequent first; not all, if many."""
        found: set[bytes] = set()
        for field in _FIELDS:
            for postings in self._postings.get(field, ()):
                places = postings.beginning(letters.encode())
                numbers = _most_frequent(postings, np.arange(places.start, max(places.start, places.stop)))
                found.update(map(postings.term, numbers.tolist()))
        return self._counted(found)

    def begins(self, letters: str) -> bool:
        """Whether some form begins so."""
        prefix = letters.encode()
        beginnings = (postings.beginning(prefix) for field in _FIELDS for postings in self._postings.get(field, ()))
        return any(places.start < places.stop for places in beginnings)

    def near(self, form: str, distance: int) -> list[tuple[str, int]]:
        """The forms with the same first letter that are so many letters off, at most, and how many articles have each.

        Args:
            form: Of ASCII letters and digits; nothing is near another.
            distance: At least 1.
        """
        if not form.isascii():
            return []
        wanted = form.encode()
        found: set[bytes] = set()
        for postings in (each for field in _FIELDS for each in self._postings.get(field, ())):
            places = postings.beginning(wanted[:1])
            numbers = np.arange(places.start, max(places.start, places.stop))
            numbers = numbers[np.abs(_lengths(postings, numbers) - len(wanted)) <= distance]
            found.update(map(postings.term, misspelling.near(postings, numbers, wanted, distance).tolist()))
        return self._counted(found)

    def example(self, form: str) -> int | None:
        """The archive's number of an article with a form; None when there is none left."""
        for reader, segment in zip(self._readers, self._segments, strict=True):
            for doc in self._documents(segment, form.encode()):
                if not reader.is_deleted(doc):
                    number: int = reader.column_reader(schema.NUMBER, translate=False)[doc]
                    return number
        return None

    def holding(self, pieces: Collection[str]) -> set[int]:
        """The numbers of articles that have a word with one of these pieces in it, and perhaps others; see `holding`.

        Those that have gone since may be among them.
        """
        found: set[int] = set()
        for reader, segment in zip(self._readers, self._segments, strict=True):
            fields = [postings for field in _FIELDS if (postings := segment.get(field)) is not None]
            docs = {doc for postings in fields for doc in holding.documents(postings, pieces).tolist()}
            if docs:
                column = reader.column_reader(schema.NUMBER, translate=False)
                found.update(column[doc] for doc in docs)
        return found

    def _documents(self, segment: Mapping[str, Postings], term: bytes) -> Iterator[int]:
        for field in _FIELDS:
            postings = segment.get(field)
            number = None if postings is None else postings.find(term)
            if postings is not None and number is not None:
                yield from postings.docs[postings.span(number)].tolist()

    def _counted(self, terms: set[bytes]) -> list[tuple[str, int]]:
        counts = Counter({term.decode(): self.articles(term.decode()) for term in sorted(terms)})
        return counts.most_common()


def _most_frequent(postings: Postings, numbers: Array) -> Array:
    """Of these terms, which stand side by side, those in most documents."""
    if len(numbers) <= _PER_FIELD:
        return numbers
    stops = postings.stops[numbers[0] : numbers[-1] + 1].astype(np.int64)
    counts = np.diff(stops, prepend=postings.span(int(numbers[0])).start)
    return numbers[np.argpartition(-counts, _PER_FIELD)[:_PER_FIELD]]


def _lengths(postings: Postings, numbers: Array) -> Array:
    """The lengths of these terms, which stand side by side, in bytes."""
    if not len(numbers):
        return numbers
    first = int(numbers[0])
    ends = postings.ends[first : int(numbers[-1]) + 1].astype(np.int64)
    return np.diff(ends, prepend=int(postings.ends[first - 1]) if first else 0)
