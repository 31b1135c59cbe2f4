"""The user's corrections, through the façade: applied everywhere at once, kept, and undone without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive, open_archive
from index.corrections import (
    Correction,
    KeptCorrection,
    NotACompany,
    OtherDeal,
    SameDeal,
    WrongDeal,
    WrongParty,
    WrongStatus,
)
from index.deal import Deal
from index.document import DealType, Detections, Status
from index.errors import ArchiveBusy, DealNotFound
from index.ports import Storage
from index.results import ArchivedArticle, SearchRequest
from index.storage import open_storage
from tests.fakes import FakeSearch, FakeStorage
from tests.index.storage.examples import acme_and_bolt, article, company, deal

MERGER = "Acme and Bolt merge."
AGAIN = "Acme and Bolt merge, they say."
OTHER = "Acme works with Cog."


def fill(storage: Storage) -> None:
    """Two articles on a merger, numbers 1 and 2, and one on a partnership."""
    storage.save("/1", article(MERGER, date="2019-01"), acme_and_bolt(MERGER))
    storage.save("/2", article(AGAIN, date="2019-02"), acme_and_bolt(AGAIN))
    acme, cog = company(OTHER, "Acme"), company(OTHER, "Cog")
    told = deal(OTHER, acme, cog, kind=DealType.PARTNERSHIP)
    storage.save("/3", article(OTHER, date="2019-03"), Detections((acme, cog), (told,)))


@pytest.fixture(params=["fake", "sqlite"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An archive over either storage, level."""
    storage: Storage = FakeStorage() if request.param == "fake" else open_storage(tmp_path / "archive")
    fill(storage)
    opened = Archive(storage, FakeSearch())
    opened.catch_up()
    yield opened
    opened.close()


def of_type(archive: Archive, kind: DealType = DealType.MERGER) -> Deal:
    """The archive's only deal of this type."""
    (found,) = [deal for deal in archive.deals() if deal.type is kind]
    return found


def shown(archive: Archive) -> object:
    """Everything that depends on corrections: articles, index, deals, counts."""
    assert isinstance(archive.index, FakeSearch)
    page = archive.search(SearchRequest())
    return (
        [archive.article(number) for number in page.ids],
        archive.index.articles,
        archive.deals(),
        archive.companies(),
        [(hit.id, hit.deals) for hit in archive.hits(page)],
    )


def indexed(archive: Archive, number: int) -> ArchivedArticle:
    """An article as it was given to the index."""
    assert isinstance(archive.index, FakeSearch)
    return archive.index.articles[number]


def test_a_wrong_deal_is_gone_everywhere(archive: Archive) -> None:
    """From the list of deals, the article, the row's and the companies' counts, and the index."""
    merger = of_type(archive)
    archive.correct(WrongDeal(merger.id, merger.articles))
    assert [DealType.PARTNERSHIP] == [deal.type for deal in archive.deals()]
    assert () == archive.article(1).detections.deals == indexed(archive, 1).detections.deals
    assert {1: 0, 2: 0, 3: 1} == {hit.id: hit.deals for hit in archive.hits(archive.search(SearchRequest()))}
    assert {"acme": 1, "bolt": 0, "cog": 1} == {summary.id: summary.deals for summary in archive.companies()}


def test_only_the_articles_named_are_corrected(archive: Archive) -> None:
    """What another article says of the deal stays."""
    merger = of_type(archive)
    archive.correct(WrongDeal(merger.id, (1,)))
    assert (merger.id, (2,)) == (of_type(archive).id, of_type(archive).articles)
    assert () == archive.article(1).detections.deals
    assert 1 == len(archive.article(2).detections.deals)


def test_a_later_article_is_a_new_claim(archive: Archive) -> None:
    """An article that tells of a deal which earlier ones told wrongly brings it back, with itself alone."""
    merger = of_type(archive)
    archive.correct(WrongDeal(merger.id, merger.articles))
    with archive.writing():
        archive.storage.save("/4", article("Acme and Bolt merge now."), acme_and_bolt("Acme and Bolt merge now."))
    assert (merger.id, (4,)) == (of_type(archive).id, of_type(archive).articles)


