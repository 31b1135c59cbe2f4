"""The first page of the whole archive is there before the index is opened."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from index.results import SearchRequest
from index.search import open_search
from tests.index.search.examples import STORIES, article, built, changes, coverage, found

PROGRAM = """
import sys
from pathlib import Path
from index.results import SearchRequest
from index.search import open_search
page = open_search(Path(sys.argv[1])).search(SearchRequest(""))
print(list(page.ids[:3]), page.total, "numpy" in sys.modules, "whoosh" in sys.modules)
"""


def _many(folder: Path) -> None:
    built(folder, [article(number, f"Meldung {number}", "Ein Satz.", date="2020-01-01") for number in range(1, 61)])


def test_the_newest_articles_are_shown_without_numpy_and_whoosh(folder: Path) -> None:
    """Which take most of the time of a start."""
    _many(folder)
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder)], cwd=Path(__file__).parents[3], capture_output=True, check=True
    )
    assert b"[1, 2, 3] 60 False False" == ran.stdout.strip()


def test_the_page_is_the_one_that_the_index_gives(folder: Path) -> None:
    """All hits, and the facets."""
    _many(folder)
    first, second = open_search(folder), open_search(folder)
    found(second, "meldung ")  # the index is open from here on
    kept, asked = first.search(SearchRequest(" ")), second.search(SearchRequest(" "))
    assert kept.facets == asked.facets
    assert list(kept.ids) == list(asked.ids) == list(range(1, 61))
    assert 60 == kept.total == asked.total
    assert () == kept.scores


def test_a_page_of_an_older_state_is_not_shown(folder: Path) -> None:
    """However it was left behind."""
    _many(folder)
    before = (folder / "front.json").read_bytes()
    open_search(folder).update(changes([article(99, "Neu", "Ein Satz.", date="2021")]), coverage(2))
    (folder / "front.json").write_bytes(before)
    assert [99, 1] == list(open_search(folder).search(SearchRequest()).ids[:2])


@pytest.mark.parametrize("written", [b"", b"[]", b"{", b'{"archive": 1}', b"\xff"])
def test_a_page_that_cannot_be_read_is_not_shown(folder: Path, written: bytes) -> None:
    """The index is asked then."""
    built(folder, STORIES)
    (folder / "front.json").write_bytes(written)
    assert [3, 2, 4, 1, 5] == found(open_search(folder))
