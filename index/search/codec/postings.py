"""One field's terms and postings as arrays.

A term is known by its place in the sorted terms; its postings stand side by side, so that the postings of all terms
with one prefix are one slice.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from index.search.codec.container import Array, forget, narrow
from index.search.codec.docs import Docs
from index.search.codec.lengths import Lengths
from index.search.codec.positions import Positions
from index.search.codec.rows import Rows
from index.search.codec.stretches import Stretches
from index.search.codec.twobits import TwoBits

_REMEMBERED = 4096
"""Terms whose places are remembered."""
_SAMPLED = 64
"""Every so manieth term is kept in a list, to look up a term among few: 3 microseconds for 8."""


@dataclass(frozen=True)
class Postings:
    """The postings of one field in one segment, in the order of terms, then documents, then positions.

    Attributes:
        block: The bytes of all terms, sorted, one after the other.
        letters: How many bytes each term has.
        sizes: How many postings each term has.
        docs: The document of each posting: `docs[span]`.
        counts: How often the term occurs there; None where it is always once.
        weights: How much that weighs; None where it weighs what it counts.
        positions: Where it occurs: `counts` numbers for each posting; None where that is not kept.
        occurrences: How many positions each term has; None without positions.
        stretches: The documents of many terms that follow each other; None without positions, or for few postings.
        rows: How often the commonest terms occur in each document; None with weights, or where a term is always there
            once, or none is common.
        values: What else the field's format encodes with a posting, one after the other; None without.
        value_ends: Where each posting's value ends in `values`.
    """

    block: Array
    letters: Lengths
    sizes: Lengths
    docs: Docs
    counts: TwoBits | None = None
    weights: Array | None = None
    positions: Positions | None = None
    occurrences: Lengths | None = None
    stretches: Stretches | None = None
    rows: Rows | None = None
    values: Array | None = None
    value_ends: Array | None = None

    @classmethod
    def of(cls, arrays: Mapping[str, Array]) -> Postings:
        """From arrays by their names. Raises: KeyError where some of those are not there that all postings have."""
        plain = {field.name: arrays.get(field.name) for field in fields(cls)}
        sizes = Lengths.of(arrays, "sizes")
        parts = {
            "block": arrays["block"],
            "letters": Lengths.of(arrays, "letters"),
            "sizes": sizes,
            "occurrences": Lengths.of(arrays, "occurrences") if "positions" in arrays else None,
            "docs": Docs.of(arrays, "docs", sizes),
            "counts": TwoBits.of(arrays, "counts", 1),
            "positions": Positions.of(arrays, "positions"),
            "stretches": Stretches.of(arrays, "stretches"),
            "rows": Rows.of(arrays, "rows"),
        }
        return cls(**(plain | parts))  # type: ignore[arg-type]

    def arrays(self) -> dict[str, Array]:
        """The arrays that there are, by names that begin with those of the attributes."""
        found: dict[str, Array] = {}
        for field in fields(self):
            there = getattr(self, field.name)
            if isinstance(there, Lengths | Docs | TwoBits | Positions | Stretches | Rows):
                found |= there.arrays(field.name)
            elif there is not None:
                found[field.name] = there
        return found

    def release(self) -> None:
        """Gives back the memory that it and its file have come to take; what is asked next is worked out anew."""
        for part in (self.letters, self.sizes, self.occurrences, self.docs, self.counts, self.positions):
            if part is not None:
                part.release()
        forget(self.block)

    def __len__(self) -> int:
        return len(self.letters)

    @property
    def ends(self) -> Array:
        """Where each term ends in the block."""
        return self.letters.stops

    @property
    def stops(self) -> Array:
        """Where the postings of each term end."""
        return self.sizes.stops

    @property
    def place_stops(self) -> Array | None:
        """Where the positions of each term end; None without positions."""
        return None if self.occurrences is None else self.occurrences.stops

    @cached_property
    def _bytes(self) -> memoryview:
        return memoryview(self.block.data)

    def term(self, number: int) -> bytes:
        """A term by its place."""
        return bytes(self._bytes[self.letters.span(number)])

    @cached_property
    def _sample(self) -> list[bytes]:
        return [self.term(number) for number in range(0, len(self), _SAMPLED)]

    @cached_property
    def _looked_up(self) -> dict[bytes, int | None]:
        return {}

    @cached_property
    def ascii(self) -> bool:
        """Whether the terms have as many letters as bytes."""
        return not len(self.block) or int(self.block.max()) < 128

    def terms(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        """The terms of these places, in their order."""
        begin = _before(self.ends, start)
        ends = self.ends[start : len(self) if stop is None else stop].tolist()
        block = self.block[begin : ends[-1] if ends else begin].tobytes()
        at = 0
        for end in ends:
            yield block[at : end - begin]
            at = end - begin

    def seek(self, term: bytes) -> int:
        """The place of the first term that is not before this one."""
        block = bisect_right(self._sample, term)  # compared in C, unlike the few that follow
        start = max(0, block - 1) * _SAMPLED
        return bisect_left(range(len(self)), term, start, min(block * _SAMPLED, len(self)), key=self.term)

    def find(self, term: bytes) -> int | None:
        """The place of a term; None where the field does not have it. Takes 2 microseconds, the next time 0.2."""
        number = self._looked_up.get(term, -1)
        if number == -1:
            if len(self._looked_up) >= _REMEMBERED:
                self._looked_up.clear()
            number = self._looked_up[term] = self._find(term)
        return number

    def _find(self, term: bytes) -> int | None:
        block = bisect_right(self._sample, term)
        if not block:
            return None
        ends, start = self.letters.marks, (block - 1) * _SAMPLED
        stop = min(start + _SAMPLED, len(ends))
        begin = ends[start - 1] if start else 0
        few = bytes(self._bytes[begin : ends[stop - 1]])
        at = few.find(term)  # in C, where comparing the terms one by one would not be
        while at >= 0:
            number = bisect_left(ends, begin + at + len(term), start, stop)
            if (ends[number - 1] if number else 0) == begin + at:  # the first of those that begin so
                return number if ends[number] == begin + at + len(term) else None
            at = few.find(term, at + 1)
        return None

    def beginning(self, prefix: bytes) -> slice:
        """The places of the terms with a prefix."""
        after = prefix.rstrip(b"\xff")
        stop = self.seek(after[:-1] + bytes([after[-1] + 1])) if after else len(self)
        return slice(self.seek(prefix), stop)

    def span(self, start: int, stop: int | None = None) -> slice:
        """Where the postings of a term stand, or of all terms from one place to before another."""
        return self.sizes.span(start, stop)

    def frequency(self, term: bytes) -> int:
        """In how many documents a term is."""
        number = self.find(term)
        if number is None:
            return 0
        span = self.sizes.span(number)
        return int(span.stop - span.start)

    def mark(self, span: slice, there: Array) -> None:
        """Sets the places of the documents of a slice of postings, which are those of whole terms, to True."""
        within = self.stretches.within(span) if self.stretches else None
        if within is None:
            self.docs.mark(span, there)
            return
        inner, marked = within
        there[: len(marked)] |= marked[: len(there)]
        self.docs.mark(slice(span.start, inner.start), there)
        self.docs.mark(slice(inner.stop, span.stop), there)

    def numbers(self) -> Array:
        """The place of each posting's term, as int64."""
        counts = self.stops.astype(np.int64)
        counts[1:] -= counts[:-1].copy()
        return np.repeat(np.arange(len(self)), counts)

    def weight(self, picks: slice | Array) -> Array:
        """What postings weigh, as float64; by a slice with both ends, or their places, ascending."""
        if self.weights is not None:
            return self.weights[picks].astype(np.float64)
        if self.counts is not None:
            return self.counts[picks].astype(np.float64)
        return np.ones(picks.stop - picks.start if isinstance(picks, slice) else len(picks))

    def weights_at(self, places: Array) -> Array:
        """What some postings weigh, by their places in any order."""
        if self.weights is not None:
            return self.weights.take(places)
        return np.ones(len(places), dtype=np.uint8) if self.counts is None else self.counts.taken(places)

    def places(self, number: int) -> slice:
        """Where the positions of a term stand among all. Raises: ValueError for a field without positions."""
        if self.occurrences is None:
            raise ValueError("no positions are kept for this field")
        return self.occurrences.span(number)

    def positions_of(self, start: int, stop: int) -> Array:
        """Where the terms of these places occur, one after the other."""
        if self.positions is None or self.occurrences is None:
            raise ValueError("no positions are kept for this field")
        return self.positions[self.occurrences.span(start, stop)]