def test_a_wrong_status_is_the_users(archive: Archive) -> None:
    """The step in the history is told to be the user's; the article says it, too."""
    merger = of_type(archive)
    archive.correct(WrongStatus(merger.id, (2,), Status.ENDED))
    steps = [(step.status, step.article, step.by_user) for step in of_type(archive).history]
    assert [(Status.TALKS, 1, False), (Status.ENDED, 2, True)] == steps
    assert Status.ENDED is archive.article(2).detections.deals[0].status


def test_a_wrong_status_of_a_whole_deal_is_its_last_step(archive: Archive) -> None:
    """Articles that told of an earlier step were not wrong."""
    merger = of_type(archive)
    archive.correct(WrongStatus(merger.id, (2,), Status.SIGNED))
    archive.correct(WrongStatus(merger.id, merger.articles, Status.COMPLETED))
    assert [(Status.TALKS, 1), (Status.COMPLETED, 2)] == [
        (step.status, step.article) for step in of_type(archive).history
    ]


def test_a_wrong_party_is_none(archive: Archive) -> None:
    """The deal keeps its id, though a deal's parties make it."""
    merger = of_type(archive)
    archive.correct(WrongParty(merger.id, merger.articles, "bolt"))
    assert (merger.id, ["acme"]) == (of_type(archive).id, [party.id for party in of_type(archive).parties])


def test_a_deal_without_parties_is_none(archive: Archive) -> None:
    """Taking away the last party takes the deal away."""
    merger = of_type(archive)
    for party in merger.parties:
        archive.correct(WrongParty(merger.id, merger.articles, party.id))
    assert [DealType.PARTNERSHIP] == [deal.type for deal in archive.deals()]


def test_two_deals_become_one(archive: Archive) -> None:
    """Under the first one's id, with the articles of both."""
    merger, partnership = of_type(archive), of_type(archive, DealType.PARTNERSHIP)
    archive.correct(SameDeal(merger.id, partnership.id))
    (one,) = archive.deals()
    assert (merger.id, (3, 2, 1)) == (one.id, one.articles)


def test_a_merge_is_taken_back(archive: Archive) -> None:
    """The article's telling becomes a deal of its own, the rest keeps the id."""
    merger = of_type(archive)
    archive.correct(OtherDeal(merger.id, 2))
    assert {(1,), (2,), (3,)} == {deal.articles for deal in archive.deals()}
    assert (1,) == next(deal.articles for deal in archive.deals() if deal.id == merger.id)


def test_corrections_hold_after_a_new_detection(archive: Archive) -> None:
    """Also where the companies are detected otherwise, as long as the sentence tells of some of them."""
    merger = of_type(archive)
    archive.correct(WrongDeal(merger.id, merger.articles))
    other = company(AGAIN, "Bolt"), company(AGAIN, "they")
    archive.storage.save_detections(1, acme_and_bolt(MERGER))
    archive.storage.save_detections(2, Detections(other, (deal(AGAIN, *other),)))
    assert [DealType.PARTNERSHIP] == [deal.type for deal in archive.deals()]


def test_corrections_hold_when_an_article_is_added_again(archive: Archive) -> None:
    """With other words around those that told of the deal."""
    archive.correct(WrongDeal(of_type(archive).id, of_type(archive).articles))
    longer = f"After years of talks, at last: {MERGER}"
    archive.storage.save("/1", article(longer, date="2019-01"), acme_and_bolt(longer))
    archive.catch_up()
    assert longer == archive.article(1).article.text
    assert () == archive.article(1).detections.deals == indexed(archive, 1).detections.deals


