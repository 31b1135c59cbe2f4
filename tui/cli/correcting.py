"""`dealwire corrections`, `undo` and `redo`: what the user has said against detection."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from index.archive import Archive
from index.corrections import KeptCorrection, NotACompany
from tui.cli import forms
from tui.cli.gold import gold_form
from tui.cli.opening import archive_of
from tui.cli.streams import DONE, FAILED, index_progress, put, put_exact, say
from tui.local_time import local_minute


def corrections(options: argparse.Namespace) -> int:
    """Lists the archive's corrections; with --gold, the articles that they are about as they are by them."""
    from tui.naming import sentences  # noqa: PLC0415  (it needs the lexicon's names)

    with archive_of(options, create=False) as archive:
        if options.gold:
            _put_gold(archive)
            return DONE
        kept = archive.corrections()
        told = sentences(archive, kept)
    if options.json:
        put_exact(forms.as_json([forms.correction_form(one, said) for one, said in zip(kept, told, strict=True)]))
    else:
        for one, said in zip(kept, told, strict=True):
            put(f"{one.number:>4}  {local_minute(one.made)[:10]}  {said}{'  (undone)' if one.undone else ''}")
    return DONE


def _put_gold(archive: Archive) -> None:
    said = [one.correction for one in archive.corrections() if not one.undone]
    none = [correction.form for correction in said if isinstance(correction, NotACompany)]
    for archived in archive.corrected():
        put_exact(forms.as_json(gold_form(archived, none)))


def undo(options: argparse.Namespace) -> int:
    """Takes the newest correction back, and those made by the same key press."""
    return _turn(options, "Taken back", lambda archive, progress: archive.undo(progress))


def redo(options: argparse.Namespace) -> int:
    """Makes the corrections that were undone last again."""
    return _turn(options, "Said again", lambda archive, progress: archive.redo(progress))


def _turn(
    options: argparse.Namespace,
    done: str,
    turn: Callable[[Archive, Callable[[int, int], None]], Sequence[KeptCorrection]],
) -> int:
    from tui.naming import told  # noqa: PLC0415

    with archive_of(options, create=False) as archive:
        with index_progress() as progress:
            turned = turn(archive, progress)
        if not turned:
            say(f"There is nothing to be {done.lower()}.")
            return FAILED
        say(f"{done}: {told(archive, turned)}")
    return DONE
