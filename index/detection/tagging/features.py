"""What the sequence model sees of a word: names of features, by stream and offset.

A stream gives every word of an article one value: the word itself, the pair it makes with the word before, what the
lexicon marks it as. A feature depends on one value at one offset, so that the weights of a value can be summed once
and kept. Training and tagging both take their features from here; what the words are marked as is left to the caller.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from index.detection.compounds import Word
from index.detection.tagging.word_classes import classes


class Mark(NamedTuple):
    """What is known of some words.

    Attributes:
        first: The first of them.
        last: The word behind the last.
        kind: What is known: "company", "media", "legal form".
        sure: Whether that alone would make them a company's name.
    """

    first: int
    last: int
    kind: str
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as the model sees it.

    Attributes:
        words: At least one.
        names: What the lexicon knows by name, companies and others; no two overlap.
        candidates: What the sentence itself makes a company's name; no two overlap.
    """

    words: Sequence[Word]
    names: Sequence[Mark] = ()
    candidates: Sequence[Mark] = ()


class Stream(NamedTuple):
    """One value a word, and the features that it gives.

    Attributes:
        name: Begins the names of its features.
        offsets: Which words' values a word sees: 0 its own, 1 the next word's.
        features: The features of a value, in a German text or not; None when the value itself is the only one.
    """

    name: str
    offsets: tuple[int, ...]
    features: Callable[[str, bool], list[str]] | None


EDGE = "<edge>"
"""The word between two sentences; none is written so."""
REACH = 2
"""The largest offset: so many places stand between two sentences."""

_CAPITALS = re.compile(r"[^\W\d_a-zäöüß]")
_SMALL = re.compile("[a-zäöüß]")
_DIGITS = re.compile(r"\d")
_RUN = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 15)
def shape(text: str) -> str:
    """The kinds of the word's characters, runs cut to two: "ThyssenKrupp" is "AaaAaa", "V8" is "A0"."""
    kinds = _DIGITS.sub("0", _CAPITALS.sub("A", _SMALL.sub("a", text[:24])))
    return _RUN.sub(r"\1\1", kinds)[:10]


def _around(text: str, german: bool) -> list[str]:
    """The features of a word for itself and its neighbours."""
    if text == EDGE:
        return [EDGE]
    lower = text.lower()
    found = ["w=" + lower, f"s={shape(text)}/{german}", *classes(text, german)]
    if len(lower) > 6:
        found.append("x5=" + lower[-5:])
    if len(lower) > 3:
        found.append("x3=" + lower[-3:])
    return found


def _itself(text: str, german: bool) -> list[str]:
    """The features of a word for itself alone."""
    lower = text.lower()
    found = ["s=" + shape(text), f"b={german}", f"len={min(len(text), 8)}"]
    found += [f"p{n}={lower[:n]}" for n in (2, 3, 4) if len(lower) > n]
    found += [f"x{n}={lower[-n:]}" for n in (2, 4) if len(lower) > n]
    if text.isupper() and len(text) > 1:
        found.append("capitals")
    elif text[1:] != lower[1:]:
        found.append("inner capital")
    return found


def _marked(value: str, _german: bool) -> list[str]:
    """A mark as it is, and without the width of its name."""
    return [value, value.partition(":")[0]]


def _each(value: str, _german: bool) -> list[str]:
    """A value that lists its features."""
    return value.split(" ")


def _compound(value: str, german: bool) -> list[str]:
    place, _, tail = value.partition("|")
    return [place, value, f"{place}~{tail[-5:]}", *(f"{place}{c}" for c in classes(tail, german))]


STREAMS: tuple[Stream, ...] = (
    Stream("around", (-2, -1, 0, 1, 2), _around),
    Stream("itself", (0,), _itself),
    Stream("pair", (0, 1), None),
    Stream("shapes", (0,), None),
    Stream("compound", (0,), _compound),
    Stream("name", (-1, 0, 1), _marked),
    Stream("name after", (0,), None),
    Stream("candidate", (-1, 0, 1), _marked),
    Stream("article", (0,), _each),
    Stream("line", (0,), _each),
)


