"""Narrowing a result by what is in it: types, statuses, events, groups, sources, languages, years. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from index.results import SearchPage
from tui.offers import Offer
from tui.searching import Asking, Choice, ChoiceKind

_FACETS: Final = ("type", "status", "event", "group", "year", "language", "source")
_KINDS: Final = {"event": ChoiceKind.EVENT, "group": ChoiceKind.GROUP}
_FIELDS: Final = {"year": "date"}
"""The query's word for a facet, where it is another one."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """One value of a facet."""

    facet: str
    value: str
    name: str


def narrowings(page: SearchPage) -> list[Offer[Narrowing]]:
    """Everything that a result can be narrowed by, each with how many articles it leaves."""
    return [
        Offer(Narrowing(facet, count.value, count.name), f"{facet}: {count.name}", f"{count.count:,}")
        for facet in _FACETS
        for count in page.facets.get(facet, ())
    ]


def narrowed(asking: Asking, narrowing: Narrowing) -> Asking:
    """By one value more, or no longer by it: a choice where a filter can be one, else a word of the query."""
    if (kind := _KINDS.get(narrowing.facet)) is not None:
        return asking.toggled(choice(narrowing.value, narrowing.name, kind))
    value = narrowing.value if narrowing.value.replace("_", "").isalnum() else f'"{narrowing.value}"'
    word = f"{_FIELDS.get(narrowing.facet, narrowing.facet)}:{value}"
    without, count = re.subn(rf"(?<!\S){re.escape(word)}(?!\S)\s*", "", asking.query)
    if count:
        return asking.with_query(without.strip())
    query = asking.query.strip()
    if "OR" in query.split():  # the word is to hold for every alternative, not for the last one
        query = f"({query})"
    return asking.with_query(f"{query} {word}".strip())


def choice(id_: str, name: str, kind: ChoiceKind) -> Choice:
    """The choice of a group or an event, with a name that tells it from a company."""
    return Choice(id_, f"{name} group" if kind is ChoiceKind.GROUP else name, kind=kind)
