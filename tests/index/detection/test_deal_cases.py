"""Every file of tests/cases/deals holds: the deals of its text, given the companies by name, are those it lists.

A file tells its one fact in `fact`. `companies` are names, or lists of forms with the canonical name first; of a deal
only the keys that the file gives are compared, and "none" stands for a value that the text does not tell. `published`
is the article's date, for texts that count from it.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.dates import PartialDate
from index.detection.cue_tables import load_cues
from index.detection.deals import find_deals
from index.detection.sentences import split
from index.document import DealMention
from tests.index.detection.deal_texts import article, companies

_CASES = sorted((Path(__file__).parents[2] / "cases" / "deals").glob("*.toml"))


def told(deal: DealMention, keys: set[str]) -> dict[str, Any]:
    """What the deal says of these keys, in the words of a case file."""
    roles: dict[str, list[str]] = {}
    for party in deal.parties:
        roles.setdefault(party.role.value, []).append(party.name)
    value = deal.value and {
        "amount": deal.value.amount,
        "currency": deal.value.currency,
        **({"approximate": True} if deal.value.approximate else {}),
    }
    everything: dict[str, Any] = {
        "type": deal.type.value,
        "status": deal.status.value,
        "parties": {role: sorted(names) for role, names in roles.items()},
        "value": value or "none",
        "stake": "none" if deal.stake is None else deal.stake,
        "stake_before": "none" if deal.stake_before is None else deal.stake_before,
        "date": deal.date.date.iso if deal.date else "none",
        "dates": {dated.of.value: dated.date.iso for dated in deal.dates},
        "object": deal.object or "none",
    }
    return {key: everything[key] for key in keys}


def by_parties(deal: dict[str, Any]) -> str:
    """A key to compare lists of deals in any order."""
    return repr(sorted(deal.get("parties", {}).items()))


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """The text's deals are those that the file lists, in what the file says of them."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    published = PartialDate(case["published"]) if "published" in case else None
    given = replace(article(case["text"], case["language"]), date=published)
    found = find_deals(given, split(given), companies(case["text"], case["companies"]), load_cues())
    expected = [
        {**deal, **({"parties": {r: sorted(n) for r, n in deal["parties"].items()}} if "parties" in deal else {})}
        for deal in case["deals"]
    ]
    keys = {key for deal in expected for key in deal} or {"type", "parties"}
    assert sorted(expected, key=by_parties) == sorted((told(deal, keys) for deal in found), key=by_parties), case[
        "fact"
    ]


def test_there_are_many_cases() -> None:
    """A missing folder would pass every case."""
    assert len(_CASES) >= 600
