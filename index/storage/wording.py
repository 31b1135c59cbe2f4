"""Corrections as they are kept: a kind and a JSON object, read strictly; a later dealwire may write other kinds."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from index.corrections import (
    Anchor,
    Correction,
    IsCompany,
    NotACompany,
    OtherDeal,
    SameDeal,
    WrongDeal,
    WrongParty,
    WrongStatus,
)
from index.document import Status

_READERS: dict[str, Callable[[Any], Correction]] = {
    "not_a_company": lambda body: NotACompany(body["form"]),
    "is_company": lambda body: IsCompany(body["form"], body["company"]),
    "wrong_deal": lambda body: WrongDeal(body["deal"], tuple(body["articles"])),
    "wrong_status": lambda body: WrongStatus(body["deal"], tuple(body["articles"]), Status(body["status"])),
    "wrong_party": lambda body: WrongParty(body["deal"], tuple(body["articles"]), body["company"]),
    "same_deal": lambda body: SameDeal(body["deal"], body["other"]),
    "other_deal": lambda body: OtherDeal(body["deal"], body["article"]),
}


def written(correction: Correction, anchors: Sequence[Anchor]) -> str:
    """The correction's fields as one JSON object, its anchors among them."""
    body = {**asdict(correction), "anchors": [asdict(anchor) for anchor in anchors]}
    return json.dumps(body, ensure_ascii=False)


def read(kind: str, body: str) -> tuple[Correction, tuple[Anchor, ...]] | None:
    """The correction and its anchors again; None for what this dealwire does not understand."""
    try:
        fields = json.loads(body)
        return _READERS[kind](fields), tuple(_anchor(anchor) for anchor in fields["anchors"])
    except (KeyError, TypeError, ValueError):
        return None


def _anchor(fields: Any) -> Anchor:
    return Anchor(
        fields["deal"], int(fields["article"]), fields["family"], tuple(fields["parties"]), int(fields["start"])
    )
