"""Blobs of bytes that a test writes down."""

from __future__ import annotations

import io

from index.raw import Blob, Failure, RawArticle
from index.readers import read

_MEDIA_TYPES = {
    "txt": "text/plain",
    "md": "text/markdown",
    "html": "text/html",
    "jsonl": "application/jsonl",
    "xml": "application/xml",
    "eml": "message/rfc822",
    "mbox": "application/mbox",
}


def blob(content: bytes | str, name: str = "a.txt", charset: str | None = None) -> Blob:
    """A file of this content in the folder "papers"."""
    data = content if isinstance(content, bytes) else content.encode()
    kind = _MEDIA_TYPES.get(name.rpartition(".")[2], "")
    return Blob(f"/papers/{name}", name, kind, charset, len(data), "", lambda: io.BytesIO(data))


def articles(content: bytes | str, name: str = "a.txt", charset: str | None = None) -> list[RawArticle]:
    """The articles of such a file, which must have no failure."""
    found = list(read(blob(content, name, charset)))
    assert not [failure for failure in found if isinstance(failure, Failure)], found
    return [article for article in found if isinstance(article, RawArticle)]


def article(content: bytes | str, name: str = "a.txt", charset: str | None = None) -> RawArticle:
    """The only article of such a file."""
    [found] = articles(content, name, charset)
    return found


def failures(content: bytes | str, name: str = "a.txt") -> list[Failure]:
    """The failures of such a file."""
    return [failure for failure in read(blob(content, name)) if isinstance(failure, Failure)]
