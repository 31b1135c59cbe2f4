"""What comes in, before cleaning: blobs of bytes from a source, raw articles from a reader, failures of either.

One thing's failure is a value kept beside that thing, so that a batch goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from index.document import Region
from index.text import visible

MAX_BYTES = 64 * 2**20
"""The most bytes that one text may have: some hundred novels. JSON Lines, read line by line, may be larger."""


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of one file, response or stream, not read yet.

    Attributes:
        uri: What it is known by for good: an absolute path, a URL, or "-" for the standard input.
        name: Its base name, as shown to the user and used for an article's id.
        media_type: As declared by the server or told by the suffix, lower case; empty when neither says.
        charset: As declared by the server; None when it does not say.
        size: In bytes; None when unknown before reading.
        stamp: Changes when the bytes may have changed (time and size of a file, ETag of a response); empty when
            nothing is known.
        open: Opens the bytes for reading. Raises: OSError.
        named: Whether the user named it; False for what was met in a folder, where data that is no article (a
            program's settings in JSON) is nobody's failure.
    """

    uri: str
    name: str
    media_type: str
    charset: str | None
    size: int | None
    stamp: str
    open: Callable[[], BinaryIO]
    named: bool = True


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as a reader found it: its text, and what the source says about it.

    Attributes:
        id: What the source calls it: a file's base name, a JSON line's id, a feed entry's guid.
        text: All of it. Line breaks are line feeds, but for text that the caller numbers itself (JSON Lines).
        regions: What the format itself tells of the text's parts (HTML does); empty when it does not.
        title: As declared; None when the format does not declare one.
        date: As declared, in the source's own form; None likewise.
        source: The paper's or site's name as declared; None likewise.
        url: Where a browser finds it; None likewise.
        language: As declared, a BCP 47 tag; None likewise.
        folder: The name of the folder it lies in, for want of a better source; None when it lies in none.
    """

    id: str
    text: str
    regions: tuple[Region, ...] = ()
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None
    folder: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that could not be read, and why.

    Attributes:
        uri: The file, URL or line, for the user: "articles.jsonl, line 7".
        reason: One sentence without a full stop, for the user: "is not valid JSON (Expecting value, column 12)".
    """

    uri: str
    reason: str

    def __str__(self) -> str:
        return f"{self.uri}: {self.reason}"


def unreadable(uri: str, error: OSError) -> Failure:
    """The failure that an operating system's error is, told without its number and the path it repeats."""
    match error:
        case FileNotFoundError():
            reason = "does not exist"
        case PermissionError():
            reason = "may not be read (permission denied)"
        case _:
            reason = f"cannot be read ({(error.strerror or str(error) or type(error).__name__).rstrip('.')})"
    return Failure(visible(uri), visible(reason))
