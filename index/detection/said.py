"""What the user said of names, as beliefs: of two corrections of one name the later holds."""

from __future__ import annotations

from collections.abc import Iterable

from index.corrections import CompanyCorrection, NotACompany
from index.detection.beliefs import Belief, Beliefs, Keys
from index.detection.lexicon import NO_COMPANY, Lexicon
from index.detection.name_index import alias
from index.detection.names import company_id, fold

WHY = "you said so"
REJECTED = NO_COMPANY + "not a company"
"""The company of a name that the user says is none's."""


def said(corrections: Iterable[CompanyCorrection], lexicon: Lexicon) -> Beliefs:
    """The corrections as beliefs. Forms without a word are passed over."""
    ids = {company.name: company.id for company in lexicon.companies.values()}
    found: dict[Keys, Belief] = {}
    for correction in corrections:
        belief = _belief(correction, lexicon, ids)
        if any(map(str.isalnum, "".join(belief.alias.keys))):
            found[belief.alias.keys] = belief
    return Beliefs(tuple(found.values()))


def _belief(correction: CompanyCorrection, lexicon: Lexicon, ids: dict[str, str]) -> Belief:
    if isinstance(correction, NotACompany):
        return Belief(alias(correction.form, REJECTED), WHY, said=True)
    given = correction.company
    if given in lexicon.companies or given in ids:
        company = ids.get(given, given)
        return Belief(alias(correction.form, company), WHY, lexicon.companies[company].name, said=True)
    is_id = given == fold(given) and " " not in given
    company = given if is_id else company_id(given)
    return Belief(alias(correction.form, company), WHY, "" if is_id else given, said=True)
