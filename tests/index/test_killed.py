"""Killed at any step of a change, nothing that was finished is lost, and the next opening goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("action", ["add", "correct", "undo", "reindex"])
def test_killed_at_any_step(action: str, tmp_path: Path) -> None:
    """What is left opens, is sound and level, and ends as if nobody had been killed; every seventh step is tried."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    command = [sys.executable, "-m", "tests.index.killing", action, str(tmp_path), "7"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (0, "") == (done.returncode, done.stderr)
    assert int(done.stdout) > 20
