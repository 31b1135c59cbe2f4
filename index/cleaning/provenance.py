"""Provenance: the address of an article, and the paper, site or folder that it comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from index.cleaning.blocks import Block
from index.cleaning.line_words import any_of
from index.text import one_line, visible

_SITE = re.compile(r"(?:du bist|sie sind|sie befinden sich|you are) (?:hier|here)\b[\s:]*", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,10})(?=\s*[/›»>|]|$)", re.IGNORECASE)
_DOMAIN_LENGTH = 60
_ADDRESS = re.compile(
    rf"(?:{any_of('label of an address')}\s*:\s*)?[<(\[]?(https?://[^\s/<>]+\.[^\s/<>]+/[^\s<>)\]]+)[>)\]]?",
    re.IGNORECASE,
)
_FIRST = 8
"""Blocks from the top among which an article's own address stands."""


def url_of(declared: str | None, blocks: Sequence[Block]) -> str | None:
    """The address as declared, else the page's that a line above the first paragraph says and nothing else.

    None where neither tells it. A site's own address, without a path, is not the article's.
    """
    if declared:
        return visible(declared)
    for block in blocks[:_FIRST]:
        if block.is_paragraph:
            return None
        if address := _ADDRESS.fullmatch(block.text):
            return address[1]
    return None


def source_of(declared: str | None, url: str | None, folder: str | None, blocks: Sequence[Block]) -> str:
    """The name to be shown: as declared, else the site that the page's own path names, its host, or the folder.

    Empty where none of them is known.
    """
    return one_line(declared or "") or _site(blocks) or _host(url) or one_line(folder or "")


def _site(blocks: Sequence[Block]) -> str:
    """The site that the path to the page begins with ("You are here: example.org / News"); empty where none does."""
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if label := _SITE.match(block.text):
            path = block.text[label.end() :] or (following.text if following else "")
            if host := _HOST.match(path[:_DOMAIN_LENGTH]):
                return host[1]
    return ""


def _host(url: str | None) -> str:
    """The host of an address without "www."; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""
