"""Names for ids: companies by lexicon and archive, deals of corrections by their parties. Blocks; for workers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from index.corrections import KeptCorrection
from index.results import SearchRequest
from tui.named import Named
from tui.offers import Offer
from tui.rendering.corrections import sentence

if TYPE_CHECKING:
    from index.archive import Archive

_TOLD = 3
"""Corrections of one key press that are told one by one."""


def known_companies(archive: Archive) -> dict[str, str]:
    """The canonical name of every company of the lexicon and of the archive, by id."""
    from index.detection.lexicon import load_lexicon  # noqa: PLC0415  (it takes 0.1 s to load)

    return {id_: company.name for id_, company in load_lexicon().companies.items()} | archive.storage.company_names()


def group_of(company: Named) -> Named | None:
    """The group that a company belongs to; None where the lexicon knows of none."""
    from index.detection.lexicon import load_lexicon  # noqa: PLC0415  (it takes 0.1 s to load)

    top = load_lexicon().group(company.id)
    return Named(top.id, top.name) if top else None


def company_offers(archive: Archive) -> list[Offer[Named]]:
    """Every known company to choose: those in most articles first, then by name."""
    counts = {count.value: count.count for count in archive.search(SearchRequest()).facets.get("company", ())}
    ranked = sorted(known_companies(archive).items(), key=lambda known: (-counts.get(known[0], 0), known[1].casefold()))
    return [Offer(Named(id_, name), name, _articles(counts.get(id_, 0))) for id_, name in ranked]


def _articles(count: int) -> str:
    return f"{count:,} article{'s' if count > 1 else ''}" if count else ""


def sentences(archive: Archive, kept: Sequence[KeptCorrection]) -> list[str]:
    """Corrections as sentences."""
    companies = known_companies(archive) if kept else {}
    return [sentence(one.correction, companies, _deals(one, companies)) for one in kept]


def told(archive: Archive, kept: Sequence[KeptCorrection]) -> str:
    """Corrections that were said together, as a sentence: the first ones, and how many there are beside."""
    first = "; ".join(sentences(archive, kept[:_TOLD]))
    return f"{first}; and {len(kept) - _TOLD} more" if len(kept) > _TOLD else first


def _deals(kept: KeptCorrection, companies: Mapping[str, str]) -> Callable[[str], str]:
    """Names the deals of a correction: they may have gone, by this very correction."""

    def name(deal: str) -> str:
        parties = dict.fromkeys(party for anchor in kept.anchors if anchor.deal == deal for party in anchor.parties)
        return " / ".join(companies.get(party, party) for party in parties) or "a deal"

    return name
