"""One state of the index, opened for searching: Whoosh's reader, the columns, and what companies are called.

A snapshot stays as it is while a writer commits; a new one takes over the columns of the segments they share.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from pathlib import Path
from threading import RLock
from time import sleep
from typing import Any

import numpy as np

from index.results import Filter, SearchPage, SearchRequest, Sort
from index.search import facets, schema
from index.search.analysis import forms
from index.search.codec.evaluation import Evaluator
from index.search.codec.reading import arrays_of, deleted
from index.search.columns import Columns, Mask, Numbers, joined, load
from index.search.documents import read_alias
from index.search.folder import Manifest
from index.search.language.parser import parse
from index.search.language.tree import Everything, Node, texts
from index.search.names import Names
from index.search.translation import Translator
from index.search.vocabulary import Vocabulary
from index.search.whoosh import index, searching


class Snapshot:
    """Searches one state of the index.

    Whoosh's readers seek in shared files, so one search at a time goes through them. The files are closed when nobody
    refers to the snapshot any more.

    Args:
        folder: A Whoosh index.
        manifest: What was known of it when it was opened.
        before: The state before this one, if there was one.
    """

    def __init__(self, folder: Path, manifest: Manifest, before: Snapshot | None = None) -> None:
        self.manifest = manifest
        self._searcher = searching.Searcher(_reader(folder), weighting=schema.Weighting())
        self._lock = RLock()
        self._inherited: dict[str, Columns] = before._segments if before else {}
        self._segments: dict[str, Columns] = {}

    @cached_property
    def columns(self) -> Columns:
        """The columns of all segments."""
        for searcher, _ in self._leaves:
            name = searcher.reader().segment().segment_id()
            self._segments[name] = self._inherited.get(name) or load(searcher.reader())
        self._inherited = {}
        return joined(list(self._segments.values()))

    def search(self, request: SearchRequest) -> SearchPage:
        """Answers a request; the time taken is left to the caller."""
        asked = parse(request.query)
        by_date = request.sort is Sort.DATE or not any(texts(asked.tree))  # without words nothing is more relevant
        with self._lock:
            columns = self.columns
            hits, scores = self._found(asked.tree, scored=not by_date)
        kept = self._allowed(request.filter)[hits]
        hits, scores = hits[kept], scores[kept]
        order = np.argsort(columns.rank[hits]) if by_date else np.lexsort((columns.rank[hits], -scores))
        hits = hits[order]
        return SearchPage(
            request=request,
            ids=array("q", columns.numbers[hits].tobytes()),
            scores=() if by_date else array("d", scores[order].tobytes()),
            facets=facets.count(columns, hits),
            problems=asked.problems,
        )

    def check(self) -> list[str]:
        """What does not fit together, a phrase each."""
        with self._lock:
            numbers = self.columns.numbers[self._alive]
            twice = len(numbers) - len(np.unique(numbers))
        return [f"The search index holds {twice} articles twice"] if twice else []

    def _found(self, tree: Node, *, scored: bool) -> tuple[Numbers, np.ndarray[Any, np.dtype[np.float64]]]:
        """The documents that a tree means, and their scores (zeros unless `scored`)."""
        if isinstance(tree, Everything):
            hits = np.flatnonzero(self._alive)
            return hits, np.zeros(len(hits))
        wanted = self._translator.whoosh_query(tree)
        docs, scores = [np.empty(0, dtype=np.int64)], [np.empty(0)]
        for searcher, base in self._leaves:
            found = Evaluator(searcher, scored=scored).found(wanted)
            docs.append(found.docs.astype(np.int64) + base)
            scores.append(found.scores)
        hits, ranked = np.concatenate(docs), np.concatenate(scores)
        alive = self._alive[hits]
        return hits[alive], ranked[alive]

    def _allowed(self, chosen: Filter) -> Mask:
        values, size = self.columns.values, self.columns.size
        wanted = {schema.COMPANY: chosen.companies, schema.GROUP: chosen.groups, schema.EVENT: chosen.events}
        mask: Mask = np.ones(size, dtype=bool)
        for field, names in wanted.items():
            for name in names:
                mask &= values[field].having(name, size)
        for company in chosen.excluded:
            mask &= ~values[schema.COMPANY].having(company, size)
        return mask

    @cached_property
    def _leaves(self) -> list[tuple[Any, int]]:
        """Whoosh's searcher of each segment, and the number of its first document; an empty index has none."""
        leaves = self._searcher.leaf_searchers()
        return [(searcher, base) for searcher, base in leaves if searcher.reader().doc_count_all()]

    @cached_property
    def _alive(self) -> Mask:
        mask: Mask = np.zeros(self.columns.size, dtype=bool)
        for searcher, base in self._leaves:
            reader = searcher.reader()
            mask[base : base + reader.doc_count_all()] = True
            mask[base + np.fromiter(deleted(reader), dtype=np.int64)] = False
        return mask

    @cached_property
    def _translator(self) -> Translator:
        return Translator(lambda: self._companies, lambda: self._sources, self.vocabulary)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The German words of all segments."""
        readers = (searcher.reader() for searcher, _ in self._searcher.leaf_searchers())
        return Vocabulary([arrays_of(reader) for reader in readers if reader.doc_count_all()])

    @cached_property
    def _companies(self) -> Names:
        aliases = [read_alias(term.decode()) for term in self._searcher.reader().lexicon(schema.ALIAS)]
        ids = {company for _, company in aliases}
        return Names([*aliases, *((" ".join(forms(company)), company) for company in ids)])

    @cached_property
    def _sources(self) -> Names:
        return Names((" ".join(forms(source)), source) for source in self.columns.values[schema.SOURCE].names)


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
