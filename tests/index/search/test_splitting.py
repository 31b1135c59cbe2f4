"""Compounds that are decided on beforehand are found as they are found without; nothing depends on it."""

from __future__ import annotations

from gc import collect
from pathlib import Path

import pytest

from index.ports import Search
from index.search import gathering, open_search, segment_stems, splits, writer
from index.search.codec.reading import opened
from index.search.compounds import Compounding, Part
from index.search.engine import WhooshSearch
from index.search.folder import IndexFolder
from index.search.merging import merge_once
from index.search.segment_stems import EXTENSION, stems_of
from index.search.splitting import split_once
from tests.index.search.examples import article, built, changes, coverage, found

ARTICLES = [
    article(1, "Motorenkooperation in Bayern", "Die Motorenkooperation steht, der Motor nicht."),
    article(2, "Kooperationsvertrag", "Der Vertrag regelt eine Kooperation von Bahn und Autobahn."),
    article(3, "Reichsautobahn", "Das Auto der Wettbewerbsbehördensprecherin; ihre Wettbewerbsbehörde schweigt."),
    article(4, "Übernahmeangebot", "Ein Angebot zur Übernahme, keine Verhandlung. Tarifverhandlungen folgen."),
    article(5, "Motorenkooperation", "They wrote Motorenkooperation and kept it.", language="en"),
]
QUERIES = ("kooperation", "motor", "vertrag", "bahn", "autobahn", "auto", "wettbewerbsbehörde", "übernahmen")


@pytest.fixture(autouse=True)
def _worth(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few stems are enough."""
    monkeypatch.setattr(segment_stems, "WORTH", 1)


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"*/*{EXTENSION}"))


def _answers(search: Search) -> list[list[int]]:
    return [found(search, f"{query} ") for query in QUERIES]


@pytest.mark.parametrize("least", [1, 2, gathering.LEAST])
def test_the_same_is_found_with_what_is_decided_beforehand_and_without(
    least: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By first and last parts, however long, and words that are none.

    Whether the documents of all families of compounds are kept, too, or those of the larger ones, or of none.
    """
    monkeypatch.setattr(gathering, "LEAST", least)
    search = built(folder, ARTICLES)
    answers = _answers(search)
    search.close()
    (file,) = _files(folder)
    file.unlink()
    assert answers == _answers(open_search(folder))
    assert [[2, 1], [1], [2], [2, 3], [2, 3], [3, 2], [3], [4]] == answers


def test_nothing_is_decided_any_more_by_a_search(folder: Path) -> None:
    """Rules that know of no word change nothing."""
    built(folder, ARTICLES).close()
    rules = Compounding(lambda _: False)
    (file,) = _files(folder)
    stems = stems_of(opened(file.with_suffix(".seg")))

    def compounds(word: str) -> set[str]:
        part = Part.of(word)
        assert part is not None
        return set(stems.texts_of(stems.compounds(part, rules)))

    assert {"autobahn", "reichsautobahn"} == compounds("Bahn")
    assert {"wettbewerbsbehordensprech"} == compounds("Wettbewerbsbehörde")


@pytest.mark.parametrize("content", [b"", b"arrays01 and no more", None])
def test_a_file_that_cannot_be_read_is_made_anew(content: bytes | None, folder: Path) -> None:
    """A damaged one, or one of another version (None); until then the same is found without."""
    search = built(folder, ARTICLES)
    answers = _answers(search)
    search.close()
    del search
    collect()  # so that nobody has the good file any more
    (file,) = _files(folder)
    good = file.read_bytes()
    if content is None:
        content = good.replace(f'"version": {splits.VERSION}'.encode(), b'"version": 0')
    file.write_bytes(content)
    search = open_search(folder)
    assert answers == _answers(search)
    search.close()  # which waits until nobody merges in the background: two do not do it at the same time
    split_once(IndexFolder(folder), lambda: True)
    assert good == file.read_bytes()
    assert answers == _answers(search)


@pytest.mark.parametrize("content", [None, b"", b"arrays01 and no more", b"of another version"])
def test_who_searches_has_decided_what_nobody_has(content: bytes | None, folder: Path) -> None:
    """In the background: the program that added the articles may have ended before it came to that (None).

    A file that cannot be read counts as missing: it was damaged, or written by an older version.
    """
    built(folder, ARTICLES).close()
    collect()  # so that nobody has the good file any more
    (file,) = _files(folder)
    good = file.read_bytes()
    file.unlink()
    if content is not None:
        older = good.replace(f'"version": {splits.VERSION}'.encode(), b'"version": 0')
        file.write_bytes(older if content == b"of another version" else content)
    search = WhooshSearch(folder)
    assert [2, 1] == found(search, "kooperation ")
    search.settle()
    assert good == file.read_bytes()
    assert [2, 1] == found(search, "kooperation ")


def test_what_is_decided_goes_and_comes_with_its_segment(folder: Path) -> None:
    """What merging has made of segments is decided on anew, by the words of all of them."""
    built(folder, [article(1, "Eins", "Ein Ökopreis und ein Preis")]).close()
    index = IndexFolder(folder)
    manifest = index.read()
    assert manifest is not None
    (before,) = _files(folder)
    for number in range(2, 14):
        with index.writing():
            writer.update(folder / manifest.name, changes([article(number, f"Nr {number}", "Alles Öko")]))
            index.publish(folder / manifest.name, coverage(number))
    assert [before] == _files(folder)
    while merge_once(index, lambda: True):
        pass
    split_once(index, lambda: True)
    assert before not in _files(folder)
    assert {file.stem for file in folder.glob("*/*.seg")} == {file.stem for file in _files(folder)}
    assert [1] == found(open_search(folder), "preis ")


def test_it_can_be_given_up(folder: Path) -> None:
    """Nothing is left behind, and what one that was killed has left is overwritten."""
    built(folder, ARTICLES).close()
    (file,) = _files(folder)
    file.unlink()
    file.with_suffix(".part").write_bytes(b"half")
    split_once(IndexFolder(folder), lambda: False)
    assert [] == _files(folder)
    split_once(IndexFolder(folder), lambda: True)
    assert [file] == _files(folder)
    assert not file.with_suffix(".part").exists()


def test_a_folder_without_an_index_has_nothing_to_decide_on(folder: Path) -> None:
    """Nor one whose index has no article."""
    split_once(IndexFolder(folder), lambda: True)
    built(folder, []).close()
    split_once(IndexFolder(folder), lambda: True)
    assert [] == _files(folder)
