"""A correction as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from index.corrections import (
    Correction,
    EventCorrection,
    IsCompany,
    NotACompany,
    OtherDeal,
    SameDeal,
    WrongDeal,
    WrongEventCompany,
    WrongEventType,
    WrongParty,
    WrongStatus,
)
from index.deal import Deal
from index.document import CompanyEvent
from tui.rendering.deals import parties_line

_DEAL_CELLS = 60


def deal_name(deal: Deal) -> str:
    """A deal by its parties."""
    return parties_line(deal, _DEAL_CELLS)


def event_name(event: CompanyEvent) -> str:
    """An event by what happens to whom."""
    return f"{event.type.value}: {', '.join(party.name for party in event.companies)}"


def sentence(correction: Correction, companies: Mapping[str, str], deal: Callable[[str], str]) -> str:
    """What the user said.

    Args:
        correction: As it was kept.
        companies: The canonical names by id; an id that is not there is shown as it is.
        deal: Names a deal by its id.
    """
    match correction:
        case NotACompany(form):
            told = f"“{form}” is no company"
        case IsCompany(form, company):
            told = f"“{form}” is {companies.get(company, company)}"
        case WrongDeal(id_):
            told = f"no deal: {deal(id_)}"
        case WrongStatus(id_, _, status):
            told = f"{deal(id_)}: {status.value}"
        case WrongParty(id_, _, company):
            told = f"{deal(id_)}: without {companies.get(company, company)}"
        case SameDeal(id_, other):
            told = f"one deal: {deal(id_)} and {deal(other)}"
        case OtherDeal(id_):
            told = f"{deal(id_)}: one article tells of another deal"
        case _:
            told = _event_sentence(correction, companies)
    return told


def _event_sentence(correction: EventCorrection, companies: Mapping[str, str]) -> str:
    type_, names = correction.type.value, ", ".join(companies.get(id_, id_) for id_ in correction.companies)
    match correction:
        case WrongEventType(right=right):
            return f"{names}: {right.value}, no {type_}"
        case WrongEventCompany(company=company, other=other):
            instead = f"{companies.get(other, other)}, " if other else ""
            return f"{type_}: {instead}not {companies.get(company, company)}"
        case _:
            return f"no {type_}: {names}"
