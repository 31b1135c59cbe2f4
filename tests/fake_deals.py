"""Kept deals without a disk: small, obvious, and checked against the real ones by the tests of remerging."""
# ruff: noqa: D102  (what the methods do is told by the ports)

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from itertools import count

from index.deal import Bargain, Deal, Sides
from index.deals import Deals
from index.detection.merging import newest_first
from index.ports import DealTables, MergedDeal


class FakeDeals:
    """Deals and their tables in dictionaries.

    Attributes:
        told: By article what each of its mentions tells of.
        deals: The deals by key.
        home: Where each bargain belongs; None for a new one.
        sides: Who is on one side of it.
    """

    def __init__(self) -> None:
        self.told: dict[int, list[Bargain]] = {}
        self.deals: dict[int, MergedDeal] = {}
        self.home: dict[Bargain, Bargain | None] = {}
        self.sides: dict[Bargain, Sides] = {}
        self._drawn: tuple[set[Bargain], str] = (set(), "")
        self._merged = ("", 0)
        self._numbers = count(1)

    def merged(self) -> tuple[str, int]:
        return self._merged

    @contextmanager
    def merging(self) -> Iterator[DealTables]:
        before = deepcopy({name: value for name, value in vars(self).items() if name != "_numbers"})
        try:
            yield self
        except BaseException:
            vars(self).update(before)
            raise

    def keys(self, ids: Sequence[int] | None) -> Sequence[int]:
        return self._sorted(lambda merged: ids is None or any(a in ids and holds for a, _, holds in merged.mentions))

    def keys_of(self, company: str) -> Sequence[int]:
        return self._sorted(lambda merged: company in _parties(merged))

    def _sorted(self, wanted: Callable[[MergedDeal], bool]) -> list[int]:
        found = [(newest_first(one.deal), key) for key, one in self.deals.items() if one.deal and wanted(one)]
        return [key for _, key in sorted(found)]

    def key(self, deal_id: str) -> int | None:
        return next((key for key, merged in self.deals.items() if merged.id == deal_id and merged.deal), None)

    def load(self, keys: Sequence[int]) -> dict[int, Deal]:
        return {key: deal for key in keys if key in self.deals and (deal := self.deals[key].deal)}

    def counts(self, ids: Sequence[int] | None) -> dict[str, int]:
        return Counter(company for key in self.keys(ids) for company in _parties(self.deals[key]))

    def tellers(self, deal_id: str) -> list[tuple[int, int]] | None:
        found = next((merged for merged in self.deals.values() if merged.id == deal_id), None)
        return sorted((article, number) for article, number, _ in found.mentions) if found else None

    def cover(self, rules: str, revision: int) -> None:
        self._merged = rules, revision

    def clear(self) -> None:
        self.told, self.deals, self.home, self.sides = {}, {}, {}, {}
        self._drawn, self._merged = (set(), ""), ("", 0)

    def bargains(self, articles: Iterable[int]) -> set[Bargain]:
        return {bargain for article in articles for bargain in self.told.get(article, ())}

    def tell(self, articles: Mapping[int, Sequence[Bargain]]) -> None:
        self.told |= {article: list(told) for article, told in articles.items()}
        self.home |= {one: None for told in articles.values() for one in told if one not in self.home}

    def mentions(self, bargain: Bargain) -> list[tuple[int, int]]:
        return [(article, number) for article, number, told in self._all() if told == bargain]

    def _all(self) -> Iterator[tuple[int, int, Bargain]]:
        for article, told in self.told.items():
            for number, bargain in enumerate(told):
                yield article, number, bargain

    def belonging(self, home: Bargain) -> list[tuple[int, int, Bargain]]:
        return [one for one in self._all() if self.home[one[2]] == home]

    def within(self, bargain: Bargain) -> set[Bargain]:
        return {o for o in self.home if o.kind == bargain.kind and o.parties < bargain.parties and len(o.parties) > 1}

    def around(self, bargain: Bargain) -> dict[Bargain, Sides]:
        larger = (one for one in self.home if one.kind == bargain.kind and one.parties > bargain.parties)
        return {one: self.sides.get(one, ()) for one in larger}

    def side(self, bargain: Bargain, sides: Sides) -> None:
        self.sides[bargain] = sides

    def homes(self, bargains: Iterable[Bargain]) -> set[Bargain]:
        return {home for bargain in bargains if (home := self.home[bargain])}

    def settle(self, homes: Mapping[Bargain, Bargain]) -> None:
        self.home |= homes

    def untold(self, bargains: Iterable[Bargain]) -> set[Bargain]:
        return set(bargains) - {bargain for _, _, bargain in self._all()}

    def drop(self, bargains: Iterable[Bargain]) -> None:
        for bargain in bargains:
            del self.home[bargain]
            self.sides.pop(bargain, None)
            self._drawn[0].discard(bargain)

    def drawn(self) -> set[Bargain]:
        return set(self._drawn[0])

    def drawn_by(self) -> str:
        return self._drawn[1]

    def draw(self, bargains: Iterable[Bargain], said: str) -> None:
        self._drawn = set(bargains), said

    def homes_named(self, ids: Iterable[str]) -> set[Bargain]:
        wanted = set(ids)
        return {merged.home for merged in self.deals.values() if merged.home and merged.id in wanted}

    def replace(self, homes: Collection[Bargain | None], deals: Iterable[MergedDeal]) -> None:
        before = {merged.id: key for key, merged in self.deals.items() if merged.home in homes}
        for key in before.values():
            del self.deals[key]
        self.deals |= {before.get(merged.id) or next(self._numbers): merged for merged in deals}


def _parties(merged: MergedDeal) -> set[str]:
    return {party.id for party in merged.deal.parties} if merged.deal else set()


def listed(deals: Iterable[Deal]) -> Deals:
    """These deals in this order, as a screen gets them."""
    kept = FakeDeals()
    for number, deal in enumerate(deals, start=1):
        kept.deals[number] = MergedDeal(deal.id, None, deal, tuple((article, 0, True) for article in deal.articles))
    return Deals(kept, list(kept.deals))
