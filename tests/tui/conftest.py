"""What all tests of the screen and the command line share."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def in_utc() -> Iterator[None]:
    """The clock that the screen's moments are shown by, on whatever machine the tests run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
