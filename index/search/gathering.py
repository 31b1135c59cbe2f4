"""Gathers the families of compounds of a segment, by what has been decided on its stems: .5 s for 400,000 stems."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np

from index.search import edges
from index.search.codec.container import Array, narrow
from index.search.compounds import SHORTEST, sizes
from index.search.document_sets import DocumentSets
from index.search.edges import Edges
from index.search.families import KIND, Families, long_beginning, long_ending
from index.search.splits import LONGEST, Splits
from index.search.stem_documents import StemDocuments
from index.search.stems import FieldStems

ROOM = 76
"""Bytes for each document, at most, that the documents of families may take: 7.6 MB of 100,000 articles, in which there
is room for those of 830 families of 6,500 articles and more; 5,900 have 2,000 and more."""
LEAST = 1024
"""Postings of a family at least for its documents to be kept: fewer are read in 40 microseconds."""

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
    length, sizes = 0, stems.sizes(np.arange(sum(map(len, fields))))
    for word, numbers in _families(splits, fields, texts_of):
        content = np.sort(numbers).astype(np.uint32).tobytes()
        begin = kept.setdefault(content, length)
        length += len(numbers) if begin == length else 0
        found.append((word, begin, begin + len(numbers), int(sizes.take(numbers).sum())))
    found.sort()
    every = np.frombuffer(b"".join(kept), dtype=np.uint32)
    columns = np.array([each[:3] for each in found], dtype=np.uint64).reshape(-1, 3)
    words, begins, stops = (columns[:, nth].copy() for nth in range(3))
    return Families(words, narrow(begins), narrow(stops), every, *_largest(found, every, stems, documents))


def _largest(
    found: Sequence[tuple[int, int, int, int]], every: Array, stems: StemDocuments, documents: int
) -> tuple[Array, Array, Array]:
    """The documents of families: where those of each begin and end, and of the largest, as there is room, which."""
    sets, length = DocumentSets(documents), 0
    packed = [np.empty(0, dtype=np.uint8)]
    places: dict[tuple[int, int], tuple[int, int]] = {}
    for begin, stop, postings in sorted({each[1:] for each in found}, key=lambda each: (-each[2], each)):
        those = sets.pack(stems.of(every[begin:stop]))
        if postings < LEAST or length + len(those) > ROOM * documents:
            break
        packed.append(those)
        places[begin, stop] = length, length + len(those)
        length += len(those)
    bounds = np.array([places.get((begin, stop), (0, 0)) for _, begin, stop, _ in found], np.uint64).reshape(-1, 2)
    starts, ends = (bounds[:, nth].copy() for nth in range(2))
    return narrow(starts), narrow(ends), np.concatenate(packed)


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
            yield long_beginning(word), numbers
        ended = np.flatnonzero(splits.ending(letters, letters)[splits.codes])
        for word, numbers in _by([text[-letters:] for text in texts_of(ended)], ended):
            yield long_ending(word), numbers


def _by(words: Sequence[str], numbers: Array) -> Iterator[tuple[str, Array]]:
    """Words, each once, and the numbers beside each."""
    found = defaultdict(list)
    for word, number in zip(words, numbers.tolist(), strict=True):
        found[word].append(number)
    for word, some in found.items():
        yield word, np.array(some)


def _joined(keys: Iterable[Array]) -> Array:
    return np.concatenate([np.empty(0, dtype=np.uint64), *keys])
