"""What the tests of the search share."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.ports import Search
from tests.index.search.examples import STORIES, built


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Search:
    """An index of the five stories, that nobody changes."""
    return built(tmp_path_factory.mktemp("stories") / "index", STORIES)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where an index can be; it is not there yet."""
    return tmp_path / "archive" / "index"
