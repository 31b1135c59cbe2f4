"""JSON Lines: one article a line, read line by line, so that a file may be larger than memory.

A line is an object `{"id", "text", "title"?, "date"?, "language"?, "source"?, "url"?}`. Its text is taken as it is:
whoever wrote the line counts its characters.
"""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator
from typing import Any

from index.raw import Failure, RawArticle

_LONGEST_LINE = 16 * 2**20
"""Characters of a line: a book of 3,000 pages has half as many."""

_NO_UTF8 = re.compile("[\udc80-\udcff]")
"""How the "surrogateescape" handler of errors shows a byte (PEP 383); JSON's own escapes stand as ASCII in a line."""


class Unusable(ValueError):
    """What is wrong with a record, in a sentence for the user without its subject."""


def read(stream: io.BufferedReader[Any], name: str, subject: str) -> Iterator[RawArticle | Failure]:
    """The articles of the stream's lines, and a failure for every line that holds none.

    Args:
        stream: The bytes, UTF-8 or marked as UTF-16. Closed by the caller.
        name: What an article without an id is called, with its line's number.
        subject: What failures name.
    """
    anything = False
    for number, line in enumerate(_lines(stream), start=1):
        if line.strip():
            anything = True
            try:
                yield article_of(_record(line), f"{name}:{number}")
            except Unusable as error:
                yield Failure(f"{subject}, line {number}", str(error))
    if not anything:
        yield Failure(subject, "is empty")


def holds_records(content: bytes) -> bool:
    """Whether bytes of unknown kind are JSON Lines: they begin with an object, whole or broken, or a line is one."""
    if content.lstrip().startswith(b"{"):
        return True
    return any(_is_object(line) for line in content.splitlines() if line.lstrip().startswith(b"{"))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(stream: io.BufferedReader[Any]) -> Iterator[str]:
    """The lines. One that is too long is cut; bytes in it that are no UTF-8 become lone surrogates."""
    marked = stream.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding, errors = ("utf-16", "replace") if marked else ("utf-8-sig", "surrogateescape")
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="\n")
    try:
        while line := text.readline(_LONGEST_LINE):
            yield line
            while line and not line.endswith("\n"):
                line = text.readline(_LONGEST_LINE)
    finally:
        text.detach()


def _record(line: str) -> object:
    """What a line holds. Raises: Unusable."""
    if len(line) >= _LONGEST_LINE:
        raise Unusable(f"is too long (at most {_LONGEST_LINE // 2**20} million characters are read)")
    if _NO_UTF8.search(line):
        raise Unusable("is not valid UTF-8")
    try:
        return json.loads(line.rstrip())
    except json.JSONDecodeError as error:
        raise Unusable(f"is not valid JSON ({error.msg}, column {error.colno})") from error
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, thousands of brackets
        raise Unusable("is not valid JSON") from error


def article_of(record: object, fallback_id: str) -> RawArticle:
    """The article of a record, whose text is taken as it is.

    Args:
        record: Hopefully an object with the keys above.
        fallback_id: What an article without an id is called.

    Raises:
        Unusable: The record is no article.
    """
    if not isinstance(record, dict):
        raise Unusable("is no JSON object")
    if record.get("text") is None:
        raise Unusable("has no text")
    text = _string(record, "text") or ""
    if not text.strip():
        raise Unusable("has an empty text")
    number = record.get("id")
    name = str(number) if type(number) is int else _string(record, "id")
    return RawArticle(
        id=name or fallback_id,
        text=text,
        title=_string(record, "title"),
        date=_string(record, "date"),
        source=_string(record, "source"),
        url=_string(record, "url"),
        language=_string(record, "language"),
    )


def _string(record: dict[str, object], key: str) -> str | None:
    """A field's text; None where there is none. Raises: Unusable."""
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value
    raise Unusable(f'has a "{key}" that is no text')
