"""What is found, and in which order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.ports import Search
from index.results import SearchRequest, Sort
from tests.index.search.examples import STORIES, article, built, found


@pytest.mark.parametrize(
    ("expected", "query"),
    [
        ([3, 2, 4, 1, 5], ""),
        ([1], "kooperation "),
        ([1], "Kooperationen "),
        ([1], "koop"),
        ([1], "koop*"),
        ([], "koop "),
        ([4], "Übernahmen "),
        ([4], "uebernahme "),
        ([4], "ubernahme "),
        ([4], "Strassenbau "),
        ([4], "MÜLLER "),
        ([4], "Mueller "),
        ([5], "eon "),
        ([5], "E.ON "),
        ([1, 2], "bmw "),
        ([2], "chef "),
        ([2], "bmw-chef "),
        ([2], '"BMW Chef"'),
        ([], '"BMW-Chefs"'),
        ([3], "issues "),
        ([3], "companies "),
        ([2], '"Jaguar Land Rover"'),
        ([], '"Rover Jaguar"'),
        ([2], '"künftig elektromotoren'),
        ([4], "m*ler "),
        ([1], "koperation~"),
        ([], "koperaton~"),
        ([1], "koperaton~2"),
        ([1, 3], "daimler OR ford -rwe "),
        ([2], "bmw -daimler "),
        ([2], "title:rover "),
        ([], "title:chef "),
        ([5], "body:ford -company:volkswagen "),
        ([], "teilen kommentieren "),
        ([2, 1], "company:bmw "),
        ([3, 4], "company:volkswagen "),
        ([3, 4], "company:VW "),
        ([2], 'company:"Jaguar Land Rover"'),
        ([2], "company:land-rover "),
        ([3], "company:ford "),
        ([3, 5], "company:ford* "),
        ([5], "company:eon "),
        ([1], "company:(bmw daimler)"),
        ([], "company:opel "),
        ([3, 2, 1], "type:partnership "),
        ([2], "type:supply "),
        ([4], "deal:übernahme "),
        ([3, 2], "status:announced "),
        ([2, 4], "source:woche OR status:gescheitert "),
        ([3], "language:english "),
        ([1], "date:2016 "),
        ([2, 4], "date:2019-06 "),
        ([3, 4], "date:2019-07-12 "),
        ([3, 2, 4], "date:2017.. "),
        ([1], "date:..2018 "),
        ([], "date:2020 "),
        ([5], "-date:1900.. "),
        ([2], "motoren company:bmw date:2019..2020"),
    ],
)
def test_a_query_finds_articles(expected: list[int], query: str, stories: Search) -> None:
    """Each field, operator and spelling, over five stories; hits that say equally much are in the order of dates."""
    assert expected == found(stories, query)


def test_a_german_stem_means_nothing_in_an_english_article(folder: Path) -> None:
    """The German stem of "care" is "car", but no English article about cars says anything about care."""
    german = article(2, "Pflege", "Der Care-Bereich und der Car-Pool")
    search = built(folder, [article(1, "On cars", "A car is a car", language="en"), german])
    assert [2] == found(search, "care ")
    assert {1, 2} == set(found(search, "car "))


def test_words_of_the_title_weigh_more(folder: Path) -> None:
    """Of two articles that are alike otherwise, the one with the word in its title comes first."""
    padding = "Heute ist ein ganz gewöhnlicher Tag im Werk"
    search = built(
        folder,
        [article(1, padding, f"{padding} Motor"), article(2, f"{padding} Motor", padding)],
    )
    assert [2, 1] == found(search, "motor ")


def test_a_name_is_as_rare_in_one_language_as_in_the_other(folder: Path) -> None:
    """An English article among German ones is not first only because few English ones name the company."""
    german = [article(number, f"Meldung {number}", "BMW wächst weiter") for number in range(1, 30)]
    english = [article(30, "Report 30", "BMW grows further", language="en")]
    search = built(folder, german + english)
    page = search.search(SearchRequest("bmw "))
    assert 30 == page.total
    assert page.scores[0] == pytest.approx(page.scores[-1])


def test_a_word_as_typed_comes_before_words_that_begin_so(folder: Path) -> None:
    """While "motor" is typed, "Motorrad" is found too, but later."""
    search = built(
        folder,
        [article(1, "Eins", "Das Motorrad steht dort"), article(2, "Zwei", "Der Motor steht dort"), *STORIES[2:4]],
    )
    assert [2, 1] == found(search, "motor")
    assert [2] == found(search, "motor ")


def test_the_form_as_typed_comes_before_other_inflections(folder: Path) -> None:
    """Both "Motor" and "Motoren" find both, each its own first; a genitive of an acronym is found as it is written."""
    search = built(
        folder,
        [
            article(1, "Eins", "Der Motor von BMW steht dort", date="2019"),
            article(2, "Zwei", "Die Motoren der BMWs stehen da", date="2018"),
        ],
    )
    assert [1, 2] == found(search, "motor ")
    assert [2, 1] == found(search, "motoren ")
    assert [2] == found(search, "bmws ")


def test_sorted_by_date_there_are_no_scores(stories: Search) -> None:
    """Newest first, undated last; so is whatever has no words, however it is sorted."""
    for request in (SearchRequest("ford OR bmw ", sort=Sort.DATE), *map(SearchRequest, ("  ", "*", "-ford", "type:s"))):
        page = stories.search(request)
        assert () == page.scores
        assert request == page.request
    assert [3, 2, 1, 5] == found(stories, "ford OR bmw ", sort=Sort.DATE)


def test_an_index_without_articles_finds_nothing(folder: Path) -> None:
    """No article, no hit, no count, no complaint."""
    search = built(folder, [])
    for query in ("", "bmw", "-bmw", '"a b"', "a*", "company:bmw", "date:2019", "*"):
        page = search.search(SearchRequest(query))
        assert 0 == page.total
        assert () == page.problems
        assert {()} == set(page.facets.values())
    assert [] == search.check()


@settings(deadline=None)
@given(st.text(st.sampled_from("abmwü(\")*-:~^<>. 0129|&'\x00\x1b\u202e🚗OR")))
@example("(" * 5000 + "bmw" + ")" * 5000)
@example('"a b c d e f g h"~999 "bmw bmw"~3^9')
@example("(bmw^2)^3 -bmw^0.01 ^^2 bmw^999^2")
@example("value:>9999999999999t stake:<-1 deals:..0 value:1e5 value:1m..")
@example("b* " * 3000)
@example('"' * 9999)
@example("m*" * 5000)
@example("\ud800 \udfff\ufffe")
@example("company:* source:* type:* date:*")
@example('company:"\x00" source:(a* -b) -(-(-a))')
def test_any_query_is_answered(stories: Search, query: str) -> None:
    """Whatever is typed: a page comes, with hits that can be highlighted."""
    page = stories.search(SearchRequest(query))
    assert set(page.ids) <= {1, 2, 3, 4, 5}
    for each in STORIES:
        stories.matches(query, each.article)
        stories.snippet(query, each.article)
        stories.explain(query, each.article)
    assert all(each.span.end == len(query) for each in stories.completions(query, len(query)))


def test_whoosh_and_numpy_are_imported_by_the_first_search_and_not_before(tmp_path: Path) -> None:
    """Together they take 300 ms, which the first paint has no time for."""
    program = """
import sys
from pathlib import Path
from index.search import open_search
from index.results import SearchRequest
search = open_search(Path(sys.argv[1]))
assert search.coverage is not None
assert not {"whoosh", "numpy"} & set(sys.modules), "too early"
assert search.search(SearchRequest("bmw")).total == 2
"""
    built(tmp_path / "index", STORIES)
    root = Path(__file__).parents[3]
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "index")], cwd=root, check=True)
