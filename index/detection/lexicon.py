"""The companies that dealwire knows by name, and the names that are no companies. Loaded once, never changed.

What the columns mean and where they come from is said in `index/lexicon/README.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from index.detection.name_index import Alias, Ambiguity, NameIndex, alias
from index.detection.tables import rows

_TABLES = ("companies_german", "companies_world", "companies_listed")
_SHARED = "~"
_SIGNS = "".join(ambiguity.value for ambiguity in Ambiguity)
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
        shared: For the folded words of a name, the companies that it means where an article names them in full:
            "Fiat" is Fiat Chrysler beside "Fiat Chrysler".
    """

    companies: Mapping[str, LexiconCompany]
    names: NameIndex
    shared: Mapping[tuple[str, ...], tuple[str, ...]]

    def plus(self, aliases: Iterable[Alias], companies: Iterable[LexiconCompany]) -> Lexicon:
        """The lexicon with more names, which go before its own, and more companies, which do not."""
        more = {company.id: company for company in companies}
        return Lexicon({**more, **self.companies}, NameIndex(aliases, self.names), self.shared)

    def group(self, company: str) -> LexiconCompany | None:
        """The topmost company that one belongs to; None when that is itself, or the lexicon does not know."""
        seen = {company}
        top = self.companies.get(company)
        while top and top.parent in self.companies and top.parent not in seen:
            seen.add(top.parent)
            top = self.companies[top.parent]
        return top if top and top.id != company else None


@cache
def load_lexicon() -> Lexicon:
    """The lexicon that is shipped."""
    companies: dict[str, LexiconCompany] = {}
    aliases: list[Alias] = []
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}
    others = {row[0]: row[1] for row in rows("not_companies")}
    for table in _TABLES:
        for id_, name, forms, _legal, _ticker, country, sector, parent, seat, nicknames in rows(table):
            companies[id_] = LexiconCompany(id_, name, country, sector, seat, parent, nicknames)
            listed = forms.split("|") if forms else []
            aliases += _aliases(id_, name, listed, others)
            for form in listed:
                if form[0] == _SHARED:
                    keys = alias(form[1:], id_).keys
                    shared[keys] = (*shared.get(keys, ()), id_)
    aliases += (alias(name, NO_COMPANY + kind) for name, kind in others.items())
    return Lexicon(MappingProxyType(companies), NameIndex(aliases), MappingProxyType(shared))


def _aliases(company: str, name: str, forms: Sequence[str], others: Mapping[str, str]) -> Iterator[Alias]:
    """The aliases of a row. A form's first sign tells what else it means; what names something else too is a word."""
    marked = {form[1:]: Ambiguity(form[0]) for form in forms if form[0] in _SIGNS}
    for form in dict.fromkeys([name, *(form.lstrip(_SIGNS) for form in forms if form[0] != _SHARED)]):
        yield alias(form, company, marked.get(form, Ambiguity.WORD if form in others else Ambiguity.NONE))
