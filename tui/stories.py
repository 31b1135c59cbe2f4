"""A deal with the articles that tell it, gathered for the screen. Blocks; for workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.dates import PartialDate
from index.deal import Deal
from index.errors import DealNotFound
from index.results import SearchPage, SearchRequest

if TYPE_CHECKING:
    from index.archive import Archive


@dataclass(frozen=True, slots=True)
class Teller:
    """An article that tells of a deal.

    Attributes:
        source: Empty when unknown.
        date: None when it has none.
    """

    title: str
    source: str
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Story:
    """A deal, and by number the articles that tell it; one that has gone meanwhile is missing."""

    deal: Deal
    tellers: Mapping[int, Teller]


def story_of(archive: Archive, deal: Deal) -> Story:
    """Gathers who tells a deal."""
    hits = archive.hits(SearchPage(SearchRequest(), deal.articles))
    return Story(deal, {hit.id: Teller(hit.title, hit.source, hit.date) for hit in hits})


def find_deal(archive: Archive, deal_id: str) -> Deal | None:
    """A deal as it is now; None when there is none of that id any more."""
    try:
        return archive.deal(deal_id)
    except DealNotFound:
        return None
