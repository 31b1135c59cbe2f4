"""Moments as they are kept, in UTC, on the clock of whoever looks at them."""

from __future__ import annotations

from datetime import datetime


def local_minute(moment: str) -> str:
    """The local date and time of an ISO 8601 moment with its offset, to the minute: "2024-05-01 14:30"."""
    return datetime.fromisoformat(moment).astimezone().strftime("%Y-%m-%d %H:%M")
