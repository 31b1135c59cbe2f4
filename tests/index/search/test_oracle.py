"""Random queries over a random archive find what reading every article finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.document import DealType, EventType, Status
from index.ports import Change, Search
from index.results import ArchivedArticle, FacetCount, Filter, SearchRequest, Sort
from index.search.language.parser import parse
from index.search.language.tree import texts
from tests.index.search.examples import article, built, changes, coverage
from tests.index.search.oracle import wants

VOCABULARY = """
Kooperation Kooperationen kooperiert Motor Motoren BMW BMWs BMW-Chef Chef Chefs neue neuen neun deal deals dealing
Übernahme Uebernahmen ubernahme E.ON Straße Strasse Müller Mueller issue issues care cars car
"""
WORDS = tuple(VOCABULARY.split())
COMPANIES = ("bmw", "daimler", "vw", "ford")
GROUPS = {"daimler": "geely", "ford": "vw"}
DATES = (None, "2018", "2019", "2019-02", "2019-11", "2019-02-27", "2020-01-01", "2020-01-01T10:30")
SOURCES = ("Morgenpost", "Abendblatt", "")


def random_article(number: int, random: Random) -> ArchivedArticle:
    """An article of the vocabulary, with random companies, deals, date and source."""

    def words(least: int, most: int) -> str:
        return " ".join(random.choices(WORDS, k=random.randint(least, most)))

    return article(
        number,
        words(1, 4),
        *(words(3, 12) for _ in range(random.randint(1, 3))),
        language=random.choice(("de", "de", "en")),
        date=random.choice(DATES),
        source=random.choice(SOURCES),
        companies=[(company, company) for company in random.sample(COMPANIES, random.randint(0, 3))],
        groups=GROUPS,
        events=random.sample(list(EventType), random.choice((0, 0, 1, 2))),
        deals=[(random.choice(list(DealType)), random.choice(list(Status))) for _ in range(random.randint(0, 2))],
        terms=[(random.choice((None, 1e6, 2.5e9)), random.choice((None, 0.25, 0.749, 1.0))) for _ in range(2)],
        furniture=words(2, 6),
    )


class Indexed:
    """An index, and the articles that are in it; no dataclass, because Hypothesis prints those at length."""

    def __init__(self, search: Search, there: dict[int, ArchivedArticle]) -> None:
        self.search = search
        self.there = there


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    """Sixty articles that came in five commits, some of which have changed since and some have gone."""
    random = Random(20)
    there = {number: random_article(number, random) for number in range(1, 31)}
    search = built(tmp_path_factory.mktemp("random") / "index", there.values())
    for commit in range(4):
        fresh = range(31 + commit * 10, 41 + commit * 10)
        changed = {number: random_article(number, random) for number in [*fresh, *random.sample(sorted(there), 4)]}
        gone = set(random.sample(sorted(there), 3)) - set(changed)
        there = {number: each for number, each in (there | changed).items() if number not in gone}
        search.update([*changes(changed.values()), *(Change(number, None) for number in gone)], coverage(commit + 2))
    return Indexed(search, there)


LEAVES = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
    st.sampled_from(WORDS).map(lambda word: f"{word[:3]}*"),
    st.sampled_from(WORDS).map(lambda word: f"{word[:2]}*{word[-1]}"),
    st.tuples(st.sampled_from(WORDS), st.integers(1, 2)).map(lambda pair: f"{pair[0]}~{pair[1]}"),
    st.sampled_from(["type:merger", "type:(stake OR supply)", "status:talks", "language:en", "source:Abendblatt"]),
    st.sampled_from(["company:bmw", "company:(vw ford)", "company:d*", "*"]),
    st.sampled_from(["group:vw", "group:ford", "-group:geely", "event:strike", "event:(layoffs OR insolvency)"]),
    st.sampled_from(
        ["value:1m", "value:>1mio", "value:..1mrd", "stake:25%..75", "stake:>=50", "deals:2..", "deals:<2"]
    ),
    st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS), st.integers(1, 12)).map(
        lambda three: f'"{three[0]} {three[1]}"~{three[2]}'
    ),
    st.sampled_from(["date:2019", "date:2019-02", "date:2019-02-27..", "date:..2018", "date:2019-03..2019-12"]),
)


def _combined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(parts, min_size=2, max_size=3).map(" ".join),
        st.lists(parts, min_size=2, max_size=3).map(" OR ".join),
        parts.map(lambda part: f"-({part})"),
        parts.map(lambda part: f"({part})"),
        st.tuples(parts, st.sampled_from(["0.5", "2", "30"])).map(lambda pair: f"({pair[0]})^{pair[1]}"),
        parts.filter(lambda part: ":" not in part).map(lambda part: f"title:({part})"),
    )


QUERIES = st.recursive(LEAVES, _combined, max_leaves=6)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(QUERIES)
def test_a_query_finds_what_reading_finds(archive: Indexed, query: str) -> None:
    """The same articles by relevance and by date, in the right order, and facets that count them."""
    search, there = archive.search, archive.there
    expected = {number for number, each in there.items() if wants(parse(query).tree, each)}
    page = search.search(SearchRequest(query))
    assert () == page.problems
    assert expected == set(page.ids)
    assert len(expected) == page.total
    assert sorted(page.scores, reverse=True) == list(page.scores)
    assert len(page.scores) == (page.total if any(texts(parse(query).tree)) else 0)

    by_date = search.search(SearchRequest(query, sort=Sort.DATE))
    assert _in_order_of_dates(expected, there) == list(by_date.ids)
    assert () == by_date.scores
    assert page.facets == by_date.facets == _counts(there[number] for number in expected)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(QUERIES)
def test_what_is_found_for_its_words_shows_them(archive: Indexed, query: str) -> None:
    """An article is highlighted exactly where the query's words are; each of them alone is found there."""
    search, there = archive.search, archive.there
    for term in texts(parse(query).tree):
        for each in there.values():
            matches = search.matches(query, each.article)
            assert not wants(term, each) or matches
            assert all(span.of(each.article.text).strip() for span in matches)
            assert list(matches) == sorted(matches)
            snippet = search.snippet(query, each.article)
            shown = {span.of(snippet.text) for span in snippet.matches}
            assert shown <= {" ".join(span.of(each.article.text).split()) for span in matches}


