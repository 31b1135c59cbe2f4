"""Every file of tests/cases/companies holds: the companies of its text are those it lists, mention by mention.

A file tells its one fact in `fact`. `companies` gives the texts of the mentions by name of each company's id, in text
order; `nominals`, where the file has it, those by paraphrase.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from index.detection.companies import Reading, read_companies
from index.detection.lexicon import load_lexicon
from index.detection.sentences import split
from index.document import Company, MentionKind
from tests.index.detection.deal_texts import article

_CASES = sorted((Path(__file__).parents[2] / "cases" / "companies").glob("*.toml"))


def mentions(companies: tuple[Company, ...], text: str, kind: MentionKind) -> dict[str, list[str]]:
    """The texts of the mentions of this kind, by company; companies without any are left out."""
    texts = {c.id: [m.span.of(text) for m in c.mentions if m.kind is kind] for c in companies}
    return {company: found for company, found in texts.items() if found}


@pytest.mark.parametrize("path", _CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    """The text's companies are those that the file lists, with just these mentions."""
    case = tomllib.loads(path.read_text(encoding="utf-8"))
    given = article(case["text"], case["language"])
    [(found, _)] = read_companies([Reading(given, split(given))], load_lexicon())
    assert case["companies"] == mentions(found, given.text, MentionKind.NAME)
    if "nominals" in case:
        assert case["nominals"] == mentions(found, given.text, MentionKind.NOMINAL)


def test_cases_are_there() -> None:
    """The folder is found and has its files."""
    assert len(_CASES) >= 80
