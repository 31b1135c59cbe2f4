"""Provenance: the paper, site or folder that an article comes from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from index.cleaning.blocks import Block
from index.text import one_line

_SITE = re.compile(r"(?:du bist|sie sind|sie befinden sich|you are) (?:hier|here)\b[\s:]*", re.IGNORECASE)
_HOST = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,10})(?=\s*[/›»>|]|$)", re.IGNORECASE)
_DOMAIN_LENGTH = 60


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