def test_the_search_follows(tmp_path: Path) -> None:
    """What is searched for, counted and shown is the same."""
    archive = open_archive(tmp_path / "archive")
    fill(archive.storage)
    archive.catch_up()
    merger = of_type(archive)
    archive.correct(WrongStatus(merger.id, (2,), Status.DENIED))
    assert [2] == list(archive.search(SearchRequest("status:denied")).ids)
    archive.correct(WrongDeal(merger.id, merger.articles))
    assert 0 == archive.search(SearchRequest("type:merger")).total
    archive.undo()
    assert 2 == archive.search(SearchRequest("type:merger")).total
    archive.close()


def test_deals_drawn_together_stay_so_when_detected_anew(archive: Archive) -> None:
    """Though the deal has other parties by then, and so another id of its own."""
    merger, partnership = of_type(archive), of_type(archive, DealType.PARTNERSHIP)
    archive.correct(SameDeal(partnership.id, merger.id))
    for number, text in ((1, MERGER), (2, AGAIN)):
        found = company(text, "Acme"), company(text, "Bolt"), company(text, "merge")
        archive.storage.save_detections(number, Detections(found, (deal(text, *found),)))
    assert [(partnership.id, (3, 2, 1))] == [(deal.id, deal.articles) for deal in archive.deals()]


def test_a_page_shows_its_deals_with_what_all_articles_say(archive: Archive) -> None:
    """A deal is the same whatever was searched for."""
    page = archive.search(SearchRequest("they"))
    assert ([2], [of_type(archive)]) == (page.ids, list(archive.deals(page)))


def test_unknown_deal(archive: Archive) -> None:
    """A deal that is not there is told, and nothing is kept."""
    with pytest.raises(DealNotFound, match="no deal d0 in this archive"):
        archive.correct(WrongDeal("d0", (1,)))
    assert () == archive.corrections()


def test_another_writer(archive: Archive) -> None:
    """While another process writes nothing is corrected."""
    if isinstance(archive.storage, FakeStorage):
        archive.storage.busy = True
        with pytest.raises(ArchiveBusy):
            archive.correct(WrongDeal(of_type(archive).id, (1,)))
        assert () == archive.corrections()


def test_undo_and_redo_as_editors_do(archive: Archive) -> None:
    """Undone from the end, redone in order, until another correction is made; the log keeps all."""
    merger = of_type(archive)
    first, second, third = (WrongStatus(merger.id, (1,), status) for status in list(Status)[:3])
    archive.correct(first)
    archive.correct(second)
    assert [(second,), (first,), ()] == [said(archive.undo()) for _ in range(3)]
    assert (first,) == said(archive.redo())
    archive.correct(third)
    assert () == archive.redo()
    assert [(first, False), (second, True), (third, False)] == [
        (kept.correction, kept.undone) for kept in archive.corrections()
    ]
    assert (third,) == said(archive.undo())
    assert (third,) == said(archive.redo())


def said(kept: tuple[KeptCorrection, ...]) -> tuple[Correction, ...]:
    """The corrections of a part of the log."""
    return tuple(one.correction for one in kept)


def test_what_is_said_together_is_undone_together(archive: Archive) -> None:
    """And redone together; what was said before it stays."""
    merger = of_type(archive)
    before = WrongStatus(merger.id, (1,), Status.DENIED)
    together = tuple(NotACompany(form) for form in ("Acme", "Bolt", "Cog"))
    archive.correct(before)
    archive.correct(*together)
    assert together == said(archive.undo())
    assert [before] == [kept.correction for kept in archive.corrections() if not kept.undone]
    assert (before,) == said(archive.undo())
    assert (before,) == said(archive.redo())
    assert together == said(archive.redo())
    assert [False, False, True, True] == [kept.joined for kept in archive.corrections()]


