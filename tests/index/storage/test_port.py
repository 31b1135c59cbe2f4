"""What every storage does, the one on disk and the fake alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from index.dates import PartialDate
from index.document import DealType, Detections, MentionKind
from index.errors import ArticleNotFound
from index.ports import Change, Placement, Storage
from index.storage import open_storage
from tests.fakes import FakeStorage
from tests.index.storage.examples import acme_and_bolt, article, company, deal

NOTHING = Detections()


@pytest.fixture(params=["fake", "sqlite"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """An empty storage of either kind."""
    opened: Storage = FakeStorage() if request.param == "fake" else open_storage(tmp_path / "archive")
    yield opened
    opened.close()


def changes(storage: Storage, since: int) -> list[tuple[int, str | None]]:
    """The changes, each as its number and text; None where the article has gone."""
    return [(change.id, change.article.article.text if change.article else None) for change in storage.changes(since)]


def test_saved_article_comes_back(storage: Storage) -> None:
    """An article comes back as it was saved, with detections and origin, unread."""
    assert Placement.ADDED == storage.save("/a.txt", article(), acme_and_bolt())
    archived = storage.article(1)
    assert (article(), acme_and_bolt(), ("/a.txt",), False) == (
        archived.article,
        archived.detections,
        archived.origins,
        archived.read,
    )


@pytest.mark.parametrize("number", [0, -1, 1, 2**63, 10**30])
def test_unknown_number(storage: Storage, number: int) -> None:
    """A number that no article has, however large, is told as such by every call that takes one."""
    with pytest.raises(ArticleNotFound):
        storage.article(number)
    with pytest.raises(ArticleNotFound):
        storage.set_read(number, read=True)
    with pytest.raises(ArticleNotFound):
        storage.save_detections(number, NOTHING)
    assert [] == storage.rows([number])


def test_placement_foretells_save(storage: Storage) -> None:
    """`placement` says what `save` will do, and changes nothing."""
    for origin, offered in [
        ("/a", article("one")),
        ("/b", article("one")),
        ("/a", article("two")),
        ("/a", article("two")),
    ]:
        before = storage.coverage
        foretold = storage.placement(origin, offered)
        assert before == storage.coverage
        assert foretold == storage.save(origin, offered, NOTHING)


def test_new_words_need_detections(storage: Storage) -> None:
    """Words that were not there before are not saved without what was detected in them."""
    with pytest.raises(ValueError, match="detections"):
        storage.save("/a", article(), None)
    assert [] == list(storage.changes(0))


def test_duplicate_gets_an_origin(storage: Storage) -> None:
    """The same words from elsewhere are one article with two origins, the older first; search need not know."""
    storage.save("/a", article("one", name="a"), NOTHING)
    before = storage.coverage
    assert Placement.DUPLICATE == storage.save("/b", article("one", name="b"), None)
    assert (("/a", "/b"), "a") == (storage.article(1).origins, storage.article(1).article.id)
    assert before == storage.coverage


def test_adding_again_changes_nothing(storage: Storage) -> None:
    """Both origins of an article can be added again and again."""
    offered = [("/a", article("one", name="a")), ("/b", article("one", name="b"))]
    for origin, saved in offered:
        storage.save(origin, saved, NOTHING)
    before = storage.coverage
    assert [Placement.UNCHANGED] * 4 == [storage.save(origin, saved, None) for origin, saved in offered * 2]
    assert before == storage.coverage


def test_changed_words_keep_the_number(storage: Storage) -> None:
    """An origin that says something else updates its article, which is unread again."""
    storage.save("/a", article("one"), NOTHING)
    storage.set_read(1, read=True)
    assert Placement.UPDATED == storage.save("/a", article("two"), NOTHING)
    assert ("two", False) == (storage.article(1).article.text, storage.article(1).read)


def test_changed_furniture_stays_read(storage: Storage) -> None:
    """The same words in other furniture stay read."""
    storage.save("/a", article("one", fingerprint="1"), NOTHING)
    storage.set_read(1, read=True)
    assert Placement.UPDATED == storage.save("/a", article("one, share this", fingerprint="1"), NOTHING)
    assert ("one, share this", True) == (storage.article(1).article.text, storage.article(1).read)


def test_one_of_two_origins_changes(storage: Storage) -> None:
    """An origin that says something else leaves the article to its other origin, and gets one of its own."""
    storage.save("/a", article("one"), NOTHING)
    storage.save("/b", article("one"), None)
    assert Placement.ADDED == storage.save("/a", article("two"), NOTHING)
    assert [("one", ("/b",)), ("two", ("/a",))] == [
        (storage.article(number).article.text, storage.article(number).origins) for number in (1, 2)
    ]


def test_article_without_origin_goes(storage: Storage) -> None:
    """An article goes when its only origin comes to say what another article says; its number is not given again."""
    storage.save("/a", article("one"), NOTHING)
    storage.save("/b", article("two"), acme_and_bolt("Acme Bolt two"))
    seen = storage.coverage.revision
    assert Placement.DUPLICATE == storage.save("/b", article("one"), None)
    assert [(2, None)] == changes(storage, seen)
    assert ("/a", "/b") == storage.article(1).origins
    assert [] == storage.companies(None)
    storage.save("/c", article("three"), NOTHING)
    assert "three" == storage.article(3).article.text


def test_changes_tell_each_article_once(storage: Storage) -> None:
    """Changes are told since a revision, each article once, and as it is now; 0 gives all there are."""
    storage.save("/a", article("one"), NOTHING)
    storage.save("/b", article("two"), NOTHING)
    storage.save("/c", article("three"), NOTHING)
    seen = storage.coverage.revision
    storage.save("/a", article("one more"), NOTHING)
    storage.save("/a", article("one again"), NOTHING)
    storage.save("/b", article("three"), None)
    assert [(1, "one again"), (2, None)] == changes(storage, seen)
    assert [(3, "three"), (1, "one again")] == changes(storage, 0)
    assert (2, 2, 0) == tuple(storage.count_changes(since) for since in (seen, 0, storage.coverage.revision))
    assert [] == changes(storage, storage.coverage.revision)


def test_new_detections_are_a_change(storage: Storage) -> None:
    """Detections are replaced as a whole, the read mark stays, and the search index hears of it."""
    storage.save("/a", article(), acme_and_bolt())
    storage.set_read(1, read=True)
    seen = storage.coverage.revision
    bolt = Detections((company(article().text, "Bolt", name="Bolt Ltd"),))
    storage.save_detections(1, bolt)
    assert [Change(1, storage.article(1))] == list(storage.changes(seen))
    assert (bolt, True, {"bolt": "Bolt Ltd"}, []) == (
        storage.article(1).detections,
        storage.article(1).read,
        storage.company_names(),
        storage.deal_mentions(None),
    )


def test_read_is_no_change(storage: Storage) -> None:
    """Opening an article, and taking that back, does not concern the search index."""
    storage.save("/a", article(), NOTHING)
    before = storage.coverage
    marks = []
    for read in (True, True, False, False):
        storage.set_read(1, read=read)
        marks.append(storage.rows([1])[0].read)
    assert ([True, True, False, False], before) == (marks, storage.coverage)


def test_rows_come_in_order(storage: Storage) -> None:
    """Rows come in the order asked for, without those that have gone; the companies it is about come first."""
    text = "Acme, Bolt and Cog."
    acme, bolt, cog = company(text, "Acme"), company(text, "Bolt", about=True), company(text, "Cog", about=True)
    storage.save("/a", article(text), Detections((acme, bolt, cog), (deal(text, acme, bolt), deal(text, bolt, cog))))
    storage.save("/b", article("two"), NOTHING)
    assert [(2, (), 0), (1, ("Bolt", "Cog", "Acme"), 2)] == [
        (row.id, row.companies, row.deals) for row in storage.rows([2, 99, 1])
    ]
    assert article(text) == storage.rows([1])[0].article


def test_companies_are_counted(storage: Storage) -> None:
    """Companies come with their forms, articles, mentions and deals, over all articles or over some."""
    first, second = "Acme AG: Acme and Bolt.", "Acme\nand Acme and Bolt merge."
    acme = company(first, "Acme", "Acme AG", name="Acme AG")
    storage.save("/a", article(first), Detections((acme, company(first, "Bolt"))))
    both = acme_and_bolt(second)
    named = tuple(replace(found, name="Acme AG") if found.id == "acme" else found for found in both.companies)
    storage.save("/b", article(second), Detections(named, (*both.deals, *both.deals)))
    assert [("acme", "Acme AG", ("Acme",), 2, 3, 1), ("bolt", "Bolt", (), 2, 2, 1)] == [
        (found.id, found.name, found.aliases, found.articles, found.mentions, found.deals)
        for found in storage.companies(None)
    ]
    assert [("acme", ("Acme",), 1, 2, 0), ("bolt", (), 1, 1, 0)] == [
        (found.id, found.aliases, found.articles, found.mentions, found.deals) for found in storage.companies([1, 99])
    ]
    assert [] == storage.companies([])
    assert storage.companies(None) == storage.companies([1, 2])


def test_groups_and_events_of_companies(storage: Storage) -> None:
    """A company comes with its group, which has a name though no article names it, and with its events counted."""
    for text in ("Acme buys Bolt.", "Acme and Bolt."):
        storage.save(text, article(text), acme_and_bolt(text))
    assert [("acme", None, 0), ("bolt", "cog", 2)] == [
        (found.id, found.group, found.events) for found in storage.companies(None)
    ]
    assert [0, 1] == [found.events for found in storage.companies([2])]
    assert "Cog Group" == storage.company_names()["cog"]
    storage.save_detections(2, Detections())
    assert [0, 1] == [found.events for found in storage.companies(None)]


def test_a_form_over_two_lines(storage: Storage) -> None:
    """A name that the article breaks over two lines is the same form as on one."""
    text = "Acme\nMotors, which is Acme Motors, is Acme."
    storage.save("/a", article(text), Detections((company(text, "Acme\nMotors", "Acme Motors", name="Acme"),)))
    assert [("Acme Motors",)] == [found.aliases for found in storage.companies(None)]


def test_paraphrases_are_no_names(storage: Storage) -> None:
    """They count as mentions, and stand among the names only where some article uses them as one."""
    text = "Acme buys. The Bavarians pay. Acme Motors and the Acmes, too."
    acme = company(text, "Acme", "Bavarians", "Acme Motors", "Acmes")
    kinds = {"Bavarians": MentionKind.NOMINAL, "Acmes": MentionKind.NOMINAL}
    told = [replace(each, kind=kinds.get(each.span.of(text), each.kind)) for each in acme.mentions]
    storage.save("/1", article(text), Detections((replace(acme, mentions=tuple(told)),)))
    for ids in (None, [1]):
        assert [(("Acme Motors",), 4)] == [(found.aliases, found.mentions) for found in storage.companies(ids)]
    other = "The Acmes again."
    storage.save("/2", article(other), Detections((replace(company(other, "Acmes"), id="acme", name="Acme"),)))
    assert [("Acmes", "Acme Motors")] == [found.aliases for found in storage.companies(None)]


@pytest.mark.parametrize("order", permutations(["Acme Old", "Acme", "Acme", "Acme Ltd"]))
def test_most_articles_name_a_company(storage: Storage, order: Sequence[str]) -> None:
    """A company goes by the name that most articles give it, in whatever order they come; each keeps its own."""
    for number, name in enumerate(order):
        text = f"Acme {number}"
        storage.save(f"/{number}", article(text), Detections((company(text, "Acme", name=name),)))
    assert ({"acme": "Acme"}, ("Acme",)) == (storage.company_names(), storage.rows([1])[0].companies)
    assert order[0] == storage.article(1).detections.companies[0].name


def test_of_equally_frequent_names_the_longest_counts(storage: Storage) -> None:
    """It tells most."""
    for number, name in enumerate(["Acme", "Acme Holdings"]):
        text = f"Acme {number}"
        storage.save(f"/{number}", article(text), Detections((company(text, "Acme", name=name),)))
    assert {"acme": "Acme Holdings"} == storage.company_names()


def test_deals_count_by_type_and_parties(storage: Storage) -> None:
    """Two articles on one merger make one deal of each party; a stake between the same two makes another."""
    text = "Acme buys Bolt."
    acme, bolt = company(text, "Acme"), company(text, "Bolt")
    for origin, kind in [("/a", DealType.MERGER), ("/b", DealType.MERGER), ("/c", DealType.STAKE)]:
        storage.save(origin, article(text + origin), Detections((acme, bolt), (deal(text, bolt, acme, kind=kind),)))
    assert [("acme", 2), ("bolt", 2)] == [(found.id, found.deals) for found in storage.companies(None)]


def test_deal_mentions_carry_their_evidence(storage: Storage) -> None:
    """Deal mentions come in the order of the articles, with dates and the words of their evidence."""
    for number, date in enumerate(["2019-02", "", "2018"]):
        text = f"Acme buys Bolt {number}."
        storage.save(f"/{number}", article(text, date=date), acme_and_bolt(text))
    found = storage.deal_mentions(None)
    assert [
        (1, "2019-02", ("Acme buys Bolt 0.",)),
        (2, None, ("Acme buys Bolt 1.",)),
        (3, "2018", ("Acme buys Bolt 2.",)),
    ] == [(mention.article, mention.date and mention.date.iso, mention.texts) for mention in found]
    assert acme_and_bolt("Acme buys Bolt 0.").deals == (found[0].mention,)
    assert found[1:] == storage.deal_mentions([3, 99, 2])
    assert [] == storage.deal_mentions([])


def test_stamps(storage: Storage) -> None:
    """The last stamp of a blob is remembered, whatever bytes its path is made of."""
    path = "/\udcff\ud800 ü"
    assert None is storage.stamp(path)
    storage.set_stamp(path, "1")
    storage.set_stamp(path, "2")
    assert ("2", None) == (storage.stamp(path), storage.stamp("/"))


def test_origin_that_is_no_utf8(storage: Storage) -> None:
    """An article is found again under a path that is made of any bytes."""
    path = "/\udcff\ud800 ü"
    storage.save(path, article(), NOTHING)
    assert ((path,), Placement.UNCHANGED) == (storage.article(1).origins, storage.placement(path, article()))


def test_writing_is_reentrant(storage: Storage) -> None:
    """Whoever holds the writer's lock may take it again, and writes."""
    with storage.writing(), storage.writing():
        storage.save("/a", article(), NOTHING)
    with storage.writing():
        storage.save("/b", article("two"), NOTHING)
    assert 2 == storage.count_changes(0)


def test_nothing_is_wrong(storage: Storage) -> None:
    """A storage that has seen every kind of placement has nothing to complain of."""
    for origin, text in [("/a", "one"), ("/b", "one"), ("/b", "two"), ("/a", "two"), ("/b", "three")]:
        storage.save(origin, article("Acme, Bolt " + text), acme_and_bolt("Acme, Bolt " + text))
    assert [] == storage.check()


def test_the_newest_first(storage: Storage) -> None:
    """Articles are listed as an index has them: by date, the less precise after, undated ones last, then by number."""
    for iso in (None, "2019", "2020-03-01T10:00", "2020-03-01", "2019", "2020-03"):
        date = PartialDate(iso) if iso else None
        text = f"{iso} {storage.count_changes(0)}"
        storage.save(f"/{text}", replace(article(text, fingerprint=text), date=date), NOTHING)
    assert [3, 4, 6, 2, 5, 1] == list(storage.newest())
