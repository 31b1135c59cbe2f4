"""Detecting anew in articles that are in the archive: after corrections, new names, a new detector.

Storage keeps what every article was read with: the detector's version, and what was believed of names. Where that is
no longer so, `settle` makes the articles due that may be read otherwise; `redetect` reads them. Each step is one
transaction, and both go by what storage has: killed between any two steps, the next call goes on.

    settle -> due -> detect -> save, until nothing is due

Names are learned from articles by themselves, never from what was believed of them: a second round finds no more than
the first one has changed, and then there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from index.corrections import CompanyCorrection
from index.detection.beliefs import Changed
from index.detection.detector import Detector
from index.detection.version import basis, version_of
from index.due import is_behind
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
    *,
    upgrade: bool = True,
) -> Detector:
    """Detects anew in all articles that would be read otherwise today; the caller keeps other writers out.

    Args:
        storage: Whose articles.
        detector: The installed one.
        corrections: What the user says of companies, see `Archive.said`.
        progress: Told how far it is.
        index: Spares looking for names in every text, see `settle`.
        upgrade: Whether to read all that is due. Else, where that is much, what changed names concern is read, and the
            rest stays due: a later detector's work, which is `index.upkeep`'s.

    Returns:
        The detector that knows what this archive's articles tell and its user says: every article is as it reads it.
    """
    done, ready = 0, detector
    waits = not upgrade and is_behind(storage, detector.version)
    while True:
        ready, concerned = _settle(storage, ready, corrections, index, telling=waits)
        due = [number for number in storage.due() if not waits or number in concerned]
        if not due:
            return ready
        total = done + len(due)
        progress(done, total)
        for _ in read_anew(storage, ready, due):
            done += 1
            progress(done, total)


def read_anew(storage: Storage, ready: Detector, numbers: Sequence[int]) -> Iterator[int]:
    """Reads these articles anew and saves what is found; gives the number of each when it is safe."""
    for start in range(0, len(numbers), _BATCH):
        batch = numbers[start : start + _BATCH]
        articles = [storage.article(number).article for number in batch]
        for number, detections in zip(batch, ready.detect_apart(articles), strict=True):
            storage.save_detections(number, detections)
            yield number


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
    return _settle(storage, detector, corrections, index)[0]


def _settle(
    storage: Storage,
    detector: Detector,
    corrections: Sequence[CompanyCorrection],
    index: Search | None,
    *,
    telling: bool = False,
) -> tuple[Detector, Collection[int]]:
    """See `settle`; with it, if `telling`, which articles the changed names concern, due before or not."""
    ready = detector.with_corrections(corrections).with_learned(storage.sure_names())
    now, after = basis(corrections, ready.version), ready.beliefs()
    earlier, before = storage.settled()
    upgraded = version_of(earlier) != ready.version
    concerned: Collection[int] = ()
    if before != after and (telling or not upgraded):
        concerned = {*_concerned(storage, Changed(before, after), index)}
    if upgraded:
        storage.settle(now, after, [number for number, _, _ in storage.texts()])
    elif before != after or not storage.is_level(now):
        storage.settle(now, after, concerned)
    return ready, concerned


def _concerned(storage: Storage, changed: Changed, index: Search | None) -> list[int]:
    seen = index.coverage if index else None
    among = None
    if index and seen and seen.archive == storage.coverage.archive and changed.tellings is not None:
        among = index.holding(changed.tellings)
    texts = storage.texts() if among is None or seen is None else storage.texts(among, seen.revision)
    return [number for number, text, names in texts if changed.concerns(text, names)]
