"""Which format a blob is in: what it declares, unless its first bytes say otherwise.

Names lie: servers call feeds HTML, scrapers save pages as .txt, and .xml may be anything.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

HEAD = 8192
"""How many bytes are looked at."""


class Format(StrEnum):
    """A format, by the name of the module that reads it."""

    TEXT = "plain"
    MARKDOWN = "markdown"
    HTML = "html"
    FEED = "feed"
    JSON_LINES = "jsonlines"
    JSON = "jsonarray"


_DECLARED = {
    "text/markdown": Format.MARKDOWN,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/jsonl": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
    "application/json": Format.JSON,
    "application/xml": Format.FEED,
    "text/xml": Format.FEED,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
}

_PRELUDE = r"\s*(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*"
_IS_FEED = re.compile(_PRELUDE + r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE | re.DOTALL)
_IS_HTML = re.compile(_PRELUDE + r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
_IS_JSON = re.compile(r"\s*\{\s*\"")
_IS_JSON_LINES = re.compile(r"\s*\{[^\n]+\}\s*\n\s*\{")


def format_of(media_type: str, head: bytes) -> Format:
    """The format to read a blob in.

    Args:
        media_type: As declared; empty when nothing is.
        head: The first bytes.
    """
    declared = _DECLARED.get(media_type)
    if declared is Format.JSON_LINES:
        return declared
    start = _start(head)
    if declared is Format.JSON:
        return Format.JSON_LINES if _IS_JSON_LINES.match(start) else declared
    if _IS_FEED.match(start):
        return Format.FEED
    if _IS_HTML.match(start):
        return Format.HTML
    if declared is None and media_type != "text/plain" and _IS_JSON.match(start):
        return Format.JSON_LINES
    return declared or Format.TEXT


def _start(head: bytes) -> str:
    """The first characters; only ASCII is of interest, so that any encoding will do that agrees on it."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