_ARTICLES = st.sets(st.integers(1, 3), min_size=1).map(tuple)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), _ARTICLES), min_size=1, max_size=5))
def test_undoing_everything_leaves_no_trace(steps: list[tuple[int, int, tuple[int, ...]]]) -> None:
    """Whatever was corrected, undone to the end the archive shows what it showed; redone, what it showed then."""
    storage = FakeStorage()
    fill(storage)
    archive = Archive(storage, FakeSearch())
    archive.catch_up()
    before = shown(archive)
    for kind, place, numbers in steps:
        deals = archive.deals()
        if deals:
            archive.correct(_correction(kind, deals[place % len(deals)], deals[0], numbers))
    after = shown(archive)
    while archive.undo():
        pass
    assert before == shown(archive)
    while archive.redo():
        pass
    assert after == shown(archive)


_TOLD = st.tuples(
    st.sets(st.sampled_from(["Acme", "Bolt", "Cog"]), min_size=2),
    st.sampled_from([DealType.MERGER, DealType.PARTNERSHIP]),
    st.sampled_from(["2019-01", "2019-02", "2023"]),
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(_TOLD, min_size=2, max_size=5),
    st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4),
)
def test_a_correction_does_what_it_says(
    told: list[tuple[set[str], DealType, str]], steps: list[tuple[int, int, int]]
) -> None:
    """Whatever else the articles say, and whatever was corrected before; nothing that was not named is lost."""
    storage = FakeStorage()
    for number, (names, kind, date) in enumerate(told, start=1):
        text = f"{', '.join(sorted(names))}: {number}"
        found = tuple(company(text, name) for name in sorted(names))
        storage.save(f"/{number}", article(text, date=date), Detections(found, (deal(text, *found, kind=kind),)))
    archive = Archive(storage, FakeSearch())
    for act, one, other in steps:
        deals = archive.deals()
        if not deals:
            return
        this, that = deals[one % len(deals)], deals[other % len(deals)]
        archive.correct(_correction(act, this, that, this.articles[:1] if act == 4 else this.articles))
        after = {each.id: each for each in archive.deals()}
        _check(act, this, that, after)
        before = {number for each in deals for number in each.articles}
        gone = set(this.articles) if act == 0 or (act == 2 and len(this.parties) == 1) else set()
        assert before - gone <= {number for each in after.values() for number in each.articles}


def _check(act: int, this: Deal, that: Deal, after: dict[str, Deal]) -> None:
    match act:
        case 0:
            assert this.id not in after
        case 1:
            assert Status.ENDED is after[this.id].status
        case 2:
            assert this.id not in after or "acme" not in {party.id for party in after[this.id].parties}
        case 3:
            assert this.id == that.id or that.id not in after
            assert {*this.articles, *that.articles} <= set(after[this.id].articles)
        case _:
            assert len(this.articles) == 1 or this.articles[0] not in after[this.id].articles


def _correction(kind: int, deal: Deal, other: Deal, numbers: tuple[int, ...]) -> Correction:
    return (
        WrongDeal(deal.id, numbers),
        WrongStatus(deal.id, numbers, Status.ENDED),
        WrongParty(deal.id, numbers, "acme"),
        SameDeal(deal.id, other.id),
        OtherDeal(deal.id, numbers[0]),
    )[kind]


def test_corrections_hold_when_articles_come(archive: Archive) -> None:
    """Also where a later article makes it unsure which deal an earlier one tells of."""
    three = "Acme, Bolt and Cog merge."
    found = tuple(company(three, name) for name in ("Acme", "Bolt", "Cog"))
    with archive.writing():
        archive.storage.save("/4", article(three, date="2019-02"), Detections(found, (deal(three, *found),)))
    merger = of_type(archive)
    assert (1, 2, 4) == tuple(sorted(merger.articles))
    archive.correct(WrongDeal(merger.id, merger.articles))
    other = "Acme, Bolt and Dent merge."
    found = tuple(company(other, name) for name in ("Acme", "Bolt", "Dent"))
    with archive.writing():
        archive.storage.save("/5", article(other, date="2019-03"), Detections(found, (deal(other, *found),)))
    assert (5,) == of_type(archive).articles
