"""Which segments are merged, and that nobody notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.ports import Change
from index.results import SearchRequest
from index.search import merging, open_search, writer
from index.search.codec import merging as codec
from index.search.folder import IndexFolder
from index.search.merging import MOST, due, merge_once
from tests.index.search.examples import STORIES, article, built, changes, coverage, found


@pytest.mark.parametrize(
    ("expected", "sizes"),
    [
        ([], []),
        ([], [1] * 8),
        ([], [100_000] * 20),
        (list(range(9)), [1] * 9),
        (list(range(1, 10)), [120_000] + [10] * 9),
        ([1, 2, 3, 4, 5, 6, 7, 8], [60_000] + [10] * 8),
        ([8, 7, 6, 5], [30_000, 10_000, 3_000, 1_000, 300, 100, 30, 10, 3]),
        ([0, 1, 2], [40_000] * 9),
    ],
)
def test_small_segments_are_merged_when_there_are_many(expected: list[int], sizes: list[int]) -> None:
    """More than eight that are not large: those of about one size, not above 131,072 documents together."""
    assert expected == due(sizes)


@settings(deadline=None)
@given(st.lists(st.integers(1, 3_000), min_size=1, max_size=300))
def test_segments_stay_few_and_articles_are_seldom_merged(commits: list[int]) -> None:
    """However articles come in; each is merged again a dozen times at most."""
    segments: list[tuple[int, int]] = []
    for added in commits:
        segments.append((added, 0))
        while chosen := due([size for size, _ in segments]):
            whole = sum(segments[index][0] for index in chosen), 1 + max(segments[index][1] for index in chosen)
            segments = [each for index, each in enumerate(segments) if index not in chosen] + [whole]
        assert len([size for size, _ in segments if size <= MOST // 2]) <= 8
    assert sum(commits) == sum(size for size, _ in segments)
    assert max(times for _, times in segments) <= 12


def _many(folder: Path, commits: int = 12) -> None:
    """An index of many segments, for which nobody has merged yet."""
    built(folder, STORIES)
    index = IndexFolder(folder)
    manifest = index.read()
    assert manifest is not None
    for number in range(10, 10 + commits):
        with index.writing():
            writer.update(folder / manifest.name, changes([article(number, f"Meldung {number}", "Ein Satz.")]))
            index.publish(folder / manifest.name, coverage(number))


def test_a_search_goes_on_in_the_segments_that_were_merged(folder: Path) -> None:
    """A page of before the merge is read to its end after it; a new search finds the same."""
    _many(folder)
    search = open_search(folder)
    before = search.search(SearchRequest("meldung "))
    assert merge_once(IndexFolder(folder), lambda: True)
    assert len(list(folder.glob("*/*.seg"))) <= 8
    assert sorted(before.ids) == list(range(10, 22)) == sorted(found(search, "meldung "))
    assert [] == search.check()


def test_what_is_deleted_during_a_merge_stays_deleted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An update that comes between the merging and the commit is not lost, and neither is the merge."""
    _many(folder)
    index = IndexFolder(folder)
    manifest = index.read()
    assert manifest is not None
    merged = codec.merge

    def slow(*args: object) -> int:
        documents = merged(*args)  # type: ignore[arg-type]
        changed = [Change(10, None), *changes([article(11, "Zölle steigen", "Ein Satz.")])]
        with index.writing():
            writer.update(folder / manifest.name, changed)
            index.publish(folder / manifest.name, coverage(99))
        return documents

    monkeypatch.setattr(merging, "merge", slow)
    assert merge_once(index, lambda: True)
    search = open_search(folder)
    assert coverage(99) == search.coverage
    assert list(range(12, 22)) == sorted(found(search, "meldung "))
    assert [11] == found(search, "zölle ")
    assert [] == search.check()


def test_a_long_merge_can_be_given_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index stays as it was, and no draft is left behind; the draft of a killed one is removed by the next."""
    _many(folder)
    monkeypatch.setattr(merging, "_BRIEF", 0)
    before = sorted(path.name for path in folder.glob("*/*"))
    leftover = next(folder.glob("*/*.seg")).with_name("merging-killed.part")
    leftover.write_bytes(b"half")
    assert not merge_once(IndexFolder(folder), lambda: False)
    assert before == sorted(path.name for path in folder.glob("*/*"))