def _before(ends: Array, number: int) -> int:
    """Where what has this place begins: where the one before it ends."""
    return int(ends[number - 1]) if number else 0


def block(pieces: Iterable[bytes]) -> tuple[Array, Array]:
    """Byte strings one after the other, and where each ends."""
    listed = list(pieces)
    ends = np.cumsum(np.fromiter(map(len, listed), dtype=np.int64, count=len(listed)))
    return np.frombuffer(b"".join(listed), dtype=np.uint8), narrow(ends)


def text_block(texts: Sequence[str]) -> tuple[Array, Array]:
    """Texts as UTF-8, one after the other, and where each ends."""
    whole = "".join(texts)
    if not whole.isascii():
        return block(text.encode() for text in texts)
    ends = np.cumsum(np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)))
    return np.frombuffer(whole.encode(), dtype=np.uint8), narrow(ends)


def from_occurrences(terms: Sequence[bytes], ids: Array, docs: Array, positions: Array | None = None) -> Postings:
    """The postings of a field in which every occurrence weighs 1.

    Args:
        terms: Each once, in any order, all of them used.
        ids: Which term occurs, as an index into `terms`.
        docs: In which document.
        positions: At which position; None where that is not kept.
    """
    order = np.array(sorted(range(len(terms)), key=terms.__getitem__), dtype=np.int64)
    place = np.empty(len(terms), dtype=np.int64)
    place[order] = np.arange(len(terms))
    return from_ordered(block(terms[number] for number in order.tolist()), place[ids], docs, positions)


