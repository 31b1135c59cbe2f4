"""Documents that are so many that it takes less time to mark them than to list them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from index.search.codec.container import Array


@dataclass(eq=False)
class Marked:
    """Some documents of a segment.

    Attributes:
        there: For each document of the segment whether it is one of them.
    """

    there: Array

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, picks: slice) -> Array:
        """The numbers of some of them, by their places among these."""
        return self._listed[picks]

    @cached_property
    def _size(self) -> int:
        return int(np.count_nonzero(self.there))

    @cached_property
    def _listed(self) -> Array:
        return self.there.nonzero()[0]
