"""Readers: bytes to raw articles, one format a file. Pure but for opening the blob; what the text means is cleaning's.

blob -> format (declared, else told by the first bytes) -> its reader -> raw articles and failures
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

from index.raw import MAX_BYTES, Blob, Failure, RawArticle, unreadable
from index.readers import jsonlines
from index.readers.decoding import NotText
from index.readers.formats import HEAD, Format, format_of
from index.text import visible


def read(blob: Blob) -> Iterator[RawArticle | Failure]:
    """The articles of a blob, in its order, and what of it could not be read. Raises nothing, whatever it holds."""
    subject = blob.name if blob.uri == "-" else visible(blob.uri)
    try:
        with io.BufferedReader(cast("io.RawIOBase", blob.open()), HEAD) as stream:
            yield from _read(blob, subject, stream)
    except NotText as error:
        yield Failure(subject, str(error))
    except OSError as error:
        yield unreadable(subject, error)
    except Exception as error:  # noqa: BLE001  (a parser's own fault on one file must not end the batch)
        yield Failure(subject, f"cannot be read ({type(error).__name__})")


def _read(blob: Blob, subject: str, stream: io.BufferedReader[Any]) -> Iterator[RawArticle | Failure]:
    """The articles of an open blob. Raises: NotText, OSError, and what a parser raises."""
    kind = format_of(blob.media_type, stream.peek(HEAD)[:HEAD])
    if kind is Format.JSON_LINES:
        yield from jsonlines.read(stream, blob.name, subject)
        return
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        yield Failure(subject, f"is too large (at most {MAX_BYTES // 2**20} MB are read)")
        return
    if kind is not Format.JSON and not content.strip():  # of that a folder holds many that are no articles
        yield Failure(subject, "is empty")
        return
    if blob.uri == "-" and kind is Format.TEXT and jsonlines.holds_records(content):
        # nothing declares what a pipe holds, and its first line may be the broken one
        yield from jsonlines.read(io.BufferedReader(cast("io.RawIOBase", io.BytesIO(content))), blob.name, subject)
        return
    reader = import_module(f"index.readers.{kind.value}")  # libraries behind a format take 100 ms and more to import
    yield from reader.read(content, blob, subject)
