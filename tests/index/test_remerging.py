"""Deals that are kept level with an archive are those that merging everything at once gives."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from index import remerging
from index.archive import Archive
from index.corrections import Correction, OtherDeal, SameDeal, WrongDeal, WrongParty, WrongStatus
from index.deal import Bargain, Deal
from index.deals import Deals
from index.detection.merging import merge
from index.detection.regrouping import Group
from index.document import DealMention, DealType, Detections, Party, Role, Span, Status
from index.errors import DealNotFound
from index.ports import Storage
from index.remerging import is_merged, remerge
from index.storage import open_storage
from tests.fake_search import FakeSearch
from tests.fakes import FakeStorage
from tests.index.storage.examples import acme_and_bolt, article

ORIGINS = st.sampled_from(["/a", "/b", "/c", "/d", "/e"])
DATES = st.sampled_from(["2019", "2019-02", "2019-02-03", "2023-05", ""])
ROLES = st.sampled_from([Role.PARTNER, Role.ACQUIRER, Role.TARGET, Role.SELLER])
PLACES = st.integers(0, 99)


@st.composite
def told(draw: st.DrawFn) -> DealMention:
    """A deal between some of four companies."""
    companies = draw(st.sampled_from(["ab", "ab", "bc", "abc", "abc", "abd", "abcd", "c"]))
    return DealMention(
        type=draw(st.sampled_from([DealType.MERGER, DealType.ACQUISITION, DealType.PARTNERSHIP])),
        status=draw(st.sampled_from([Status.TALKS, Status.ANNOUNCED, Status.COMPLETED])),
        confidence=0.8,
        parties=tuple(Party(company, company.upper(), draw(ROLES)) for company in companies),
        object=draw(st.sampled_from([None, "batteries", "wheels"])),
        value=None,
        stake=None,
        evidence=(Span(0, draw(st.integers(1, 4))),),
    )


DEALS = st.lists(told(), max_size=3, unique_by=lambda deal: deal.evidence)


class SameAsAtOnce(RuleBasedStateMachine):
    """Whatever comes, changes and goes, is said of it and taken back: it is merged in steps, and all at once."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.storage = self.opened()
        self.archive = Archive(self.storage, FakeSearch())

    def opened(self) -> Storage:
        """A storage on disk."""
        return open_storage(self.folder)

    def teardown(self) -> None:
        """Removes the storage."""
        self.storage.close()
        shutil.rmtree(self.folder)

    @rule(origin=ORIGINS, words=st.integers(0, 5), date=DATES, deals=DEALS, follow=st.booleans())
    def save(self, origin: str, words: int, date: str, deals: list[DealMention], follow: bool) -> None:
        """An article comes, changes, or goes when its only origin has what another one has."""
        self.storage.save(origin, article(f"text {words}", date=date), Detections((), tuple(deals)))
        if follow:
            remerge(self.storage)

    @rule(place=PLACES, deals=DEALS)
    def detect_anew(self, place: int, deals: list[DealMention]) -> None:
        """Other deals are found in an article."""
        numbers = [number for number, _ in self.storage.revised(0, 100)]
        there = [number for number in numbers if self.storage.rows([number])]
        if there:
            self.storage.save_detections(there[place % len(there)], Detections((), tuple(deals)))

    @precondition(lambda self: is_merged(self.storage))
    @rule(kind=st.integers(0, 4), places=st.tuples(PLACES, PLACES, PLACES))
    def correct(self, kind: int, places: tuple[int, int, int]) -> None:
        """The user says something of a deal."""
        deals = list(self.archive.deals())
        if deals:
            deal, other = (deals[place % len(deals)] for place in places[:2])
            self.archive.correct(_correction(kind, deal, other, places[2]))

    @rule()
    def undo(self) -> None:
        """What was said last is taken back."""
        self.archive.undo()

    @rule()
    def redo(self) -> None:
        """What was taken back is said again."""
        self.archive.redo()

    @rule(step=st.integers(1, 3))
    def follow(self, step: int) -> None:
        """Deals are brought level, some articles at a time."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(remerging, "_STEP", step)
            remerge(self.storage)

    @rule()
    def rebuild(self) -> None:
        """All is merged anew."""
        with self.storage.deals.merging() as tables:
            tables.clear()

    @invariant()
    def shows_the_same(self) -> None:
        """As soon as they are level, the deals are those merged at once, by whatever they are asked for."""
        if not is_merged(self.storage):
            return
        expected = merge(self.storage.deal_mentions(None), self.storage.corrections())
        assert expected == list(self.archive.deals())
        asked = self.storage.deals
        for number in range(1, 8):
            told_here = [deal for deal in expected if number in deal.articles]
            assert told_here == list(asked.load(asked.keys([number])).values())
        for company in "abcd":
            with_it = [deal for deal in expected if any(party.id == company for party in deal.parties)]
            assert with_it == list(self.archive.deals_with(company))
            assert len(with_it) == asked.counts(None).get(company, 0)
        assert expected == [self.archive.deal(deal.id) for deal in expected]
        assert [] == self.storage.check()


class FakeSameAsAtOnce(SameAsAtOnce):
    """The fake does what the storage on disk does."""

    def opened(self) -> Storage:
        """The fake."""
        return FakeStorage()


def _correction(kind: int, deal: Deal, other: Deal, place: int) -> Correction:
    articles = deal.articles
    party = deal.parties[place % len(deal.parties)]
    choices: list[Correction] = [
        WrongDeal(deal.id, articles[: 1 + place % len(articles)]),
        WrongStatus(deal.id, articles, Status.DENIED),
        WrongParty(deal.id, articles, party.id),
        SameDeal(deal.id, other.id),
        OtherDeal(deal.id, articles[place % len(articles)]),
    ]
    return choices[kind]


TestSameAsAtOnce = SameAsAtOnce.TestCase
TestSameAsAtOnce.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestFakeSameAsAtOnce = FakeSameAsAtOnce.TestCase
TestFakeSameAsAtOnce.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


def fill(storage: Storage) -> None:
    """Three articles on one deal, and one on another."""
    for number, date in enumerate(("2019-02", "2019-03", "2019-04"), start=1):
        text = f"Acme buys Bolt {number}."
        storage.save(f"/{number}", article(text, date=date), acme_and_bolt(text))
    other = Party("cog", "Cog", Role.TARGET), Party("dent", "Dent", Role.ACQUIRER)
    said = DealMention(DealType.ACQUISITION, Status.TALKS, 0.9, other, None, None, None, (Span(0, 3),))
    storage.save("/4", article("Dent buys Cog."), Detections((), (said,)))


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    """A filled storage on disk."""
    opened = open_storage(tmp_path / "archive")
    fill(opened)
    yield opened
    opened.close()


class Killed(Exception):
    """Whatever ends a process in the middle."""


def test_killed_in_the_middle(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed at any step, what was followed before stays, nothing of the step is seen, and the next call goes on."""
    expected = merge(storage.deal_mentions(None))
    whole, steps = remerging._Step._drawn, count()

    def killed(step: remerging._Step, groups: dict[Bargain, list[Group]]) -> set[Bargain]:
        if next(steps) % 2:
            raise Killed
        return whole(step, groups)

    monkeypatch.setattr(remerging, "_STEP", 1)
    monkeypatch.setattr(remerging._Step, "_drawn", killed)
    for told in (1, 2, 3):
        with pytest.raises(Killed):
            remerge(storage)
        assert [told] == [len(deal.articles) for deal in Deals(storage.deals, storage.deals.keys(None))]
        assert [] == storage.check()
    remerge(storage)
    assert expected == list(Deals(storage.deals, storage.deals.keys(None)))


