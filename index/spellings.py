"""How the archive's articles spell the words of its index, which only knows them folded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from index.ports import Search, Storage
from index.results import Completion

_REMEMBERED = 4096
"""Words whose spelling is remembered: 8 articles to look into for every letter typed take 5 ms and more."""


class Spellings:
    """Spells completions as articles do, and remembers it. Thread-safe.

    Args:
        storage: Where the articles are.
        index: Where their words come from.
    """

    def __init__(self, storage: Storage, index: Search) -> None:
        self._storage = storage
        self._index = index
        self._known: dict[str, str] = {}

    def spelled(self, completions: Iterable[Completion]) -> list[Completion]:
        """The same completions, those that are words as an article with them spells them."""
        listed, known = list(completions), self._known
        unknown = [each for each in listed if each.example is not None and each.text not in known]
        if unknown:
            rows = self._storage.rows(sorted({each.example for each in unknown if each.example is not None}))
            articles = {row.id: row.article for row in rows}
            there = ((each, articles[each.example]) for each in unknown if each.example in articles)
            fresh = {each.text: self._index.spelled(each, article).text for each, article in there}
            self._known = known = {**(known if len(known) < _REMEMBERED else {}), **fresh}
        return [self._as_known(each) for each in listed]

    def _as_known(self, completion: Completion) -> Completion:
        spelling = self._known.get(completion.text) if completion.example is not None else None
        return completion if spelling is None else replace(completion, text=spelling, name=spelling)
