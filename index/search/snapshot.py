"""One state of the index, opened for searching: Whoosh's reader, the columns, and what companies are called.

A snapshot stays as it is while a writer commits; a new one takes over the columns of the segments they share.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from threading import RLock
from time import perf_counter, sleep
from typing import Any

import numpy as np

from index.results import Filter, SearchPage, SearchRequest, Sort
from index.search import schema
from index.search.analysis import forms
from index.search.articles import Articles
from index.search.codec.domain import Found
from index.search.codec.evaluation import Evaluator
from index.search.codec.reading import arrays_of
from index.search.columns import Columns
from index.search.completion import Completer
from index.search.correction import Corrector
from index.search.documents import read_alias
from index.search.folder import Manifest
from index.search.language.parser import parse
from index.search.names import Names
from index.search.ranked import FIRST, Ranked
from index.search.terms import Terms
from index.search.translation import Translator
from index.search.vocabulary import Vocabulary
from index.search.whoosh import index, searching

_FEW = 10
"""Hits at most for which it is looked whether a word of the query is misspelled."""


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
        self._readers = [reader for reader in readers if reader.doc_count_all()]
        self.vocabulary = Vocabulary([arrays_of(reader) for reader in self._readers])
        self._lock = RLock()
        self._loaded: dict[str, Columns] = before._loaded if before else {}
        self._terms = Terms(self._readers)
        self._evaluator = Evaluator(self._searcher)
        self._translator = Translator(lambda: self._companies, lambda: self._sources, self.vocabulary, self._terms)

    def search(self, request: SearchRequest, started: float) -> SearchPage:
        """Answers a request, which was made when `perf_counter` said `started`."""
        read = parse(request.query)
        sort = request.sort if read.texts else Sort.DATE  # without words nothing is more relevant
        by_date = sort is Sort.DATE
        with self._lock:
            wanted = self._translator.whoosh_query(read.tree)
            found = self._found(wanted, request.filter, sort)
        total, every = found.total, _Every(self, wanted, request.filter, sort)
        ids, scores = self._articles.first(found, FIRST, by_date=by_date)
        corrections = self._corrector.corrections(request.query) if total <= _FEW and request.query else ()
        page = SearchPage(
            request,
            Ranked(total, ids, every.ids),
            () if by_date else Ranked(total, scores, every.scores),
            self._articles.facets(found),
            (perf_counter() - started) * 1000,
            read.problems,
        )
        return page.with_corrections(corrections) if corrections else page

    def every(self, wanted: Any, chosen: Filter, sort: Sort) -> tuple[Sequence[int], Sequence[float]]:
        """The numbers of all hits, ranked, and their scores.

        Args:
            wanted: The Whoosh query.
            chosen: What else the articles must be.
            sort: What is best: the newest, by relevance, or a mixture.
        """
        with self._lock:
            found = self._found(wanted, chosen, sort)
        return self._articles.ordered(found)

    def check(self) -> list[str]:
        """What does not fit together, a phrase each."""
        numbers, alive = self._articles.numbers, self._articles.alive
        left = numbers if alive is None else numbers[alive.mask]
        twice = len(left) - len(np.unique(left))
        return [f"The search index holds {twice} articles twice"] if twice else []

    def holding(self, pieces: Collection[str]) -> set[int]:
        """The numbers of articles that have a word with one of these pieces in it, and perhaps others."""
        return self._terms.holding(pieces)

    def _found(self, wanted: Any, chosen: Filter, sort: Sort) -> Found:
        """What a query finds, of what its filter lets through."""
        found = self._evaluator.found(wanted, scored=sort is not Sort.DATE, only=self._articles.allowed(chosen))
        return found.weighted(self._articles.recency) if sort is Sort.RECENT else found

    @cached_property
    def _articles(self) -> Articles:
        articles = Articles(self._readers, self._loaded)  # not as soon as it is opened: nobody can search meanwhile
        self._loaded = articles.loaded
        return articles

    @cached_property
    def completer(self) -> Completer:
        """Completes queries."""
        return Completer(self._terms, lambda: self._companies, lambda: self._sources)

    @cached_property
    def _corrector(self) -> Corrector:
        names = (lambda: self._companies), (lambda: self._sources)
        return Corrector(self._terms, self.vocabulary.compounds_of, *names)

    @cached_property
    def _companies(self) -> Names:
        aliases = [read_alias(term) for term in self._terms.counts(schema.ALIAS)]
        ids = {company for _, company in aliases}
        return Names([*aliases, *((" ".join(forms(company)), company) for company in ids)])

    @cached_property
    def _sources(self) -> Names:
        sources = {name for each in self._articles.columns for name in each.values[schema.SOURCE].names}
        return Names((" ".join(forms(source)), source) for source in sorted(sources))


class _Every:
    """All hits of a request, worked out once for the numbers and the scores."""

    def __init__(self, snapshot: Snapshot, wanted: Any, chosen: Filter, sort: Sort) -> None:
        self._snapshot, self._wanted, self._chosen, self._sort = snapshot, wanted, chosen, sort

    def ids(self) -> Sequence[int]:
        """The articles' numbers."""
        return self._found[0]

    def scores(self) -> Sequence[float]:
        """Beside them."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[Sequence[int], Sequence[float]]:
        return self._snapshot.every(self._wanted, self._chosen, self._sort)


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
