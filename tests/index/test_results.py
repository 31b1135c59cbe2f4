"""What a page of results says of itself."""

from __future__ import annotations

from index.results import SearchPage, SearchRequest


class Unseen(tuple[int, ...]):
    """Numbers that nobody may look at."""

    __slots__ = ()

    def __repr__(self) -> str:
        raise AssertionError("looked at")


def test_a_page_is_shown_without_its_hits() -> None:
    """Looking at a page in a log works out none of its 100,000 hits and their facets."""
    page = SearchPage(SearchRequest("bmw"), Unseen((1, 2)), Unseen((1, 2)), {"company": Unseen()})  # type: ignore[dict-item]
    assert "bmw" in repr(page)
