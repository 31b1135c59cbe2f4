"""Corrections as they are kept: a kind and a JSON object, read strictly; a later dealwire may write other kinds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
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
    WrongEvent,
    WrongEventCompany,
    WrongEventType,
    WrongParty,
    WrongStatus,
)
from index.document import EventType, Status

_READERS: dict[str, Callable[[Any], Correction]] = {
    "not_a_company": lambda body: NotACompany(_text(body["form"])),
    "is_company": lambda body: IsCompany(_text(body["form"]), _text(body["company"])),
    "wrong_deal": lambda body: WrongDeal(_text(body["deal"]), _numbers(body["articles"])),
    "wrong_status": lambda body: WrongStatus(
        _text(body["deal"]), _numbers(body["articles"]), Status(_text(body["status"]))
    ),
    "wrong_party": lambda body: WrongParty(_text(body["deal"]), _numbers(body["articles"]), _text(body["company"])),
    "same_deal": lambda body: SameDeal(_text(body["deal"]), _text(body["other"])),
    "other_deal": lambda body: OtherDeal(_text(body["deal"]), _number(body["article"])),
    "wrong_event": lambda body: WrongEvent(*_event(body)),
    "wrong_event_type": lambda body: WrongEventType(*_event(body), EventType(_text(body["right"]))),
    "wrong_event_company": lambda body: WrongEventCompany(*_event(body), _text(body["company"]), _text(body["other"])),
}


def written(correction: Correction, anchors: Sequence[Anchor], *, joined: bool = False) -> str:
    """The correction's fields as one JSON object, with its anchors, and whether it was said with the one before."""
    body = {**asdict(correction), "anchors": [asdict(anchor) for anchor in anchors], "joined": joined}
    return json.dumps(body, ensure_ascii=False)


def read(kind: str, body: str) -> tuple[Correction, tuple[Anchor, ...], bool] | None:
    """The correction, its anchors and whether it is joined; None for what this dealwire does not understand."""
    try:
        fields = json.loads(body)
        anchors = tuple(_anchor(anchor) for anchor in fields["anchors"])
        return _READERS[kind](fields), anchors, fields.get("joined") is True  # older logs do not say it
    except (KeyError, TypeError, ValueError):
        return None


def _anchor(fields: Any) -> Anchor:
    return Anchor(
        deal=_text(fields["deal"]),
        article=_number(fields["article"]),
        family=_text(fields["family"]),
        parties=tuple(map(_text, fields["parties"])),
        start=_number(fields["start"]),
    )


def _event(body: Any) -> tuple[int, EventType, tuple[str, ...]]:
    return _number(body["article"]), EventType(_text(body["type"])), tuple(map(_text, body["companies"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value


def _numbers(value: Iterable[object]) -> tuple[int, ...]:
    return tuple(map(_number, value))
