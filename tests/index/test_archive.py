"""The façade: it keeps the index level with storage, and puts together what the two know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from index import indexing
from index.archive import Archive
from index.document import Detections, Span
from index.errors import ArchiveBusy, ArticleNotFound
from index.ports import Change, Coverage
from index.results import FacetCount, Filter, SearchRequest
from tests.fakes import FakeSearch, FakeStorage
from tests.index.storage.examples import acme_and_bolt, article, company

MERGER = "Acme buys Bolt."
PROFIT = "Cog makes a profit."
PEACE = "Nothing happens."


@pytest.fixture
def storage() -> FakeStorage:
    """Three articles, numbered from 1: a merger, a company, none."""
    filled = FakeStorage()
    filled.save("/1", article(MERGER, date="2018"), acme_and_bolt(MERGER))
    filled.save("/2", article(PROFIT, date="2020"), Detections((company(PROFIT, "Cog", name="Cog SE"),)))
    filled.save("/3", article(PEACE, date="2019"), Detections())
    return filled


@pytest.fixture
def index() -> FakeSearch:
    """An index that has seen nothing."""
    return FakeSearch()


@pytest.fixture
def archive(storage: FakeStorage, index: FakeSearch) -> Archive:
    """Storage and index, level."""
    level = Archive(storage, index)
    level.catch_up()
    return level


def test_missing_index_is_built(storage: FakeStorage, index: FakeSearch) -> None:
    """Where there is no index, all articles are indexed; progress is told after the deals, and after each article."""
    steps: list[tuple[int, int]] = []
    Archive(storage, index).catch_up(lambda done, total: steps.append((done, total)))
    assert ([[1, 2, 3]], [], [(3, 3), (1, 3), (2, 3), (3, 3)]) == (index.rebuilds, index.updates, steps)
    assert storage.coverage == index.coverage


def test_a_missing_index_is_built_in_steps(
    storage: FakeStorage, index: FakeSearch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each step is a commit, and progress goes on over all of them; at the end the index is in order."""
    monkeypatch.setattr(indexing, "_FIRST", 1)
    monkeypatch.setattr(indexing, "_STEP", 1)
    steps: list[tuple[int, int]] = []
    Archive(storage, index).catch_up(lambda done, total: steps.append((done, total)))
    assert ([[1]], [[2], [3]], 1) == (index.rebuilds, index.updates, index.settled)
    assert [(1, 3), (2, 3), (3, 3)] == steps[1:]
    storage.save("/4", article("Ruhe", date="2021"), Detections())
    Archive(storage, index).catch_up()
    assert ([4], 1) == (index.updates[-1], index.settled)


def test_level_index_is_left_alone(archive: Archive, storage: FakeStorage, index: FakeSearch) -> None:
    """Where nothing has changed, nothing is done, and no lock is waited for."""
    storage.busy = True
    archive.catch_up()
    assert ([[1, 2, 3]], []) == (index.rebuilds, index.updates)


def test_older_index_gets_the_changes(archive: Archive, storage: FakeStorage, index: FakeSearch) -> None:
    """An index that is older gets what has come, changed and gone since, and no more."""
    storage.save("/4", article("New."), Detections())
    storage.save("/2", article(PEACE), None)
    archive.catch_up()
    assert ([[4, 2]], {1, 3, 4}) == (index.updates, set(index.articles))
    assert storage.coverage == index.coverage


@pytest.mark.parametrize("other", [Coverage("another", 1), Coverage("fake", 99)])
def test_index_of_another_archive_is_built_anew(other: Coverage, storage: FakeStorage, index: FakeSearch) -> None:
    """An index of another archive, or of later articles than a restored storage has, is not trusted."""
    index.update([], other)
    Archive(storage, index).catch_up()
    assert ([[1, 2, 3]], storage.coverage) == (index.rebuilds, index.coverage)


def test_rebuild(archive: Archive, index: FakeSearch) -> None:
    """A rebuild indexes all articles, level or not."""
    archive.rebuild()
    assert [[1, 2, 3], [1, 2, 3]] == index.rebuilds


class WatchedSearch(FakeSearch):
    """A search that notes how often the writer's lock is held whenever it is written.

    Attributes:
        held: How often, at each writing.
    """

    def __init__(self, storage: FakeStorage) -> None:
        super().__init__()
        self.storage = storage
        self.held: list[int] = []

    def update(self, changes: Iterable[Change], coverage: Coverage) -> None:
        """Follows changes."""
        self.held.append(self.storage.held)
        super().update(changes, coverage)

    def rebuild(self, changes: Iterable[Change], coverage: Coverage) -> None:
        """Starts anew."""
        self.held.append(self.storage.held)
        super().rebuild(changes, coverage)


def test_index_is_written_under_the_lock(storage: FakeStorage) -> None:
    """The index is only written while no other process may add; while one does, it stays as it is."""
    index = WatchedSearch(storage)
    archive = Archive(storage, index)
    archive.catch_up()
    archive.rebuild()
    with archive.writing():
        storage.save("/4", article("New."), Detections())
    storage.save("/5", article("Newer."), Detections())
    archive.catch_up()
    assert ([1, 1, 1, 1], 0) == (index.held, storage.held)
    storage.busy = True
    with pytest.raises(ArchiveBusy):
        archive.rebuild()
    assert 4 == len(index.held)


