"""Which format a blob is in: what it declares, unless its first bytes say otherwise.

Names lie: servers call feeds HTML, scrapers save pages as .txt, and .xml may be anything.
"""

from __future__ import annotations

import codecs
import re
from enum import StrEnum

from index.readers.decoding import NotText

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
    MAIL = "mail"


_DECLARED = {
    "text/markdown": Format.MARKDOWN,
    "text/html": Format.HTML,
    "application/xhtml+xml": Format.HTML,
    "application/jsonl": Format.JSON_LINES,
    "application/x-ndjson": Format.JSON_LINES,
    "application/json": Format.JSON,
    "message/rfc822": Format.MAIL,
    "application/mbox": Format.MAIL,
    "application/xml": Format.FEED,
    "text/xml": Format.FEED,
    "application/rss+xml": Format.FEED,
    "application/atom+xml": Format.FEED,
    "application/rdf+xml": Format.FEED,
}

_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"%!PS": "a PostScript document",
    b"{\\rtf": "an RTF document",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an office document",
    b"\x1f\x8b": "a gzip archive",
}
"""What files of other formats begin with, some of which pass for text."""

_PRELUDE = r"\s*(?:<\?xml[^>]*>|<!--.*?-->|<\?[^>]*>|\s)*"
_IS_FEED = re.compile(_PRELUDE + r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE | re.DOTALL)
_IS_HTML = re.compile(_PRELUDE + r"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL)
_IS_JSON = re.compile(r"\s*\{\s*\"")
_IS_JSON_LINES = re.compile(r"\s*\{[^\n]+\}\s*\n\s*\{")
_IS_MBOX = re.compile(r"From \S+@?\S* .*\b(?:19|20)\d\d\b.*\n[!-9;-~]+:")
_MAIL_HEADERS = re.compile(r"\s*((?:[!-9;-~]+:[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*)+)\r?(?:\n|\Z)")
_TELLING_HEADER = re.compile(r"^(from|subject|date):", re.IGNORECASE | re.MULTILINE)


def format_of(media_type: str, head: bytes) -> Format:
    """The format to read a blob in.

    Args:
        media_type: As declared; empty when nothing is.
        head: The first bytes.

    Raises:
        NotText: They are of a format that is not read.
    """
    declared = _DECLARED.get(media_type)
    if declared is Format.JSON_LINES:
        return declared
    for signature, kind in _SIGNATURES.items():
        if head.lstrip().startswith(signature):
            raise NotText(f"is {kind}, which is not read yet")
    start = _start(head)
    if declared is Format.JSON:
        return Format.JSON_LINES if _IS_JSON_LINES.match(start) else declared
    if _IS_FEED.match(start):
        return Format.FEED
    if _IS_HTML.match(start):
        return Format.HTML
    return declared or _undeclared(start, saved_as_text=media_type == "text/plain")


def _undeclared(start: str, *, saved_as_text: bool) -> Format:
    """The format of text that nothing declares but its name may call text."""
    if not saved_as_text and _IS_JSON.match(start):
        return Format.JSON_LINES
    return Format.MAIL if _is_mail(start) else Format.TEXT


def _is_mail(start: str) -> bool:
    """Whether a text begins as a mailbox does, or with the lines above a mail: who sent it, and on what or when."""
    headers = _MAIL_HEADERS.match(start)
    told = {name.lower() for name in _TELLING_HEADER.findall(headers[1])} if headers else set()
    return _IS_MBOX.match(start) is not None or ("from" in told and len(told) > 1)


def _start(head: bytes) -> str:
    """The first characters; only ASCII is of interest, so that any encoding will do that agrees on it."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")
