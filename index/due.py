"""Whether so many articles wait to be read anew that nobody waits for them who wants something else."""

from __future__ import annotations

from index.detection.version import version_of
from index.ports import Storage

_MANY = 200
"""Articles: five seconds' reading."""


def is_behind(storage: Storage, version: str) -> bool:
    """Whether many articles are due, or will be by a detector of this version; `index.upkeep` reads them by and by."""
    return version_of(storage.settled()[0]) != version or len(storage.due()) > _MANY
