"""`dealwire [SOURCE ...]` and `dealwire add SOURCE ...`: adding sources, and opening the reader."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import PurePath

from index.archive import Archive
from index.beside import Upkeep
from index.companies_file import read_companies_file
from index.results import IngestResult
from index.settings import load_settings
from tui.cli.opening import archive_of, folder_of
from tui.cli.streams import WRONG_CALL, ingest_progress, say, tell_failures
from tui.hangup import end_with_terminal


def open_reader(options: argparse.Namespace) -> int:
    """Adds the sources, if any, then opens the reader. What failed is told again when it closes."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        say('The reader needs a terminal; "dealwire add" and "dealwire search" do without.')
        return WRONG_CALL
    with archive_of(options) as archive:
        archive.helped = True  # by `upkeep`, below
        result = _ingest(archive, options.sources, upgrade=False) if options.sources else IngestResult()
        if result.failures and not result.articles:  # a mistyped command, say: the sentence must not wait for `q`
            return tell_failures(result.failures)
        from tui.app import DealwireApp  # noqa: PLC0415  (Textual takes 200 ms to import)

        end_with_terminal(sys.stdin.fileno())
        warnings = [*read_companies_file().problems, *map(str, result.failures)]
        upkeep = Upkeep(folder_of(options))
        DealwireApp(archive, theme=load_settings().theme, warnings=warnings, upkeep=upkeep).run()
        return tell_failures(result.failures)


def add(options: argparse.Namespace) -> int:
    """Adds or refreshes sources, and says what came of it."""
    with archive_of(options) as archive:
        result = _ingest(archive, options.sources)
    status = tell_failures(result.failures)
    say(_summary(result))
    return status


def _ingest(archive: Archive, sources: Sequence[str], *, upgrade: bool = True) -> IngestResult:
    from index.ingest import ingest  # noqa: PLC0415  (the readers and the lexicon are needed only here)

    with ingest_progress() as progress:
        return ingest(archive, sources, progress, upgrade=upgrade)


def _summary(result: IngestResult) -> str:
    counts = {
        "added": result.added,
        "updated": result.updated,
        "the same as another": result.duplicates,
        "unchanged": result.unchanged,
        "failed": len(result.failures),
    }
    if result.skipped:
        suffixes = sorted({PurePath(uri).suffix.lower() for uri in result.skipped})
        counts[f"skipped ({', '.join(suffixes)})"] = len(result.skipped)
    told = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"{told or 'nothing found'}."
