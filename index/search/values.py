"""The values of many articles besides their texts, and the postings of the fields that they are in.

Which terms a value is posted under is asked of its field once for each different one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache, lru_cache
from itertools import chain

import numpy as np

from index.search import schema
from index.search.codec.postings import Postings, from_occurrences

_REMEMBERED = 2**14
"""Days whose terms are remembered, eight terms each: 8 MB."""
_DAYS = (schema.FIRST_DAY, schema.LAST_DAY)
_DOC_BITS = 32
"""Of a number that says a term and a document."""

Value = str | int


class Values:
    """The values of a segment's articles, but for those in columns."""

    def __init__(self) -> None:
        self._docs: defaultdict[str, defaultdict[Value, list[int]]] = defaultdict(lambda: defaultdict(list))

    def add(self, doc: int, values: Mapping[str, Collection[Value] | int]) -> None:
        """Takes the values of a document, by field (`index.search.documents`)."""
        for field, several in values.items():
            docs = self._docs[field]
            for value in several if isinstance(several, Collection) else (several,):
                docs[value].append(doc)

    def postings(self) -> dict[str, Postings]:
        """The postings of each field that has some."""
        return {field: _postings(field, docs) for field, docs in self._docs.items() if docs}


def _postings(field: str, docs: Mapping[Value, list[int]]) -> Postings:
    terms: defaultdict[bytes, list[int]] = defaultdict(list)
    for value, having in docs.items():
        for term in _day_terms(value) if field in _DAYS else _terms(field, value):
            terms[term] += having
    ids = np.repeat(np.arange(len(terms)), list(map(len, terms.values())))
    found = np.fromiter(chain.from_iterable(terms.values()), dtype=np.int64, count=len(ids))
    pairs = np.unique(ids << _DOC_BITS | found)  # two numbers of one article can share a term
    return from_occurrences(list(terms), pairs >> _DOC_BITS, pairs & (1 << _DOC_BITS) - 1)


def _terms(field: str, value: Value) -> list[bytes]:
    return [term for term, *_ in _schema()[field].index((value,))]


@lru_cache(_REMEMBERED)
def _day_terms(day: Value) -> list[bytes]:
    """The terms of a day, which are the same in both fields."""
    return _terms(schema.FIRST_DAY, day)


_schema = cache(schema.make_schema)