def values(lines: Sequence[Line]) -> tuple[list[str], ...]:
    """The values of an article's words by stream: `REACH` places between sentences, the first sentence, and so on.

    An empty value has no features, as have the places between sentences in all streams but the words themselves.
    """
    seen = _Seen(lines)
    gaps = [[EDGE if stream.features is _around else ""] * REACH for stream in STREAMS]
    columns: tuple[list[str], ...] = tuple(gap.copy() for gap in gaps)
    for line in lines:
        texts = [word.text for word in line.words]
        lowers = [text.lower() for text in texts]
        names = _marks(line.names, len(texts))
        for column, gap, found in zip(
            columns,
            gaps,
            (
                texts,
                texts,
                [f"{a} {b}" for a, b in zip([EDGE, *lowers], lowers, strict=False)],
                _shapes(texts),
                _compounds(line.words),
                names,
                [name and f"{name} {before}" for name, before in zip(names, [EDGE, *lowers], strict=False)],
                _marks(line.candidates, len(texts)),
                [seen.of(text, name) for text, name in zip(texts, names, strict=True)],
                _line(texts),
            ),
            strict=True,
        ):
            column.extend(found)
            column.extend(gap)
    return columns


def _shapes(texts: Sequence[str]) -> list[str]:
    short = ["", *(shape(text)[:4] for text in texts), ""]
    return [f"{a}|{b}|{c}" for a, b, c in zip(short, short[1:], short[2:], strict=False)]


def _compounds(row: Sequence[Word]) -> list[str]:
    """For words tied by hyphens: the word's place in the compound (to 2), and the compound's last word."""
    found = [""] * len(row)
    first = 0
    for i in range(1, len(row) + 1):
        if i < len(row) and row[i].joined:
            continue
        if i - first > 1:
            tail = row[i - 1].text.lower()
            for k in range(first, i):
                place = "last" if k == i - 1 else str(min(k - first, 2))
                found[k] = f"{place}|{tail}"
        first = i
    return found


def _marks(marks: Sequence[Mark], length: int) -> list[str]:
    """For words under a mark: whether it begins there, its kind, and how many words it covers, to 3."""
    found = [""] * length
    for first, last, kind, _ in marks:
        width = min(last - first, 3)
        for i in range(first, last):
            found[i] = f"{'B' if i == first else 'I'}{kind}:{width}"
    return found


def _line(texts: Sequence[str]) -> list[str]:
    """How the sentence is written: headlines and shouting have capitals without meaning."""
    alphabetic = [text for text in texts if text[0].isalpha()]
    capital = sum(text[0].isupper() for text in alphabetic)
    shouted = sum(text.isupper() and len(text) > 1 for text in alphabetic)
    style = ""
    if len(alphabetic) > 2 and capital > 0.7 * len(alphabetic):
        style = "capitals"
    if alphabetic and shouted > 0.5 * len(alphabetic):
        style = "shouted"
    if not style:
        return ["first", *[""] * (len(texts) - 1)]
    return [f"{style} {style}{shape(text)}" for text in texts]


class _Seen:
    """What an article shows of a word elsewhere than where it is judged."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.count = Counter(word.text for line in lines for word in line.words)
        self.inside = Counter[str]()
        self.believed = Counter[str]()
        self.tied = set[str]()
        self.tagged = set[str]()
        for line in lines:
            row = line.words
            for i, word in enumerate(row):
                if word.joined:
                    self.tied.add(row[i - 1].text)
                elif i and row[i - 1].text in "@#":
                    self.tagged.add(word.text)
            for mark in line.names:
                if mark.kind.startswith("company") and mark.last - mark.first > 1:
                    self.inside.update(row[i].text for i in range(mark.first, mark.last))
            for mark in line.candidates:
                if mark.sure:
                    self.believed.update(row[i].text for i in range(mark.first, mark.last))

    def of(self, text: str, name: str) -> str:
        """The article's features of a word that may be a name; empty for others."""
        if not text[0].isalpha() or text.islower():
            return ""
        count = self.count[text]
        found = [f"c{min(count, 4)}"]
        if text in self.tied:
            found.append("tied")
        if text in self.tagged:
            found.append("tagged")
        if not name and text in self.inside:
            found.append("part-of-name")
        if text in self.believed:
            found.append("named-believed" if name else "believed")
        if text.lower() in self.count:
            found.append("small")
        return " ".join(found)


def attributes(lines: Sequence[Line], *, german: bool) -> Iterator[list[list[str]]]:
    """For every line and word the names of its features, as a trainer wants them."""
    columns = values(lines)
    at = REACH
    for line in lines:
        places = range(at, at + len(line.words))
        yield [
            [
                f"{stream.name}{offset}:{feature}"
                for stream, column in zip(STREAMS, columns, strict=True)
                for offset in stream.offsets
                if column[i + offset]
                for feature in _features(stream, column[i + offset], german)
            ]
            for i in places
        ]
        at = places.stop + REACH


def _features(stream: Stream, value: str, german: bool) -> list[str]:
    return [value] if stream.features is None else stream.features(value, german)
