"""Gathers the families of compounds of a segment, by what has been decided on its stems: .3 s for 400,000 stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from index.search import edges, families
from index.search.codec.container import Array, narrow
from index.search.compounds import SHORTEST, sizes
from index.search.edges import Edges
from index.search.families import KIND, Families
from index.search.splits import LONGEST, Splits
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

ROOM = 32
"""Bytes for each document, at most, which is as many rows for each of its bits: 3 MB of 100,000 articles."""
LEAST = 4096
"""Postings of a family at least for its documents to be kept: fewer are read in 60 microseconds."""

TextsOf = Callable[[Array], Iterable[str]]
"""The stems of some numbers, these ascending."""


def gathered(
    splits: Splits, fields: Sequence[FieldStems], texts_of: TextsOf, stems: StemDocuments, documents: int
) -> Families:
    """The families of a segment.

    Args:
        splits: What has been decided on its stems.
        fields: Its stems, those of one field numbered after those of another.
        texts_of: Tells them by their numbers.
        stems: Where the documents of each stand.
        documents: How many documents it has.
    """
    kept: dict[bytes, int] = {}
    found: list[tuple[int, int, int, int]] = []
    length = 0
    for word, numbers in _families(splits, fields, texts_of):
        content = np.sort(numbers).astype(np.uint32).tobytes()
        begin = kept.setdefault(content, length)
        length += len(numbers) if begin == length else 0
        found.append((word, begin, begin + len(numbers), int(stems.sizes(numbers).sum())))
    found.sort()
    every = np.frombuffer(b"".join(kept), dtype=np.uint32)
    rows, bits = _largest(found, every, stems, documents)
    columns = np.array([(word, begin, stop) for word, begin, stop, _ in found], dtype=np.uint64).reshape(-1, 3)
    words, begins, stops = (columns[:, nth].copy() for nth in range(3))
    return Families(words, narrow(begins), narrow(stops), every, rows, bits)


def _largest(
    found: Sequence[tuple[int, int, int, int]], every: Array, stems: StemDocuments, documents: int
) -> tuple[Array, Array]:
    """The rows of families, 0 for one that has none, and their bits: of the largest, as many as there is room for."""
    rows: dict[tuple[int, int], int] = {}
    bits: list[Array] = []
    for begin, stop, postings in sorted({each[1:] for each in found}, key=lambda each: (-each[2], each)):
        if postings < LEAST or len(bits) >= ROOM * 8:
            break
        there = np.zeros(documents, dtype=np.bool_)
        there[stems.of(every[begin:stop])] = True
        bits.append(np.packbits(there))
        rows[begin, stop] = len(bits)
    numbers = np.array([rows.get((begin, stop), 0) for _, begin, stop, _ in found], dtype=np.uint32)
    return narrow(numbers), np.concatenate([np.empty(0, dtype=np.uint8), *bits])


def _families(splits: Splits, fields: Sequence[FieldStems], texts_of: TextsOf) -> Iterator[tuple[int, Array]]:
    """The numbers of all words, and those of their compounds."""
    firsts = Edges(_joined(field.first() for field in fields), splits.codes, splits.begins)
    lasts = Edges(_joined(field.last() for field in fields), splits.codes, splits.ends)
    for letters in range(SHORTEST, edges.LETTERS + 1):
        yield from firsts.groups(letters, splits.beginning(letters))
        for size in sizes(letters):
            for key, numbers in lasts.groups(letters, splits.ending(letters, size)):
                yield key | size << KIND, numbers
    for letters in range(edges.LETTERS + 1, LONGEST + 1):
        begun = np.flatnonzero(splits.beginning(letters)[splits.codes])
        for word, numbers in _by([text[:letters] for text in texts_of(begun)], begun):
            yield families.beginning(word), numbers
        ended = np.flatnonzero(splits.ending(letters, letters)[splits.codes])
        for word, numbers in _by([text[-letters:] for text in texts_of(ended)], ended):
            yield families.ending(word, letters), numbers


def _by(words: Sequence[str], numbers: Array) -> Iterator[tuple[str, Array]]:
    """Words, each once, and the numbers beside each."""
    found = defaultdict(list)
    for word, number in zip(words, numbers.tolist(), strict=True):
        found[word].append(number)
    for word, some in found.items():
        yield word, np.array(some)


def _joined(keys: Iterable[Array]) -> Array:
    return np.concatenate([np.empty(0, dtype=np.uint64), *keys])
