"""The first page of the whole archive, kept beside the index: what is seen first, before the index is opened.

numpy and Whoosh take 300 ms to import. The newest articles are known from the last commit; the rest of the page is
worked out by the index when somebody looks at it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from index.ports import Coverage
from index.results import FacetCount, SearchPage, SearchRequest
from index.search.ranked import FIRST, Ranked

_NAME = "front.json"


def keep(folder: Path, coverage: Coverage, page: SearchPage) -> None:
    """Keeps the first page of all articles, newest first. Raises: OSError."""
    written = {
        "archive": coverage.archive,
        "revision": coverage.revision,
        "total": page.total,
        "newest": list(page.ids[:FIRST]),
    }
    draft = folder / f"{_NAME}.new"
    draft.write_text(json.dumps(written), encoding="utf-8")
    draft.replace(folder / _NAME)  # not synced: one that was lost or cut is not read


def kept(
    folder: Path, coverage: Coverage, request: SearchRequest, answer: Callable[[], SearchPage]
) -> SearchPage | None:
    """The page that was kept of this state of the archive; None when there is none.

    Args:
        folder: The index's.
        coverage: What the index has seen.
        request: For every article.
        answer: Has the index answer the request.
    """
    try:
        written = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        if (written["archive"], written["revision"]) != (coverage.archive, coverage.revision):
            return None
        total, newest = int(written["total"]), [int(number) for number in written["newest"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if len(newest) != min(total, FIRST):
        return None
    later = _Later(answer)
    return SearchPage(request, Ranked(total, newest, later.ids), facets=later)


class _Later(Mapping[str, Sequence[FacetCount]]):
    """The facets of a page that is only answered when somebody looks at them."""

    def __init__(self, answer: Callable[[], SearchPage]) -> None:
        self._answer = answer

    def ids(self) -> Sequence[int]:
        """All hits."""
        return self._page.ids

    def __getitem__(self, facet: str) -> Sequence[FacetCount]:
        return self._page.facets[facet]

    def __iter__(self) -> Iterator[str]:
        return iter(self._page.facets)

    def __len__(self) -> int:
        return len(self._page.facets)

    def __eq__(self, other: object) -> bool:
        return self._page.facets == other

    __hash__ = None  # type: ignore[assignment]  # as for every mapping

    @cached_property
    def _page(self) -> SearchPage:
        return self._answer()