@given(st.sets(st.sampled_from(COMPANIES)), st.sets(st.sampled_from(COMPANIES)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_filter_wants_all_of_its_companies(archive: Indexed, wanted: set[str], unwanted: set[str]) -> None:
    """All of the companies, and none of the excluded ones."""
    search, there = archive.search, archive.there
    companies = {number: {company.id for company in each.detections.companies} for number, each in there.items()}
    expected = {number for number, ids in companies.items() if wanted <= ids and not unwanted & ids}
    page = search.search(SearchRequest("", Filter(tuple(wanted), tuple(unwanted))))
    assert _in_order_of_dates(expected, there) == list(page.ids)


@pytest.mark.parametrize("group", sorted(set(GROUPS.values())))
@pytest.mark.parametrize("event", [*EventType, None])
def test_a_filter_wants_its_groups_and_events(archive: Indexed, group: str, event: EventType | None) -> None:
    """A filter by group finds what the query field finds: the companies that belong to it, and the one on top."""
    search, there = archive.search, archive.there
    events = (event.value,) if event else ()
    expected = {
        number
        for number, each in there.items()
        if wants(parse(f"group:{group} ").tree, each)
        and (event is None or event in {told.type for told in each.detections.events})
    }
    page = search.search(SearchRequest("", Filter(groups=(group,), events=events)))
    assert _in_order_of_dates(expected, there) == list(page.ids)


def _in_order_of_dates(numbers: set[int], there: dict[int, ArchivedArticle]) -> list[int]:
    dated = [number for number in sorted(numbers) if there[number].article.date]
    dated.sort(key=lambda number: str(there[number].article.date), reverse=True)
    return dated + [number for number in sorted(numbers) if number not in dated]


def _counts(hits: Iterable[ArchivedArticle]) -> dict[str, tuple[FacetCount, ...]]:
    counts: dict[str, Counter[str]] = {
        field: Counter() for field in ("company", "group", "type", "status", "event", "source", "language", "year")
    }
    for each in hits:
        ids = {company.id for company in each.detections.companies}
        counts["company"].update(ids)
        counts["group"].update((ids | {GROUPS[id_] for id_ in ids & GROUPS.keys()}) & set(GROUPS.values()))
        counts["event"].update(event.type.value for event in each.detections.events)
        counts["type"].update({deal.type.value for deal in each.detections.deals})
        counts["status"].update({deal.status.value for deal in each.detections.deals})
        counts["source"].update([each.article.source] if each.article.source else [])
        counts["language"][each.article.language] += 1
        counts["year"].update([each.article.date.first_day[:4]] if each.article.date else [])
    return {
        field: tuple(
            FacetCount(value, value, count)
            for value, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
        )
        for field, found in counts.items()
    }
