"""The search of an archive: the `Search` port, on an index folder.

It decides when the index is opened, opened anew or given up; Whoosh and numpy are imported when they are first needed,
which is after the screen has been painted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock
from time import perf_counter
from typing import TYPE_CHECKING

from index.document import Article, Span
from index.errors import ArchiveUnusable
from index.ports import Change, Coverage
from index.results import Completion, QueryProblem, Reason, SearchPage, SearchRequest, Snippet
from index.search import front
from index.search.folder import IndexFolder, Manifest, Stamp, unwritable
from index.search.language.parser import parse
from index.search.matches import Finder
from index.search.reasons import explain
from index.search.snippets import make_snippet
from index.search.spelling import spelled

if TYPE_CHECKING:
    from index.search.background import Merger
    from index.search.chunks import Known
    from index.search.snapshot import Snapshot

_FINDERS = 64
"""Queries whose matches in articles are remembered: what is on the screen, and a few before it."""
_DAMAGED = "The search index is damaged; it is built anew when dealwire starts again."


class WhooshSearch:
    """An archive's search index in a folder. Thread-safe; other processes may write to it meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = IndexFolder(folder)
        self._lock = RLock()
        self._stamp: Stamp | None = None
        self._manifest: Manifest | None = None
        self._snapshot: Snapshot | None = None
        self._latest: tuple[Stamp | None, Snapshot] | None = None
        self._merger: Merger | None = None
        self._finders: dict[str, Finder] = {}
        self._words: Known | None = None

    @property
    def coverage(self) -> Coverage | None:
        """What the index has seen; None when there is no index that can be read."""
        manifest = self._current()
        return manifest.coverage if manifest else None

    def update(self, changes: Iterable[Change], coverage: Coverage) -> None:
        """Follows these changes; after it the index covers `coverage`. Killed at any point it covers the old one.

        Raises:
            ArchiveUnusable: The folder cannot be written to, or the index in it is damaged.
            ArchiveBusy: Another thread is writing to it.
        """
        from index.search import writer  # noqa: PLC0415

        manifest = self._current()
        if manifest is None:
            raise ArchiveUnusable(f"There is no search index in {self._folder.path} to follow changes with.")
        folder = self._folder.path / manifest.name
        try:
            with self._folder.writing():
                words, self._words = self._words, None
                self._words = writer.update(folder, changes, words)
                self._folder.publish(folder, coverage)
        except Exception as error:
            if self._is_damaged(manifest):
                raise ArchiveUnusable(_DAMAGED) from error
            if isinstance(error, OSError):
                raise unwritable(folder, error) from error
            raise
        self._keep_front()
        self._merge()

    def rebuild(self, changes: Iterable[Change], coverage: Coverage) -> None:
        """Builds a new index beside the old one, which is searched until the new one takes its place.

        Raises:
            ArchiveUnusable: The folder cannot be written to.
        """
        from index.search import writer  # noqa: PLC0415

        folder = self._folder.make()
        try:
            writer.build(folder, changes)
            with self._folder.writing():
                self._folder.publish(folder, coverage)
        except OSError as error:
            raise unwritable(folder, error) from error
        finally:
            manifest = self._folder.read()
            self._folder.sweep(keep=manifest.name if manifest else None)
        self._keep_front()

    def search(self, request: SearchRequest) -> SearchPage:
        """All hits, ranked, with facets. Never raises for a query's faults; without an index nothing is found."""
        started = perf_counter()
        latest = self._latest
        if latest is not None and latest[0] == self._folder.stamp():  # as for nearly every search: no more than needed
            try:
                return latest[1].search(request, started)
            except Exception:  # noqa: BLE001
                self._latest = None  # what is wrong with the index is told below
        page = self._answer(request, started)
        return page if page.elapsed_ms else replace(page, elapsed_ms=(perf_counter() - started) * 1000)

    def matches(self, query: str, article: Article) -> tuple[Span, ...]:
        """Where the query's words stand in the article's title and body, in text order."""
        return self._finder(query).spans(article)

    def snippet(self, query: str, article: Article) -> Snippet:
        """The passage that shows best why the article matches; its beginning for a blank query."""
        return make_snippet(self._finder(query), article)

    def explain(self, query: str, article: Article) -> tuple[Reason, ...]:
        """Which of the article's words match which part of the query, and how."""
        return explain(self._finder(query), article)

    def completions(self, query: str, cursor: int) -> tuple[Completion, ...]:
        """What can take the place of what stands before the cursor; nothing without an index."""
        manifest = self._current()
        if manifest is not None:
            with suppress(Exception):  # what is wrong with the index is told when it is searched
                return self._opened(manifest).completer.completions(query, cursor)
        return ()

    def spelled(self, completion: Completion, article: Article) -> Completion:
        """A completion that is a word as an article with it spells it."""
        return spelled(completion, article)

    def holding(self, pieces: Collection[str]) -> set[int] | None:
        """Articles with a word that has one of these pieces in it, and perhaps others; None when it cannot be told."""
        manifest = self._current()
        if manifest is not None:
            with suppress(Exception):  # what is wrong with the index is told when it is searched
                return self._opened(manifest).holding(pieces)
        return None

    def check(self) -> list[str]:
        """What is wrong with the index, a sentence each; empty when all is well. Reads all of it."""
        manifest = self._current()
        if manifest is None:
            return ["There is no search index that can be read: dealwire rebuild builds it anew."]
        damaged = [f"The file {name} of the search index is damaged" for name in self._folder.damaged(manifest)]
        try:
            problems = self._opened(manifest).check()
        except Exception as error:  # noqa: BLE001  (Whoosh raises whatever its unpickled bytes make it raise)
            problems = [f"The search index cannot be opened ({error})"]
        return [f"{problem}: dealwire rebuild builds it anew." for problem in damaged + problems]

    def settle(self) -> None:
        """Waits until the index has as few segments as it should have."""
        if self._merger is not None:
            self._merger.wait()

    def close(self) -> None:
        """Lets go of everything. The index's files are closed when the last search under way is done."""
        if self._merger is not None:
            self._merger.stop()
        with self._lock:
            self._snapshot = self._latest = self._manifest = self._stamp = self._merger = self._words = None
            self._finders.clear()

    def _merge(self) -> None:
        """Merges segments in the background, if there are too many, and decides on compounds in those of many words."""
        from index.search.background import Merger  # noqa: PLC0415

        with self._lock:
            if self._merger is None:
                self._merger = Merger(self._folder, self._follow)
            self._merger.wake()

    def _keep_front(self) -> None:
        """Keeps the first page of the newest state, which opens it for the next search, too."""
        manifest = self._current()
        if manifest is not None:
            page = self._searched(manifest, SearchRequest(), perf_counter())
            with suppress(OSError):
                if not page.problems:  # of a damaged index there is no page
                    front.keep(self._folder.path, manifest.coverage, page)

    def _follow(self) -> None:
        """Opens the newest state, if there is an older one open, so that the next search need not."""
        if self._snapshot is not None:
            self.search(SearchRequest())

    def _current(self) -> Manifest | None:
        """The manifest as it is now; read again when another process, or this one, has written a new one."""
        with self._lock:
            stamp = self._folder.stamp()
            if stamp is None or stamp != self._stamp:
                self._manifest = self._folder.read()
                self._stamp = stamp
            return self._manifest

    def _answer(self, request: SearchRequest, started: float) -> SearchPage:
        manifest = self._current()
        if manifest is None:
            return SearchPage(request, (), problems=parse(request.query).problems)
        if self._snapshot is None and not request.query.strip() and not request.filter:
            first = front.kept(
                self._folder.path, manifest.coverage, request, lambda: self._searched(manifest, request, started)
            )
            if first is not None:
                return first
        return self._searched(manifest, request, started)

    def _searched(self, manifest: Manifest, request: SearchRequest, started: float) -> SearchPage:
        try:
            return self._opened(manifest).search(request, started)
        except Exception:
            if self._current() is not manifest:  # replaced, and its files removed, while they were being opened
                return self._answer(request, started)
            if not self._is_damaged(manifest):
                raise
        problem = QueryProblem(_DAMAGED, Span(0, 0))
        return SearchPage(request, (), problems=(*parse(request.query).problems, problem))

    def _is_damaged(self, manifest: Manifest) -> bool:
        """Whether an index's files are not what they were; it counts as missing from then on."""
        damaged = bool(self._folder.damaged(manifest))
        if damaged:
            self._folder.forget()
        return damaged

    def _opened(self, manifest: Manifest) -> Snapshot:
        with self._lock:
            snapshot = self._snapshot
            if snapshot is None or (snapshot.manifest is not manifest and snapshot.manifest != manifest):
                from index.search.snapshot import Snapshot  # noqa: PLC0415

                snapshot = self._snapshot = Snapshot(self._folder.path / manifest.name, manifest, before=snapshot)
                self._finders.clear()
                if snapshot.vocabulary.undecided:
                    self._merge()
            if manifest is self._manifest:
                self._latest = self._stamp, snapshot
            return snapshot

    def _finder(self, query: str) -> Finder:
        """Looks for a query's words and the compounds that the index knows of; without an index, for the words."""
        with self._lock:
            manifest = self._current()
            finder = self._finders.get(query) if manifest else None
            if finder is None or self._snapshot is None or self._snapshot.manifest != manifest:
                finder = self._make_finder(query, manifest)
            return finder

    def _make_finder(self, query: str, manifest: Manifest | None) -> Finder:
        finder = Finder(query)
        if manifest is not None and finder.terms:
            with suppress(Exception):  # what is wrong with the index is told when it is searched
                finder = Finder(query, self._opened(manifest).vocabulary.compounds_of)
        if len(self._finders) == _FINDERS:
            self._finders.pop(next(iter(self._finders)))
        self._finders[query] = finder
        return finder
