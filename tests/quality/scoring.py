"""How much of the gold of the sample archive detection finds, and how much that is not there: plain counts.

Stricter and simpler than the scorer of the reference data: names must be equal but for legal forms and case, a deal
must have the gold's parties and one of its types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from index.document import Article, DealMention, Detections

_LEGAL_FORM = re.compile(r"[ ,]+(ag|se|gmbh|kg|kgaa|inc|corp|plc|ltd|llc|group|gruppe|co|nv|sa|spa)\.?$")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what is right, of what was found, and of what is in the gold."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return self.right / max(1, self.gold)

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.gold + other.gold)


def companies(gold: dict[str, Any], article: Article, detections: Detections) -> Score:
    """The companies of one article."""
    wanted, optional = (_names(gold.get(key, [])) for key in ("companies", "companies_optional"))
    found = [
        {_key(company.name), *(_key(mention.span.of(article.text)) for mention in company.mentions)}
        for company in detections.companies
    ]
    right = sum(_take(names, found) for names in wanted)
    for names in optional:
        _take(names, found)
    return Score(right, right + len(found), len(wanted))


def deals(gold: dict[str, Any], detections: Detections) -> Score:
    """The deals of one article; optional ones neither reward nor punish."""
    known = _names(gold["companies"])
    free = list(detections.deals)
    counts = {True: 0, False: 0}
    for deal in sorted(gold["deals"], key=lambda deal: bool(deal["optional"])):
        same = next((found for found in free if _is_same(deal, found, known)), None)
        if same is not None:
            free.remove(same)
            counts[bool(deal["optional"])] += 1
    firm = sum(not deal["optional"] for deal in gold["deals"])
    return Score(counts[False], len(detections.deals) - counts[True], firm)


def _take(names: set[str], found: list[set[str]]) -> bool:
    """Takes the company of one of these names out of what was found, if it is there."""
    same = next((other for other in found if names & other), None)
    if same is not None:
        found.remove(same)
    return same is not None


def _is_same(gold: dict[str, Any], found: DealMention, known: Sequence[set[str]]) -> bool:
    parties = [_forms(party["name"], known) for party in gold["parties"]]
    names = [_forms(party.name, known) for party in found.parties]
    return (
        found.type.value in {gold["type"], *gold["alt_types"]}
        and len(parties) == len(names)
        and all(any(forms & other for other in names) for forms in parties)
    )


def _forms(name: str, known: Sequence[set[str]]) -> set[str]:
    key = _key(name)
    return next((names for names in known if key in names), {key})


def _names(entries: Iterable[str | list[str]]) -> list[set[str]]:
    return [{_key(name) for name in ([entry] if isinstance(entry, str) else entry)} for entry in entries]


def _key(name: str) -> str:
    return _LEGAL_FORM.sub("", " ".join(name.casefold().split()))
