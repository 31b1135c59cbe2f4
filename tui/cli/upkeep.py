"""`dealwire check` and `dealwire rebuild`: whether the archive is sound, and making what is derived from it anew."""

from __future__ import annotations

import argparse

from tui.cli.opening import archive_of
from tui.cli.streams import DONE, FAILED, index_progress, put, say, sign_of_life


def check(options: argparse.Namespace) -> int:
    """Verifies the archive."""
    with archive_of(options, create=False) as archive, sign_of_life("reading all of the archive"):
        problems = archive.check()
    for problem in problems:
        say(problem)
    if not problems:
        put("The archive is sound.")
    return FAILED if problems else DONE


def rebuild(options: argparse.Namespace) -> int:
    """Merges the deals and builds the search index anew from the stored articles."""
    with archive_of(options, create=False) as archive, index_progress() as progress:
        archive.rebuild(progress)
    return DONE
