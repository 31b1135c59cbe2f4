"""What the user said of names, as beliefs: of two corrections of one name the later holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from index.corrections import CompanyCorrection, NotACompany
from index.detection.beliefs import Belief, Beliefs, Keys
from index.detection.lexicon import NO_COMPANY, Lexicon
from index.detection.name_index import alias
from index.detection.names import company_id, core, fold, name_words

WHY = "you said so"
REJECTED = NO_COMPANY + "not a company"
"""The company of a name that the user says is none's."""


def said(corrections: Iterable[CompanyCorrection], lexicon: Lexicon) -> Beliefs:
    """The corrections as beliefs. Forms without a word are passed over."""
    corrections = tuple(corrections)
    known = _companies_by_name(lexicon) if corrections else {}  # 15 ms
    found: dict[Keys, Belief] = {}
    for correction in corrections:
        belief = _belief(correction, lexicon, known)
        if any(map(str.isalnum, "".join(belief.alias.keys))):
            found[belief.alias.keys] = belief
    return Beliefs(tuple(found.values()))


def _companies_by_name(lexicon: Lexicon) -> dict[Keys, str]:
    """The company that a name means, by its folded words; of several, the one that is called so."""
    meant: defaultdict[Keys, set[str]] = defaultdict(set)
    for entry in lexicon.names:
        if not entry.company.startswith(NO_COMPANY):
            meant[entry.keys].add(entry.company)
    only = {keys: companies.pop() for keys, companies in meant.items() if len(companies) == 1}
    return only | {alias(company.name, "").keys: company.id for company in lexicon.companies.values()}


def _belief(correction: CompanyCorrection, lexicon: Lexicon, known: Mapping[Keys, str]) -> Belief:
    if isinstance(correction, NotACompany):
        return Belief(alias(correction.form, REJECTED), WHY, said=True)
    given = correction.company
    if (company := _meant(given, lexicon, known)) is not None:
        return Belief(alias(correction.form, company), WHY, lexicon.companies[company].name, said=True)
    is_id = given == fold(given) and " " not in given
    company = given if is_id else company_id(given)
    return Belief(alias(correction.form, company), WHY, "" if is_id else given, said=True)


def _meant(given: str, lexicon: Lexicon, known: Mapping[Keys, str]) -> str | None:
    """The company of the lexicon that is given by its id or a name, with a legal form or without."""
    if given in lexicon.companies:
        return given
    return known.get(alias(given, "").keys) or known.get(alias(" ".join(core(name_words(given))), "").keys)
