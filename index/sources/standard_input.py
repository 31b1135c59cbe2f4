"""The standard input as a blob: what another program writes."""

from __future__ import annotations

import sys
from typing import BinaryIO

from index.raw import Blob

_NAME = "standard input"


def blob() -> Blob:
    """The standard input; it is read when opened, and once only."""
    return Blob(uri="-", name=_NAME, media_type="", charset=None, size=None, stamp="", open=_open)


def _open() -> BinaryIO:
    """Opens it anew, so that closing the blob does not close the terminal's own stream.

    Raises:
        OSError: The program has no standard input.
    """
    if sys.stdin is None:
        raise OSError("there is none")
    return open(sys.stdin.fileno(), "rb", closefd=False)
