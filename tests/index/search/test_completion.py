"""How queries that are being typed can go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.archive import Archive
from index.document import Span
from index.ports import Search
from index.results import CompletionKind, SearchRequest
from tests.fakes import FakeStorage
from tests.index.search.examples import STORIES, article, built, changes, coverage


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ([], ""),
        ([], "bmw "),
        (["kooperation"], "koop"),
        (["kooperation"], "BMW koop"),
        (["kooperation"], "title:koop"),
        (["kooperation"], '"eine koop'),
        ([], "koop*"),
        ([], "koop*ko"),
        ([], "tisch~ko"),
        ([], '"eine Kooperation"'),
        (["ubernahme"], "Überna"),
        (["ubernahme", "ubernimmt"], "uebern"),
        (["titel:"], "tite"),
        (["status:"], "statu"),
        (["firma:"], "firm"),
        (["company:bmw", "bmw", "bmwchef"], "BM"),
        (["company:jaguar-land-rover", "rover"], "rov"),
        (["merger"], "type:me"),
        (["acquisition"], "deal:übern"),
        (["stake", "supply", "spin_off"], "type:s"),
        (["stake", "supply", "spin_off"], "type:(merger OR s"),
        (["talks"], "kooperation -status:t"),
        (["insolvency"], "event:insol"),
        (["en"], "language:engl"),
        (["de", "en"], "language:"),
        (["jaguar-land-rover"], 'company:"jaguar l'),
        (["volkswagen"], "company:vo"),
        (['"Auto Woche"'], "source:au"),
        ([], "date:2"),
        ([], "company:?"),
    ],
)
def test_what_is_offered(expected: list[str], query: str, stories: Search) -> None:
    """Words in any spelling, of several inflections one; fields and values by German names, too."""
    assert expected == [each.text for each in stories.completions(query, len(query))]


def test_it_takes_the_place_of_what_is_before_the_cursor(stories: Search) -> None:
    """Of the word, and its opening quote; behind a colon it is put in."""
    for query, cursor, span in [
        ("bmw koop and more", 8, Span(4, 8)),
        ('company:"jaguar', 15, Span(8, 15)),
        ("type:", 5, Span(5, 5)),
        ('"eine koop', 10, Span(6, 10)),
        ("BMW-Ch", 6, Span(0, 6)),
    ]:
        found = stories.completions(query, cursor)
        assert found or query == "BMW-Ch"
        assert {span} >= {each.span for each in found}


def test_the_most_frequent_come_first_with_their_articles(folder: Path) -> None:
    """Over all commits; a word that only titles have is offered, too."""
    search = built(folder, [article(number, f"Nachricht {number}", "Bahn und Bahnhof") for number in range(1, 4)])
    search.update(changes([article(9, "Bahntitel", "Bahnhof und Bahnhof")]), coverage(2))
    found = search.completions("bah", 3)
    assert [("bahnhof", 4), ("bahn", 3), ("bahntitel", 1)] == [(each.text, each.articles) for each in found]


def test_a_group_comes_with_the_articles_that_it_finds(folder: Path) -> None:
    """Those of companies that belong to it, too; an article with several of them counts once."""
    audi, vw = ("audi", "Audi"), ("vw", "VW")
    stories = [
        article(1, "Audi und VW", companies=[audi, vw], groups={"audi": "vw"}),
        article(2, "Audi allein", companies=[audi], groups={"audi": "vw"}),
        article(3, "VW allein", companies=[vw]),
    ]
    search = built(folder, stories)
    (company,), (group,) = search.completions("company:v", 9), search.completions("group:v", 7)
    assert (2, 3) == (company.articles, group.articles)
    assert search.search(SearchRequest("group:vw ")).total == group.articles


@pytest.fixture
def archive(folder: Path) -> Archive:
    """The stories in a storage, and the real search."""
    storage = FakeStorage()
    for each in STORIES:
        storage.save(each.origins[0], each.article, each.detections)
    found = built(folder, STORIES)
    return Archive(storage, found)


def test_words_are_spelled_as_in_articles_and_companies_named(archive: Archive) -> None:
    """The index only knows folded words; an article that has the word knows its umlauts."""
    assert ["Übernahme", "übernimmt"] == [each.text for each in archive.completions("ubern", 5)]
    assert ["company:bmw", "BMW", "BMW-Chef"] == [each.text for each in archive.completions("bm", 2)]
    [company] = archive.completions("company:land", 12)
    assert (CompletionKind.COMPANY, "jaguar-land-rover", "Jaguar Land Rover", 1) == (
        company.kind,
        company.text,
        company.name,
        company.articles,
    )


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        (None, ""),
        (None, "Kooperation "),
        (None, "Kooperationen "),
        (None, "koop"),
        (None, "BMW"),
        (None, "xyzzyxyz "),
        ("Kooperation ", "Kooperaton "),
        ("Kooperation ", "Koopreation "),
        ("Übernahme", "Übernhame"),
        ("Übernahme -bmw", "Üebrnahme -bmw"),
        ("Kooperation ", "Looperation "),
        ("Rover ", "Rovre "),
        ("Kooperation ", "Koperatiom "),
        ("title:Kooperation company:bmw", "title:Kooperatoin company:bmw"),
        ("Kooperation Sprecher ", "Kooperatoin Sprehcer "),
        (None, "company:bwm "),
        ("company:bmw", "company:bbmww"),
        ("company:volkswagen ", "company:volkswagn "),
        ("company:volkswagen", "company:Volksvagen"),
        (None, "company:volkswag"),
        (None, "company:xyzzyxyz "),
        ('bmw source:"Auto Woche" ', 'bmw source:"auto woch" '),
        ("group:daimler", "group:diamler"),
        ("type:merger ", "type:mergr "),
        ("deal:merger", "deal:fusoin"),
        (None, "type:xyzzy "),
        (None, "Kooperaton~ "),
        (None, "Kooper*ton "),
        (None, '"Kooperaton"'),
    ],
)
def test_did_you_mean(expected: str | None, query: str, archive: Archive) -> None:
    """The query with the words that articles have, two letters swapped or one wrong; patterns mean what they say."""
    assert expected == archive.search(SearchRequest(query)).suggestion


def test_a_frequent_word_is_suggested_for_a_rare_one(folder: Path) -> None:
    """A misspelling that one article has, where a hundred have the word."""
    search = built(
        folder,
        [article(1, "Eins", "Die Übernhame platzt"), *(article(n, f"Nr {n}", "Übernahme") for n in range(2, 110))],
    )
    [better] = search.search(SearchRequest("Übernhame ")).corrections
    assert ("ubernahme", Span(0, 9), 108) == (better.text, better.span, better.articles)
