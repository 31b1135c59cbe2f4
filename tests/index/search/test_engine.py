"""The index follows storage, whatever happens to its folder."""

from __future__ import annotations

import json
import pickle
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import ArchiveUnusable
from index.ports import Change, Search
from index.results import SearchRequest
from index.search import open_search
from tests.index.search.examples import STORIES, article, built, changes, coverage, found

EXTRA = article(9, "Neues von BMW", "Noch ein Artikel über BMW.", date="2021")


def test_nothing_is_made_before_it_is_needed(folder: Path) -> None:
    """Opening makes no folder; there is no index then, nothing is found, and the check says what to do."""
    search = open_search(folder)
    assert search.coverage is None
    assert [] == found(search, "bmw")
    assert ["There is no search index that can be read: dealwire rebuild builds it anew."] == search.check()
    assert not folder.exists()


def test_an_index_covers_what_it_has_seen(folder: Path) -> None:
    """After a rebuild and after an update, also when it is opened anew; its folder is the user's alone."""
    search = built(folder, STORIES)
    assert coverage(1) == search.coverage == open_search(folder).coverage
    search.update(changes([EXTRA]), coverage(2))
    assert coverage(2) == search.coverage == open_search(folder).coverage
    assert [9, 2, 1] == found(search, "company:bmw OR title:neues ")
    assert {0o700} == {path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir()) if path.is_dir()}
    assert [] == search.check()


def test_following_the_same_changes_twice_changes_nothing(folder: Path) -> None:
    """A kill between the commit and its being written down is made good by following again."""
    search = built(folder, STORIES)
    for revision in (2, 3):
        search.update([*changes([EXTRA, STORIES[0]]), Change(2, None), Change(77, None)], coverage(revision))
    assert [9, 3, 4, 1, 5] == found(search)
    assert [] == search.check()


def test_an_article_that_changes_is_found_by_its_new_words_only(folder: Path) -> None:
    """The old words and companies are gone."""
    search = built(folder, STORIES)
    search.update(changes([article(1, "Etwas Neues", "Hier steht jetzt ein Satz über Zölle")]), coverage(2))
    assert [] == found(search, "daimler ")
    assert [1] == found(search, "Zoll ")
    assert [2] == found(search, companies=("bmw",))


def test_many_small_commits_stay_few_segments(folder: Path) -> None:
    """Twenty commits of one article leave fewer than twenty segments, and all of the articles."""
    search = built(folder, STORIES)
    for number in range(10, 30):
        search.update(changes([article(number, f"Meldung {number}", "Ein Satz.")]), coverage(number))
    search.close()
    assert len(list(folder.glob("*/*.seg"))) <= 9
    assert {*range(1, 6), *range(10, 30)} == set(found(search))


def test_another_process_sees_what_was_written(folder: Path) -> None:
    """Without being opened anew: an update, and a rebuild that removes the files it has open."""
    writer, reader = built(folder, STORIES), open_search(folder)
    assert [] == found(reader, "neues ")
    writer.update(changes([EXTRA]), coverage(2))
    assert [9] == found(reader, "neues ")
    writer.rebuild(changes([EXTRA]), coverage(3))
    assert [9] == found(reader)
    assert coverage(3) == reader.coverage
    assert 1 == len([path for path in folder.iterdir() if path.is_dir()])


class Interrupted(Exception):
    """What stops the changes half-way in these tests."""


def interrupted() -> Iterator[Change]:
    """Changes that break off."""
    yield from changes([EXTRA])
    raise Interrupted


def test_a_broken_off_update_or_rebuild_leaves_the_old_index(folder: Path) -> None:
    """What storage raises comes through, and the index is as before, and can be written to."""
    search = built(folder, STORIES)
    with pytest.raises(Interrupted):
        search.update(interrupted(), coverage(2))
    with pytest.raises(Interrupted):
        search.rebuild(interrupted(), coverage(2))
    for same in (search, open_search(folder)):
        assert coverage(1) == same.coverage
        assert [] == found(same, "neues ")
    search.update(changes([EXTRA]), coverage(2))
    assert [9] == found(search, "neues ")


def test_a_kill_before_the_coverage_is_written_leaves_an_index_that_can_follow(folder: Path) -> None:
    """index.json still says the old revision; Whoosh's files are newer."""
    search = built(folder, STORIES)
    before = (folder / "index.json").read_bytes()
    search.update([*changes([EXTRA]), Change(1, None)], coverage(2))
    (folder / "index.json").write_bytes(before)
    again = open_search(folder)
    assert coverage(1) == again.coverage
    again.update([*changes([EXTRA]), Change(1, None)], coverage(2))
    assert [9, 3, 2, 4, 5] == found(again)
    assert [] == again.check()


def _manifest(folder: Path, **changed: object) -> None:
    written = json.loads((folder / "index.json").read_text())
    (folder / "index.json").write_text(json.dumps(written | changed))


def _no_index(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)


def _half_a_segment(folder: Path) -> None:
    for path in folder.glob("*/*.seg"):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _no_segment(folder: Path) -> None:
    for path in folder.glob("*/*.seg"):
        path.unlink()


def _broken_contents(folder: Path) -> None:
    for path in folder.glob("*/*.toc"):
        path.write_bytes(b"x" * 500)


def _no_contents(folder: Path) -> None:
    for path in folder.glob("*/*.toc"):
        path.unlink()


