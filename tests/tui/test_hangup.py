"""A terminal that goes away without a signal: the reader ends, instead of reading the end of its input for ever."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from tests.tui.cli.calling import Caller


@pytest.fixture
def dealwire(tmp_path: Path) -> Caller:
    """Calls on an empty archive."""
    return Caller(tmp_path / "archive")


def test_a_terminal_that_goes_away_ends_the_reader(dealwire: Caller) -> None:
    """It is nobody's controlling terminal here, so no SIGHUP is sent when it closes."""
    ours, theirs = pty.openpty()
    reader = subprocess.Popen(
        dealwire.command(),
        env={**dealwire.environment, "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    seen = b""
    while b"Articles" not in seen:
        seen += os.read(ours, 65536)
    os.close(ours)
    try:
        assert -signal.SIGTERM == reader.wait(timeout=60)
    finally:
        reader.kill()
