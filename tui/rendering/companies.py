"""A company as one line of the side panel."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from rich.segment import Segment

from index.document import Company
from index.results import ArchivedArticle
from tui.profiles import Profile, reasons_of
from tui.rendering.cells import Line, pad
from tui.rendering.facts import Fact, counted
from tui.rendering.palette import Palette

ADDED, REMOVED, HERE = "+", "−", "•"


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company of the panel.

    Attributes:
        count: In how many articles of the result it is named.
        excluded: Whether the result is narrowed to articles with it (False) or without it (True); None for neither.
        here: Whether the open article names it.
    """

    id: str
    name: str
    count: int
    excluded: bool | None = None
    here: bool = False


def profile_facts(profile: Profile) -> list[Fact]:
    """What is known of a company, for the top of its page."""
    return [
        ("known as", counted(profile.forms)),
        ("facts", ", ".join(profile.facts)),
        ("group", profile.group),
        ("deals with", counted([(partner.name, count) for partner, count in profile.partners])),
        ("why", counted(profile.reasons)),
    ]


def here_facts(company: Company | None, archived: ArchivedArticle | None) -> list[Fact]:
    """Why the open article is thought to name a company; nothing where none is open."""
    if archived is None:
        return []
    if company is None:
        return [("", "not in the open article")]
    forms = Counter(" ".join(mention.span.of(archived.article.text).split()) for mention in company.mentions)
    return [
        ("named", counted(forms.most_common(), most=4)),
        ("why", counted(reasons_of([company]), most=4)),
        ("group", company.group_name or ""),
    ]


def company_line(row: CompanyRow, cells: int, palette: Palette) -> Line:
    """The company's marks, name and count in `cells` cells."""
    count = f"{row.count:,}"
    name_cells = max(1, cells - len(count) - 4)
    filtered, style = " ", palette.text if row.count else palette.muted
    if row.excluded is not None:
        filtered, style = (REMOVED, palette.removed) if row.excluded else (ADDED, palette.added)
    return [
        Segment(filtered, style),
        Segment(f"{HERE if row.here else ' '} ", palette.accent),
        Segment(pad(row.name, name_cells), style),
        Segment(f" {count}", palette.muted),
    ]
