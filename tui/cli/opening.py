"""Opening the archive that a call means."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.archive import Archive, open_archive
from index.companies_file import read_companies_file
from index.errors import ArchiveBusy
from index.settings import archive_folder, load_settings
from tui.cli.streams import index_progress, say


def folder_of(options: argparse.Namespace) -> Path:
    """The folder of the archive that the call means."""
    return archive_folder(getattr(options, "archive", None), os.environ, load_settings())


@contextmanager
def archive_of(options: argparse.Namespace, *, create: bool = True) -> Iterator[Archive]:
    """The archive of the call, closed at the end. What is wrong with the file of companies is told.

    Args:
        options: The call's.
        create: Whether to make it where it is missing.

    Raises:
        SettingsError: The settings file says something that cannot be.
        ArchiveError: The archive cannot be opened.
    """
    listed = read_companies_file()
    for problem in listed.problems:
        say(problem)
    archive = open_archive(folder_of(options), create=create, listed=listed.corrections)
    try:
        yield archive
    finally:
        archive.close()


@contextmanager
def level_archive_of(options: argparse.Namespace) -> Iterator[Archive]:
    """An archive that is there, its index brought level; while another dealwire writes, as it is.

    Articles that a later detector would read otherwise are left to adding and to the screen: an answer is wanted now.
    """
    with archive_of(options, create=False) as archive:
        try:
            with index_progress() as progress:
                archive.catch_up(progress, upgrade=False)
        except ArchiveBusy:
            say("Another dealwire is adding articles; this is what could be found so far.")
        yield archive
