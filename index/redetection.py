"""Detecting anew in articles that are in the archive: after corrections, new names, a new detector.

Storage keeps what every article was read with: the detector's version, and what was believed of names. Where that is
no longer so, `settle` makes the articles due that may be read otherwise; `redetect` reads them. Each step is one
transaction, and both go by what storage has: killed between any two steps, the next call goes on.

    settle -> due -> detect -> save, until nothing is due

Names are learned from articles by themselves, never from what was believed of them: a second round finds no more than
the first one has changed, and then there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.corrections import CompanyCorrection
from index.detection.beliefs import Changed
from index.detection.detector import Detector
from index.detection.version import basis, version_of
from index.ports import Search, Storage

_BATCH = 64
"""Articles in memory at once."""

Progress = Callable[[int, int], None]
"""Told before the first and after each article: how many are done, and of how many."""


def _silent(done: int, total: int) -> None:
    """The progress that nobody watches."""


def redetect(
    storage: Storage,
    detector: Detector,
    corrections: Sequence[CompanyCorrection] = (),
    progress: Progress = _silent,
    index: Search | None = None,
) -> Detector:
    """Detects anew in all articles that would be read otherwise today; the caller keeps other writers out.

    Args:
        storage: Whose articles.
        detector: The installed one.
        corrections: What the user says of companies, see `Archive.said`.
        progress: Told how far it is.
        index: Spares looking for names in every text, see `settle`.

    Returns:
        The detector that knows what this archive's articles tell and its user says: every article is as it reads it.
    """
    done, ready = 0, detector
    while True:
        ready = settle(storage, ready, corrections, index)
        due = storage.due()
        if not due:
            return ready
        total = done + len(due)
        progress(done, total)
        for start in range(0, len(due), _BATCH):
            batch = due[start : start + _BATCH]
            articles = [storage.article(number).article for number in batch]
            for number, detections in zip(batch, ready.detect_apart(articles), strict=True):
                storage.save_detections(number, detections)
                done += 1
                progress(done, total)


def settle(
    storage: Storage, detector: Detector, corrections: Sequence[CompanyCorrection] = (), index: Search | None = None
) -> Detector:
    """Makes the articles due that may be read otherwise by what is now known and said.

    Args:
        storage: Whose articles.
        detector: The installed one; if it knows already what articles tell, that is not learned again.
        corrections: What the user says of companies.
        index: The storage's, level or not: tells in which articles a few changed names may stand. None: all texts are
            looked through, two seconds for 100,000 articles.

    Returns:
        The detector that knows it.
    """
    ready = detector.with_corrections(corrections).with_learned(storage.sure_names())
    now, after = basis(corrections, ready.version), ready.beliefs()
    earlier, before = storage.settled()
    if version_of(earlier) != ready.version:
        storage.settle(now, after, [number for number, _, _ in storage.texts()])
    elif before != after:
        storage.settle(now, after, _concerned(storage, Changed(before, after), index))
    elif not storage.is_level(now):
        storage.settle(now, after, ())
    return ready


def _concerned(storage: Storage, changed: Changed, index: Search | None) -> list[int]:
    seen = index.coverage if index else None
    among = None
    if index and seen and seen.archive == storage.coverage.archive and changed.tellings is not None:
        among = index.holding(changed.tellings)
    texts = storage.texts() if among is None or seen is None else storage.texts(among, seen.revision)
    return [number for number, text, names in texts if changed.concerns(text, names)]
