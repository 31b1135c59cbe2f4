"""A small segment's compounds are those that a large one has been decided to have."""

from __future__ import annotations

from pathlib import Path
from threading import enumerate as enumerate_threads

import pytest

from index.search import open_search, segment_stems, writer
from index.search.codec.reading import opened
from index.search.compounds import SHORTEST, Compounding, Part
from index.search.folder import IndexFolder
from index.search.inheriting import inherited
from index.search.language.tree import Word
from index.search.segment_stems import EXTENSION, SegmentStems, stems_of
from index.search.splits import Splits
from index.search.vocabulary import Vocabulary
from tests.index.search.examples import article, built, changes, coverage, found

LARGE = [
    article(1, "Motorenkooperation", "Der Motor der Reichsautobahn, das Auto der Autobahn und der Bahn."),
    article(2, "Kooperationsvertrag", "Eine Kooperation, ein Vertrag, ein Preis, Haus, Kauf, Verkauf, Hausverkauf."),
]
SMALL = article(3, "Hauspreis", "Motorenkooperation auf der Reichsautobahn. Hausverkauf, Ökopreis, Öko; große Häuser.")


@pytest.fixture
def stems(folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[SegmentStems, SegmentStems]:
    """A large segment that has been decided on, and a small one that has not."""
    monkeypatch.setattr(segment_stems, "WORTH", 15)
    built(folder, LARGE).close()
    index = IndexFolder(folder)
    manifest = index.read()
    assert manifest is not None
    with index.writing():
        writer.update(folder / manifest.name, changes([SMALL]))
        index.publish(folder / manifest.name, coverage(2))
    (decided,) = folder.glob(f"*/*{EXTENSION}")
    every = [stems_of(opened(file)) for file in sorted(folder.glob("*/*.seg"))]
    (large,) = [each for each in every if each.path == decided]
    (small,) = [each for each in every if each is not large]
    return large, small


def _words(splits: Splits, nth: int) -> set[tuple[str, int]]:
    """The letters of the words that a stem begins or ends with, as one of their compounds."""
    code, every = splits.codes[nth], range(SHORTEST, 20)
    begins = {("begins", letters) for letters in every if splits.beginning(letters)[code]}
    return begins | {("ends", letters) for letters in every if splits.ending(letters, letters)[code]}


def test_what_a_large_segment_has_is_not_decided_again(stems: tuple[SegmentStems, SegmentStems]) -> None:
    """Nobody is asked about its stems, though the rules would know none of their words."""
    large, small = stems
    asked = []

    def has(stem: str) -> bool:
        asked.append(stem)
        return False

    splits = inherited(small.texts(), [large], Compounding(has))
    texts = list(small.texts())
    assert {("begins", 5), ("ends", 11)} == _words(splits, texts.index("motorenkooperation"))
    assert {("begins", 5), ("ends", 8), ("ends", 4)} >= _words(splits, texts.index("reichsautobahn"))
    assert {("ends", 7)} == _words(splits, texts.index("hausverkauf")) - {("begins", 4)}
    assert not [stem for stem in asked if "kooperation" in stem]


def test_what_no_large_segment_has_is_decided_by_the_rules(stems: tuple[SegmentStems, SegmentStems]) -> None:
    """By all words of the index."""
    large, small = stems
    rules = Compounding(Vocabulary([large.arrays, small.arrays]).has)
    splits, texts = inherited(small.texts(), [large], rules), list(small.texts())
    assert {("begins", 4), ("ends", 5)} == _words(splits, texts.index("hauspreis"))
    assert ("ends", 5) in _words(splits, texts.index("okopreis"))


def test_a_small_segment_finds_what_it_has_taken_over(stems: tuple[SegmentStems, SegmentStems]) -> None:
    """Also compounds of words that only the large one has; of words that neither has, by the rules."""
    large, small = stems
    rules = Compounding(lambda _: False)
    small.adopt(inherited(small.texts(), [large], rules), [large])

    def compounds(word: str) -> set[str]:
        part = Part.of(word)
        assert part is not None
        return set(small.texts_of(small.compounds(part, rules)))

    assert {"motorenkooperation"} == compounds("Kooperation")
    assert {"motorenkooperation"} == compounds("Motor")
    assert {"reichsautobahn"} == compounds("Bahn")
    assert set() == compounds("Vertrag")
    assert {"reichsautobahn"} == compounds("Reich")


def test_the_first_word_has_all_of_it_made(stems: tuple[SegmentStems, SegmentStems]) -> None:
    """In the background: the tables of the large segment, and the decisions on the small one."""
    large, small = stems
    before = small.splits, large.prepared
    Vocabulary([large.arrays, small.arrays]).part(Word("Mot"))
    for thread in enumerate_threads():
        if thread.name == "compounds":
            thread.join()
    assert (None, False) == before
    assert small.splits is not None
    assert large.prepared


def test_a_search_finds_the_same_before_and_after(folder: Path, stems: tuple[SegmentStems, SegmentStems]) -> None:
    """However far the thread that takes over has come."""
    queries = ["kooperation ", "bahn ", "haus ", "preis ", "öko ", "verkauf ", "motor "]
    large, small = stems
    before = [set(found(open_search(folder), query)) for query in queries]
    small.adopt(inherited(small.texts(), [large], Compounding(Vocabulary([large.arrays, small.arrays]).has)), [large])
    search = open_search(folder)
    assert before == [set(found(search, query)) for query in queries]
    assert [{1, 2, 3}, {1, 3}, {2, 3}, {2, 3}, {3}, {2, 3}, {1, 3}] == before
