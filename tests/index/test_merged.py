"""Deals that are kept while the archive changes: the same as if all were merged anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.corrections import WrongDeal
from index.document import Detections
from index.merged import MergedDeals
from tests.fake_search import FakeSearch
from tests.fakes import FakeStorage
from tests.index.storage.examples import acme_and_bolt, article

TEXTS = ["Acme buys Bolt.", "Bolt is bought by Acme.", "Acme and Bolt, again.", "Nothing happens."]
_STEPS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(TEXTS), st.booleans()), min_size=1, max_size=8)


def detections(text: str) -> Detections:
    """What is found in one of the texts."""
    return acme_and_bolt(text) if "Acme" in text else Detections()


@given(_STEPS)
def test_kept_deals_are_those_merged_anew(steps: list[tuple[str, str, bool]]) -> None:
    """Whatever comes, changes, goes and is corrected, what has been kept changes nothing."""
    storage = FakeStorage()
    archive = Archive(storage, FakeSearch())
    for origin, text, corrected in steps:
        storage.save(origin, article(text), detections(text))
        deals = archive.deals()
        if corrected and deals:
            archive.correct(WrongDeal(deals[0].id, deals[0].articles))
        assert MergedDeals(storage).deals() == archive.deals()


def test_only_what_has_changed_is_merged() -> None:
    """A deal of which nothing new is told is the same object after other articles have come."""
    storage = FakeStorage()
    storage.save("a", article(TEXTS[0]), detections(TEXTS[0]))
    merged = MergedDeals(storage)
    (before,) = merged.deals()
    storage.save("b", article(TEXTS[3]), detections(TEXTS[3]))
    (after,) = merged.deals()
    assert before is after
    storage.save("c", article(TEXTS[1]), detections(TEXTS[1]))
    (more,) = merged.deals()
    assert (1, 2) == (len(before.articles), len(more.articles))