def from_ordered(terms: tuple[Array, Array], places: Array, docs: Array, positions: Array | None = None) -> Postings:
    """The same from the block of terms that are in order, and the place of each occurrence's term.

    Terms, documents and positions are packed into one number each, because sorting numbers is several times faster
    than finding the order of them.
    """
    content, ends = terms
    doc_bits = int(docs.max(initial=0)).bit_length()
    at_bits = 0 if positions is None else int(positions.max(initial=0)).bit_length()
    if len(ends).bit_length() + doc_bits + at_bits > 63:
        raise OverflowError("too many terms, documents or positions for one segment")
    packed = places.astype(np.int64)
    packed <<= doc_bits
    packed |= docs
    if positions is not None:
        packed <<= at_bits
        packed |= positions
    packed.sort()
    found = None
    if positions is not None:
        found = narrow(packed & ((1 << at_bits) - 1))
        packed >>= at_bits
    new = np.empty(len(packed), dtype=np.bool_)
    new[:1] = True
    np.not_equal(packed[1:], packed[:-1], out=new[1:])
    first = np.flatnonzero(new)
    counts = np.diff(first, append=len(packed))
    packed = packed[first]
    stops = np.cumsum(np.bincount(packed >> doc_bits, minlength=len(ends)))
    several = bool(counts.max(initial=1) > 1)
    occurrences = None if positions is None else Lengths.until(np.r_[0, np.cumsum(counts)][stops])
    numbers = packed & ((1 << doc_bits) - 1)
    sizes = Lengths.until(stops)
    return Postings(
        content,
        Lengths.until(ends),
        sizes,
        Docs.pack(numbers, sizes),
        counts=TwoBits.pack(counts, 1) if several else None,
        positions=None if found is None else Positions.pack(found),
        occurrences=occurrences,
        stretches=None if found is None else Stretches.pack(numbers, stops),
        rows=Rows.pack(numbers, counts, stops) if several else None,
    )
