"""What the user's corrections say of articles, kept until the archive changes."""

from __future__ import annotations

from threading import Lock

from index.detection.rulings import Rulings
from index.ports import Storage


class KeptRulings:
    """The rulings on a storage's articles, worked out once for every revision: each row shown asks. Thread-safe."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._lock = Lock()
        self._rulings: tuple[int, Rulings] = (-1, Rulings())

    def __call__(self) -> Rulings:
        """As they are now."""
        with self._lock:
            revision = self._storage.coverage.revision
            if self._rulings[0] != revision:
                self._rulings = revision, Rulings(self._storage.corrections())
            return self._rulings[1]
