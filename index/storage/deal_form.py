"""Deals over articles as they are kept: a JSON object each, read only by the dealwire that wrote it or a later one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from index.dates import PartialDate
from index.deal import Claim, Deal, Evidence, StatusChange
from index.document import DealDate, DealType, Milestone, Money, Party, Role, Span, Status

T = TypeVar("T")


def written(deal: Deal) -> str:
    """All of a deal but its id."""
    body = {
        "type": deal.type,
        "status": deal.status,
        "parties": [(party.id, party.name, party.role) for party in deal.parties],
        "object": deal.object,
        "value": _money(deal.value),
        "stake": deal.stake,
        "seen": (_iso(deal.first_seen), _iso(deal.last_seen)),
        "history": [(change.status, _iso(change.date), change.article, change.by_user) for change in deal.history],
        "evidence": [(said.article, said.span.start, said.span.end, said.text) for said in deal.evidence],
        "objects": [(claim.value, claim.articles) for claim in deal.objects],
        "values": [(_money(claim.value), claim.articles) for claim in deal.values],
        "stakes": [(claim.value, claim.articles) for claim in deal.stakes],
        "why": deal.why,
        "stake_before": deal.stake_before,
        "stakes_before": [(claim.value, claim.articles) for claim in deal.stakes_before],
        "dates": [((claim.value.date.iso, claim.value.of), claim.articles) for claim in deal.dates],
    }
    said = {name: told for name, told in body.items() if told not in (None, [])}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def read(deal_id: str, body: str) -> Deal:
    """The deal again. Raises: KeyError, TypeError or ValueError for what is none."""
    told = json.loads(body)
    first_seen, last_seen = map(_date, told["seen"])
    return Deal(
        id=deal_id,
        type=DealType(told["type"]),
        status=Status(told["status"]),
        parties=tuple(Party(company, name, Role(role)) for company, name, role in told.get("parties", ())),
        object=told.get("object"),
        value=_amount(told.get("value")),
        stake=told.get("stake"),
        first_seen=first_seen,
        last_seen=last_seen,
        history=tuple(
            StatusChange(Status(status), _date(date), article, by_user)
            for status, date, article, by_user in told.get("history", ())
        ),
        evidence=tuple(
            Evidence(article, Span(start, stop), text) for article, start, stop, text in told.get("evidence", ())
        ),
        objects=_claims(told.get("objects", ()), str),
        values=_claims(told.get("values", ()), lambda value: Money(*value)),
        stakes=_claims(told.get("stakes", ()), float),
        why=told.get("why", ""),
        stake_before=told.get("stake_before"),
        stakes_before=_claims(told.get("stakes_before", ()), float),
        dates=_claims(told.get("dates", ()), _dated),
    )


def _iso(date: PartialDate | None) -> str | None:
    return date.iso if date else None


def _date(iso: str | None) -> PartialDate | None:
    return PartialDate(iso) if iso else None


def _dated(value: Any) -> DealDate:
    if isinstance(value, str):  # as they were kept before 2026-11-22: nothing but the date
        return DealDate(PartialDate(value), Milestone.DEAL)
    return DealDate(PartialDate(value[0]), Milestone(value[1]))


def _money(value: Money | None) -> tuple[float, str, bool] | None:
    return (value.amount, value.currency, value.approximate) if value else None


def _amount(value: Any) -> Money | None:
    return Money(*value) if value else None


def _claims(told: Iterable[Any], read_value: Callable[[Any], T]) -> tuple[Claim[T], ...]:
    return tuple(Claim(read_value(value), tuple(articles)) for value, articles in told)
