"""One state of the index, opened for searching: Whoosh's reader, the columns, and what companies are called.

A snapshot stays as it is while a writer commits; a new one takes over the columns of the segments they share.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import RLock
from time import sleep
from typing import Any

import numpy as np

from index.results import Filter, SearchPage, SearchRequest, Sort
from index.search import ranking, recency, schema
from index.search.analysis import forms
from index.search.codec.container import Array
from index.search.codec.domain import kept
from index.search.codec.evaluation import Evaluator
from index.search.codec.reading import arrays_of, deleted
from index.search.codec.statistics import Statistics
from index.search.columns import Columns, Mask, load
from index.search.completion import Completer
from index.search.correction import Corrector
from index.search.documents import read_alias
from index.search.facets import Facets
from index.search.folder import Manifest
from index.search.language.parser import parse
from index.search.language.tree import texts
from index.search.names import Names
from index.search.ranked import FIRST, Ranked
from index.search.terms import Terms
from index.search.translation import Translator
from index.search.vocabulary import Vocabulary
from index.search.whoosh import index, searching

_FILTERS = 16
"""Filters whose documents are remembered."""


@dataclass(frozen=True)
class Leaf:
    """One segment of a snapshot.

    Attributes:
        evaluator: Answers queries on it.
        columns: What is known of its articles besides their words.
        alive: Which of its documents have not been deleted; None for all.
        newest: The latest moment of all segments.
    """

    evaluator: Evaluator
    columns: Columns
    alive: Mask | None
    newest: int

    @cached_property
    def recency(self) -> Array:
        """What the scores of its documents are multiplied by where the newer is the better."""
        return recency.weights(self.columns.moments, self.newest)


@dataclass(frozen=True)
class Asked:
    """A query as it is answered.

    Attributes:
        wanted: The Whoosh query.
        filter: What else the articles must be.
        sort: What is best: the newest, by relevance, or a mixture.
    """

    wanted: Any
    filter: Filter
    sort: Sort

    @property
    def by_date(self) -> bool:
        """Whether the newest are the best, so that nothing is scored."""
        return self.sort is Sort.DATE


class Snapshot:
    """Searches one state of the index.

    The files are closed when nobody refers to the snapshot, or to a page of it, any more.

    Args:
        folder: A Whoosh index.
        manifest: What was known of it when it was opened.
        before: The state before this one, if there was one.

    Attributes:
        vocabulary: The German words of all segments.
    """

    def __init__(self, folder: Path, manifest: Manifest, before: Snapshot | None = None) -> None:
        self.manifest = manifest
        self._searcher = searching.Searcher(_reader(folder), weighting=schema.Weighting())
        readers = (searcher.reader() for searcher, _ in self._searcher.leaf_searchers())
        self.vocabulary = Vocabulary([arrays_of(reader) for reader in readers if reader.doc_count_all()])
        self._lock = RLock()
        self._inherited: dict[str, Columns] = before._segments if before else {}
        self._segments: dict[str, Columns] = {}
        self._allowed: dict[Filter, list[Mask | None]] = {}

    def search(self, request: SearchRequest) -> SearchPage:
        """Answers a request; the time taken is left to the caller."""
        tree = parse(request.query)
        sort = request.sort if any(texts(tree.tree)) else Sort.DATE  # without words nothing is more relevant
        with self._lock:
            asked = Asked(self._translator.whoosh_query(tree.tree), request.filter, sort)
            found = self._found(asked)
        by_date = asked.by_date
        hits = [each if by_date else each != 0 for each in found]
        total = sum(int(np.count_nonzero(each)) for each in hits)
        first = [
            ranking.first(leaf.columns.newest, each, FIRST)
            if by_date
            else ranking.best(each, leaf.columns.newest, FIRST)
            for leaf, each in zip(self._leaves, found, strict=True)
        ]
        ids, scores = self._ordered(found, first)
        every = _Every(self, asked)
        return SearchPage(
            request=request,
            ids=Ranked(total, ids[:FIRST], every.ids),
            scores=() if by_date else Ranked(total, scores[:FIRST], every.scores),
            facets=Facets([leaf.columns for leaf in self._leaves], hits),
            problems=tree.problems,
        )

    def every(self, asked: Asked) -> tuple[Sequence[int], Sequence[float]]:
        """All hits, ranked, and their scores."""
        with self._lock:
            found = self._found(asked)
        return self._ordered(found, [np.flatnonzero(each) for each in found])

    def check(self) -> list[str]:
        """What does not fit together, a phrase each."""
        alive = [leaf.columns.numbers[slice(None) if leaf.alive is None else leaf.alive] for leaf in self._leaves]
        numbers = np.concatenate([np.empty(0, dtype=np.int64), *alive])
        twice = len(numbers) - len(np.unique(numbers))
        return [f"The search index holds {twice} articles twice"] if twice else []

    def holding(self, pieces: Collection[str]) -> set[int]:
        """The numbers of articles that have a word with one of these pieces in it, and perhaps others."""
        return self._terms.holding(pieces)

    def _found(self, asked: Asked) -> list[Array]:
        """For each document of each segment, its score, or whether it is found."""
        found = []
        for leaf, allowed in zip(self._leaves, self._allow(asked.filter), strict=True):
            among = None
            if allowed is not None and np.count_nonzero(allowed) * 8 < len(allowed):
                among = np.flatnonzero(allowed)
            there = leaf.evaluator.found(asked.wanted, scored=not asked.by_date, among=among)
            if among is not None:
                narrow, there = there, np.zeros(leaf.columns.size, dtype=there.dtype)
                there[among] = narrow
            elif allowed is not None:
                there = kept(there, allowed)
            found.append(there * leaf.recency if asked.sort is Sort.RECENT else there)
        return found

    def _ordered(self, found: Sequence[Array], hits: Sequence[Array]) -> tuple[Sequence[int], Sequence[float]]:
        """Some hits of each segment: the numbers of their articles, best first, and their scores."""
        pairs = list(zip(self._leaves, hits, strict=True))
        none = np.empty(0, dtype=np.int64)
        numbers = np.concatenate([none, *(leaf.columns.numbers[docs] for leaf, docs in pairs)])
        moments = np.concatenate([none, *(leaf.columns.moments[docs] for leaf, docs in pairs)])
        scores = np.concatenate([np.empty(0), *(each[docs] for each, docs in zip(found, hits, strict=True))])
        order = np.lexsort((numbers, -moments, -scores))
        return array("q", numbers[order].tobytes()), array("d", scores[order].tobytes())

    def _allow(self, chosen: Filter) -> list[Mask | None]:
        """For each segment which documents a filter lets through; None for all."""
        if chosen not in self._allowed:
            if len(self._allowed) >= _FILTERS:
                self._allowed.clear()
            self._allowed[chosen] = [_allowed(chosen, leaf) for leaf in self._leaves]
        return self._allowed[chosen]

    @cached_property
    def _leaves(self) -> list[Leaf]:
        """The segments that have documents."""
        statistics = Statistics(self._searcher)
        searchers = [each for each, _ in self._searcher.leaf_searchers() if each.reader().doc_count_all()]
        for searcher in searchers:
            name = searcher.reader().segment().segment_id()
            self._segments[name] = self._inherited.get(name) or load(searcher.reader())
        self._inherited = {}
        groups = {group for columns in self._segments.values() for group in columns.values[schema.GROUP].names}
        newest = max((int(columns.moments.max()) for columns in self._segments.values()), default=0)
        return [
            Leaf(Evaluator(searcher, statistics), columns.with_tops(groups), _alive(searcher.reader()), newest)
            for searcher, columns in zip(searchers, self._segments.values(), strict=True)
        ]

    @cached_property
    def _translator(self) -> Translator:
        return Translator(lambda: self._companies, lambda: self._sources, self.vocabulary, self._terms)

    @cached_property
    def completer(self) -> Completer:
        """Completes queries."""
        return Completer(self._terms, lambda: self._companies, lambda: self._sources)

    @cached_property
    def corrector(self) -> Corrector:
        """Corrects queries."""
        names = (lambda: self._companies), (lambda: self._sources)
        return Corrector(self._terms, self.vocabulary.compounds_of, *names)

    @cached_property
    def _terms(self) -> Terms:
        return Terms(
            [reader for each, _ in self._searcher.leaf_searchers() if (reader := each.reader()).doc_count_all()]
        )

    @cached_property
    def _companies(self) -> Names:
        aliases = [read_alias(term) for term in self._terms.counts(schema.ALIAS)]
        ids = {company for _, company in aliases}
        return Names([*aliases, *((" ".join(forms(company)), company) for company in ids)])

    @cached_property
    def _sources(self) -> Names:
        sources = {name for leaf in self._leaves for name in leaf.columns.values[schema.SOURCE].names}
        return Names((" ".join(forms(source)), source) for source in sorted(sources))


class _Every:
    """All hits of a request, worked out once for the numbers and the scores."""

    def __init__(self, snapshot: Snapshot, asked: Asked) -> None:
        self._snapshot, self._asked = snapshot, asked

    def ids(self) -> Sequence[int]:
        """The articles' numbers."""
        return self._found[0]

    def scores(self) -> Sequence[float]:
        """Beside them."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[Sequence[int], Sequence[float]]:
        return self._snapshot.every(self._asked)


def _alive(reader: Any) -> Mask | None:
    gone = np.fromiter(deleted(reader), dtype=np.int64)
    if not len(gone):
        return None
    alive = np.ones(reader.doc_count_all(), dtype=bool)
    alive[gone] = False
    return alive


def _allowed(chosen: Filter, leaf: Leaf) -> Mask | None:
    """Which documents of a segment a filter lets through, of those that are not deleted."""
    if not chosen:
        return leaf.alive
    values, size = leaf.columns.values, leaf.columns.size
    mask: Mask = np.ones(size, dtype=bool) if leaf.alive is None else leaf.alive.copy()
    wanted = {schema.COMPANY: chosen.companies, schema.GROUP: chosen.groups, schema.EVENT: chosen.events}
    for field, names in wanted.items():
        for name in names:
            mask &= values[field].having(name, size)
    for company in chosen.excluded:
        mask &= ~values[schema.COMPANY].having(company, size)
    return mask


def _reader(folder: Path) -> Any:
    """Whoosh's reader of the newest state in a folder.

    Between Whoosh's looking for the newest table of contents and its reading it, a writer may replace it.
    """
    for pause in (0.01, 0.1, 1.0):
        try:
            return index.open_dir(str(folder)).reader()
        except (FileNotFoundError, index.EmptyIndexError):
            sleep(pause)
    return index.open_dir(str(folder)).reader()
