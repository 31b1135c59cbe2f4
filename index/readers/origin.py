"""What an article's address tells of it, where it declares nothing itself."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import urlsplit

from index.raw import Blob


def url_of(blob: Blob) -> str | None:
    """The address that a browser opens; None for what does not come from the network."""
    return blob.uri if urlsplit(blob.uri).scheme in {"http", "https"} else None


def folder_of(blob: Blob) -> str | None:
    """The name of the folder that a file lies in; None for what is no file."""
    return PurePath(blob.uri).parent.name or None if blob.uri.startswith("/") else None
