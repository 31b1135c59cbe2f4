"""What the tests of the codec share."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from index.search.codec import docs, stretches


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """In the small segments of these tests a term in three documents is frequent, and a stretch has four postings."""
    with patch.object(docs, "_FREQUENT", 2), patch.object(stretches, "_LEAST", 4):
        yield
