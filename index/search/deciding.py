"""Decides which of many German stems are compounds of which words, by the rules of `index.search.compounds`.

Where stems can be parted is told for a stretch of them at once, and the rules are asked once for each rest, which many
stems share: 3 s for 300,000 stems most of which are made of two words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from index.search import splits
from index.search.codec.container import Array
from index.search.compounds import ENOUGH, PART, SHORTEST, TWO, Compounding, sizes
from index.search.pieces import Pieces, Stretch, TermSet


@dataclass(frozen=True)
class Words:
    """The words of a whole index.

    Attributes:
        stems: The German stems.
        bases: Those, and the forms: what a query can look for as the first part of compounds.
        rules: Decide.
    """

    stems: TermSet
    bases: TermSet
    rules: Compounding

    def masks(self, stretch: Stretch) -> Array:
        """The patterns of some stems (`index.search.splits`)."""
        found = np.zeros(len(stretch), dtype=np.uint64)
        self._begin(stretch, found)
        self._end(stretch, found)
        found[_foreign(stretch)] = 0
        return found

    def _begin(self, stretch: Stretch, found: Array) -> None:
        """Sets the bits of the words that stems begin with."""
        firsts = stretch.beginning(self.bases, SHORTEST, PART)
        rests = Pieces(firsts.owners, firsts.ends, stretch.stops[firsts.owners])
        there = _beside(stretch, rests, firsts.sizes, self.rules.is_last)
        np.bitwise_or.at(found, firsts.owners[there], splits.beginning(firsts.sizes[there]))

    def _end(self, stretch: Stretch, found: Array) -> None:
        """Sets the bits of the words that stems end with: the longest of them, and what that ends with in its turn."""
        lasts = stretch.ending(self.stems, SHORTEST, TWO)
        before = lasts.begins - stretch.starts[lasts.owners]
        longest = before >= PART
        longest[longest] = np.diff(lasts.owners[longest], prepend=-1) > 0
        within = lasts.only(longest)
        found[within.owners] |= _each(stretch.hashes(within), lambda nth: self._endings(stretch.text(within, nth)))
        lasts = lasts.only(longest | (before == TWO))
        for size in sizes(SHORTEST):
            chosen = lasts.only((lasts.sizes <= size) | (size == ENOUGH))
            rests = Pieces(chosen.owners, stretch.starts[chosen.owners], chosen.begins)
            there = _beside(stretch, rests, np.full(len(rests.owners), size), self.rules.is_first)
            np.bitwise_or.at(found, chosen.owners[there], splits.ending(chosen.sizes[there], size))

    def _endings(self, stem: str) -> int:
        return sum(int(splits.ending(np.array(letters), size)) for letters, size in self.rules.endings(stem))


def decide(stretches: Callable[[], Iterable[Stretch]], words: Words) -> Array:
    """The pattern of each stem of some stretches; of those that are there several times, one is decided on."""
    hashes = np.concatenate([np.empty(0, dtype=np.uint64), *(each.whole() for each in stretches())])
    _, first, number = np.unique(hashes, return_index=True, return_inverse=True)
    new = np.zeros(len(hashes), dtype=np.bool_)
    new[first] = True
    masks, at = np.zeros(len(hashes), dtype=np.uint64), 0
    for stretch in stretches():
        chosen = np.flatnonzero(new[at : at + len(stretch)])
        masks[chosen + at] = words.masks(stretch.only(chosen))
        at += len(stretch)
    return masks[first][number]


def _beside(stretch: Stretch, rests: Pieces, parts: Array, ask: Callable[[str, int], bool]) -> Array:
    """Whether each of some rests is a word beside a word of so many letters."""
    keys = (stretch.hashes(rests) << np.uint64(3)) + np.minimum(parts, ENOUGH).astype(np.uint64)
    there: Array = _each(keys, lambda nth: ask(stretch.text(rests, nth), int(parts[nth]))) != 0
    return there


def _each(keys: Array, ask: Callable[[int], int]) -> Array:
    """What is answered for each of some keys; of those that are the same, one is asked about, by its place."""
    _, first, number = np.unique(keys, return_index=True, return_inverse=True)
    return np.fromiter(map(ask, first.tolist()), dtype=np.uint64, count=len(first))[number]


def _foreign(stretch: Stretch) -> Array:
    """Which stems have something else than letters from a to z."""
    letters = np.frombuffer(stretch.letters, dtype=np.uint8)
    others = np.r_[0, np.cumsum((letters < ord("a")) | (letters > ord("z")))]
    foreign: Array = others[stretch.stops] > others[stretch.starts]
    return foreign
