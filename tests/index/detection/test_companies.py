"""Companies of whole articles: what they are about, what is not read, and that any text has an answer."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.detection.companies import Reading, read_companies
from index.detection.compounds import words
from index.detection.lexicon import load_lexicon
from index.detection.people import surnames
from index.detection.sentences import split
from index.detection.tokens import tokenize
from index.document import Article, Company, Region, RegionKind, Span
from tests.index.detection.deal_texts import article

LEXICON = load_lexicon()
PIECES = st.sampled_from(
    [
        *("Siemens", "Daimler-BMW", "GmbH", "AG & Co. KG", "Deutsche Bank", "Otto", "Hans", "die Wolfsburger", "-Chef"),
        *("Autobauer", "Xanadu", "Müller", "von", "und", ",", ".", "(XN)", "„", "“", "#", "@", "\n", "\n\n", "'s", "´"),
        *("ISIN", " "),
    ]
)


def find(text: str, language: str = "de") -> tuple[Company, ...]:
    """The companies of a text."""
    return _read(article(text, language))


def _read(given_article: Article) -> tuple[Company, ...]:
    return read_companies([Reading(given_article, split(given_article))], LEXICON)[0].companies


def test_about_by_title() -> None:
    """An article is about a company that its title names, not about one that it names once at the end."""
    text = "BMW sucht Partner\n\nEs wird verhandelt. Kunden gibt es viele. Auch Siemens hat so etwas gesagt."
    regions = (Region(Span(0, 17), RegionKind.TITLE), Region(Span(19, len(text)), RegionKind.BODY))
    given_article = Article("a", text, "BMW sucht Partner", None, "", None, "de", regions, "")
    found = _read(given_article)
    assert {"BMW": True, "Siemens": False} == {company.name: company.about for company in found}


def test_about_by_count() -> None:
    """It is about one that it names three times, from its beginning."""
    text = "Es fing gut an mit BMW. Dann kam BMW. Am Ende ging BMW. Zuletzt sprach man nicht mehr davon, so war es."
    assert [True] == [company.about for company in find(text)]


def test_canonical_name() -> None:
    """A company has the lexicon's name; one that the lexicon does not know has its longest form, without legal form."""
    text = "VW kauft die Igelbräu Kempten GmbH. Die Igelbräu wächst."
    assert ["Volkswagen", "Igelbräu Kempten"] == [company.name for company in find(text)]


def test_group() -> None:
    """A company knows the topmost one it belongs to, over any steps; one on top, or unknown, knows none."""
    found = find("Siemens, Jaguar Land Rover, Audi und die Igelbräu GmbH kommen.")
    expected = {"Siemens": None, "Jaguar Land Rover": "Tata", "Audi": "Volkswagen", "Igelbräu": None}
    assert expected == {company.name: company.group_name for company in found}
    assert {"tata", "volkswagen"} == {company.group for company in found if company.group}


def test_every_mention_says_why() -> None:
    """Each mention tells the reader what made it one."""
    found = find("VW kauft die Igelbräu GmbH; die Wolfsburger zahlen. Otto zahlt nicht, sagt der Händler Otto.")
    assert {"lexicon", "legal form", "paraphrase"} <= {mention.why for company in found for mention in company.mentions}
    assert all(mention.why for company in found for mention in company.mentions)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norbert Reithofer von BMW", ["Reithofer"]),
        ("Karl-Heinz von der Müllen sprach", ["Müllen"]),
        ("John F. Kennedy", ["Kennedy"]),
        ("Der Otto-Chef Hans Meier", ["Meier"]),
        ("Hans GmbH", []),
        ("Siemens wächst", []),
    ],
)
def test_surnames(text: str, expected: list[str]) -> None:
    """A capitalised word after a first name, initials and particles is a surname."""
    row = words(tokenize(text))
    assert expected == [row[i].text for i in sorted(surnames(row))]


@settings(max_examples=300)
@given(
    st.one_of(st.text(), st.lists(PIECES).map(" ".join), st.lists(PIECES).map("".join)), st.sampled_from(["de", "en"])
)
def test_any_text(text: str, language: str) -> None:
    """Spans lie in the text, sorted, not blank; those of different companies do not overlap; names are not empty."""
    companies = find(text, language)
    spans: list[Span] = []
    for company in companies:
        own = [mention.span for mention in company.mentions]
        assert own == sorted(set(own)) != []
        assert company.id
        assert company.name.strip()
        assert all(0 <= span.start < span.end <= len(text) and span.of(text).strip() for span in own)
        spans += own
    spans.sort()
    assert not any(one.overlaps(other) for one, other in pairwise(spans))
    assert len(companies) == len({company.id for company in companies})


@given(st.lists(PIECES).map(" ".join))
def test_the_same_again(text: str) -> None:
    """The same text has the same companies, whatever was read before."""
    assert find(text) == find(text)
