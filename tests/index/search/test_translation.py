"""What a translated query finds is what stock Whoosh finds with it, compounds and patterns included."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.ports import Search
from index.results import ArchivedArticle, SearchRequest
from index.search.codec.reading import arrays_of
from index.search.folder import IndexFolder
from index.search.language.parser import parse
from index.search.names import Names
from index.search.schema import Weighting
from index.search.terms import Terms
from index.search.translation import Translator
from index.search.vocabulary import Vocabulary
from index.search.whoosh import index, searching
from tests.index.search.examples import article, built, changes, coverage

VOCABULARY = """
Kooperation Motorenkooperation Kooperationsvertrag Motor Motoren Auto Autokauf Kauf Kaufpreis Preis Übernahme
Übernahmeangebot Angebot Angebote Unternehmen Verkauf Konzern Autokonzern Konzert deal deals
"""
WORDS = VOCABULARY.split()


class Both:
    """One index, asked by our search and by a stock searcher; no dataclass, because Hypothesis prints those."""

    def __init__(
        self, articles: Mapping[int, ArchivedArticle], search: Search, searcher: Any, translator: Translator
    ) -> None:
        self.articles = articles
        self.search = search
        self.searcher = searcher
        self.translator = translator


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Fifty articles in three segments."""
    random = Random(7)

    def made(number: int) -> ArchivedArticle:
        title, body = (" ".join(random.choices(WORDS, k=count)) for count in (3, 12))
        return article(number, title, body, language=random.choice(("de", "de", "de", "en")))

    folder: Path = tmp_path_factory.mktemp("both") / "index"
    articles = {number: made(number) for number in range(1, 51)}
    search = built(folder, [articles[number] for number in range(1, 31)])
    search.update(changes(articles[number] for number in range(31, 41)), coverage(2))
    search.update(changes(articles[number] for number in range(41, 51)), coverage(3))
    manifest = IndexFolder(folder).read()
    assert manifest is not None
    searcher = searching.Searcher(index.open_dir(str(folder / manifest.name)).reader(), weighting=Weighting())
    readers = [leaf.reader() for leaf, _ in searcher.leaf_searchers()]
    vocabulary = Vocabulary([arrays_of(reader) for reader in readers])
    return Both(
        articles, search, searcher, Translator(lambda: Names([]), lambda: Names([]), vocabulary, Terms(readers))
    )


PARTS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: f"{word[:4]}*"),
    st.sampled_from(WORDS).map(lambda word: f"{word[:2]}*{word[-1]}"),
    st.sampled_from(WORDS).map(lambda word: f"{word}~"),
    st.sampled_from(WORDS).map(lambda word: f'"{word}"'),
    st.sampled_from(WORDS).map(lambda word: f"title:{word}"),
    st.sampled_from(WORDS).map(lambda word: f"{word}^3"),
)
QUERIES = st.one_of(
    PARTS,
    PARTS.map(lambda part: f"{part} "),
    st.lists(PARTS, min_size=2, max_size=3).map(lambda parts: " ".join(parts) + " "),
    st.lists(PARTS, min_size=2, max_size=3).map(" OR ".join),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(QUERIES)
def test_stock_whoosh_finds_the_same(both: Both, query: str) -> None:
    """The same articles; by the archive's numbers, which are the only column of the kind."""
    wanted = both.translator.whoosh_query(parse(query).tree)
    expected = set()
    for leaf, _ in both.searcher.leaf_searchers():
        numbers = leaf.reader().column_reader("number", translate=False)
        matcher = wanted.matcher(leaf, leaf.boolean_context())
        while matcher.is_active():
            expected.add(numbers[matcher.id()])
            matcher.next()
    assert expected == set(both.search.search(SearchRequest(query)).ids)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(PARTS, st.sampled_from(["", " "]))
def test_an_article_is_found_where_something_is_highlighted_in_it(both: Both, part: str, end: str) -> None:
    """By one word or pattern, typed to its end or not: no match is highlighted that is none, and none is missing."""
    shown = {number for number, each in both.articles.items() if both.search.matches(part + end, each.article)}
    assert shown == set(both.search.search(SearchRequest(part + end)).ids)


@pytest.mark.parametrize(("others", "alone"), [((), True), (("Motoren laufen",), False)])
def test_a_word_with_one_form_is_looked_up_as_that_form(folder: Path, others: tuple[str, ...], alone: bool) -> None:
    """It scores as it does in quotes; as soon as an article has another form, both are looked up as their stem."""
    bodies = [*(f"Motor {'laut ' * (number % 5)}" for number in range(20)), *others]
    search = built(folder, [article(number, "Titel", body) for number, body in enumerate(bodies, 1)])
    typed, quoted = (search.search(SearchRequest(query)) for query in ("Motor ", '"Motor"'))
    assert len(bodies) == len(typed.ids)
    assert alone is (list(typed.scores) == list(quoted.scores))
