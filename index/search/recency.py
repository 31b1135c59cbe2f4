"""How much of its relevance an article keeps as it grows old, where that is asked for."""

from __future__ import annotations

import numpy as np

from index.search.codec.container import Array
from index.search.columns import Numbers

HALF_LIFE = 365.0
"""Days after which half of what can be lost is lost."""
LEAST = 0.5
"""What an article keeps however old it is; one without a date, too: relevance still comes first."""

_MINUTES = 10**4
"""What hours and minutes take up in a moment, see `documents.moment`; before them are year, month and day."""


def weights(moments: Numbers, newest: int) -> Array:
    """What the scores of articles are multiplied by: 1 for the newest, `LEAST` for the oldest.

    Args:
        moments: The articles' dates as `documents.moment` has them; 0 for none.
        newest: The greatest of all in the index.
    """
    ages = np.maximum(_days(np.array([newest])) - _days(moments), 0.0)
    kept = LEAST + (1 - LEAST) * np.exp2(-ages / HALF_LIFE)
    return np.where(moments > 0, kept, LEAST).astype(np.float32)


def _days(moments: Numbers) -> Array:
    """Days since the year 0, to within two."""
    days = moments // _MINUTES
    months = days // 100
    found: Array = (months // 100) * 365.25 + (months % 100) * 30.44 + days % 100
    return found
