"""What the tests of the codec share."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from index.search.codec import docs, rows, stretches


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """In the small segments of these tests a stretch has four postings, and a segment's first half four documents.

    And common terms have rows.
    """
    few = patch.multiple(stretches, _LEAST=4, _FOR_EACH=0), patch.multiple(docs, HALF=4, MOST=8)
    with few[0], few[1], patch.object(rows, "_LEAST", 1):
        yield
