"""The standard input as a blob."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.raw import Blob
from index.sources import blobs

PROGRAM = "from index.sources import blobs; [b] = blobs(['-']); print(b.uri, b.name, b.open().read(), b.open().read())"


def test_read() -> None:
    """The standard input is read when opened, and opening it again finds nothing more and no closed stream."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=b"some text",
        capture_output=True,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert (0, b"- standard input b'some text' b''\n") == (done.returncode, done.stdout)


def test_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program without standard input says so on opening."""
    monkeypatch.setattr(sys, "stdin", None)
    [blob] = blobs(["-"])
    assert isinstance(blob, Blob)
    with pytest.raises(OSError, match="there is none"):
        blob.open()
