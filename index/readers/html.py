"""HTML pages: all that is shown is the text; trafilatura tells which of it is the article, and what is declared."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import html

from index.document import Region, RegionKind, Span
from index.raw import Blob, Failure, RawArticle
from index.readers.decoding import decode
from index.readers.markup import blocks, parse
from index.readers.origin import folder_of, url_of
from index.text import visible

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)|encoding=[\"']([\w.:-]+)[\"']", re.IGNORECASE
)
_NO_LETTERS = re.compile(r"[\W_]+")
_LONG = 40
"""Letters and digits that a line has at least for being found anywhere in the article to be no chance."""
_LONGEST_SITE = 5
"""Words of a site's name."""
_OUTSIDE = "outside the article"

for _library in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())  # their complaints about a page are nobody's business


@dataclass(frozen=True, slots=True)
class _Extract:
    """What trafilatura says of a page; texts without anything but letters and digits."""

    lines: frozenset[str]
    whole: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    url: str | None = None


def read(content: bytes, blob: Blob, subject: str) -> Iterator[RawArticle | Failure]:
    """The page as one article. Raises: NotText, lxml.etree.LxmlError."""
    tree = parse(decode(content, blob.charset or _declared_charset(content)))
    _make_visible(tree)
    text = "\n\n".join(blocks(tree))
    if not text:
        yield Failure(subject, "shows no text")
        return
    extract = _extract(tree, url_of(blob))
    title = _title(tree, extract.title)
    yield RawArticle(
        id=blob.name,
        text=text,
        regions=_regions(text, extract, _description(tree)),
        title=title,
        date=extract.date,
        source=extract.source or _site(tree, title),
        url=extract.url or url_of(blob),
        language=tree.get("lang"),
        folder=folder_of(blob),
    )


def _make_visible(tree: html.HtmlElement) -> None:
    """Replaces the control characters that entities bring in: trafilatura gives up on a page that has one."""
    for element in tree.iter():
        if element.text:
            element.text = visible(element.text)
        if element.tail:
            element.tail = visible(element.tail)


def _declared_charset(content: bytes) -> str | None:
    """The encoding that the page's own head declares."""
    match = _CHARSET.search(content[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def _extract(tree: html.HtmlElement, url: str | None) -> _Extract:
    """The article's text and the declared metadata; dates are taken only where the page declares them."""
    from trafilatura import bare_extraction  # noqa: PLC0415  (takes a second to import)
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    declared_only = {"extensive_search": False, "original_date": True}
    document = bare_extraction(tree, url=url, favor_recall=True, include_comments=False, include_tables=True)
    metadata = extract_metadata(tree, url, declared_only)
    lines = [_letters(line) for line in (getattr(document, "text", None) or "").split("\n")]
    return _Extract(
        lines=frozenset(filter(None, lines)),
        whole="".join(lines),
        title=metadata.title,
        date=metadata.date,
        source=metadata.sitename,
        url=metadata.url,
    )


def _title(tree: html.HtmlElement, declared: str | None) -> str | None:
    """The page's one main heading where the declared title says it too, for that may have the site's name behind it."""
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    if len(headings) == 1 and headings[0] and _letters(headings[0]) in _letters(declared or headings[0]):
        return headings[0]
    return declared


def _site(tree: html.HtmlElement, title: str | None) -> str | None:
    """The site's name, where the window's title has it behind the article's: "Title - Site"; None where it has not."""
    window = " ".join(str(tree.findtext(".//title") or "").split())
    name = window.removeprefix(title).lstrip(" |-–—·:»") if title and window.startswith(title) else ""
    return name if name and len(name.split()) <= _LONGEST_SITE else None


def _description(tree: html.HtmlElement) -> str:
    """What the page says it is about: pages print it above the article."""
    found = tree.xpath("//meta[@name='description' or @property='og:description']/@content")
    return str(found[0]) if found else ""


def _regions(text: str, extract: _Extract, description: str) -> tuple[Region, ...]:
    """Body and boilerplate, a line each; none where no article was found in the page."""
    lines = [Span(start, end - 1) for start, end in pairwise(_line_starts(text)) if text[start : end - 1].strip()]
    letters = [_letters(line.of(text)) for line in lines]
    sure = [len(line) >= _LONG and (line in extract.whole or line in _letters(description)) for line in letters]
    if not any(sure):
        return ()
    first, last = sure.index(True), len(sure) - 1 - sure[::-1].index(True)
    return tuple(
        Region(span, RegionKind.BODY)
        if sure[index] or (first - 1 <= index <= last + 1 and letters[index] in extract.lines)
        else Region(span, RegionKind.BOILERPLATE, _OUTSIDE)
        for index, span in enumerate(lines)
    )


def _line_starts(text: str) -> Sequence[int]:
    """Where the lines begin, and where one after the last would."""
    return [0, *(match.end() for match in re.finditer("\n", text)), len(text) + 1]


def _letters(text: str) -> str:
    """The text's letters and digits, case folded: what is left of it however markup is turned into text."""
    return _NO_LETTERS.sub("", text.casefold())
