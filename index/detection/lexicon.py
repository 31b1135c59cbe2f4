"""The companies that dealwire knows by name, and the names that are no companies. Loaded once, never changed.

What the columns mean and where they come from is said in `index/lexicon/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from index.detection.name_index import Alias, NameIndex, alias
from index.detection.tables import rows

_TABLES = ("companies_german", "companies_world", "companies_listed")
NO_COMPANY = "!"
"""What the `company` of an alias begins with that names no company."""


class LexiconCompany(NamedTuple):
    """A company of the lexicon; what is not known is empty.

    Attributes:
        id: For good: never changed, never given to another company.
        name: The canonical name.
        country: ISO 3166 code of two letters.
        sector: One word of the lexicon's own list: "auto", "bank".
        seat: The city of its head office, in German.
        parent: The id of the group it belongs to.
        nicknames: What papers call it beside its names, as nouns: "Stern", "Schwaben".
    """

    id: str
    name: str
    country: str
    sector: str
    seat: str
    parent: str
    nicknames: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Companies by id, and every name in one index.

    Attributes:
        companies: By id.
        names: Names of companies and of what is none; see `Alias.company`.
    """

    companies: Mapping[str, LexiconCompany]
    names: NameIndex


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that is shipped."""
    companies: dict[str, LexiconCompany] = {}
    aliases: list[Alias] = []
    others = {row[0]: row[1] for row in rows("not_companies")}
    for table in _TABLES:
        for id_, name, forms, _legal, _ticker, country, sector, parent, seat, nicknames in rows(table):
            companies[id_] = LexiconCompany(id_, name, country, sector, seat, parent, nicknames)
            aliases += _aliases(id_, name, forms, others)
    aliases += (alias(name, NO_COMPANY + kind) for name, kind in others.items())
    return Lexicon(MappingProxyType(companies), NameIndex(aliases))


def _aliases(company: str, name: str, forms: str, others: Mapping[str, str]) -> Iterator[Alias]:
    """The aliases of a row: a form after a "?" is ambiguous, and so is one that names something else too."""
    listed = forms.split("|") if forms else []
    if f"?{name}" not in listed:
        yield alias(name, company, ambiguous=name in others)
    for form in listed:
        bare = form.removeprefix("?")
        yield alias(bare, company, ambiguous=bare is not form or bare in others)
