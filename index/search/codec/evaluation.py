"""Answers Whoosh's queries on whole arrays: all documents of a segment that a query finds, and their scores.

Terms, phrases and the combinations of queries are worked out here, with BM25F as Whoosh reckons it; a query class that
is not known here is asked for Whoosh's own matcher, which is slower and finds the same. What stands for several terms
(prefixes, patterns, ranges) scores the same wherever it is found, as Whoosh's documentation says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NamedTuple

import numpy as np

from index.search.codec.container import Array
from index.search.codec.postings import Postings
from index.search.codec.reading import arrays_of
from index.search.codec.segment import LENGTHS
from index.search.whoosh import query, scoring


class Found(NamedTuple):
    """Documents that a query finds in one segment.

    Attributes:
        docs: Their numbers, ascending, each once.
        scores: Beside them, float64.
    """

    docs: Array
    scores: Array


_NOTHING = Found(np.empty(0, dtype=np.int64), np.empty(0))


class Evaluator:
    """Evaluates queries on one segment.

    Args:
        searcher: Whoosh's searcher of a segment that our codec wrote, for the statistics of the whole index.
        scored: Whether scores are wanted; without, all are 0.
    """

    def __init__(self, searcher: Any, *, scored: bool = True) -> None:
        self._searcher = searcher
        self._parent = searcher.get_parent()
        self._arrays = arrays_of(searcher.reader())
        self._scored = scored

    def found(self, wanted: Any) -> Found:  # noqa: C901, PLR0911  (one line for each class of queries)
        """What a query finds; deleted documents, too."""
        match wanted:
            case query.Term():
                found = self._term(wanted.fieldname, wanted.text)
                return _boosted(found, wanted.boost)
            case query.Phrase() if wanted.slop == 1:
                return _boosted(self._phrase(wanted), wanted.boost)
            case query.MultiTerm():
                return self._several(wanted)
            case query.And() | query.Or() | query.DisjunctionMax():
                return self._compound(wanted)
            case query.BinaryQuery():
                return self._binary(wanted)
            case query.ConstantScoreQuery():
                return self._constant(self.found(wanted.child).docs, wanted.score)
            case query.NumericRange():  # its score is that of the query it is compiled to
                return self.found(wanted._compile_query(self._searcher.reader()))
            case query.Not():
                return self._constant(self._without(self.found(wanted.query).docs), wanted.boost)
            case query.Every() if wanted.fieldname in (None, "", "*"):
                return self._constant(np.arange(self._arrays.documents), wanted.boost)
            case _ if wanted == query.NullQuery:
                return _NOTHING
            case _:
                return self._matched(wanted)

    def _postings(self, field: str) -> Postings | None:
        return self._arrays.postings.get(field) if field in self._searcher.schema else None

    def _constant(self, docs: Array, score: float) -> Found:
        return Found(docs, np.full(len(docs), score if self._scored else 0.0))

    def _without(self, docs: Array) -> Array:
        left = np.ones(self._arrays.documents, dtype=bool)
        left[docs] = False
        return np.flatnonzero(left)

    def _term(self, field: str, text: Any) -> Found:
        postings = self._postings(field)
        number = None if postings is None else self._number(postings, field, text)
        if postings is None or number is None:
            return _NOTHING
        span = postings.span(number)
        docs = postings.docs[span]
        if not self._scored:
            return Found(docs, np.zeros(len(docs)))
        return Found(docs, self._bm25(postings, field, number, docs))

    def _number(self, postings: Postings, field: str, text: Any) -> int | None:
        if not isinstance(text, bytes):
            try:
                text = self._searcher.schema[field].to_bytes(text)
            except ValueError:
                return None
        return postings.find(text)

    def _bm25(self, postings: Postings, field: str, number: int, docs: Array) -> Array:
        """The scores of a term's documents, in the order of Whoosh's operations."""
        weights = postings.weight(postings.span(number))
        weighting = self._searcher.weighting
        if not self._searcher.schema[field].scorable:
            return weights
        if not isinstance(weighting, scoring.BM25F):
            matcher = self._searcher.postings(field, postings.term(number), weighting=weighting)
            return np.fromiter(_scores(matcher), dtype=np.float64)
        b, k1 = weighting._field_B.get(field, weighting.B), weighting.K1
        average = self._parent.avg_field_length(field) or 1
        lengths = self._arrays.lengths[field]
        norms = k1 * ((1 - b) + b * LENGTHS / average)
        scores: Array = self._parent.idf(field, postings.term(number)) * (
            (weights * (k1 + 1)) / (weights + norms[lengths[docs]])
        )
        return scores

    def _phrase(self, wanted: Any) -> Found:
        """Words side by side: documents and positions as one number each, less the word's place in the phrase."""
        postings = self._postings(wanted.fieldname)
        if postings is None or postings.positions is None:
            return self._matched(wanted) if postings is not None else _NOTHING
        numbers = [self._number(postings, wanted.fieldname, word) for word in wanted.words]
        terms = [number for number in numbers if number is not None]
        if len(terms) < len(numbers) or not terms:
            return _NOTHING
        rarest = sorted(
            range(len(terms)), key=lambda at: postings.span(terms[at]).stop - postings.span(terms[at]).start
        )
        docs = reduce(_common, (postings.docs[postings.span(terms[at])] for at in rarest))
        keys = [_keys(*postings.places(terms[at]), at, docs) for at in rarest]
        docs = np.unique(reduce(_common, keys) >> 32)
        scores = np.zeros(len(docs))
        if self._scored:
            for word in wanted.words:
                scores += _scores_at(self._term(wanted.fieldname, word), docs)
        return Found(docs, scores)

    def _several(self, wanted: Any) -> Found:
        """Documents with any of several terms."""
        field = wanted.field()
        postings = self._postings(field)
        if postings is None:
            return _NOTHING
        spans = self._spans(wanted, field, postings)
        if len(spans) == 1 and not isinstance(wanted, Slices):
            return self._one(wanted, field, postings, spans[0])
        there = np.zeros(self._arrays.documents, dtype=bool)
        for span in spans:
            there[postings.docs[span]] = True
        return self._constant(np.flatnonzero(there), wanted.boost)

    def _one(self, wanted: Any, field: str, postings: Postings, span: slice) -> Found:
        number = int(np.searchsorted(postings.stops, span.start, side="right"))
        if postings.span(number) == span:  # Whoosh scores a single term, and forgets the boost
            return self._term(field, postings.term(number))
        there = np.zeros(self._arrays.documents, dtype=bool)
        there[postings.docs[span]] = True
        return self._constant(np.flatnonzero(there), wanted.boost)

    def _spans(self, wanted: Any, field: str, postings: Postings) -> list[slice]:
        """Which postings a query of several terms means."""
        if isinstance(wanted, Slices):
            return wanted.spans(postings)
        if isinstance(wanted, query.Prefix):
            places = postings.beginning(self._searcher.schema[field].to_bytes(wanted.text))
            return [postings.span(places.start, places.stop)] if places.start < places.stop else []
        numbers = (self._number(postings, field, term) for term in wanted._btexts(self._searcher.reader()))
        return [postings.span(number) for number in numbers if number is not None]

    def _compound(self, wanted: Any) -> Found:
        without = [child for child in wanted.subqueries if type(child) is query.Not]
        parts = [self.found(child) for child in wanted.subqueries if type(child) is not query.Not]
        if (without and not isinstance(wanted, query.And)) or not parts:
            return self._matched(wanted)
        if isinstance(wanted, query.And):
            found = self._all(parts)
            for child in without:
                found = self._kept(found, self.found(child.query).docs, wanted=False)
        elif isinstance(wanted, query.DisjunctionMax):
            found = self._any(parts, np.maximum)
        elif wanted.minmatch or wanted.scale:
            return self._matched(wanted)
        else:
            found = self._any(parts, np.add)
        return _boosted(found, wanted.boost)

    def _binary(self, wanted: Any) -> Found:
        match wanted:
            case query.AndNot():
                return self._kept(self.found(wanted.a), self.found(wanted.b).docs, wanted=False)
            case query.Require():
                return self._kept(self.found(wanted.a), self.found(wanted.b).docs, wanted=True)
            case query.AndMaybe():
                found, more = self.found(wanted.a), self.found(wanted.b)
                return Found(found.docs, found.scores + _scores_at(more, found.docs))
            case _:
                return self._matched(wanted)

    def _all(self, parts: Sequence[Found]) -> Found:
        first, *others = sorted(parts, key=lambda part: len(part.docs))
        docs, scores = first
        for other in others:
            at, there = _places(other.docs, docs)
            docs, scores = docs[there], scores[there] + other.scores[at[there]]
        return Found(docs, scores)

    def _any(self, parts: Sequence[Found], together: Callable[..., Any]) -> Found:
        if len(parts) == 1:
            return parts[0]
        there = np.zeros(self._arrays.documents, dtype=bool)
        scores = np.zeros(self._arrays.documents)
        for part in parts:
            there[part.docs] = True
            if self._scored:
                scores[part.docs] = together(scores[part.docs], part.scores)
        docs = np.flatnonzero(there)
        return Found(docs, scores[docs])

    def _kept(self, found: Found, docs: Array, *, wanted: bool) -> Found:
        kept = np.full(self._arrays.documents, not wanted)
        kept[docs] = wanted
        chosen = kept[found.docs]
        return Found(found.docs[chosen], found.scores[chosen])

    def _matched(self, wanted: Any) -> Found:
        """What Whoosh's own matcher finds, one by one."""
        context = self._searcher.context() if self._scored else self._searcher.boolean_context()
        matcher = wanted.matcher(self._searcher, context)
        docs, scores = [], []
        while matcher.is_active():
            docs.append(matcher.id())
            scores.append(matcher.score() if self._scored else 0.0)
            matcher.next()
        return Found(np.array(docs, dtype=np.int64), np.array(scores, dtype=np.float64))


