"""What the tests of the codec share."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from index.search.codec import docs, stretches


@pytest.fixture(autouse=True, scope="module")
def _small() -> Iterator[None]:
    """In the small segments of these tests a stretch has four postings, and a segment's first half four documents."""
    with patch.multiple(stretches, _LEAST=4, _FOR_EACH=0), patch.multiple(docs, HALF=4, MOST=8):
        yield
