"""What is known of every article besides its words, as arrays over Whoosh's document numbers.

Whoosh's own facets read the postings again for every search (600 ms at 100,000 articles); these arrays are read once
for each segment, and a count is one `bincount`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search import schema
from index.search.codec.reading import arrays_of

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Values:
    """Which documents have which values of a field: entry i says that document `docs[i]` has value `codes[i]`.

    Attributes:
        names: The values in their order; a code is an index into them.
        docs: Document numbers.
        codes: Beside `docs`, ascending.
    """

    names: tuple[str, ...]
    docs: Numbers
    codes: Numbers

    def having(self, name: str, size: int) -> Mask:
        """Which of `size` documents have a value."""
        mask = np.zeros(size, dtype=bool)
        if name in self.names:
            start, end = np.searchsorted(self.codes, (code := self.names.index(name), code + 1))
            mask[self.docs[start:end]] = True
        return mask


@dataclass(frozen=True)
class Columns:
    """The columns of one segment, or of all of them one after the other.

    Attributes:
        numbers: The archive's number of each document's article.
        moments: Its date as `documents.moment` encodes it; 0 for none.
        values: By field. To a group belongs, besides the companies that say so, the company on top of it.
    """

    numbers: Numbers
    moments: Numbers
    values: Mapping[str, Values]

    @property
    def size(self) -> int:
        """How many documents there are, deleted ones included."""
        return len(self.numbers)

    @cached_property
    def rank(self) -> Numbers:
        """Each document's place when all are in the order of dates: newest first, then by the articles' numbers."""
        rank = np.empty(self.size, dtype=np.int64)
        rank[np.lexsort((self.numbers, -self.moments))] = np.arange(self.size)
        return rank

    @cached_property
    def years(self) -> Numbers:
        """The year of each document; 0 for none."""
        return self.moments // 10**8


def load(segment: Any) -> Columns:
    """Reads the columns of one segment.

    Args:
        segment: Whoosh's reader of it.
    """
    return Columns(
        numbers=segment.column_reader(schema.NUMBER, translate=False).load(),
        moments=segment.column_reader(schema.MOMENT, translate=False).load(),
        values={field: _values(segment, field) for field in schema.FACETS},
    )


def _values(segment: Any, field: str) -> Values:
    postings = arrays_of(segment).postings.get(field)
    if postings is None:
        return Values((), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    names = tuple(term.decode() for term in postings.terms())
    return Values(names, postings.docs.astype(np.int64), postings.numbers())


def joined(segments: list[Columns]) -> Columns:
    """The columns of all segments, in the order in which Whoosh numbers their documents."""
    none = np.empty(0, dtype=np.int64)
    numbers = np.concatenate([none, *(segment.numbers for segment in segments)])
    values = {
        field: _joined([(segment.values[field], segment.size) for segment in segments]) for field in schema.FACETS
    }
    values[schema.GROUP] = _with_tops(values[schema.GROUP], values[schema.COMPANY], len(numbers))
    return Columns(numbers, np.concatenate([none, *(segment.moments for segment in segments)]), values)


def _with_tops(groups: Values, companies: Values, size: int) -> Values:
    """The groups with the documents that name the companies on top of them; `size` is the number of documents."""
    code = {name: index for index, name in enumerate(groups.names)}
    tops = np.array([code.get(name, -1) for name in companies.names], dtype=np.int64)[companies.codes]
    named = tops >= 0
    pairs = np.concatenate([groups.codes * size + groups.docs, tops[named] * size + companies.docs[named]])
    codes, docs = np.divmod(np.unique(pairs), max(size, 1))
    return Values(groups.names, docs, codes)


def _joined(segments: list[tuple[Values, int]]) -> Values:
    if len(segments) == 1:
        return segments[0][0]
    names = sorted({name for values, _ in segments for name in values.names})
    code = {name: index for index, name in enumerate(names)}
    docs, codes, base = [np.empty(0, dtype=np.int64)], [np.empty(0, dtype=np.int64)], 0
    for values, size in segments:
        docs.append(values.docs + base)
        codes.append(np.array([code[name] for name in values.names], dtype=np.int64)[values.codes])
        base += size
    all_codes = np.concatenate(codes)
    order = np.argsort(all_codes, kind="stable")
    return Values(tuple(names), np.concatenate(docs)[order], all_codes[order])
