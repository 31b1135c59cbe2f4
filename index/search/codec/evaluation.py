"""Answers Whoosh's queries on whole arrays: which documents of an index a query finds, and their scores.

Terms, phrases and the combinations of queries are worked out here, with BM25F as Whoosh reckons it; a query class that
is not known here is asked for Whoosh's own matcher, which is slower and finds the same. What stands for several terms
(prefixes, patterns, ranges) scores the same wherever it is found, as Whoosh's documentation says of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from index.search.codec.candidates import Candidates
from index.search.codec.container import Array
from index.search.codec.domain import LEAST, Chosen, Domain, Found, Places, ascending, both, found_in, kept
from index.search.codec.leaves import Leaves
from index.search.codec.marked import Marked
from index.search.codec.occurrences import Occurrences, sizes_of
from index.search.codec.parts import flat, is_plain, parts
from index.search.codec.phrases import Phrases, Standing, stands
from index.search.codec.proximity import NearWords
from index.search.codec.slices import Slices, mark
from index.search.codec.statistics import Statistics
from index.search.codec.sums import Sums
from index.search.codec.words import Words
from index.search.whoosh import query

_NARROW, _FEW = 8, 32
"""Which part of a domain may be left, at most, for the rest of a query to be asked about that part only; and which part
may be found, at most, for all of a query to be asked about that, of which it finds everything or needs no scores."""
_SPARSE = 3
"""Which part of all documents several terms may have, at most, for these to be gone to one by one."""


class Evaluator:
    """Evaluates queries on an index.

    Args:
        searcher: Whoosh's searcher of an index whose segments our codec wrote.
    """

    def __init__(self, searcher: Any) -> None:
        self._leaves = Leaves(searcher)
        self._statistics = Statistics(self._leaves)
        self._candidates = Candidates(self._leaves)
        self._places = Places(self._leaves.documents)
        self._side_by_side = Phrases(self._leaves)
        self._sums = Sums(self._leaves, self._statistics)
        self._words = Words(self._leaves, self._places, self._statistics)

    def found(self, wanted: Any, *, scored: bool = True, only: Chosen | None = None) -> Found:
        """What a query finds; deleted documents, too.

        Args:
            wanted: A query of Whoosh.
            scored: Whether scores are wanted.
            only: The documents that may be found at all; None for all.
        """
        size = self._leaves.documents
        if (self._statistics.known or not scored) and (asked := parts(self._leaves, wanted)):
            return self._words.found(asked, scored=scored, only=only)
        if phrases := self._only_phrases(wanted, scored=scored):
            return self._found_phrases(phrases, scored=scored, only=only)
        narrowing = scored and isinstance(wanted, query.And | query.Phrase | NearWords)
        if only is not None and only.size <= size // _FEW:
            docs: Array | None = only.docs
        else:
            docs = self._candidates.documents(wanted, size // (_NARROW if narrowing else _FEW))
            if only is not None and docs is not None:
                docs = docs[only.mask.take(docs)]
            elif only is not None and only.size <= size // (_NARROW if scored else _FEW):
                docs = only.docs
        places = self._places if only is None or docs is not only.docs else only.places
        there = self._on(Domain(places, docs, scored), wanted)
        if only is not None and docs is None:
            there = kept(there, only.mask)
        if docs is not None:
            at = found_in(there).nonzero()[0]
            docs, there = docs.take(at), there.take(at)
        return Found(size, docs, there)

    def _on(self, domain: Domain, wanted: Any) -> Array:  # noqa: C901, PLR0911  (one line for each class of queries)
        match wanted:
            case query.Term():
                return self._terms(domain, [wanted])
            case query.MultiTerm():
                return self._several(domain, wanted, [wanted])
            case query.Phrase() | NearWords() if stands(self._leaves, wanted):
                return self._phrases(domain, [wanted])
            case query.And() | query.Or() | query.DisjunctionMax():
                return self._compound(domain, wanted)
            case query.BinaryQuery():
                return self._binary(domain, wanted)
            case query.ConstantScoreQuery():
                return self._constant(domain, self._on(domain.unscored(), wanted.child), wanted.score)
            case query.NumericRange():  # its score is that of the query it is compiled to
                return self._on(domain, wanted._compile_query(self._leaves.searcher.reader()))
            case query.Not():
                return self._constant(domain, ~self._on(domain.unscored(), wanted.query), wanted.boost)
            case query.Every() if wanted.fieldname in (None, "", "*"):
                return domain.everything(wanted.boost)
            case _ if wanted == query.NullQuery:
                return domain.nothing()
            case _:
                return self._matched(domain, wanted)

    def _terms(self, domain: Domain, terms: Sequence[Any]) -> Array:
        """What any of some terms finds, at the sum of the scores."""
        if domain.scored and not self._statistics.known:
            return sum((self._matched(domain, term) for term in terms), domain.nothing())
        found = [(run, term.boost) for term in terms for run in self._leaves.runs(term.fieldname, term.text)]
        return self._sums.runs(domain, found)

    def _several(self, domain: Domain, wanted: Any, parts: Sequence[Any]) -> Array:
        """Documents with any of several terms, all at one score: what a query, or any of its parts, finds."""
        if domain.scored and not self._statistics.known:
            return self._matched(domain, wanted)
        there = np.zeros(self._leaves.documents, dtype=np.bool_)
        single = [run for part in parts for run in mark(self._leaves, part, there)]
        found = self._constant(domain, there if domain.docs is None else there.take(domain.docs), parts[0].boost)
        return found + self._sums.runs(domain, [(run, 1.0) for run in single]) if single else found

    def _only_phrases(self, wanted: Any, *, scored: bool) -> Sequence[Any]:
        """The phrases that a query is made of; none if it is of anything else."""
        parts = wanted.subqueries if type(wanted) is query.Or and is_plain(wanted) else [wanted]
        known = self._statistics.known or not scored
        return parts if known and all(stands(self._leaves, part) for part in parts) else ()

    def _found_phrases(self, wanted: Sequence[Any], *, scored: bool, only: Chosen | None) -> Found:
        """What any of some phrases finds: these are looked for first, and the few documents that have them scored."""
        size = self._leaves.documents
        found = self._side_by_side.standing(wanted, only.docs if only and only.size <= size // _FEW else None)
        if only is not None:
            found = [each.within(only.mask) for each in found]
        if not found:
            nothing = Domain(self._places, self._leaves.numbers(()), scored)
            return Found(size, nothing.docs, nothing.nothing())
        every = np.concatenate([each.docs for each in found])
        docs = ascending(every, lists=True)
        weights = np.concatenate([each.weights for each in found])
        where = Occurrences(docs.searchsorted(every), weights, [len(each.docs) for each in found])
        scores = self._sums.at(Domain(self._places, docs, scored), [(each.run, each.boost) for each in found], where)
        return Found(size, docs, scores)

    def _phrases(self, domain: Domain, wanted: Sequence[Any]) -> Array:
        """What any of some phrases finds; their words score as terms do."""
        if not domain.scored or self._statistics.known:
            return self._standing(domain, self._side_by_side.standing(wanted, domain.docs))
        found = domain.nothing()
        for phrase in wanted:
            at = self._phrases(domain.unscored(), [phrase]).nonzero()[0]
            terms = [query.Term(phrase.fieldname, word) for word in phrase.words]
            found[at] += _boosted(self._terms(domain.only(at), terms), phrase.boost)
        return found

    def _standing(self, domain: Domain, found: Sequence[Standing]) -> Array:
        """The sums of the scores of words where they stand in phrases."""
        if not found:
            return domain.nothing()
        at, picked = domain.places(np.concatenate([each.docs for each in found]))
        weights, sizes = np.concatenate([each.weights for each in found]), [len(each.docs) for each in found]
        if picked is not None:
            weights, sizes = weights.take(picked), sizes_of(picked, sizes)
        return self._sums.at(domain, [(each.run, each.boost) for each in found], Occurrences(at, weights, sizes))

    def _compound(self, domain: Domain, wanted: Any) -> Array:
        parts = list(flat(wanted))
        without = [part for part in parts if type(part) is query.Not]
        wanting = [part for part in parts if type(part) is not query.Not]
        if (without and not isinstance(wanted, query.And)) or not wanting:
            return self._matched(domain, wanted)
        if isinstance(wanted, query.And):
            found = self._all(domain, wanting, without)
        elif isinstance(wanted, query.DisjunctionMax) and _alike(wanting):
            found = self._several(domain, wanted, wanting)
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
        """What any of the parts finds: all terms at once, all phrases, and the others one by one."""
        found = self._terms(domain, [part for part in parts if isinstance(part, query.Term)])
        phrases = [part for part in parts if stands(self._leaves, part)]
        if phrases:
            found += self._phrases(domain, phrases)
        for part in parts:
            if isinstance(part, query.Term) or stands(self._leaves, part):
                continue
            if not self._raised(domain, part, found):
                found += self._on(domain, part)
        return found

    def _raised(self, domain: Domain, part: Any, found: Array) -> bool:
        """Whether what a query finds is at one score, and little: then that is added to what has been found."""
        parts = part.subqueries if isinstance(part, query.DisjunctionMax) and part.boost == 1.0 else [part]
        if not _alike(parts) or (domain.scored and not self._statistics.known):
            return False
        pieces, most = self._candidates.pieces(part), self._candidates.most(part)
        if most * _SPARSE > self._leaves.documents or any(isinstance(piece.docs, Marked) for piece in pieces):
            return False
        at, _ = domain.places(self._leaves.numbers(pieces))
        more = np.float32(max(parts[0].boost, LEAST))
        found[at] = found.take(at) + more if domain.scored else True  # the same wherever a place is there twice
        return True

    def _all(self, domain: Domain, parts: Sequence[Any], without: Iterable[Any]) -> Array:
        """What all of the parts find: the one that can find least first, so that the others are asked about little."""
        first, *others = sorted(parts, key=self._candidates.most)
        within, at, found = domain, None, self._on(domain, first)
        for part in others:
            there = found_in(found)
            if np.count_nonzero(there) * _NARROW <= within.size:
                left = there.nonzero()[0]
                within, at, found = within.only(left), left if at is None else at[left], found[left]
            found = both(found, self._on(within, part))
        for part in without:
            found = kept(found, ~self._on(within.unscored(), part.query))
        if at is None:
            return found
        whole = domain.nothing()
        whole[at] = found
        return whole

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
        found = Domain(self._places, scored=domain.scored).nothing()
        for searcher, _, base in self._leaves.each:
            matcher = wanted.matcher(searcher, searcher.context() if domain.scored else searcher.boolean_context())
            while matcher.is_active():
                found[base + matcher.id()] = max(matcher.score(), LEAST) if domain.scored else True
                matcher.next()
        return found if domain.docs is None else found[domain.docs]


def _alike(parts: Sequence[Any]) -> bool:
    """Whether what all of them find is at one score."""
    return all(isinstance(part, Slices) and part.boost == parts[0].boost for part in parts)


def _boosted(found: Array, boost: float) -> Array:
    if boost == 1.0 or found.dtype == np.bool_:
        return found
    return np.where(found != 0, np.maximum(found * np.float32(boost), LEAST), found).astype(np.float32, copy=False)
