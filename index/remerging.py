"""Keeps the deals over articles level with an archive, whose deals come, change and go with its articles.

What comes out is what merging everything at once would give (`index.detection.merging.merge`); only the deals that a
changed article can have changed are merged anew. Storage keeps which mentions tell of which *bargain* (one kind of
transaction between the same companies) and to which larger bargain, its *home*, they belong. A changed article touches
the bargains that it told of and those that it tells of now; a touched one of more than two parties may be, or no longer
be, the home of smaller ones; and the deals of all homes before and after are replaced. Deals that the user has drawn
together or apart are merged all together: they are few.

    changed articles -> bargains -> homes -> mentions -> groups -> deals

Each step follows some changed articles in one transaction: killed between any two, the next call goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from index.corrections import KeptCorrection
from index.deal import ArchivedDealMention, Bargain
from index.detection.grouping import bargain_of, can_join, groups_of, home_of, is_large, sides_of
from index.detection.merging import deal_of
from index.detection.regrouping import Group, drawing, regrouped
from index.detection.rulings import Rulings
from index.detection.version import VERSION
from index.ports import DealTables, MergedDeal, Storage

_STEP = 1_000
"""Articles followed in one transaction, 0.2 s: as long as others wait who want to write."""

_MANY = 2_000
"""Articles outstanding, half a second's work, from which nobody waits for them who wants something else."""

Progress = Callable[[int, int], None]
"""Told after each step: how many articles are done, and of how many."""


def is_merged(storage: Storage) -> bool:
    """Whether the deals are level with the articles."""
    return storage.deals.merged() == (VERSION, storage.coverage.revision)


def outstanding(storage: Storage) -> int:
    """How many articles have changed since deals were merged: by other rules than today's, all."""
    rules, since = storage.deals.merged()
    # What other rules have merged stays until its articles have been followed.
    return storage.count_changes(since if rules == VERSION else 0)


def is_far_behind(storage: Storage) -> bool:
    """Whether so many articles are outstanding that `index.upkeep` is to follow them."""
    return not is_merged(storage) and outstanding(storage) > _MANY


def remerge(storage: Storage, progress: Progress = lambda _done, _total: None, *, once: bool = False) -> None:
    """Brings the deals level with the articles; the caller keeps other writers out.

    Args:
        storage: Whose deals.
        progress: Told how far it is.
        once: Whether to take one step only.
    """
    wanted = storage.coverage.revision
    rules, since = storage.deals.merged()
    if (rules, since) == (VERSION, wanted):
        return
    kept = storage.corrections()
    done, total = 0, outstanding(storage)
    since = since if rules == VERSION else 0
    while (rules, since) != (VERSION, wanted) and not (once and done):
        changed = storage.revised(since, _STEP)
        since = changed[-1][1] if changed else wanted
        with storage.deals.merging() as tables:
            _Step(storage, tables, kept).follow([article for article, _ in changed])
            tables.cover(VERSION, since)
        rules = VERSION
        done += len(changed)
        progress(done, max(done, total))


class _Step:
    """Follows some changed articles.

    Args:
        storage: Whose articles.
        tables: Changed in one transaction.
        kept: The log of the user's corrections.
    """

    def __init__(self, storage: Storage, tables: DealTables, kept: Sequence[KeptCorrection]) -> None:
        self._storage = storage
        self._tables = tables
        self._kept = kept
        self._rulings = Rulings(kept)
        self._drawing = drawing(kept)
        self._mentions: dict[int, list[ArchivedDealMention]] = {}

    def follow(self, articles: Sequence[int]) -> None:
        """Brings all deals level that these articles told of, or tell of now."""
        self._read(articles)
        told = {number: [bargain_of(archived.mention) for archived in self._mentions[number]] for number in articles}
        touched = self._tables.bargains(articles).union(*told.values())
        self._tables.tell(told)
        untold = self._tables.untold(touched)
        groups = self._groups(self._rehomed(touched, untold))
        drawn = self._drawn(groups)
        groups |= self._groups(drawn - groups.keys())
        regroup = drawn if self._drawing.numbers else set()
        deals: list[tuple[Bargain | None, Group]] = [
            (home, group) for home in groups.keys() - regroup for group in groups[home]
        ]
        deals += [(None, group) for group in regrouped([one for home in regroup for one in groups[home]], self._kept)]
        self._tables.replace([*groups, None] if drawn else [*groups], self._merged(deals))
        self._tables.drop(untold)

    def _read(self, articles: Iterable[int]) -> None:
        missing = set(articles) - self._mentions.keys()
        if missing:
            self._mentions |= {article: [] for article in missing}
            for archived in self._storage.deal_mentions(sorted(missing)):
                self._mentions[archived.article].append(archived)

    def _told(self, places: Iterable[tuple[int, int, Bargain]]) -> Iterator[ArchivedDealMention]:
        """The mentions at these places; those are left out that a later step finds changed."""
        for article, number, bargain in places:
            found = self._mentions[article][number : number + 1]
            if found and bargain_of(found[0].mention) == bargain:
                yield found[0]

    def _rehomed(self, touched: set[Bargain], untold: set[Bargain]) -> set[Bargain]:
        """Settles anew where bargains belong that may belong elsewhere now; gives all homes, before and after."""
        tables = self._tables
        large = [bargain for bargain in touched if is_large(bargain)]
        suspects = touched.union(*(tables.within(bargain) for bargain in large))
        before = tables.homes(suspects)
        for bargain in large:
            places = [(article, number, bargain) for article, number in tables.mentions(bargain)]
            self._read(article for article, _, _ in places)
            tables.side(bargain, sides_of(self._told(places)))
        homes = {}
        for bargain in suspects - untold:
            larger = tables.around(bargain) if can_join(bargain) else {}
            homes[bargain] = home_of(bargain, {one: larger[one] for one in larger.keys() - untold})
        tables.settle(homes)
        return before.union(homes.values())

    def _groups(self, homes: set[Bargain]) -> dict[Bargain, list[Group]]:
        """The transactions of these homes, without a word of the user."""
        places = {home: self._tables.belonging(home) for home in homes}
        self._read(article for found in places.values() for article, _, _ in found)
        return {home: groups_of(home, self._told(found)) for home, found in places.items()}

    def _drawn(self, groups: Mapping[Bargain, Sequence[Group]]) -> set[Bargain]:
        """The homes among whose deals the user draws, or drew before, if these must be drawn anew; else none."""
        drawing, tables = self._drawing, self._tables
        named = {home for home, found in groups.items() if any(group.id in drawing.ids for group in found)}
        drawn = tables.drawn() | named | tables.homes_named(drawing.ids)
        drawn |= tables.homes(tables.bargains(drawing.articles))
        said = " ".join(map(str, drawing.numbers))
        if said == tables.drawn_by() and drawn.isdisjoint(groups):
            return set()
        tables.draw(drawn if drawing.numbers else (), said)
        return drawn

    def _merged(self, groups: Sequence[tuple[Bargain | None, Group]]) -> Iterator[MergedDeal]:
        """What is kept of groups, each with the home under which it is found again."""
        articles = {archived.article for _, group in groups for archived in group.mentions}
        told = self._rulings.told(archived for article in articles for archived in self._mentions[article])
        places = {
            id(archived): (article, number)  # mentions of one article may be equal
            for article in articles
            for number, archived in enumerate(self._mentions[article])
        }
        for home, group in groups:
            mentions = tuple((*places[id(one)], told.get(one, one) is not None) for one in group.mentions)
            yield MergedDeal(group.id, home, deal_of(group, told), mentions)
