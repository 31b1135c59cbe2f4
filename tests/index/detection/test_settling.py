"""The user's word on names: it holds in every article, and nothing else changes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.corrections import CompanyCorrection, IsCompany, NotACompany
from index.detection.detector import load_detector
from index.detection.names import fold, name_words
from index.detection.said import WHY
from tests.index.detection.deal_texts import article


def found(text: str, *corrections: CompanyCorrection, language: str = "de") -> dict[str, list[str]]:
    """The companies of a text by id, each with its mentions."""
    detector = load_detector().with_corrections(corrections)
    (detections,) = detector.detect([article(text, language)])
    return {company.id: [mention.span.of(text) for mention in company.mentions] for company in detections.companies}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Siemens wächst.", "Siemens"),
        ("Der Siemens-Chef geht.", "Siemens"),
        ("Siemens' Gewinn und die Größe Siemens.", "siemens"),
        ("Die Deutsche Bank wächst.", "Deutsche Bank"),
        ("Das Geld der Deutschen Bank.", "Deutschen Bank"),
        ("Gut so, #Siemens!", "Siemens"),
        ("Der Händler Xanaka wächst.", "Xanaka"),
        ("Die Igelbräu GmbH wächst.", "Igelbräu GmbH"),
        ("VW wächst. Die Wolfsburger bauen aus.", "Wolfsburger"),
    ],
)
def test_not_a_company(text: str, form: str) -> None:
    """A form that names no company is no mention, however sure it was, in any case and ending."""
    before = [mention for mentions in found(text).values() for mention in mentions]
    after = [mention for mentions in found(text, NotACompany(form)).values() for mention in mentions]
    assert any(form.lower() in mention.lower() for mention in before)
    assert [] == [mention for mention in after if form.lower() in mention.lower()]


def test_hashtags_are_the_form_too() -> None:
    """A form of several words is the same in one word, as hashtags and handles have it."""
    text = "#DeutscheBank wächst, so @DeutscheBank."
    assert {"deutsche-bank": ["DeutscheBank", "DeutscheBank"]} == found(text)
    assert {} == found(text, NotACompany("Deutsche Bank"))
    assert {"bmw": ["DeutscheBank", "DeutscheBank"]} == found(text, IsCompany("Deutsche Bank", "BMW"))
    detector = load_detector().with_corrections([IsCompany("Deutsche Bank", "BMW")])
    (detections,) = detector.detect([article(text)])
    assert {WHY} == {mention.why for company in detections.companies for mention in company.mentions}


def test_other_forms_stay() -> None:
    """Only the form itself is taken back: a longer name with it is another form."""
    text = "Die Igelbräu GmbH wächst. Viele loben Igelbräu."
    assert {"igelbraeu": ["Igelbräu GmbH"]} == found(text, NotACompany("Igelbräu"))
    assert {"siemens-energy": ["Siemens Energy"]} == found("Siemens Energy wächst.", NotACompany("Siemens"))


@pytest.mark.parametrize("company", ["bmw", "BMW"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_alias_of_a_known_company(company: str, language: str) -> None:
    """A form is a name of a company of the lexicon, given by id or name, in both languages."""
    assert {"bmw": ["Weißwurst"]} == found("Viel Weißwurst.", IsCompany("Weißwurst", company), language=language)


def test_new_company() -> None:
    """A company that was not known has the name and id that the user gives it."""
    text = "Viel Gutes von Xanaka. Auch xanaka lebt."
    detector = load_detector().with_corrections([IsCompany("Xanaka", "Xanaka Werke")])
    (detections,) = detector.detect([article(text)])
    assert [("xanaka-werke", "Xanaka Werke", [WHY])] == [
        (company.id, company.name, [mention.why for mention in company.mentions]) for company in detections.companies
    ]


def test_id_of_an_unknown_company() -> None:
    """A form may be said to be a company that articles show and the lexicon does not know: by its id."""
    text = "Die Igelbräu Kempten GmbH wächst. Viele loben IBK."
    expected = {"igelbraeu-kempten": ["Igelbräu Kempten GmbH", "IBK"]}
    assert expected == found(text, IsCompany("IBK", "igelbraeu-kempten"))


def test_a_company_of_many_forms_becomes_another() -> None:
    """All forms of a company can be said to be another's."""
    text = "Die Igelbräu Kempten GmbH wächst. Die Igelbräu zahlt."
    said = [IsCompany(form, "BMW") for form in ("Igelbräu Kempten GmbH", "Igelbräu Kempten", "Igelbräu")]
    assert {"bmw": ["Igelbräu Kempten GmbH", "Igelbräu"]} == found(text, *said)


def test_later_words_hold() -> None:
    """Of two corrections of one form the later holds."""
    no, yes = NotACompany("Xanaka"), IsCompany("xanaka", "bmw")
    text = "Der Händler Xanaka wächst."
    assert {"bmw": ["Xanaka"]} == found(text, no, yes)
    assert {} == found(text, yes, no)


def test_a_longer_name_is_another() -> None:
    """A form inside a longer name says nothing of that name."""
    assert {"siemens-energy": ["Siemens Energy"]} == found("Siemens Energy wächst.", IsCompany("Siemens", "bmw"))


def test_a_surname_is_no_company() -> None:
    """A person of that name stays a person."""
    assert {} == found("Das sagt Hans Xanaka.", IsCompany("Xanaka", "bmw"))


def test_takes_back_what_was_learned() -> None:
    """A wrong name that articles learned from each other is gone from all with one correction."""
    texts = ["Die Igelbräu GmbH wächst.", "Die Igelbräu SE baut.", "Viele loben Igelbräu.", "Igelbräu-Freunde feiern."]
    articles = [article(text) for text in texts]
    before = load_detector().detect(articles)
    said = [NotACompany(form) for form in ("Igelbräu", "Igelbräu GmbH", "Igelbräu SE")]
    after = load_detector().with_corrections(said).detect(articles)
    assert [1, 1, 1] == [len(detections.companies) for detections in before][:3]
    assert [0, 0, 0, 0] == [len(detections.companies) for detections in after]


@pytest.mark.parametrize("form", ["", " ", "–", "..."])
def test_forms_without_words(form: str) -> None:
    """A form without a word changes nothing."""
    assert {"siemens": ["Siemens"]} == found("Siemens – wächst ...", NotACompany(form), IsCompany(form, "bmw"))


PIECES = ["Siemens", "Deutsche Bank", "Igelbräu", "GmbH", "Xanaka", "-Chef", "Hans", "#", "der Händler", ".", "'s", " "]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.text(max_size=4) | st.sampled_from(PIECES), max_size=3),
    st.lists(st.text(max_size=4) | st.sampled_from(PIECES), max_size=3),
    st.sampled_from(["de", "en"]),
)
def test_any_text_and_any_words(text: str, none: list[str], some: list[str], language: str) -> None:
    """Whatever is said of whatever text, mentions lie in it, apart, and none is a form that names no company."""
    said: list[CompanyCorrection] = [IsCompany(form, "bmw") for form in some]
    detector = load_detector().with_corrections([*said, *map(NotACompany, none)])
    (detections,) = detector.detect([article(text, language)])
    spans = sorted(mention.span for company in detections.companies for mention in company.mentions)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert not any(one.overlaps(other) for one, other in pairwise(spans))
    rejected = {"".join(map(fold, name_words(form))) for form in none if any(map(str.isalnum, form))}
    assert rejected.isdisjoint("".join(map(fold, name_words(span.of(text)))) for span in spans)
