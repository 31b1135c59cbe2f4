"""Answers Whoosh's queries on whole arrays: which documents of a segment a query finds, and their scores.

Terms, phrases and the combinations of queries are worked out here, with BM25F as Whoosh reckons it; a query class that
is not known here is asked for Whoosh's own matcher, which is slower and finds the same. What stands for several terms
(prefixes, patterns, ranges) scores the same wherever it is found, as Whoosh's documentation says of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from index.search.codec import phrases, proximity
from index.search.codec.container import Array
from index.search.codec.domain import LEAST, Domain, both, hits, kept
from index.search.codec.postings import Postings
from index.search.codec.proximity import NearWords
from index.search.codec.reading import arrays_of
from index.search.codec.statistics import Statistics
from index.search.whoosh import query

_NARROW = 8
"""Which part of a domain may be left, at most, for the rest of a query to be asked about that part only."""
_FEW = 16
"""Which part of the documents may be those of several terms, at most, for them not to be marked first."""
_NO_LENGTHS = np.empty(0, dtype=np.uint8)
Hits = tuple[Array, Array | float]
"""Places in the domain, each once, and the scores there."""


class Evaluator:
    """Evaluates queries on one segment.

    Args:
        searcher: Whoosh's searcher of a segment that our codec wrote.
        statistics: Of the whole index; they may be shared by all evaluators of one index.
    """

    def __init__(self, searcher: Any, statistics: Statistics | None = None) -> None:
        self._searcher = searcher
        self._schema = searcher.schema
        self._arrays = arrays_of(searcher.reader())
        self._statistics = statistics or Statistics(searcher.get_parent())

    def found(self, wanted: Any, *, scored: bool = True, among: Array | None = None) -> Array:
        """What a query finds; deleted documents, too.

        Args:
            wanted: A query of Whoosh.
            scored: Whether scores are wanted.
            among: The numbers of the documents to look at, ascending; None for all.

        Returns:
            For each document, or each of `among`, its score, above 0 where it is found; whether it is found unless
            scores are wanted.
        """
        return self._on(Domain(self._arrays.documents, among, scored), wanted)

    def _on(self, domain: Domain, wanted: Any) -> Array:  # noqa: C901, PLR0911  (one line for each class of queries)
        match wanted:
            case query.Term() | query.MultiTerm():
                return self._leaf(domain, wanted)
            case NearWords():
                return _boosted(self._phrase(domain, wanted), wanted.boost)
            case query.Phrase() if wanted.slop == 1:
                return _boosted(self._phrase(domain, wanted), wanted.boost)
            case query.And() | query.Or() | query.DisjunctionMax():
                return self._compound(domain, wanted)
            case query.BinaryQuery():
                return self._binary(domain, wanted)
            case query.ConstantScoreQuery():
                return self._constant(domain, self._on(domain.unscored(), wanted.child), wanted.score)
            case query.NumericRange():  # its score is that of the query it is compiled to
                return self._on(domain, wanted._compile_query(self._searcher.reader()))
            case query.Not():
                return self._constant(domain, ~self._on(domain.unscored(), wanted.query), wanted.boost)
            case query.Every() if wanted.fieldname in (None, "", "*"):
                return domain.everything(wanted.boost)
            case _ if wanted == query.NullQuery:
                return domain.nothing()
            case _:
                return self._matched(domain, wanted)

    def _leaf(self, domain: Domain, wanted: Any) -> Array:
        found = domain.nothing()
        at, scores = self._hits(domain, wanted)
        found[at] = scores
        return found

    def _hits(self, domain: Domain, wanted: Any) -> Hits:
        """Where a term, or any of several, is found in the domain."""
        if isinstance(wanted, query.Term):
            at, scores = self._term(domain, wanted.fieldname, wanted.text)
            return at, scores if wanted.boost == 1.0 else np.maximum(scores * np.float32(wanted.boost), LEAST)
        return self._several(domain, wanted)

    def _term(self, domain: Domain, field: str, text: Any) -> Hits:
        postings = self._postings(field)
        number = None if postings is None else self._number(postings, field, text)
        if postings is None or number is None:
            return np.empty(0, dtype=np.intp), 1.0
        span = postings.span(number)
        at, picked = domain.picked(postings.docs[span])
        if not domain.scored:
            return at, 1.0
        picks = span if picked is None else picked + span.start
        lengths = self._arrays.lengths.get(field, _NO_LENGTHS)
        if len(lengths):
            lengths = lengths.take(at if domain.docs is None else domain.docs[at])
        return at, self._statistics.scores(self._searcher, field, (postings, number), picks, lengths)

    def _several(self, domain: Domain, wanted: Any) -> Hits:
        """Documents with any of several terms, all at one score."""
        field = wanted.field()
        postings = self._postings(field)
        known = wanted.documents(postings) if postings is not None and isinstance(wanted, Slices) else None
        if known is not None:
            return domain.picked(known)[0], max(wanted.boost, LEAST)
        spans = [] if postings is None else self._spans(wanted, field, postings)
        if postings is None or not spans:
            return np.empty(0, dtype=np.intp), 1.0
        if len(spans) == 1 and not isinstance(wanted, Slices):
            number = int(np.searchsorted(postings.stops, spans[0].start, side="right"))
            if postings.span(number) == spans[0]:  # Whoosh scores a single term, and forgets the boost
                return self._term(domain, field, postings.term(number))
        if domain.docs is None and len(spans) == 1 and (spans[0].stop - spans[0].start) * _FEW < domain.documents:
            return postings.docs[spans[0]].astype(np.intp), max(wanted.boost, LEAST)
        there = np.zeros(self._arrays.documents, dtype=bool)
        for span in spans:
            postings.mark(span, there)
        return np.flatnonzero(there if domain.docs is None else there[domain.docs]), max(wanted.boost, LEAST)

    def _spans(self, wanted: Any, field: str, postings: Postings) -> list[slice]:
        """Which postings a query of several terms means."""
        if isinstance(wanted, Slices):
            return wanted.spans(postings)
        if isinstance(wanted, query.Prefix):
            places = postings.beginning(self._schema[field].to_bytes(wanted.text))
            return [postings.span(places.start, places.stop)] if places.start < places.stop else []
        numbers = (self._number(postings, field, term) for term in wanted._btexts(self._searcher.reader()))
        return [postings.span(number) for number in numbers if number is not None]

    def _postings(self, field: str) -> Postings | None:
        return self._arrays.postings.get(field) if field in self._schema else None

    def _number(self, postings: Postings, field: str, text: Any) -> int | None:
        if not isinstance(text, bytes):
            try:
                text = self._schema[field].to_bytes(text)
            except ValueError:
                return None
        return postings.find(text)

    def _phrase(self, domain: Domain, wanted: Any) -> Array:
        """Words side by side, or near each other."""
        postings = self._postings(wanted.fieldname)
        if postings is None:
            return domain.nothing()
        if postings.positions is None:
            return self._matched(domain, wanted)
        numbers = [self._number(postings, wanted.fieldname, word) for word in wanted.words]
        terms = [number for number in numbers if number is not None]
        found = domain.nothing()
        if terms and len(terms) == len(numbers):
            if isinstance(wanted, NearWords):
                there = proximity.documents(postings, terms, wanted.distance, self._arrays.documents)
            else:
                there = phrases.documents(postings, terms, self._arrays.documents)
            at, _ = domain.picked(there)
            docs = at if domain.docs is None else domain.docs[at]
            within = Domain(domain.documents, docs, domain.scored)
            found[at] = self._any(within, [query.Term(wanted.fieldname, word) for word in wanted.words])
        return found

    def _compound(self, domain: Domain, wanted: Any) -> Array:
        parts = list(_flat(wanted))
        without = [part for part in parts if type(part) is query.Not]
        wanting = [part for part in parts if type(part) is not query.Not]
        if (without and not isinstance(wanted, query.And)) or not wanting:
            return self._matched(domain, wanted)
        if isinstance(wanted, query.And):
            found = self._all(domain, wanting, without)
        elif isinstance(wanted, query.DisjunctionMax):
            found = self._on(domain, wanting[0])
            for part in wanting[1:]:
                found = np.maximum(found, self._on(domain, part))
        elif wanted.minmatch or wanted.scale:
            return self._matched(domain, wanted)
        else:
            found = self._any(domain, wanting)
        return _boosted(found, wanted.boost)

    def _any(self, domain: Domain, parts: Sequence[Any]) -> Array:
        """What any of the parts finds: the scores of terms are added one by one, in the order of their sizes."""
        leaves = [self._hits(domain, part) for part in parts if isinstance(part, query.Term | query.MultiTerm)]
        found = domain.nothing()
        for nth, (at, scores) in enumerate(sorted(leaves, key=lambda hits: -len(hits[0]))):
            if nth and domain.scored:
                _add(found, at, scores)
            else:
                found[at] = scores
        for part in parts:
            if not isinstance(part, query.Term | query.MultiTerm):
                found += self._on(domain, part)
        return found

    def _all(self, domain: Domain, parts: Sequence[Any], without: Iterable[Any]) -> Array:
        """What all of the parts find: the one that can find least first, so that the others are asked about little."""
        first, *others = sorted(parts, key=self._most)
        within, at, found = domain, None, self._on(domain, first)
        for part in others:
            left = hits(found)
            if len(left) * _NARROW <= within.size:
                within, at, found = within.only(left), left if at is None else at[left], found[left]
            found = both(found, self._on(within, part))
        for part in without:
            found = kept(found, ~self._on(within.unscored(), part.query))
        if at is None:
            return found
        whole = domain.nothing()
        whole[at] = found
        return whole

    def _most(self, wanted: Any) -> int:
        """How many postings a query reads at most, roughly."""
        match wanted:
            case query.Term():
                postings = self._postings(wanted.fieldname)
                number = None if postings is None else self._number(postings, wanted.fieldname, wanted.text)
                if postings is None or number is None:
                    return 0
                span = postings.span(number)
                return int(span.stop - span.start)
            case query.And():
                return min(map(self._most, wanted.subqueries))
            case query.Or() | query.DisjunctionMax():
                return sum(map(self._most, wanted.subqueries))
            case query.Phrase() | NearWords():
                return min(self._most(query.Term(wanted.fieldname, word)) for word in wanted.words)
            case _:
                return self._arrays.documents

    def _binary(self, domain: Domain, wanted: Any) -> Array:
        match wanted:
            case query.AndNot():
                return kept(self._on(domain, wanted.a), ~self._on(domain.unscored(), wanted.b))
            case query.Require():
                return kept(self._on(domain, wanted.a), self._on(domain.unscored(), wanted.b))
            case query.AndMaybe():
                found = self._on(domain, wanted.a)
                return kept(found + self._on(domain, wanted.b), found)
            case _:
                return self._matched(domain, wanted)

    def _constant(self, domain: Domain, found: Array, score: float) -> Array:
        return found * np.float32(max(score, LEAST)) if domain.scored else found

    def _matched(self, domain: Domain, wanted: Any) -> Array:
        """What Whoosh's own matcher finds, one by one."""
        context = self._searcher.context() if domain.scored else self._searcher.boolean_context()
        matcher = wanted.matcher(self._searcher, context)
        found = Domain(self._arrays.documents, scored=domain.scored).nothing()
        while matcher.is_active():
            found[matcher.id()] = max(matcher.score(), LEAST) if domain.scored else True
            matcher.next()
        return found if domain.docs is None else found[domain.docs]


