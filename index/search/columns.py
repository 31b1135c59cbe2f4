"""What is known of a segment's articles besides their words, as arrays over Whoosh's document numbers.

Whoosh's own facets read the postings again for every search (600 ms at 100,000 articles); these arrays are read once
for each segment, and a count is one sum.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search import schema
from index.search.codec.reading import arrays_of

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Values:
    """Which documents have which values of a field: entry i says that document `docs[i]` has value `codes[i]`.

    Attributes:
        names: The values in their order, each of at least one document; a code is an index into them.
        docs: Document numbers.
        codes: Beside `docs`, ascending.
    """

    names: tuple[str, ...]
    docs: Numbers
    codes: Numbers

    @cached_property
    def code(self) -> dict[str, int]:
        """The code of each value."""
        return {name: code for code, name in enumerate(self.names)}

    def having(self, name: str, size: int) -> Mask:
        """Which of `size` documents have a value."""
        mask = np.zeros(size, dtype=bool)
        if name in self.code:
            start, end = np.searchsorted(self.codes, (self.code[name], self.code[name] + 1))
            mask[self.docs[start:end]] = True
        return mask

    @cached_property
    def _starts(self) -> Numbers:
        return np.searchsorted(self.codes, np.arange(len(self.names)))

    def counts(self, hits: Mask) -> Numbers:
        """How many of the hits have each value, by its code; `hits` says for each document whether it is one.

        Five times as fast as `bincount` of the hits' codes.
        """
        if not self.names:
            return self.codes
        return np.add.reduceat(hits.take(self.docs), self._starts, dtype=np.int64)


@dataclass(frozen=True)
class Columns:
    """The columns of one segment.

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
    def newest(self) -> Numbers:
        """All documents in the order of dates: newest first, then by the articles' numbers."""
        return np.lexsort((self.numbers, -self.moments))

    @cached_property
    def years(self) -> Values:
        """The year of each document that has one."""
        years = self.moments // 10**8
        dated = np.flatnonzero(years)
        names, codes = np.unique(years[dated], return_inverse=True)
        order = np.argsort(codes, kind="stable")
        return Values(tuple(map(str, names.tolist())), dated[order], codes[order])

    def with_tops(self, groups: Collection[str]) -> Columns:
        """The columns in which an article that names the company on top of a group belongs to that group."""
        companies, known = self.values[schema.COMPANY], self.values[schema.GROUP]
        tops = sorted({*companies.names} & {*groups})
        if not tops:
            return self
        names = tuple(sorted({*known.names, *tops}))
        code = {name: index for index, name in enumerate(names)}
        place = np.array([code[name] for name in known.names], dtype=np.int64)
        top = np.array([code.get(name, -1) for name in companies.names], dtype=np.int64)[companies.codes]
        named = top >= 0
        pairs = np.concatenate([place[known.codes] * self.size + known.docs, (top * self.size + companies.docs)[named]])
        codes, docs = np.divmod(np.unique(pairs), self.size)
        return replace(self, values={**self.values, schema.GROUP: Values(names, docs, codes)})


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
    return Values(names, postings.docs[:].astype(np.int64), postings.numbers())