def _shared_index(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o770)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no manifest": lambda folder: (folder / "index.json").unlink(),
    "an empty manifest": lambda folder: (folder / "index.json").write_text(""),
    "a manifest of garbage": lambda folder: (folder / "index.json").write_bytes(b"\xff\x00garbage"),
    "a manifest of something else": lambda folder: (folder / "index.json").write_text("[1]"),
    "a deep manifest": lambda folder: (folder / "index.json").write_text("[" * 100_000),
    "an older schema": lambda folder: _manifest(folder, version=0),
    "another stemmer": lambda folder: _manifest(folder, stemmer="1.0"),
    "a name that leads out": lambda folder: _manifest(folder, name="../elsewhere"),
    "a revision that is no number": lambda folder: _manifest(folder, revision="7"),
    "files that are no files": lambda folder: _manifest(folder, files={"a": 1}),
    "a folder others can write to": lambda folder: folder.chmod(0o777),
    "an index others can write to": _shared_index,
    "no index": _no_index,
    "no table of contents": _no_contents,
    "a broken table of contents": _broken_contents,
    "half a segment": _half_a_segment,
    "no segment": _no_segment,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_index_that_cannot_be_read_counts_as_missing(folder: Path, damage: str) -> None:
    """It finds nothing and covers nothing, and a rebuild makes it good, with leftovers and garbage around."""
    built(folder, STORIES)
    (folder / "garbage").write_bytes(b"\x00" * 100)
    (folder / "deadbeef").mkdir(mode=0o700)
    DAMAGES[damage](folder)
    search = open_search(folder)
    assert search.coverage is None
    assert [] == found(search, "bmw ")
    assert 1 == len(search.check())
    search.rebuild(changes(STORIES), coverage(5))
    assert coverage(5) == open_search(folder).coverage
    assert [1, 2] == found(search, "bmw ")
    assert folder.stat().st_mode & 0o777 == 0o700
    assert 1 == len([path for path in folder.iterdir() if path.is_dir()])


class Trap:
    """Runs code when it is unpickled."""

    def __init__(self, sprung: Path) -> None:
        self.sprung = sprung

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.sprung,)


@pytest.mark.parametrize("writable", ["index", "inner"])
def test_no_pickle_is_read_from_a_folder_that_others_can_write_to(folder: Path, tmp_path: Path, writable: str) -> None:
    """A table of contents put there by somebody else is not opened, though the manifest agrees with it."""
    built(folder, STORIES)
    sprung = tmp_path / "sprung"
    inner = next(path for path in folder.iterdir() if path.is_dir())
    trap = pickle.dumps(Trap(sprung))
    for path in inner.glob("*.toc"):
        path.write_bytes(trap)
    _manifest(folder, files={})
    (folder if writable == "index" else inner).chmod(0o722)
    search = open_search(folder)
    assert search.coverage is None
    assert [] == found(search, "bmw")
    assert not sprung.exists()


def test_damage_that_only_a_search_finds_is_told(folder: Path) -> None:
    """The check names the file; a search that trips over it says so, and the index counts as missing from then on."""
    built(folder, STORIES)
    segment = next(folder.glob("*/*.seg"))
    content = segment.read_bytes()
    directory = int.from_bytes(content[-16:-8], "little")
    segment.write_bytes(content[:16] + bytes(directory - 16) + content[directory:])
    search = open_search(folder)
    assert coverage() == search.coverage
    assert f"The file {segment.name} of the search index is damaged: dealwire rebuild builds it anew." in search.check()
    page = search.search(SearchRequest("bmw type:x "))
    assert 0 == page.total
    assert ["The search index is damaged", "There is no type “x”"] == sorted(
        problem.message.partition(";")[0] for problem in page.problems
    )
    assert open_search(folder).coverage is None
    search.rebuild(changes(STORIES), coverage())
    assert [1, 2] == found(search, "bmw ")


def test_an_update_of_a_damaged_index_is_refused(folder: Path) -> None:
    """It counts as missing from then on, so that the next start builds it anew."""
    built(folder, STORIES)
    segment = next(folder.glob("*/*.seg"))
    content = segment.read_bytes()
    directory = int.from_bytes(content[-16:-8], "little")
    segment.write_bytes(content[:16] + bytes(directory - 16) + content[directory:])
    search = open_search(folder)
    with pytest.raises(ArchiveUnusable, match="The search index is damaged; it is built anew when"):
        search.update(changes(STORIES), coverage(2))
    assert search.coverage is None


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """In a sentence that names it."""
    (tmp_path / "file").write_text("")
    search = open_search(tmp_path / "file" / "index")
    assert search.coverage is None
    with pytest.raises(
        ArchiveUnusable, match=r"The search index in .*file/index cannot be written \(Not a directory\)\."
    ):
        search.rebuild([], coverage())


def test_an_index_that_is_not_there_cannot_follow(folder: Path) -> None:
    """An update without an index is refused, because it would cover what it has not seen."""
    with pytest.raises(ArchiveUnusable, match="There is no search index"):
        open_search(folder).update(changes(STORIES), coverage())


def test_a_closed_index_can_be_used_again(folder: Path) -> None:
    """Closing lets go of what is open, and no more."""
    search: Search = built(folder, STORIES)
    assert [1] == found(search, "kooperation ")
    search.close()
    assert [1] == found(search, "kooperation ")
