"""The lines of an opened article: title, what is known about it, text with its three kinds of highlight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from rich.segment import Segment
from rich.style import Style

from index.document import Article, MentionKind, Span
from index.results import ArchivedArticle
from index.text import one_line
from tui.rendering.cells import Line, drawn
from tui.rendering.layout import LaidLine, LineKind
from tui.rendering.marks import disjoint, marked, within
from tui.rendering.palette import Palette

BAR = "▌"
_LANGUAGES = {"de": "German", "en": "English"}


@dataclass(frozen=True, slots=True)
class Highlights:
    """What is highlighted in an article's text, each in text order and without overlap.

    Attributes:
        matches: Where the query's words stand.
        match: The match that the user moved to; None before that.
        companies: Where companies are named.
        evidence: Where deals and events are told of.
        jumped: The evidence that the user jumped to; None before that.
    """

    matches: tuple[Span, ...] = ()
    match: Span | None = None
    companies: tuple[Span, ...] = ()
    evidence: tuple[Span, ...] = ()
    jumped: Span | None = None

    @classmethod
    def of(cls, archived: ArchivedArticle, matches: tuple[Span, ...]) -> Self:
        """The highlights of an article that was just opened. Paraphrases of a company are not underlined."""
        detections = archived.detections
        return cls(
            matches=disjoint(matches),
            companies=disjoint(
                mention.span
                for company in detections.companies
                for mention in company.mentions
                if mention.kind is MentionKind.NAME
            ),
            evidence=disjoint(
                (
                    *(span for deal in detections.deals for span in deal.evidence),
                    *(span for event in detections.events for span in event.evidence),
                )
            ),
        )


def article_line(article: Article, line: LaidLine, highlights: Highlights, palette: Palette) -> Line:
    """One line of the article, behind a margin of two cells that has a bar beside evidence."""
    base = _base(line.kind, palette)
    if line.span is None or line.kind is LineKind.FOLD:
        return [Segment("  "), Segment(drawn(line.text), base)]
    jumped = (highlights.jumped,) if highlights.jumped else ()
    layers = [
        (palette.evidence, highlights.evidence),
        (palette.evidence_current, jumped),
        (palette.company, highlights.companies),
        (palette.match, highlights.matches),
        (palette.match_current, (highlights.match,) if highlights.match else ()),
    ]
    start, end = line.span.start, line.span.end
    margin = Segment("  ")
    if line.kind is not LineKind.FURNITURE and within(highlights.evidence, start, end):
        margin = Segment(f"{BAR} ", palette.bar + (palette.accent if within(jumped, start, end) else Style()))
    return [margin, *marked(article.text, start, end, base, layers)]


def _base(kind: LineKind, palette: Palette) -> Style:
    match kind:
        case LineKind.TITLE:
            return palette.strong
        case LineKind.BODY | LineKind.BLANK:
            return palette.text
        case LineKind.META:
            return palette.muted
        case LineKind.FURNITURE | LineKind.FOLD | LineKind.NOTE:
            return palette.faint


def meta_line(article: Article) -> str:
    """What is known about an article: date, source, language, and the host of its URL where that says more."""
    host = url_host(article.url)
    parts = [
        str(article.date) if article.date else "undated",
        article.source,
        _LANGUAGES.get(article.language, article.language),
        host if host.removeprefix("www.") != article.source.casefold() else "",
    ]
    return " · ".join(one_line(part) for part in parts if part)


def url_host(url: str | None) -> str:
    """The host of a URL that a browser can open; empty when there is none."""
    try:
        parts = urlsplit(url or "")
        return parts.hostname or "" if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def origin_notes(archived: ArchivedArticle) -> tuple[str, ...]:
    """Where the article was found, a line each."""
    return tuple(f"found in {one_line(origin)}" for origin in archived.origins)
