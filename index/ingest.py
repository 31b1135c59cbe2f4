"""Adding sources to an archive: the driver that calls every room of the house in turn.

    sources -> blobs -> readers -> cleaning -> placement -> detection -> storage -> redetection -> search

It decides nothing: sources say what there is, storage says what is new. A blob that has not changed since all of it
was last read is not opened again; one that had a failure is, so that the failure is named again. New articles are
read with what the archive knew before; what they tell of names is used at the end, in all articles alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from index.archive import Archive
from index.cleaning import clean
from index.detection.detector import Detector, load_detector
from index.detection.version import basis
from index.document import Article, Detections
from index.ports import Placement
from index.raw import Blob, Failure
from index.readers import read
from index.redetection import redetect, settle
from index.results import IngestResult
from index.sources import blobs

_BATCH = 64
"""Articles cleaned before they are detected together and saved: what a kill can cost, and what is in memory at once."""

_FIRST_COMMIT = 500
"""New articles after which they are first shown to readers, about ten seconds' work."""


@dataclass(frozen=True, slots=True)
class IngestStep:
    """How far adding has come.

    Attributes:
        done: Blobs finished.
        total: Blobs in all.
        articles: Articles read so far, whether new or not.
        name: The blob that is being read; empty at the end.
        due: Articles that are still to be read anew, at the end, because of what new ones tell; 0 before.
    """

    done: int
    total: int
    articles: int
    name: str
    due: int = 0


def _unwatched(step: IngestStep) -> None:
    """The progress that nobody watches."""


def ingest(
    archive: Archive,
    sources: Sequence[str],
    progress: Callable[[IngestStep], None] = _unwatched,
    *,
    detector: Detector | None = None,
    upgrade: bool = True,
) -> IngestResult:
    """Adds what the sources hold, and brings the index level.

    Every article is safe once it has been saved, whatever happens afterwards.

    Args:
        archive: Where to.
        sources: Files, folders, http(s) addresses, or "-" for the standard input.
        progress: Called before each blob, during long ones, and at the end.
        detector: Finds companies and deals; the installed one when None.
        upgrade: Whether to read articles anew that a later detector makes due, too: an hour for 100,000.

    Raises:
        ArchiveBusy: Another process is writing.
    """
    with archive.writing():
        return _Ingest(archive, detector or load_detector(), progress, upgrade=upgrade).run(sources)


class _Ingest:
    """One run: the counts so far, and whom to tell."""

    def __init__(
        self, archive: Archive, detector: Detector, progress: Callable[[IngestStep], None], *, upgrade: bool
    ) -> None:
        self.archive = archive
        self.storage = archive.storage
        self.said = archive.said()
        self.installed = detector
        self.upgrade = upgrade
        self.ready: Detector | None = None
        self.progress = progress
        self.counts: Counter[Placement] = Counter()
        self.failures: list[Failure] = []
        self.due = _FIRST_COMMIT

    def run(self, sources: Sequence[str]) -> IngestResult:
        """Reads every blob of the sources."""
        skipped: list[str] = []
        found = list(blobs(sources, self.storage.stamp, skipped.append))
        for done, blob in enumerate(found):
            if isinstance(blob, Failure):
                self.failures.append(blob)
                continue
            step = IngestStep(done, len(found), self.counts.total(), blob.name)
            self.progress(step)
            if blob.stamp and self.storage.stamp(blob.uri) == blob.stamp:
                self.counts[Placement.UNCHANGED] += self.storage.count_articles(blob.uri)
            else:
                self._read(blob, step)
        last = IngestStep(len(found), len(found), self.counts.total(), "")
        if not self.storage.is_level(basis(self.said, self.installed.version)):
            self.archive.follow()  # what has come is shown before it is asked what it tells of other articles
            redetect(
                self.storage,
                self.ready or self.installed,
                self.said,
                lambda done, of: self.progress(replace(last, due=of - done)),
                self.archive.index,
                upgrade=self.upgrade,
            )
        self.progress(last)
        return IngestResult(
            added=self.counts[Placement.ADDED],
            updated=self.counts[Placement.UPDATED],
            duplicates=self.counts[Placement.DUPLICATE],
            unchanged=self.counts[Placement.UNCHANGED],
            failures=tuple(self.failures),
            skipped=tuple(skipped),
        )

    def _read(self, blob: Blob, step: IngestStep) -> None:
        failed_before = len(self.failures)
        for batch in _batches(_with_origins(blob, self._articles(blob))):
            self._save(batch)
            self._follow()
            self.progress(IngestStep(step.done, step.total, self.counts.total(), step.name))
        if blob.stamp and len(self.failures) == failed_before:
            self.storage.set_stamp(blob.uri, blob.stamp)

    def _follow(self) -> None:
        """Lets readers see what has come, every so often: each time costs a commit, so ever more articles go by."""
        new = self.counts[Placement.ADDED] + self.counts[Placement.UPDATED]
        if new >= self.due:
            self.archive.follow()
            self.due = new + max(_FIRST_COMMIT, new // 4)

    def _articles(self, blob: Blob) -> Iterator[Article]:
        for raw in read(blob):
            article = raw if isinstance(raw, Failure) else clean(raw)
            if isinstance(article, Failure):
                self.failures.append(article)
            else:
                yield article

    def _save(self, batch: Sequence[tuple[str, Article]]) -> None:
        new = [origin for origin, article in batch if self._is_new(origin, article)]
        texts = dict(batch)
        detections = dict(zip(new, self._detect([texts[origin] for origin in new]), strict=True))
        for origin, article in batch:
            found = detections.get(origin)
            if found is None and self._is_new(origin, article):  # an earlier one of the batch changed that
                [found] = self._detect([article])
            self.counts[self.storage.save(origin, article, found)] += 1

    def _detect(self, articles: Sequence[Article]) -> Iterator[Detections]:
        """What is in articles, by what the archive knew before the first of this run."""
        if articles and self.ready is None:
            self.ready = settle(self.storage, self.installed, self.said, self.archive.index)
        return self.ready.detect_apart(articles) if self.ready else iter(())

    def _is_new(self, origin: str, article: Article) -> bool:
        return self.storage.placement(origin, article) in {Placement.ADDED, Placement.UPDATED}


def _with_origins(blob: Blob, articles: Iterable[Article]) -> Iterator[tuple[str, Article]]:
    """The articles, each with what it is known by for good: its blob, and its id where the blob holds several.

    An id that a blob uses twice is numbered, so that neither article passes for a newer form of the other.
    """
    seen: Counter[str] = Counter()
    for article in articles:
        seen[article.id] += 1
        origin = blob.uri if article.id == blob.name else f"{blob.uri}#{article.id}"
        yield (origin if seen[article.id] == 1 else f"{origin}#{seen[article.id]}"), article


def _batches(pairs: Iterable[tuple[str, Article]]) -> Iterator[list[tuple[str, Article]]]:
    """The pairs in lists of `_BATCH`."""
    rest = iter(pairs)
    while batch := list(islice(rest, _BATCH)):
        yield batch
