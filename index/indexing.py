"""Keeps the search index level with its storage, a few thousand articles at a time.

    revisions -> changed articles -> as the user's corrections have them -> index

Each step is a commit: what has been indexed is searched meanwhile, and killed between any two, the next call goes on.
An index that is missing, of another version or of another archive is begun anew, with the articles that came first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from index.ports import Change, Coverage, Search, Storage
from index.results import ArchivedArticle

_FIRST = 500
"""Articles with which a new index begins, a quarter of a second's work: something is found at once."""
_STEP = 4_000
"""Articles indexed in one step, two seconds: as long as others wait who want to write."""
_MANY = 2_000
"""Articles outstanding, a second's work, from which nobody waits for them who wants something else."""

Corrected = Callable[[ArchivedArticle], ArchivedArticle]
Progress = Callable[[int, int], None]
"""Told after each article: how many are done, and of how many."""


def outstanding(storage: Storage, index: Search) -> int:
    """How many articles have changed since the index has followed; all, where there is no index of this storage."""
    wanted, since = storage.coverage, _seen(storage, index)
    return 0 if since == wanted.revision else storage.count_changes(since or 0)


def is_far_behind(storage: Storage, index: Search) -> bool:
    """Whether so many articles are outstanding that `index.upkeep` is to follow them."""
    return outstanding(storage, index) > _MANY


def rebuild(storage: Storage, index: Search, corrected: Corrected, progress: Progress) -> None:
    """Has a new index made of all articles at once; the old one is searched until then.

    Args:
        storage: The truth; the caller keeps other writers out.
        index: Derived from it.
        corrected: Gives an article as the user's corrections have it.
        progress: Told how far it is.
    """
    changes = _told(storage.changes(0), corrected, progress, 0, storage.count_changes(0))
    index.rebuild(changes, storage.coverage)


def bring_level(
    storage: Storage, index: Search, corrected: Corrected, progress: Progress, *, once: bool = False
) -> None:
    """Has the index follow its storage; otherwise as `rebuild`. One that is begun anew is in order at the end.

    Args:
        storage: The truth.
        index: Derived from it.
        corrected: Gives an article as the user's corrections have it.
        progress: Told how far it is.
        once: Whether to take one step only.
    """
    wanted, since = storage.coverage, _seen(storage, index)
    done, total, anew = 0, outstanding(storage, index), since is None
    while since != wanted.revision:
        until = _until(storage, since, wanted)
        changes = _told(storage.changes(since or 0, until), corrected, progress, done, total)
        follow = index.rebuild if since is None else index.update
        follow(changes, Coverage(wanted.archive, until))
        if once:
            return
        since, done = until, total - outstanding(storage, index)
    if anew and total > _FIRST:
        index.settle()


def _told(
    changes: Iterable[Change], corrected: Corrected, progress: Progress, before: int, total: int
) -> Iterator[Change]:
    for done, change in enumerate(changes, start=before + 1):
        yield change if change.article is None else replace(change, article=corrected(change.article))
        progress(done, total)


def _seen(storage: Storage, index: Search) -> int | None:
    """Up to which revision the index has followed its storage; None where it is not an index of it."""
    seen, wanted = index.coverage, storage.coverage
    if seen is None or seen.archive != wanted.archive or seen.revision > wanted.revision:
        return None
    return seen.revision


def _until(storage: Storage, since: int | None, wanted: Coverage) -> int:
    """Up to which revision the next step goes."""
    most = _FIRST if since is None else _STEP
    revised = storage.revised(since or 0, most)
    return revised[-1][1] if len(revised) == most else wanted.revision
