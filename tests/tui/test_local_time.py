"""Moments are shown on the user's own clock."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tui.local_time import local_minute


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in Berlin."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Europe/Berlin")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("berlin")
@pytest.mark.parametrize(
    ("shown", "moment"),
    [
        ("2024-05-01 14:30", "2024-05-01T12:30:59+00:00"),
        ("2024-01-02 00:15", "2024-01-01T23:15:00Z"),
    ],
)
def test_local_minute(shown: str, moment: str) -> None:
    """With summer time, and on the next day where it is that already."""
    assert shown == local_minute(moment)
