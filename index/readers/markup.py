"""Markup to text: what a browser would show of HTML, block by block in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from index.readers.decoding import tidy

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary"}
    | {"table", "tbody", "tfoot", "thead", "tr", "ul"}
)
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset(
    {"audio", "canvas", "datalist", "embed", "head", "iframe", "map", "math", "noscript", "object", "script", "select"}
    | {"style", "svg", "template", "textarea", "title", "video"}
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_SPACES = re.compile(r"\s+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_AROUND_TAB = re.compile(r" *\t *")
_BULLET = "• "


def parse(markup: str) -> html.HtmlElement:
    """The tree of a page or a piece of one, as a browser mends it. Raises: lxml.etree.LxmlError."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    return html.document_fromstring(_XML_DECLARATION.sub("", markup, count=1), parser=parser, ensure_head_body=True)


def blocks(root: html.HtmlElement) -> Iterator[str]:
    """The texts of the blocks that are shown, none of them blank; a line break in one is a `<br>`."""
    walk = etree.iterwalk(root, events=("start", "end"))
    parts: list[str] = []
    bullet = ""
    for event, element in walk:
        name = str(element.tag)
        hidden = _is_hidden(element, name)
        if event == "start" and hidden:
            walk.skip_subtree()
            continue
        if name in _BLOCKS and not hidden:
            for block in _finished(parts):
                yield bullet + block
                bullet = ""
            parts = []
        if event == "start":
            bullet = _BULLET if name == "li" else bullet
            parts += [_mark(name), _text(element.text, name)]
        else:
            parts.append(_text(element.tail, ""))
    yield from _finished(parts)


def plain_text(markup: str) -> str:
    """The blocks of a piece of HTML, an empty line between each two; empty for markup without text."""
    return "\n\n".join(blocks(parse(markup))) if markup.strip() else ""


def _is_hidden(element: html.HtmlElement, name: str) -> bool:
    """Whether a browser shows nothing of the element."""
    return (
        name in _HIDDEN
        or element.get("hidden") is not None
        or _HIDING_STYLE.search(element.get("style") or "") is not None
    )


def _mark(name: str) -> str:
    """What an element's start adds to the text."""
    return "\n" if name == "br" else "\t" if name in _CELLS else ""


def _text(text: str | None, name: str) -> str:
    """A text node's characters; blanks count as one, but in preformatted text."""
    return (text or "") if name == "pre" else _SPACES.sub(" ", text or "")


def _finished(parts: list[str]) -> list[str]:
    """The blocks that a run of text makes: one, or more where an empty line divides it."""
    lines = tidy("".join(parts)).split("\n")
    text = "\n".join(_AROUND_TAB.sub("\t", line.strip()) for line in lines)
    return [block.strip() for block in _EMPTY_LINE.split(text) if block.strip()]
