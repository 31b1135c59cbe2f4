"""An article as gold: what is true of it by detection and the user's corrections, to measure a detector by.

The form is that of the project's own gold: companies as lists of their forms, deals with spans of evidence, one event
for each company that it happens to. What a person would add by hand, other readings that count as well, is left empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.document import Article, Company, DealMention
from index.results import ArchivedArticle
from index.text import one_line
from tui.cli import forms


def gold_form(archived: ArchivedArticle, not_companies: Sequence[str] = ()) -> dict[str, Any]:
    """The article as one line of gold, its mentions by company.

    Args:
        archived: As the user has it.
        not_companies: Forms that the user says name no company.
    """
    article, detections = archived.article, archived.detections
    return {
        "id": article.id,
        "language": article.language,
        "title": article.title,
        "date": article.date and article.date.iso,
        "text": article.text,
        "mentions": [
            {"start": mention.span.start, "end": mention.span.end, "kind": mention.kind.value}
            for company in detections.companies
            for mention in company.mentions
        ],
        "companies": [_forms(article, company) for company in detections.companies],
        "companies_optional": [],
        "not_companies": [form for form in dict.fromkeys(not_companies) if form in article.text],
        "deals": [_deal(deal) for deal in detections.deals],
        "events": [
            {"type": event.type.value, "company": party.name, "optional": event.feared}
            for event in detections.events
            for party in event.companies
        ],
        "boilerplate": [],
        "traps": [],
    }


def _forms(article: Article, company: Company) -> list[str]:
    """The canonical name, then the forms that the article uses."""
    return list(dict.fromkeys([company.name, *(one_line(m.span.of(article.text)) for m in company.mentions)]))


def _deal(deal: DealMention) -> dict[str, Any]:
    return {
        **forms.terms_form(deal),
        "parties": [{"name": party.name, "role": party.role.value} for party in deal.parties],
        "alt_types": [],
        "alt_status": [],
        "evidence": [{"start": span.start, "end": span.end} for span in deal.evidence],
        "optional": False,
    }