class Slices(query.MultiTerm):  # type: ignore[misc]  # Whoosh is untyped
    """A query of several terms that can say which slices of a field's postings it means; always at one score."""

    boost: float

    def spans(self, postings: Postings) -> list[slice]:
        """The slices."""
        raise NotImplementedError

    def documents(self, postings: Postings) -> Array | None:  # noqa: ARG002  (for those that know)
        """Their documents, ascending and each once, where they have been worked out before; None where not."""
        return None


def _boosted(found: Array, boost: float) -> Array:
    if boost == 1.0 or found.dtype == np.bool_:
        return found
    return np.where(found != 0, np.maximum(found * np.float32(boost), LEAST), found).astype(np.float32)


def _flat(wanted: Any) -> Iterable[Any]:
    """The parts of a query, those of the same kind of query within it instead of that."""
    for part in wanted.subqueries:
        if type(part) is type(wanted) and type(part) in (query.And, query.Or) and _plain(part):
            yield from _flat(part)
        else:
            yield part


def _plain(part: Any) -> bool:
    """Whether a combination of queries does nothing but combine them."""
    return part.boost == 1.0 and not getattr(part, "scale", None) and not getattr(part, "minmatch", 0)


def _add(found: Array, at: Array, scores: Array | float) -> None:
    """Adds scores at places that are each there once, unless the score is one for all: then they may be there twice."""
    if isinstance(scores, float):
        more = np.zeros_like(found)
        more[at] = scores
        found += more
    else:
        found[at] += scores