def test_other_rules(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a later dealwire is installed all is merged anew, and shown as before until then; keys stay."""
    remerge(storage)
    before = storage.deals.keys(None)
    monkeypatch.setattr(remerging, "VERSION", "later")
    assert not is_merged(storage)
    remerge(storage)
    assert is_merged(storage)
    assert before == storage.deals.keys(None)


def test_deals_are_told_by_their_places(storage: Storage) -> None:
    """By article and place, those included of which the user has left nothing."""
    archive = Archive(storage, FakeSearch())
    archive.catch_up()
    (deal,) = archive.deals_with("acme")
    assert [(1, 0), (2, 0), (3, 0)] == storage.deals.tellers(deal.id)
    archive.correct(WrongDeal(deal.id, deal.articles))
    assert [(1, 0), (2, 0), (3, 0)] == storage.deals.tellers(deal.id)
    assert (None, []) == (storage.deals.key(deal.id), list(archive.deals_with("acme")))
    with pytest.raises(DealNotFound):
        archive.deal(deal.id)
    assert storage.deals.tellers("none") is None


def says(storage: Storage, number: int, *parties: str, kind: DealType = DealType.ACQUISITION) -> None:
    """Has an article tell of one deal, between a buyer and others."""
    roles = [Role.ACQUIRER, *[Role.TARGET] * (len(parties) - 1)]
    cast = tuple(Party(company, company.upper(), role) for company, role in zip(parties, roles, strict=False))
    said = DealMention(kind, Status.TALKS, 0.9, cast, None, None, None, (Span(0, 3),))
    storage.save(f"/{number}", article(f"{number}: {parties}"), Detections((), (said,) if parties else ()))


def told_by(storage: Storage) -> list[tuple[int, ...]]:
    """The articles of each deal, merged in steps; the same as merged at once."""
    remerge(storage)
    deals = list(Deals(storage.deals, storage.deals.keys(None)))
    assert merge(storage.deal_mentions(None), storage.corrections()) == deals
    return sorted(deal.articles for deal in deals)


@pytest.fixture(params=["fake", "sqlite"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """An empty storage of either kind."""
    opened: Storage = FakeStorage() if request.param == "fake" else open_storage(tmp_path / "empty")
    yield opened
    opened.close()


def test_a_larger_bargain_draws_and_repels(empty: Storage) -> None:
    """Tellings of two parties join the only one of three; a second one of three makes it unsure, and they leave."""
    says(empty, 1, "a", "b")
    assert [(1,)] == told_by(empty)
    says(empty, 2, "a", "b", "c")
    assert [(2, 1)] == told_by(empty)
    says(empty, 3, "a", "b", "d")
    assert [(1,), (2,), (3,)] == told_by(empty)
    says(empty, 2)
    assert [(3, 1)] == told_by(empty)


def test_what_is_drawn_outlives_who_told_it(empty: Storage) -> None:
    """Deals made one stay so by their ids when nobody is left who told them then, and are two again when undone."""
    archive = Archive(empty, FakeSearch())
    for number, parties in enumerate(("ab", "cd"), start=1):
        says(empty, number, *parties)
    archive.catch_up()
    one, other = archive.deals()
    archive.correct(SameDeal(one.id, other.id))
    assert [(2, 1)] == told_by(empty)
    for number in (1, 2):
        says(empty, number)
    assert [] == told_by(empty)
    says(empty, 3, "a", "b")
    assert [(3,)] == told_by(empty)
    says(empty, 4, "c", "d")
    assert [(4, 3)] == told_by(empty)
    archive.undo()
    assert [(3,), (4,)] == told_by(empty)


def test_what_is_not_followed_yet_is_left_out(empty: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two changed articles the second, until it is followed, is told for nothing: not even by what it says now."""
    for number in (1, 2, 3):
        says(empty, number, "a", "b")
    remerge(empty)
    says(empty, 2, "c", "d")
    says(empty, 3, "e", "f")

    def kill(_done: int, _of: int) -> None:
        raise Killed

    monkeypatch.setattr(remerging, "_STEP", 1)
    with pytest.raises(Killed):
        remerge(empty, kill)
    assert [(1,), (2,)] == sorted(deal.articles for deal in Deals(empty.deals, empty.deals.keys(None)))
    assert [(1,), (2,), (3,)] == told_by(empty)


def test_a_result_outlives_a_rebuild(empty: Storage) -> None:
    """The deals of a result that is still shown are as many as before, none is another's, and the next has new ones."""
    archive = Archive(empty, FakeSearch())
    names = [f"{one}{other}" for one in "abcdefghij" for other in "abcdefghij"]
    for number, name in enumerate(names, start=1):
        says(empty, number, "acme", name)
    archive.catch_up()
    shown = archive.deals()
    archive.rebuild()
    again = archive.deals()
    assert (len(names), list(again)[:50]) == (len(shown), shown[:50])
    assert {shown[0]} == set(shown[50:])
    assert set(names) == {party.id for deal in again for party in deal.parties} - {"acme"}