class Slices(query.MultiTerm):  # type: ignore[misc]  # Whoosh is untyped
    """A query of several terms that can say which slices of a field's postings it means; always at one score."""

    boost: float

    def spans(self, postings: Postings) -> list[slice]:
        """The slices."""
        raise NotImplementedError


def _boosted(found: Found, boost: float) -> Found:
    return found if boost == 1.0 else Found(found.docs, found.scores * boost)


def _places(among: Array, docs: Array) -> tuple[Array, Array]:
    """Where documents would stand among others, and whether they do stand there."""
    if not len(among):
        return np.zeros(len(docs), dtype=np.int64), np.zeros(len(docs), dtype=bool)
    at = np.minimum(np.searchsorted(among, docs.astype(among.dtype, copy=False)), len(among) - 1)
    return at, among[at] == docs


def _common(some: Array, others: Array) -> Array:
    """The numbers of the first that are among the second."""
    return some[_places(others, some)[1]]


def _scores_at(found: Found, docs: Array) -> Array:
    """The scores of documents; 0 for those that were not found."""
    at, there = _places(found.docs, docs)
    return np.where(there, found.scores[at], 0.0) if len(found.docs) else np.zeros(len(docs))


def _keys(docs: Array, positions: Array, at: int, among: Array) -> Array:
    """Documents, of those among others, and positions as one number each, as if the phrase began there."""
    chosen = _places(among, docs)[1]
    chosen &= positions >= at
    return (docs[chosen].astype(np.int64) << 32) | (positions[chosen].astype(np.int64) - at)


def _scores(matcher: Any) -> Any:
    while matcher.is_active():
        yield matcher.score()
        matcher.next()
