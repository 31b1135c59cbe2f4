"""The tables of the lexicon: that they hold together, and what is read from them."""

from __future__ import annotations

from collections import Counter

import pytest

from index.detection.context import heads
from index.detection.lexicon import Lexicon, LexiconCompany, load_lexicon
from index.detection.name_index import Ambiguity, NameIndex
from index.detection.names import fold
from index.detection.tables import rows, words

TABLES = ["companies_german", "companies_world", "companies_listed"]
COMPANIES = [row for table in TABLES for row in rows(table)]


def test_ids_are_unique() -> None:
    """No two rows have one id."""
    assert [] == [id_ for id_, times in Counter(row[0] for row in COMPANIES).items() if times > 1]


def test_ids_are_plain() -> None:
    """An id has small letters, digits and hyphens only: it stands in queries and files."""
    assert [] == [row[0] for row in COMPANIES if not row[0].replace("-", "").isalnum() or row[0] != fold(row[0])]


def test_groups_end() -> None:
    """A company that belongs to itself by way of others is found out: its group is the last of them."""
    ring = [LexiconCompany(id_, id_, "", "", "", parent, "") for id_, parent in ("ab", "bc", "ca")]
    lexicon = Lexicon({company.id: company for company in ring}, NameIndex([]), {})
    groups = [lexicon.group(id_) for id_ in "abcd"]
    assert ["c", "a", "b", None] == [group and group.id for group in groups]


def test_parents_exist() -> None:
    """Every parent is a company of the lexicon, and no company is its own."""
    ids = {row[0] for row in COMPANIES}
    assert [] == [row[0] for row in COMPANIES if row[7] and (row[7] not in ids or row[7] == row[0])]


def test_sectors_are_known() -> None:
    """Every sector is one that some noun for a kind of company tells, or has none that does."""
    told = frozenset().union(*heads().values())
    assert {"education", "sport"} >= {row[6] for row in COMPANIES if row[6]} - told


def test_a_name_means_one_company() -> None:
    """A form without a sign belongs to one company only."""
    owners: dict[str, set[str]] = {}
    for row in COMPANIES:
        for form in {row[1], *filter(None, row[2].split("|"))}:
            if form[0] not in "?!~":
                owners.setdefault(form, set()).add(row[0])
    assert {} == {form: ids for form, ids in owners.items() if len(ids) > 1}


@pytest.mark.parametrize(
    ("id_", "name", "country", "sector", "parent"),
    [("audi", "Audi", "DE", "auto", "volkswagen"), ("jpmorgan-chase", "JPMorgan Chase", "US", "bank", "")],
)
def test_company(id_: str, name: str, country: str, sector: str, parent: str) -> None:
    """A row's columns arrive in their places."""
    company = load_lexicon().companies[id_]
    assert (name, country, sector, parent) == (company.name, company.country, company.sector, company.parent)


@pytest.mark.parametrize(
    ("tag", "ambiguity"),
    [("Post", Ambiguity.WORD), ("Otto", Ambiguity.NAME), ("Siemens", Ambiguity.NONE), ("Nasdaq", Ambiguity.WORD)],
)
def test_ambiguity(tag: str, ambiguity: Ambiguity) -> None:
    """A form's sign tells what else it means; a name that stands among the other names too is a word."""
    entry = load_lexicon().names.tagged(tag)
    assert entry is not None
    assert ambiguity is entry.ambiguity


@pytest.mark.parametrize(
    ("german", "english", "name"),
    [
        (Ambiguity.WORD, Ambiguity.NONE, "Linde"),
        (Ambiguity.NONE, Ambiguity.WORD, "Caterpillar"),
        (Ambiguity.NAME, Ambiguity.NAME, "Otto"),
    ],
)
def test_ambiguity_by_language(german: Ambiguity, english: Ambiguity, name: str) -> None:
    """A word of one language is a plain name in the other."""
    entry = load_lexicon().names.tagged(name)
    assert entry is not None
    assert (german, english) == (entry.ambiguity.within(german=True), entry.ambiguity.within(german=False))


def test_shared_names() -> None:
    """A name may mean the company that an article names in full."""
    assert ("fiat-chrysler",) == load_lexicon().shared[("fiat",)]


def test_words_of_a_kind() -> None:
    """A table's first column, all of it or that of one kind."""
    assert "GmbH" in words("legal_forms")
    assert {"Bahn-Chef"}.isdisjoint(words("company_context", "tail"))
    assert words("company_context", "tail") < words("company_context")


@pytest.mark.parametrize("table", [*TABLES, "not_companies", "company_heads", "company_context", "no_names"])
def test_rows_are_clean(table: str) -> None:
    """No cell has blanks around it, no row lacks its first cell, all are as wide as the header."""
    assert 1 == len({len(row) for row in rows(table)})
    assert [] == [row for row in rows(table) if not row[0] or any(cell != cell.strip() for cell in row)]