def test_what_is_added_can_be_found(archive: Archive, storage: FakeStorage, index: FakeSearch) -> None:
    """The index is level as soon as the writing is done; progress is told."""
    steps: list[tuple[int, int]] = []
    with archive.writing(lambda done, total: steps.append((done, total))):
        storage.save("/4", article("New."), Detections())
    assert ([[4]], storage.coverage, [(1, 1), (1, 1)]) == (index.updates, index.coverage, steps)


def test_broken_off_adding_is_caught_up(archive: Archive, storage: FakeStorage, index: FakeSearch) -> None:
    """Adding that breaks off lets go of the lock and keeps what was saved; the index follows later."""

    def add() -> None:
        with archive.writing():
            storage.save("/4", article("New."), Detections())
            raise KeyError

    with pytest.raises(KeyError):
        add()
    assert ([], 0) == (index.updates, storage.held)
    archive.catch_up()
    assert ([[4]], storage.coverage) == (index.updates, index.coverage)


def test_facets_carry_names(archive: Archive, storage: FakeStorage) -> None:
    """Companies are counted under their names; one that storage no longer knows keeps its id."""
    storage.save_detections(1, Detections((company(MERGER, "Acme"),)))
    facets = archive.search(SearchRequest()).facets
    assert {("acme", "Acme"), ("bolt", "bolt"), ("cog", "Cog SE")} == {(f.value, f.name) for f in facets["company"]}
    assert FacetCount("cog", "Cog SE", 1) in facets["company"]


def test_facets_carry_names_of_groups(archive: Archive, storage: FakeStorage) -> None:
    """A group is counted under its name, though no article names it."""
    acme = replace(company(MERGER, "Acme"), group="wheels", group_name="Wheels Group")
    storage.save_detections(1, Detections((acme,)))
    archive.catch_up()
    assert (FacetCount("wheels", "Wheels Group", 1),) == archive.search(SearchRequest()).facets["group"]


def test_hits_are_rows_of_a_page(archive: Archive, storage: FakeStorage) -> None:
    """Hits are what storage and index know of the articles of a page, in its order."""
    storage.set_read(2, read=True)
    page = archive.search(SearchRequest())
    assert [2, 3, 1] == [hit.id for hit in archive.hits(page)]
    assert [3] == [hit.id for hit in archive.hits(page, 1, 2)]
    assert [] == archive.hits(page, 3)
    [cog, peace, merger] = archive.hits(page)
    assert (PROFIT, "2020", ("Cog SE",), 0, True) == (cog.title, str(cog.date), cog.companies, cog.deals, cog.read)
    assert (("Acme", "Bolt"), 1, False, MERGER) == (merger.companies, merger.deals, merger.read, merger.snippet.text)
    assert ("Example Times", "en", None) == (peace.source, peace.language, peace.score)


def test_hits_of_a_query_have_scores(archive: Archive) -> None:
    """Hits that are ranked say how well they match."""
    assert [(1, 1.0)] == [(hit.id, hit.score) for hit in archive.hits(archive.search(SearchRequest("bolt")))]


def test_article_that_has_gone_is_no_hit(archive: Archive, storage: FakeStorage) -> None:
    """A page may be older than the archive: what has gone since is left out."""
    page = archive.search(SearchRequest())
    storage.save("/2", article(PEACE), None)
    assert [3, 1] == [hit.id for hit in archive.hits(page)]


def test_article_and_its_matches(archive: Archive) -> None:
    """An article comes whole, with the places where a query matches; opening it is remembered."""
    archive.mark_read(1)
    merger = archive.article(1)
    assert (MERGER, ("/1",), True) == (merger.article.text, merger.origins, merger.read)
    assert (Span(10, 14),) == archive.matches("bolt", merger)
    archive.mark_read(1, read=False)
    assert not archive.article(1).read
    with pytest.raises(ArticleNotFound):
        archive.article(4)


@pytest.mark.parametrize(
    ("companies", "deals", "request_"),
    [
        ({"acme", "bolt", "cog"}, 1, None),
        ({"acme", "bolt", "cog"}, 1, SearchRequest("  ")),
        ({"cog"}, 0, SearchRequest("profit")),
        ({"cog"}, 0, SearchRequest(filter=Filter(companies=("cog",)))),
        ({"acme", "bolt"}, 1, SearchRequest(filter=Filter(excluded=("cog",)))),
        (set(), 0, SearchRequest("no such word")),
    ],
)
def test_companies_and_deals_of_a_page(
    companies: set[str], deals: int, request_: SearchRequest | None, archive: Archive
) -> None:
    """Companies and deals are those of a page's articles, or of all where it does not narrow."""
    page = archive.search(request_) if request_ else None
    assert companies == {found.id for found in archive.companies(page)}
    assert deals == len(archive.deals(page))


def test_check_tells_all(archive: Archive, storage: FakeStorage, index: FakeSearch) -> None:
    """The check tells what is wrong with either half, and an index that is not level only when both are whole."""
    assert [] == archive.check()
    storage.save("/4", article("New."), Detections())
    assert ["The search index is older than the articles: dealwire rebuild builds it anew."] == archive.check()
    storage.problems.append("This.")
    index.problems.append("That.")
    assert ["This.", "That."] == archive.check()


def test_close(archive: Archive, storage: FakeStorage, index: FakeSearch) -> None:
    """Closing closes both halves."""
    archive.close()
    assert (True, True) == (storage.closed, index.closed)
