"""Storage on disk does what the fake does, whatever is done to both; and what goes in comes out."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index.corrections import Anchor, WrongDeal
from index.document import Article, Detections
from index.storage import open_storage
from tests.fakes import FakeStorage
from tests.index.storage.examples import acme_and_bolt, article, articles, detections

ORIGINS = st.sampled_from(["/a", "/a#1", "/ab", "/b"])
ARTICLES = st.builds(
    lambda words, furniture, name: article(f"Acme, Bolt: {words}\n{furniture}", fingerprint=words, name=name),
    st.sampled_from(["one", "two", "three"]),
    st.sampled_from(["", "share"]),
    st.sampled_from(["x", "y"]),
)
NUMBERS = st.integers(1, 6)


class SameAsFake(RuleBasedStateMachine):
    """Does the same to a storage on disk and to the fake."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.disk = open_storage(self.folder)
        self.fake = FakeStorage(self.disk.coverage.archive)

    def teardown(self) -> None:
        """Removes the storage on disk."""
        self.disk.close()
        shutil.rmtree(self.folder)

    @rule(origin=ORIGINS, offered=ARTICLES, named=st.booleans())
    def save(self, origin: str, offered: Article, named: bool) -> None:
        """Either places an article the same way."""
        assert self.fake.placement(origin, offered) == self.disk.placement(origin, offered)
        found = acme_and_bolt(offered.text) if named else Detections()
        assert self.fake.save(origin, offered, found) == self.disk.save(origin, offered, found)

    @rule(number=NUMBERS, read=st.booleans())
    def mark(self, number: int, read: bool) -> None:
        """An article that is there is opened."""
        if number in self.fake.articles:
            self.fake.set_read(number, read=read)
            self.disk.set_read(number, read=read)

    @rule(number=NUMBERS)
    def detect_anew(self, number: int) -> None:
        """An article that is there is found to be about nobody."""
        if number in self.fake.articles:
            self.fake.save_detections(number, Detections())
            self.disk.save_detections(number, Detections())

    @rule(numbers=st.sets(NUMBERS, max_size=2), joined=st.booleans())
    def correct(self, numbers: set[int], joined: bool) -> None:
        """Articles that are there tell of no deal."""
        there = sorted(numbers & self.fake.articles.keys())
        correction = WrongDeal("d1", tuple(there))
        anchors = [Anchor("d1", number, "control", ("acme", "bolt"), 0) for number in there]
        made = "2020-01-01T00:00:00+00:00"
        kept = [each.correct(correction, made, anchors, joined=joined) for each in (self.fake, self.disk)]
        assert kept[0] == kept[1]

    @rule()
    def undo(self) -> None:
        """The newest correction is undone, if there is one."""
        assert self.fake.undo() == self.disk.undo()

    @rule()
    def redo(self) -> None:
        """What was undone last is done again, if it can be."""
        assert self.fake.redo() == self.disk.redo()

    @rule()
    def open_again(self) -> None:
        """Closing and opening changes nothing."""
        self.disk.close()
        self.disk = open_storage(self.folder)

    @rule(since=st.integers(0, 20), until=st.none() | st.integers(0, 20))
    def follow(self, since: int, until: int | None) -> None:
        """Either tells the same changes."""
        assert list(self.fake.changes(since, until)) == list(self.disk.changes(since, until))
        assert self.fake.count_changes(since) == self.disk.count_changes(since)
        assert self.fake.revised(since, 3) == self.disk.revised(since, 3)

    @invariant()
    def shows_the_same(self) -> None:
        """Either shows the same to whoever looks."""
        some = [4, 2, 1]
        assert self.fake.coverage == self.disk.coverage
        assert self.fake.rows(some) == self.disk.rows(some)
        assert self.fake.companies(some) == self.disk.companies(some)
        assert self.fake.companies(None) == self.disk.companies(None)
        assert list(self.fake.newest()) == list(self.disk.newest())
        assert self.fake.company_names() == self.disk.company_names()
        assert self.fake.corrections() == self.disk.corrections()
        assert self.fake.count_articles("/a") == self.disk.count_articles("/a")
        assert self.fake.deal_mentions(None) == self.disk.deal_mentions(None)
        assert [] == self.disk.check()


TestSameAsFake = SameAsFake.TestCase
TestSameAsFake.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_round_trip(data: st.DataObject) -> None:
    """Any article with any detections comes out as it went in, and breaks no rule of the storage."""
    saved = data.draw(articles())
    found = data.draw(detections(saved.text))
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(Path(folder) / "archive")
        storage.save("/a", saved, found)
        archived = storage.article(1)
        problems = storage.check()
        storage.close()
    assert (saved, found, []) == (archived.article, archived.detections, problems)
