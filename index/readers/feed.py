"""RSS and Atom feeds, as servers send them or somebody saved them: an article an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from index.raw import Blob, Failure, RawArticle
from index.readers.decoding import tidy
from index.readers.markup import plain_text

_IS_MARKUP = re.compile(r"<[a-zA-Z/!]|&[#\w]+;")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_ENTITY = re.compile(rb"<!ENTITY\s[^>]*>")
_REFERENCE = re.compile(rb"[&%]\w")
_MOST_ENTITIES, _LONGEST_ENTITY = 300, 200
"""Definitions, and bytes of one, up to which they are letters and names: HTML 4 has 252, of some 40 bytes at most."""
_CUT_OFF = re.compile(r"no element found|unclosed token|unclosed CDATA", re.IGNORECASE)


def read(content: bytes, blob: Blob, subject: str) -> Iterator[RawArticle | Failure]:
    """The feed's entries, each an article, and a failure where it is none or ends before its end."""
    from feedparser import parse  # noqa: PLC0415  (takes 100 ms to import)

    if _may_grow(content):
        yield Failure(subject, "defines entities that may grow without end, and is not read")
        return
    charset = f"; charset={blob.charset}" if blob.charset else ""
    headers = {"content-type": f"application/xml{charset}"}
    feed = parse(io.BytesIO(content), response_headers=headers, resolve_relative_uris=False)
    if not feed.entries and not feed.version:
        yield Failure(subject, "is no feed")
        return
    for number, entry in enumerate(feed.entries, start=1):
        yield _article(entry, feed.feed, f"{blob.name}:{number}", subject)
    if feed.bozo and _CUT_OFF.search(str(feed.bozo_exception)):
        yield Failure(subject, "ends in the middle")


def _article(entry: Mapping[str, Any], feed: Mapping[str, Any], fallback_id: str, subject: str) -> RawArticle | Failure:
    """The article of an entry; its headline is the text's first line."""
    title = " ".join(_text(entry.get("title") or "").split())
    contents = [content.get("value") or "" for content in entry.get("content") or ()]
    text = max([_text(content) for content in (*contents, entry.get("summary") or "")], key=len)
    if not title and not text:
        return Failure(f"{subject}, entry {fallback_id.rpartition(':')[2]}", "has no text")
    return RawArticle(
        id=entry.get("id") or entry.get("link") or fallback_id,
        text=text if text.startswith(title) else f"{title}\n\n{text}".strip(),
        title=title or None,
        date=entry.get("published") or entry.get("updated") or entry.get("date"),
        source=" ".join(_text(feed.get("title") or "").split()) or None,
        url=_address(entry.get("link")),
        language=entry.get("language") or feed.get("language"),
    )


def _text(value: str) -> str:
    """The text of a field that may or may not be HTML: feeds rarely say it, and often wrongly."""
    return plain_text(value) if _IS_MARKUP.search(value) else tidy(value).strip()


def _address(link: str | None) -> str | None:
    """A link that a browser opens; None for what is only a name ("urn:1") or a script."""
    return link if link and link.lower().startswith(("http://", "https://")) else None


def _may_grow(content: bytes) -> bool:
    """Whether a feed defines entities by one another, long ones or very many: a small file would make a huge text."""
    root = _ROOT.search(content)
    definitions = _ENTITY.findall(content[: root.start()] if root else content)
    return len(definitions) > _MOST_ENTITIES or any(
        len(definition) > _LONGEST_ENTITY or _REFERENCE.search(definition) for definition in definitions
    )
