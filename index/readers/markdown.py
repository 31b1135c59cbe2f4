"""Markdown (CommonMark with tables), with or without YAML front matter, as blogs and note-takers write it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping

import yaml
from markdown_it import MarkdownIt

from index.raw import Blob, Failure, RawArticle
from index.readers.decoding import decode, tidy
from index.readers.markup import plain_text
from index.readers.origin import folder_of, url_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIRST_HEADING = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_MARKDOWN = MarkdownIt("commonmark").enable("table")


def read(content: bytes, blob: Blob, subject: str) -> Iterator[RawArticle | Failure]:
    """The page as one article. Raises: NotText."""
    source = tidy(decode(content, blob.charset))
    front, body = _split(source)
    rendered = _MARKDOWN.render(body)
    text = plain_text(rendered)
    heading = _FIRST_HEADING.search(rendered)
    title = _string(front, "title") or (plain_text(heading[1]) if heading else None)
    if title and not heading:
        text = f"{title}\n\n{text}"
    if not text.strip():
        yield Failure(subject, "is empty")
        return
    yield RawArticle(
        id=blob.name,
        text=text,
        title=title,
        date=_string(front, "date", "published"),
        source=_string(front, "source", "site", "publisher"),
        url=_string(front, "url", "link", "canonical") or url_of(blob),
        language=_string(front, "language", "lang"),
        folder=folder_of(blob),
    )


def _split(source: str) -> tuple[Mapping[str, object], str]:
    """The front matter and the Markdown below it; a block between rules that is no front matter stays text."""
    match = _FRONT_MATTER.match(source)
    if match is None:
        return {}, source
    try:
        front = yaml.safe_load(match[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}, source
    if not isinstance(front, dict):
        return {}, source
    return {str(key).lower(): value for key, value in front.items()}, source[match.end() :]


def _string(front: Mapping[str, object], *keys: str) -> str | None:
    """The first of these fields that says something; YAML's own dates in ISO 8601."""
    for key in keys:
        value = front.get(key)
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, str | int) and str(value).strip():
            return str(value)
    return None
