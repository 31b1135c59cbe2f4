"""From where keys occur to the postings of the fields of a text: forms with their positions, stems with their counts.

Spellings are put in order once for all of these fields. A term is then known by its place among them, and every
occurrence becomes one number that is sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from index.search import schema
from index.search.chunks import Meanings, Spellings
from index.search.codec.container import Array
from index.search.codec.postings import Postings, from_ordered, text_block
from index.search.texts import Occurrences


class Part(NamedTuple):
    """One area, title or body, in one language.

    Attributes:
        language: The language.
        meanings: What its chunks mean.
        occurrences: Where their keys occur.
        there: For each key, whether it occurs.
    """

    language: str
    meanings: Meanings
    occurrences: Occurrences
    there: Array

    @classmethod
    def of(cls, language: str, meanings: Meanings, occurrences: Occurrences) -> Part:
        """A part of these occurrences."""
        there = np.zeros(len(meanings.steps), dtype=np.bool_)
        there[occurrences.keys] = True
        return cls(language, meanings, occurrences, there)


class Order:
    """The spellings that occur, in their order: that of their code points, and so of their bytes, too.

    Args:
        spellings: All that are known.
        parts: Of all areas.
    """

    def __init__(self, spellings: Spellings, parts: Iterable[Part]) -> None:
        used = np.zeros(len(spellings.texts), dtype=np.bool_)
        for _, meanings, _, there in parts:
            used[meanings.forms[there]] = True
            used[meanings.stems[there]] = True
        every = spellings.texts
        ordered = sorted(np.flatnonzero(used).tolist(), key=every.__getitem__)
        self._letters, ends = text_block([every[number] for number in ordered])
        self._sizes: Array = np.diff(ends.astype(np.int64), prepend=0)
        self._rank = np.zeros(len(every), dtype=np.int32)
        self._rank[ordered] = np.arange(len(ordered))

    def forms(self, parts: Sequence[Part]) -> Postings:
        """The postings of the forms of an area."""
        return self._postings([(b"", [(part, part.meanings.forms) for part in parts])], placed=True)

    def stems(self, parts: Sequence[Part]) -> Postings:
        """The postings of its stems."""
        tags = ((schema.tagged("", part.language).encode(), [(part, part.meanings.stems)]) for part in parts)
        return self._postings(sorted(tags, key=lambda tag: tag[0]), placed=False)

    def _postings(self, groups: Iterable[tuple[bytes, Sequence[tuple[Part, Array]]]], *, placed: bool) -> Postings:
        """The postings of a field.

        Args:
            groups: What the terms of a group begin with, in order, and of each part in it the spelling of each key.
            placed: Whether positions are kept.
        """
        letters: list[Array] = []
        sizes: list[Array] = []
        ids: list[Array] = []
        occurrences: list[Occurrences] = []
        for before, members in groups:
            there = np.zeros(len(self._sizes), dtype=np.bool_)
            for part, spellings in members:
                there[self._rank[spellings[part.there]]] = True
            place = np.cumsum(there) - 1 + sum(map(len, sizes))
            letters.append(self._block(there, before))
            sizes.append(self._sizes[there] + len(before))
            for part, spellings in members:
                ids.append(place[self._rank[spellings]][part.occurrences.keys])
                occurrences.append(part.occurrences)
        docs = np.concatenate([each.docs for each in occurrences])
        positions = np.concatenate([each.positions for each in occurrences]) if placed else None
        terms = np.concatenate(letters), np.cumsum(np.concatenate(sizes))
        return from_ordered(terms, np.concatenate(ids), docs, positions)

    def _block(self, chosen: Array, before: bytes) -> Array:
        """The bytes of some spellings, each with something before it."""
        letters: Array = self._letters[np.repeat(chosen, self._sizes)]
        if not before:
            return letters
        sizes = self._sizes[chosen]
        at = np.cumsum(sizes + len(before)) - sizes
        whole = np.empty(len(letters) + len(before) * len(sizes), dtype=np.uint8)
        free = np.ones(len(whole), dtype=np.bool_)
        for distance, byte in enumerate(reversed(before), start=1):
            whole[at - distance] = byte
            free[at - distance] = False
        whole[free] = letters
        return whole
