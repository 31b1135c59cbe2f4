"""The archive's folder: private, and never one that holds other files. What the files hold is not its concern."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from index.errors import ArchiveUnusable

DATABASE = "articles.db"
LOCK = "writer.lock"
_OURS = {LOCK, "writer.pid", "index"}
_PRIVATE = 0o700


def private_folder(folder: Path) -> Path:
    """Makes the folder where it is missing, and closes it to other users (mode 0700) where it is ours and open.

    A folder that holds other files is refused: dealwire would close it to its other users, and the search index is
    thrown away with everything in its folder when it is rebuilt.

    Raises:
        ArchiveUnusable: It cannot be made, is no folder, may not be written to, or holds something else.
    """
    try:
        folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
        strangers = [] if (folder / DATABASE).exists() else _strangers(folder)
        if not strangers and os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            _close_to_others(folder)
    except FileExistsError:
        raise ArchiveUnusable(f"{folder} is a file: name a folder for the archive.") from None
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        reason = getattr(error, "strerror", None) or str(error)
        raise ArchiveUnusable(f"The archive cannot be kept in {folder} ({reason}): name another folder.") from error
    if strangers:
        raise ArchiveUnusable(f"{folder} holds other files ({strangers[0]}) and no archive: name a new folder.")
    for path in (folder, folder / DATABASE):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            raise ArchiveUnusable(f"dealwire may not write to {path}: change its permissions or name another folder.")
    return folder


def _strangers(folder: Path) -> list[str]:
    """The names of files that no archive has; dot files (a file browser's) do not count."""
    names = sorted(path.name for path in folder.iterdir())
    return [name for name in names if name not in _OURS and not name.startswith((".", DATABASE))]


def _close_to_others(folder: Path) -> None:
    status = folder.stat()
    if status.st_uid == os.geteuid() and stat.S_IMODE(status.st_mode) & ~_PRIVATE:
        folder.chmod(_PRIVATE)
