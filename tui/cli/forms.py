"""The forms in which programs get results: the JSON objects and the CSV of the command line's interface.

Every function takes a domain object and returns plain dicts, lists and numbers; keys are the interface.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from index.corrections import KeptCorrection, kind_of
from index.deal import Claim, Deal
from index.document import (
    Article,
    Company,
    CompanyEvent,
    DealMention,
    Detections,
    MentionKind,
    Milestone,
    Money,
    Party,
    Span,
)
from index.results import ArchivedArticle, CompanySummary, Hit, SearchPage

T = TypeVar("T")

_COLUMNS = (
    *("id", "type", "status", "parties", "object", "value", "currency", "stake", "first_seen", "last_seen"),
    *("stake_before", "date", "conflicts", "date_of"),
)

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""What `json.dumps` leaves as it is, and a terminal or a line reader would act on."""


def as_json(form: Any) -> str:
    """One line of JSON. It can be printed on a terminal: controls are written as escapes."""
    text = json.dumps(form, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def detected_form(article: Article, detections: Detections) -> dict[str, Any]:
    """What `detect --json` prints for one article."""
    return {"id": article.id, "language": article.language, **_detections_form(article, detections)}


def archived_form(archived: ArchivedArticle) -> dict[str, Any]:
    """What `show --json` prints: the article, and the companies and deals as `detect` gives them."""
    article = archived.article
    return {
        "id": str(archived.id),
        "title": article.title,
        "date": article.date and article.date.iso,
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "read": archived.read,
        "origins": list(archived.origins),
        "text": article.text,
        "regions": [
            {"start": region.span.start, "end": region.span.end, "kind": region.kind.value, "reason": region.reason}
            for region in article.regions
        ],
        **_detections_form(article, archived.detections),
    }


def search_form(page: SearchPage, hits: Sequence[Hit]) -> dict[str, Any]:
    """What `search --json` prints."""
    return {
        "query": page.request.query,
        "total": page.total,
        "elapsed_ms": round(page.elapsed_ms, 3),
        "hits": [_hit_form(hit) for hit in hits],
        "facets": {
            facet: [{"value": count.value, "name": count.name, "count": count.count} for count in counts]
            for facet, counts in page.facets.items()
        },
        "problems": [
            {"message": problem.message, "start": problem.span.start, "end": problem.span.end}
            for problem in page.problems
        ],
        "suggestion": page.suggestion,
    }


def company_form(company: CompanySummary) -> dict[str, Any]:
    """One company of `companies --json`."""
    return {
        "id": company.id,
        "name": company.name,
        "aliases": list(company.aliases),
        "articles": company.articles,
        "mentions": company.mentions,
        "deals": company.deals,
        "group": company.group,
        "events": company.events,
    }


def deal_form(deal: Deal) -> dict[str, Any]:
    """One deal of `deals --json`."""
    return {
        "id": deal.id,
        **terms_form(deal),
        "first_seen": deal.first_seen and deal.first_seen.iso,
        "last_seen": deal.last_seen and deal.last_seen.iso,
        "history": [
            {
                "status": change.status.value,
                "date": change.date and change.date.iso,
                "article": str(change.article),
                "by_user": change.by_user,
            }
            for change in deal.history
        ],
        "evidence": [
            {"article": str(said.article), "start": said.span.start, "end": said.span.end, "text": said.text}
            for said in deal.evidence
        ],
        "objects": [_claim_form(claim, str) for claim in deal.objects],
        "values": [_claim_form(claim, _money_form) for claim in deal.values],
        "stake_before": deal.stake_before,
        **_dates_form(deal),
        "stakes": [_claim_form(claim, float) for claim in deal.stakes],
        "stakes_before": [_claim_form(claim, float) for claim in deal.stakes_before],
        "dates": [
            {"of": claim.value.of.value, **_claim_form(claim, lambda dated: dated.date.iso)} for claim in deal.dates
        ],
        "why": deal.why,
    }


def _claim_form(claim: Claim[T], form: Callable[[T], object]) -> dict[str, Any]:
    return {"value": form(claim.value), "articles": [str(article) for article in claim.articles]}


def _money_form(value: Money) -> dict[str, Any]:
    return {"amount": _number(value.amount), "currency": value.currency, "approximate": value.approximate}


def correction_form(kept: KeptCorrection, sentence: str) -> dict[str, Any]:
    """One correction of `corrections --json`; `sentence` says it for people.

    One that is "joined" was said together with the one before it, and is undone with it.
    """
    fields = asdict(kept.correction)
    if "articles" in fields:
        fields["articles"] = [str(article) for article in fields["articles"]]
    if "article" in fields:
        fields["article"] = str(fields["article"])
    return {
        "number": kept.number,
        "made": kept.made,
        "undone": kept.undone,
        "joined": kept.joined,
        "kind": kind_of(kept.correction),
        **fields,
        "sentence": sentence,
    }


def deals_csv(deals: Sequence[Deal]) -> str:
    """The deals as CSV with a head line, one deal a line.

    Parties are "name (role)", separated by semicolons; so are conflicts, "term: claim (articles) | claim (articles)".
    """
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(_COLUMNS)
    for deal in deals:
        value = (_number(deal.value.amount), deal.value.currency) if deal.value else (None, None)
        parties = "; ".join(f"{party.name} ({party.role.value})" for party in deal.parties)
        seen = (deal.first_seen and deal.first_seen.iso, deal.last_seen and deal.last_seen.iso)
        terms = (deal.id, deal.type.value, deal.status.value, parties, deal.object, *value, deal.stake, *seen)
        conflicts = "; ".join(f"{term}: {' | '.join(claims)}" for term, claims in conflict_texts(deal).items())
        dated = (deal.date.date.iso, deal.date.of.value) if deal.date else (None, None)
        row = (*terms, deal.stake_before, dated[0], conflicts or None, dated[1])
        writer.writerow([_cell(field) for field in row])
    return lines.getvalue()


def conflict_texts(deal: Deal) -> dict[str, list[str]]:
    """The terms on which articles disagree: what each claims, and the numbers of the articles that do."""
    claimed = {
        "value": [(money_text(claim.value), claim.articles) for claim in deal.values],
        "stake": [(stake_text(claim.value), claim.articles) for claim in deal.stakes],
        "stake before": [(stake_text(claim.value), claim.articles) for claim in deal.stakes_before],
        **{
            milestone_text(milestone): [(str(claim.value.date), claim.articles) for claim in deal.dates_of(milestone)]
            for milestone in Milestone
        },
    }
    return {
        term: [f"{text} (article {', '.join(map(str, articles))})" for text, articles in claims]
        for term, claims in claimed.items()
        if len(claims) > 1
    }


def money_text(value: Money | None) -> str:
    """The amount as a person writes it: "about 2,000,000,000 USD"; empty for None."""
    if value is None:
        return ""
    return f"{'about ' if value.approximate else ''}{value.amount:,.0f} {value.currency}"


def stake_text(stake: float | None) -> str:
    """The share as a person writes it: "25 %"; empty for None."""
    return "" if stake is None else f"{100 * stake:.4g} %"


def milestone_text(milestone: Milestone) -> str:
    """What a date is of, before it: "completion", or just "date" of the deal itself."""
    return "date" if milestone is Milestone.DEAL else milestone.value


def _dates_form(deal: Deal | DealMention) -> dict[str, Any]:
    """The most telling date, and what it is of."""
    return {"date": deal.date and deal.date.date.iso, "date_of": deal.date and deal.date.of.value}


def event_text(event: CompanyEvent) -> str:
    """The event on one line: "strike: Ryanair, Eurowings"."""
    return (
        f"{event.type.value}{' (feared)' if event.feared else ''}: {', '.join(party.name for party in event.companies)}"
    )


def _detections_form(article: Article, detections: Detections) -> dict[str, Any]:
    return {
        "companies": [_company_mentions_form(article, company) for company in detections.companies],
        "deals": [
            {
                **terms_form(deal),
                "stake_before": deal.stake_before,
                **_dates_form(deal),
                "dates": [{"value": dated.date.iso, "of": dated.of.value} for dated in deal.dates],
                "confidence": round(deal.confidence, 3),
                "evidence": [_span_form(article, span) for span in deal.evidence],
            }
            for deal in detections.deals
        ],
        "events": [_event_form(article, event) for event in detections.events],
    }


def _company_mentions_form(article: Article, company: Company) -> dict[str, Any]:
    def spans(kind: MentionKind) -> list[dict[str, Any]]:
        return [_span_form(article, mention.span) for mention in company.mentions if mention.kind is kind]

    return {
        "id": company.id,
        "name": company.name,
        "group": company.group,
        "about": company.about,
        "mentions": spans(MentionKind.NAME),
        "nominals": spans(MentionKind.NOMINAL),
    }


def _event_form(article: Article, event: CompanyEvent) -> dict[str, Any]:
    return {
        "type": event.type.value,
        "feared": event.feared,
        "confidence": round(event.confidence, 3),
        "companies": [{"id": party.id, "name": party.name} for party in event.companies],
        "evidence": [_span_form(article, span) for span in event.evidence],
    }


def terms_form(deal: Deal | DealMention) -> dict[str, Any]:
    """What a deal is, in every form that tells of one."""
    return {
        "type": deal.type.value,
        "status": deal.status.value,
        "parties": [_party_form(party) for party in deal.parties],
        "object": deal.object,
        "value": deal.value and _money_form(deal.value),
        "stake": deal.stake,
    }


def _hit_form(hit: Hit) -> dict[str, Any]:
    return {
        "id": str(hit.id),
        "title": hit.title,
        "date": hit.date and hit.date.iso,
        "source": hit.source,
        "language": hit.language,
        "score": hit.score,
        "snippet": hit.snippet.text,
        "companies": list(hit.companies),
        "deals": hit.deals,
    }


def _party_form(party: Party) -> dict[str, Any]:
    return {"id": party.id, "name": party.name, "role": party.role.value}


def _span_form(article: Article, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(article.text)}


def _number(amount: float) -> float | int:
    return int(amount) if float(amount).is_integer() else amount


def _cell(field: object) -> object:
    """A cell that a spreadsheet takes for text and never for a formula (OWASP, CSV injection)."""
    return f"'{field}" if isinstance(field, str) and field.startswith(("=", "+", "-", "@", "\t")) else field
