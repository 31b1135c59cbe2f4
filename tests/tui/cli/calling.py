"""Calls of dealwire, as a shell makes them: in a process of its own, with an archive of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]


class Caller:
    """Calls dealwire on one archive.

    Attributes:
        archive: The archive's folder.
    """

    def __init__(self, archive: Path) -> None:
        self.archive = archive

    @property
    def environment(self) -> dict[str, str]:
        """The process's environment; the archive is named there, and the settings are nobody's."""
        own = {"DEALWIRE_ARCHIVE": str(self.archive), "XDG_CONFIG_HOME": str(self.archive.parent / "config")}
        return {**os.environ, **own, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}

    def command(self, *arguments: str) -> list[str]:
        """The call's command line."""
        return [sys.executable, "-m", "tui", *arguments]

    def __call__(self, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
        """Makes a call, with `text` on its standard input."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.archive.parent,
            env=self.environment,
            input=text,
            stdin=subprocess.DEVNULL if text is None else None,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def json(self, *arguments: str) -> Any:
        """What a call that must succeed prints with --json."""
        done = self(*arguments, "--json")
        assert (0, "") == (done.returncode, done.stderr)
        return json.loads(done.stdout)
